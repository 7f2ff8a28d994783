"""The rows of the district's papers, the same on paper and in the workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from desk.books.district import ranking, telling
from desk.books.district.merging import MergedFigure
from desk.books.district.model import CentreReturn, DistrictCentre, FigureWords, Light
from desk.books.district.ranking import Basis, Ranked, Ranking
from desk.books.district.report import DistrictReport
from desk.core.figure import Number, Unit
from desk.core.words import NP_, P_, _, bracketed, listed

TOTALS = (
    (NP_("district's table", "Code"), 24),
    (NP_("district's table", "Figure"), 26),
    (NP_("district's table", "Unit"), 8),
    (NP_("district's table", "Numerator"), 13),
    (NP_("district's table", "Denominator"), 13),
    (NP_("district's table", "District"), 13),
    (NP_("district's table", "Period before"), 13),
    (NP_("district's table", "Change"), 11),
    (NP_("district's table", "Centres"), 9),
    (NP_("district's table", "Missing"), 9),
)
RANKS = (
    (NP_("district's table", "Figure"), 20),
    (NP_("district's table", "Ranked by"), 18),
    (NP_("district's table", "Group"), 12),
    (NP_("district's table", "Place"), 8),
    (NP_("district's table", "Moved"), 8),
    (NP_("district's table", "Code"), 16),
    (NP_("district's table", "Centre"), 24),
    (NP_("district's table", "Numerator"), 12),
    (NP_("district's table", "Denominator"), 12),
    (NP_("district's table", "Compared"), 12),
    (NP_("district's table", "Remark"), 40),
)
DELIVERIES = (
    (NP_("district's table", "Code"), 16),
    (NP_("district's table", "Centre"), 24),
    (NP_("district's table", "Group"), 12),
    (NP_("district's table", "Light"), 8),
    (NP_("district's table", "Received"), 12),
    (NP_("district's table", "In time"), 10),
    (NP_("district's table", "Residents"), 12),
    (NP_("district's table", "File"), 34),
)
ODD = (
    (NP_("district's table", "File"), 36),
    (NP_("district's table", "Code"), 16),
    (NP_("district's table", "Centre"), 24),
    (NP_("district's table", "Light"), 8),
    (NP_("district's table", "Reason"), 48),
)
RECEIPTS = (
    (NP_("district's table", "Code"), 16),
    (NP_("district's table", "Centre"), 24),
    (NP_("district's table", "Light"), 10),
    (NP_("district's table", "Received"), 12),
    (NP_("district's table", "What to do"), 60),
)
OF_CENTRE = (
    (NP_("district's table", "Code"), 24),
    (NP_("district's table", "Figure"), 26),
    (NP_("district's table", "Unit"), 8),
    (NP_("district's table", "Numerator"), 12),
    (NP_("district's table", "Denominator"), 12),
    (NP_("district's table", "Value"), 12),
    (NP_("district's table", "Places"), 40),
)


def cell(figure: FigureWords, value: Number) -> Any:
    """A value as a cell has it: yuan for fen, yes and no; a dash where there is none."""
    if value is None:
        return "—"
    return figure.declared.unit.cell(value) if figure.declared is not None else value


def part(figure: FigureWords, number: Number) -> Any:
    """A numerator or denominator as a cell has it; nothing where there is none."""
    fen = figure.declared is not None and figure.declared.unit is Unit.FEN
    return None if number is None else number / 100 if fen else number


def total_rows(report: DistrictReport) -> Iterator[Sequence[Any]]:
    """总表: every figure of the district."""
    for each in report.figures:
        figure, before = each.figure, report.value_before(each)
        yield (
            figure.code,
            figure.title,
            figure.unit,
            part(figure, each.parts.numerator),
            part(figure, each.parts.denominator),
            cell(figure, each.value),
            cell(figure, before),
            telling.change(each.value, before),
            each.centres,
            each.missing,
        )


def rank_rows(report: DistrictReport) -> Iterator[Sequence[Any]]:
    """排名: each ranking one below the other."""
    for table in report.rankings:
        for row in table.rows:
            yield _rank_row(report, table, row)


def _rank_row(report: DistrictReport, table: Ranking, row: Ranked) -> Sequence[Any]:
    figure, of = table.figure, row.sent.centre
    base = base_of(table.basis, row)
    return (
        figure.title,
        table.basis.label,
        of.likeness,
        row.place if row.place is not None else "—",
        row.moved,
        of.code,
        of.name,
        part(figure, row.parts.numerator),
        base,
        ranking.rate_words(figure, table.basis, row.shown),
        row.unranked.label if row.unranked else telling.why(report.movers.get(of.id, ())),
    )


def base_of(basis: Basis, row: Ranked) -> Number:
    """What a number is divided by: residents, open hours, or its own whole."""
    if basis is Basis.RESIDENTS:
        return row.sent.population
    if basis is Basis.HOURS:
        return row.sent.sheet.open_hours if row.sent.sheet else None
    return row.parts.denominator


def delivery_rows(report: DistrictReport) -> Iterator[Sequence[Any]]:
    """完整及时: every centre that reports."""
    for each in report.centres:
        sent = report.by_centre.get(each.id)
        yield (
            each.code,
            each.name,
            each.likeness,
            sent.light.label if sent else P_("light of a file", "Not sent"),
            sent.received_on if sent else None,
            in_time(report, sent),
            sent.population if sent else each.population,
            sent.file_name if sent else "",
        )


def in_time(report: DistrictReport, sent: CentreReturn | None) -> str:
    """Yes, late, or nothing that counts."""
    if sent is None or sent.light is Light.RED:
        return "—"
    return P_("delivery", "late") if report.is_late(sent) else P_("delivery", "in time")


def odd_rows(report: DistrictReport) -> Iterator[Sequence[Any]]:
    """异常: a row for each thing that was found."""
    for each in report.odd:
        of = each.centre
        for sentence in each.sentences:
            yield each.name, of.code if of else "", of.name if of else "", each.light.label, sentence


def receipt_rows(report: DistrictReport) -> Iterator[Sequence[Any]]:
    """回执清单: a row a centre."""
    for each in report.receipts:
        yield (
            each.centre.code,
            each.centre.name,
            each.light.label if each.light else P_("light of a file", "Not sent"),
            each.received_on,
            telling.receipt_words(report, each),
        )


class CentreTables:
    """The figures of one centre after the other, each with where the centre stands."""

    def __init__(self, report: DistrictReport) -> None:
        self._report, self._places = report, places_of(report)
        self._figures = {each.figure.code: each.figure for each in report.figures}

    def rows(self, of: DistrictCentre) -> Iterator[Sequence[Any]]:
        """Of a centre; none where nothing of it is merged."""
        sent = self._report.by_centre.get(of.id)
        places = self._places.get(of.id, {})
        for key, figure in (sent.by_key if sent else {}).items():
            if named := self._figures.get(key):
                yield (
                    figure.code,
                    named.title,
                    named.unit,
                    part(named, figure.parts.numerator),
                    part(named, figure.parts.denominator),
                    cell(named, figure.value),
                    listed(places.get(key, ())),
                )


def places_of(report: DistrictReport) -> dict[int, dict[str, list[str]]]:
    """By centre and figure where it stands."""
    places: dict[int, dict[str, list[str]]] = {}
    for table in report.rankings:
        many = sum(row.place is not None for row in table.rows)
        for row in table.rows:
            if row.place is not None:
                sentence = _("{basis}: place {n} of {many}", basis=table.basis.label, n=row.place, many=many)
                places.setdefault(row.sent.centre.id, {}).setdefault(table.figure.code, []).append(sentence)
    return places


@dataclass(frozen=True)
class KeyTotal:
    """A key figure of the district: numbers in its unit, and the change in words."""

    title: str
    value: Any
    before: Any
    change: str


def key_totals(report: DistrictReport) -> list[KeyTotal]:
    """The figures that are ranked, as the district has them."""
    by_code = {each.figure.code: each for each in report.figures}
    return [_key_total(report, by_code[code]) for code in report.key_figures if code in by_code]


def _key_total(report: DistrictReport, each: MergedFigure) -> KeyTotal:
    figure, before = each.figure, report.value_before(each)
    title = figure.title + bracketed(figure.unit)
    return KeyTotal(
        title, cell(figure, each.value), cell(figure, before), telling.change_words(figure, each.value, before)
    )
