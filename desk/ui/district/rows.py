"""What the lists of the page 区级汇总 show, column by column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from desk.books.district import ranking, telling
from desk.books.district.merging import MergedFigure
from desk.books.district.model import DistrictCentre, Light
from desk.books.district.ranking import Basis, Ranked, Ranking
from desk.books.district.report import DistrictReport, FileLine
from desk.core.figure import Number
from desk.core.tone import Tone
from desk.core.words import NP_, P_, Worded, _, clauses
from desk.ui.widgets.columns import Column


class DistrictView(Worded):
    """What the page shows 视图."""

    FILES = "files", NP_("view of the district", "Files")
    TOTALS = "totals", NP_("view of the district", "Totals")
    RANKINGS = "rankings", NP_("view of the district", "Rankings")
    CENTRES = "centres", NP_("view of the district", "Centres")


@dataclass(frozen=True)
class FileRow:
    """A file in the list; of a centre that sent nothing there is a row without one."""

    id: str
    name: str
    centre: DistrictCentre | None
    line: FileLine | None

    @property
    def light(self) -> str:
        """Its light in words."""
        return self.line.light.label if self.line else P_("light of a file", "Not sent")

    @property
    def tone(self) -> Tone | None:
        """What it asks for."""
        return self.line.light.tone if self.line else Tone.WAITING

    @property
    def remark(self) -> str:
        """What was found."""
        return clauses(self.line.sentences) if self.line else _("Nothing has come yet. Please send the workbook.")

    @property
    def place(self) -> int:
        """What wants somebody to act stands first."""
        order = (Tone.DANGER, Tone.DUE_SOON, Tone.WAITING)
        return order.index(self.tone) if self.tone in order else len(order)


def file_rows(report: DistrictReport) -> list[FileRow]:
    """Every file, those that ask for something first; then who sent nothing."""
    rows = [FileRow(each.name, each.name, each.centre, each) for each in report.files]
    sent = {each.centre.id for each in report.files if each.centre}
    silent = [each for each in report.centres if each.id not in sent] if report.files else []
    rows += [FileRow(f"centre:{each.id}", "", each, None) for each in silent]
    return sorted(rows, key=lambda each: each.place)


def file_columns() -> list[Column[FileRow]]:
    """Light, centre, file, and what was found."""
    return [
        Column(P_("district's table", "Light"), 80, lambda each: each.light, lambda each: each.tone),
        Column(P_("district's table", "Centre"), 150, lambda each: each.centre.name if each.centre else "—", flex=1),
        Column(P_("district's table", "Code"), 100, lambda each: each.centre.code if each.centre else "", rank=2),
        Column(P_("district's table", "File"), 160, lambda each: each.name, flex=1, rank=3),
        Column(P_("district's table", "Reason"), 260, lambda each: each.remark, flex=3),
    ]


@dataclass(frozen=True)
class TotalRow:
    """A figure of the district."""

    id: str
    merged: MergedFigure
    before: Number

    @property
    def value(self) -> str:
        """With its unit."""
        return telling.said_with_unit(self.merged.figure, self.merged.value)

    @property
    def change(self) -> float | None:
        """Points of a percentage, else percent of what it was."""
        if self.merged.value is None or self.before is None:
            return None
        if telling.is_share(self.merged.figure):
            return self.merged.value - self.before
        share = telling.change(self.merged.value, self.before)
        return None if share is None else 100 * share

    @property
    def change_words(self) -> str:
        """With its sign."""
        return telling.change_words(self.merged.figure, self.merged.value, self.before)


def total_rows(report: DistrictReport) -> list[TotalRow]:
    """Every figure."""
    return [TotalRow(each.figure.code, each, report.value_before(each)) for each in report.figures]


def total_columns() -> list[Column[TotalRow]]:
    """Figure, value, the period before, change, and how many centres it is of."""
    return [
        Column(P_("district's table", "Figure"), 200, lambda each: each.merged.figure.title, flex=2),
        _number(P_("district's table", "District"), 130, lambda each: each.value, lambda each: each.merged.value),
        _number(
            P_("district's table", "Period before"),
            110,
            lambda each: telling.said_with_unit(each.merged.figure, each.before),
            lambda each: each.before,
            rank=1,
        ),
        _number(P_("district's table", "Change"), 90, lambda each: each.change_words, lambda each: each.change),
        _number(P_("district's table", "Centres"), 80, lambda each: f"{each.merged.centres}", _centres),
        _number(P_("district's table", "Missing"), 80, lambda each: f"{each.merged.missing}", _missing),
    ]


def _number(
    name: str, width: int, says: Callable[[TotalRow], str], sorts_by: Callable[[TotalRow], Number], rank: int = 0
) -> Column[TotalRow]:
    return Column(name, width, says, number=True, sorts_by=sorts_by, rank=rank)


def _centres(each: TotalRow) -> Number:
    return each.merged.centres


def _missing(each: TotalRow) -> Number:
    return each.merged.missing


@dataclass(frozen=True)
class RankRow:
    """A centre in a ranking."""

    id: int
    table: Ranking
    row: Ranked
    why: str

    @property
    def place(self) -> str:
        """A number, or none."""
        return f"{self.row.place}" if self.row.place is not None else "—"

    @property
    def moved(self) -> str:
        """Places up or down since the period before."""
        if self.row.moved is None:
            return "—"
        return f"↑{self.row.moved}" if self.row.moved > 0 else f"↓{-self.row.moved}" if self.row.moved else "="

    @property
    def compared(self) -> str:
        """What is compared."""
        return ranking.rate_words(self.table.figure, self.table.basis, self.row.shown)

    @property
    def remark(self) -> str:
        """Why it has no place, or what moved most."""
        return self.row.unranked.label if self.row.unranked else self.why


def rank_rows(report: DistrictReport, code: str, basis: Basis) -> list[RankRow]:
    """Of a figure on a basis, group by group."""
    return [
        RankRow(row.sent.centre.id, table, row, telling.why(report.movers.get(row.sent.centre.id, ())))
        for table in report.rankings
        if table.figure.code == code and table.basis is basis
        for row in table.rows
    ]


def rank_choices(rankings: Iterable[Ranking]) -> list[tuple[str, tuple[str, Basis]]]:
    """Which rankings there are, in words and by figure and basis."""
    named = {(each.figure.code, each.basis): f"{each.figure.title}　{each.basis.label}" for each in rankings}
    return [(title, key) for key, title in named.items()]


def rank_columns() -> list[Column[RankRow]]:
    """Place, movement, centre, what is compared, and why."""
    return [
        Column(P_("district's table", "Group"), 80, lambda each: each.table.likeness or "—"),
        Column(
            P_("district's table", "Place"),
            60,
            lambda each: each.place,
            number=True,
            sorts_by=lambda each: each.row.place,
        ),
        Column(
            P_("district's table", "Moved"),
            60,
            lambda each: each.moved,
            number=True,
            sorts_by=lambda each: each.row.moved,
        ),
        Column(P_("district's table", "Centre"), 160, lambda each: each.row.sent.centre.name, flex=1),
        Column(
            P_("district's table", "Compared"),
            90,
            lambda each: each.compared,
            number=True,
            sorts_by=lambda each: each.row.shown,
        ),
        Column(
            P_("district's table", "Numerator"),
            90,
            lambda each: telling.said(each.table.figure, each.row.parts.numerator),
            number=True,
            sorts_by=lambda each: each.row.parts.numerator,
            rank=1,
        ),
        Column(P_("district's table", "Remark"), 220, lambda each: each.remark, flex=3, rank=2),
    ]


def centre_columns() -> list[Column[DistrictCentre]]:
    """The list of centres."""
    return [
        Column(P_("district's centre", "Code"), 110, lambda each: each.code),
        Column(P_("district's centre", "Name"), 180, lambda each: each.name, flex=2),
        Column(P_("district's centre", "Group of like ones"), 100, lambda each: each.likeness, flex=1),
        Column(
            P_("district's centre", "Residents served"),
            100,
            lambda each: f"{each.population:,}" if each.population else "—",
            number=True,
            sorts_by=lambda each: each.population,
        ),
        Column(P_("district's centre", "Public key"), 100, _key_words, _key_tone),
        Column(
            P_("district's centre", "Reports"),
            70,
            lambda each: P_("answer", "yes") if each.active else P_("answer", "no"),
        ),
    ]


def _key_words(each: DistrictCentre) -> str:
    return P_("public key", "listed") if each.public_key else P_("public key", "not listed")


def _key_tone(each: DistrictCentre) -> Tone | None:
    return None if each.public_key else Tone.WAITING


def delivery_words(report: DistrictReport) -> str:
    """How complete and how timely a period is, as two figures."""
    each = report.delivery
    if each.completeness is None or each.timeliness is None:
        return _("No centres are listed yet.")
    return _(
        "Complete {complete}% ({came} of {expected}), in time {timely}% ({in_time})",
        complete=f"{each.completeness:.1f}",
        came=each.came,
        expected=each.expected,
        timely=f"{each.timeliness:.1f}",
        in_time=each.in_time,
    )


def lights_words(lines: Sequence[FileLine]) -> str:
    """How many files have each light, those that somebody has to act on first."""
    counted = dict.fromkeys((light.label for light in (Light.RED, Light.YELLOW, Light.GREEN)), 0)
    for each in lines:
        counted[each.light.label] = counted.get(each.light.label, 0) + 1
    return "　".join(f"{name} {many}" for name, many in counted.items() if many)
