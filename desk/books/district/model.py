"""What the district's PC knows 区级汇总: its centres, what each sent of a period, and what was found in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from functools import cached_property

from desk.books.district.names import by_key
from desk.core.figure import Figure
from desk.core.figures_sheet import FiguresSheet, SheetFigure
from desk.core.tone import Tone
from desk.core.words import N_, NP_, Worded, _


class Light(Worded):
    """What is said of a file at a glance 红绿灯."""

    GREEN = "green", NP_("light of a file", "Green"), Tone.DONE
    """It is merged, and nothing is odd about it."""
    YELLOW = "yellow", NP_("light of a file", "Yellow"), Tone.DUE_SOON
    """It is merged, and somebody should look at it."""
    RED = "red", NP_("light of a file", "Red"), Tone.DANGER
    """It is not merged; the centre has to send another."""


class Trouble(Worded):
    """What can be found in a file, with the sentence for whoever sent it."""

    UNREADABLE = "unreadable", N_("The file could not be opened. Please send it again."), Tone.DANGER
    LINK = (
        "link",
        N_("This is a link to another place, which is not followed. Please put the file itself into the folder."),
        Tone.DANGER,
    )
    NOT_XLSX = (
        "not_xlsx",
        N_("This is not an .xlsx workbook. Please send the workbook that the program saved."),
        Tone.DANGER,
    )
    MACROS = "macros", N_("The workbook holds macros. Please send it without them, as .xlsx."), Tone.DANGER
    PASSWORD = "password", N_("The workbook has a password. Please send it without one."), Tone.DANGER
    LARGE = "large", N_("The workbook is too large. Please send it as the program saved it."), Tone.DANGER
    DAMAGED = "damaged", N_("The workbook is damaged. Please save it in the program once more."), Tone.DANGER
    NO_FIGURES = (
        "no_figures",
        N_("The workbook has neither the sheet _figures nor a table with figures and values."),
        Tone.DANGER,
    )
    NEWER = (
        "newer",
        N_("It was made by a newer program (schema {schema}). Please update the program here first."),
        Tone.DANGER,
    )
    PERIOD = "period", N_("It is of {sent}, not of {wanted}. Please send the right period."), Tone.DANGER
    UNKNOWN_CENTRE = "unknown_centre", N_("No centre on the list has the code or name {centre}."), Tone.DANGER
    INACTIVE_CENTRE = "inactive_centre", N_("The centre is no longer on the list of those that report."), Tone.DANGER
    TWICE = "twice", N_("The centre sent two files that differ: {others}. Please say which one counts."), Tone.DANGER
    SAME_AGAIN = "same_again", N_("The same figures came in {others} as well; they count once."), Tone.DUE_SOON
    EDITED = (
        "edited",
        N_(
            "Figures were changed after the program saved them (the hash does not fit). Please send the file untouched."
        ),
        Tone.DANGER,
    )
    WRONG_KEY = (
        "wrong_key",
        N_("The signature is not by the key that is listed for this centre. Please ask the centre."),
        Tone.DANGER,
    )
    UNSIGNED = "unsigned", N_("The figures are not signed."), Tone.DUE_SOON
    KEY_UNKNOWN = (
        "key_unknown",
        N_("The signature is right, but no key is listed for this centre yet. Compare it, then trust it."),
        Tone.DUE_SOON,
    )
    OLDER = "older", N_("It was made by an older program, without hash and signature."), Tone.DUE_SOON
    BY_HEADERS = (
        "by_headers",
        N_("Read by the headers of the sheet {sheet}, without hash and signature."),
        Tone.DUE_SOON,
    )
    IDENTICAL = (
        "identical",
        N_("All figures are those of {period}. Please check whether it is the right file."),
        Tone.DUE_SOON,
    )
    OUTLIER = (
        "outlier",
        N_("{figure}: {rate} per 1,000 residents; centres like it have {median}. Please check."),
        Tone.DUE_SOON,
    )
    OLD_DEFINITION = (
        "old_definition",
        N_(
            "{figure}: counted by definition no. {sent}, now it is no. {here}. Please update the program and resend it."
        ),
        Tone.DUE_SOON,
    )
    NEW_DEFINITION = (
        "new_definition",
        N_("{figure}: counted by definition no. {sent}, which the program here does not know. Please update it first."),
        Tone.DUE_SOON,
    )
    OVERFULL = "overfull", N_("{figure}: the part ({part}) is larger than the whole ({whole})."), Tone.DANGER
    NEGATIVE = "negative", N_("{figure}: {number} is less than 0."), Tone.DANGER
    SUM = "sum", N_("{figure}: the parts add up to {parts}, not to {whole}."), Tone.DANGER
    VALUE = "value", N_("{figure}: {value} is said, its parts give {right}."), Tone.DANGER

    @property
    def light(self) -> Light:
        """Red where the file is not merged for it."""
        return Light.RED if self.tone is Tone.DANGER else Light.YELLOW


LOST = frozenset(
    (
        Trouble.UNREADABLE,
        Trouble.LINK,
        Trouble.NOT_XLSX,
        Trouble.MACROS,
        Trouble.PASSWORD,
        Trouble.LARGE,
        Trouble.DAMAGED,
    )
)
"""Nothing at all is read of such a file."""
FOR_THE_DISTRICT = frozenset((Trouble.KEY_UNKNOWN, Trouble.NEW_DEFINITION))
"""What the district has to do about a file: the centre that sent it is told nothing of it."""


@dataclass(frozen=True)
class Reason:
    """Something found in a file. ``values`` fill the sentence."""

    trouble: Trouble
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """In the language of whoever reads it."""
        return _(self.trouble.msgid, **self.values)

    @property
    def kept(self) -> dict[str, str]:
        """As the data file keeps it."""
        return {"trouble": self.trouble.value, **self.values}


def reason_of(kept: Mapping[str, str]) -> Reason:
    """As it was ``kept``."""
    values = {name: value for name, value in kept.items() if name != "trouble"}
    return Reason(Trouble(kept["trouble"]), values)


def light_of(reasons: Sequence[Reason]) -> Light:
    """The worst of what was found; green for nothing."""
    lights = {reason.trouble.light for reason in reasons}
    return next((light for light in (Light.RED, Light.YELLOW) if light in lights), Light.GREEN)


class Source(Enum):
    """How the figures of a file were known."""

    SHEET = "sheet"
    """By the hidden sheet as it is today."""
    OLDER = "older"
    """By the hidden sheet of an older program, which names no centre."""
    HEADERS = "headers"
    """By the headers of a sheet in sight."""


@dataclass(frozen=True)
class FigureFile:
    """A file as it was read, before anything is known of its centre. ``sheet`` is None where nothing was read."""

    name: str
    """From the folder on."""
    sha256: str
    sheet: FiguresSheet | None = None
    source: Source = Source.SHEET
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class NewCentre:
    """What the district enters of a centre. ``public_key`` in base64, empty where it is not known."""

    code: str
    name: str = ""
    likeness: str = ""
    population: int | None = None
    public_key: str = ""
    active: bool = True


CENTRE_LABELS: Mapping[str, str] = {
    "code": NP_("district's centre", "Code"),
    "name": NP_("district's centre", "Name"),
    "likeness": NP_("district's centre", "Group of like ones"),
    "population": NP_("district's centre", "Residents served"),
    "public_key": NP_("district's centre", "Public key"),
    "active": NP_("district's centre", "Reports"),
}


@dataclass(frozen=True)
class DistrictCentre:
    """A centre of the district 区内中心. ``likeness`` is the group of like ones 分组 with which it is ranked."""

    id: int
    code: str
    name: str
    likeness: str
    public_key: bytes | None
    population: int | None
    active: bool


@dataclass(frozen=True)
class Judged:
    """A file with its centre, where that is known, and everything that was found."""

    file: FigureFile
    centre: DistrictCentre | None
    reasons: tuple[Reason, ...]
    counts: bool = True
    """Not where the same figures came in another file as well."""

    @property
    def light(self) -> Light:
        """What is said of it at a glance."""
        return light_of(self.reasons)

    @property
    def sheet(self) -> FiguresSheet | None:
        """The figures to merge; None of a red file."""
        return None if self.light is Light.RED else self.file.sheet


@dataclass(frozen=True)
class CentreReturn:
    """What a centre sent of a period, as it is kept. ``sheet`` is None where nothing of it is merged."""

    centre: DistrictCentre
    file_name: str
    sha256: str
    sheet: FiguresSheet | None
    light: Light
    reasons: tuple[Reason, ...]
    made_at: datetime | None
    received_on: date

    @cached_property
    def by_key(self) -> Mapping[str, SheetFigure]:
        """Its figures by what tells them from others; none where nothing is merged."""
        return by_key(self.sheet) if self.sheet else {}

    @property
    def population(self) -> int | None:
        """How many people the centre serves: as the district has it, else as the centre says."""
        return self.centre.population or (self.sheet.population if self.sheet else None)


@dataclass(frozen=True)
class FigureWords:
    """What a figure is called and its unit: as a book here declares it, else as a sheet says."""

    code: str
    title: str
    unit: str
    declared: Figure | None = None
    """The ``Figure``, where a book here declares it."""
