"""One figure 指标 as its book declares it: its name, how it is worked out, and the rows behind it.

The number and the rows come from one condition. A book whose figures are counted by the database keeps it as SQL, from
which both statements are made; a book that counts records it has read keeps it as a ``Tally``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from statistics import median
from typing import Generic, TypeVar

from desk.core import money
from desk.core.tone import Tone
from desk.core.words import NP_, P_, Worded, _, named
from desk.core.work import Work

Number = int | float | None
Record = TypeVar("Record")


class FigureKind(Enum):
    """How a figure comes from its rows."""

    COUNT = "count"
    """How many rows there are."""
    SUM = "sum"
    """What the rows add up to."""
    MEAN = "mean"
    """What a row has on average; None without any."""
    MEDIAN = "median"
    """What the row in the middle has, half of them no more; None without any."""
    SHARE = "share"
    """How many of a hundred rows of the denominator are rows of the numerator; None without any."""
    ANSWER = "answer"
    """Yes as 1 or no as 0, as the only row says; None without it."""


class Better(Worded):
    """Which way a figure should go."""

    UP = "up", NP_("figure", "the higher, the better")
    DOWN = "down", NP_("figure", "the lower, the better")
    NEITHER = "neither", NP_("figure", "neither up nor down is better")


class Unit(Worded):
    """What a figure is counted in 计量单位."""

    CASES = "cases", NP_("unit of a figure", "cases")
    ARRIVALS = "arrivals", NP_("unit of a figure", "visits")
    TIMES = "times", NP_("unit of a figure", "times")
    PERCENT = "percent", NP_("unit of a figure", "%")
    MINUTES = "minutes", NP_("unit of a figure", "min")
    HOURS = "hours", NP_("unit of a figure", "h")
    ACTIVITIES = "activities", NP_("unit of a figure", "activities")
    PEOPLE = "people", NP_("unit of a figure", "people")
    DUTIES = "duties", NP_("unit of a figure", "duties")
    PIECES = "pieces", NP_("unit of a figure", "pieces")
    MATTERS = "matters", NP_("unit of a figure", "matters")
    PERSONS = "persons", NP_("unit of a figure", "persons")
    """人: each counted once, where 人次 counts each time."""
    ORGANISATIONS = "organisations", NP_("unit of a figure", "organisations")
    ENTRIES = "entries", NP_("unit of a figure", "entries")
    """项: of a list, an agenda or minutes."""
    RECORDS = "records", NP_("unit of a figure", "records")
    """条: of a ledger of findings."""
    PLACES = "places", NP_("unit of a figure", "places")
    DAYS = "days", NP_("unit of a figure", "days")
    FEN = "fen", NP_("unit of a figure", "yuan")
    """Kept in fen, said in yuan."""
    INCIDENTS = "incidents", NP_("unit of a figure", "incidents")
    POINTS = "points", NP_("unit of a figure", "points")
    REPORTS = "reports", NP_("unit of a figure", "reports")
    ANSWER = "answer", NP_("unit of a figure", "yes or no")

    def say(self, value: Number) -> str:
        """A value as a reader takes it, without its unit; a dash where there is none."""
        if value is None:
            return "—"
        if self is Unit.ANSWER:
            return P_("answer", "yes") if value else P_("answer", "no")
        if self is Unit.FEN:
            return money.yuan(int(value))
        return f"{value:,}" if isinstance(value, int) else f"{value:,.1f}"

    def cell(self, value: Number) -> int | float | str | None:
        """A value as a cell of a workbook has it: a number in the unit, or yes and no."""
        if value is None:
            return None
        if self is Unit.ANSWER:
            return self.say(value)
        return value / 100 if self is Unit.FEN else value

    def tell(self, value: Number) -> str:
        """A value with its unit."""
        if value is None or self is Unit.ANSWER:
            return self.say(value)
        return P_("figure", "{value} {unit}", value=self.say(value), unit=self.label)


@dataclass(frozen=True)
class FigureParts:
    """What of a figure can be added up 分子、分母: a number alone, or the part and the whole of a share or mean."""

    numerator: Number = None
    denominator: Number = None


def _sum_of(values: Mapping[str, Number], codes: Sequence[str]) -> Number:
    """None where one of them is not known."""
    known = [value for code in codes if (value := values.get(code)) is not None]
    return sum(known) if len(known) == len(codes) else None


@dataclass(frozen=True)
class FigureRow:
    """One record behind a figure, as a list shows it."""

    subject: str
    """``table:id``, as in the audit."""
    day: date
    title: str
    state: str = ""
    tone: Tone | None = None
    amount: int | float = 1
    """What it adds; for a share, 1 where it belongs to the numerator, else 0."""
    leads_to: str = ""
    """The destination of the window that opens it; empty where the program has no window for it."""
    about: object = None
    """What that destination has to know."""
    hour: int | None = None
    """In which hour of the day, where the figure is also told by hours."""


ListedAt = Callable[[date, date], tuple[str, object]]
"""The destination of the window that lists exactly the rows of these days, and what it has to know."""


@dataclass(frozen=True)
class Figure:
    """A figure of a span of days. A new ``version`` says that it is worked out otherwise from then on."""

    code: str
    """Its plain name: on the machine-readable sheet, and in what is frozen when a month is handed in."""
    title: str
    """What it is called, marked for the catalogue."""
    definition: str
    """In one sentence, marked for the catalogue."""
    unit: Unit
    kind: FigureKind = FigureKind.COUNT
    better: Better = Better.NEITHER
    rows: Callable[[Work, date, date], Sequence[FigureRow]] | None = None
    """The rows behind it, of the days from the first to the last; None for a share, which has those of its parts."""
    numerator: tuple[str, ...] = ()
    """Of a share: the codes of the counts that make up the part; of a mean: of what was added up."""
    denominator: tuple[str, ...] = ()
    """Of a share: the codes of the counts that make up the whole, which hold the part; of a mean: of how many rows
    there are."""
    divisor: int = 1
    """How much of what the rows add makes one of the unit: 60 where rows say minutes and the figure hours."""
    group: str = ""
    """What it is one part of, marked for the catalogue; empty for a figure of its own."""
    moving: bool = False
    """Does it go on moving after the month by its nature? A change in it corrects nothing."""
    version: int = 1
    listed_at: ListedAt | None = None
    """Where the window has a list of its own for the rows, with more in it than rows behind a figure tell."""

    @property
    def label(self) -> str:
        """What it is called, in the language of the screen."""
        return named(_(self.group), _(self.title)) if self.group else _(self.title)

    def parts(self, values: Mapping[str, Number]) -> FigureParts:
        """Of values by their codes, those of this figure that may be added up over months and centres: a count or sum
        as its numerator; nothing of what cannot be added, such as a median, an answer, or where a part is not known.
        """
        if self.kind in (FigureKind.COUNT, FigureKind.SUM):
            return FigureParts(values.get(self.code))
        if not self.denominator:
            return FigureParts()
        part, whole = (_sum_of(values, codes) for codes in (self.numerator, self.denominator))
        return FigureParts(part, whole) if part is not None and whole is not None else FigureParts()

    def worth(self, rows: Sequence[FigureRow]) -> Number:
        """What these rows come to, as the report has it: whole or to one place after the point."""
        added = sum(row.amount for row in rows)
        match self.kind:
            case FigureKind.COUNT:
                return len(rows)
            case FigureKind.SUM:
                return added if self.divisor == 1 else round(added / self.divisor, 1)
            case FigureKind.MEAN:
                return round(added / self.divisor / len(rows), 1) if rows else None
            case FigureKind.MEDIAN:
                return round(float(median(row.amount for row in rows)) / self.divisor, 1) if rows else None
            case FigureKind.SHARE:
                return round(100 * added / len(rows), 1) if rows else None
            case FigureKind.ANSWER:
                return int(added) if rows else None


def _one(_record: object) -> int:
    return 1


@dataclass(frozen=True)
class Tally(Generic[Record]):
    """Which of a book's records a figure counts, and what each adds: the number and the rows come from here."""

    condition: Callable[[Record], bool]
    adds: Callable[[Record], int] = _one

    def of(self, records: Iterable[Record]) -> int:
        """The number."""
        return sum(self.adds(record) for record in records if self.condition(record))

    def behind(self, records: Iterable[Record]) -> list[Record]:
        """The records behind it."""
        return [record for record in records if self.condition(record)]
