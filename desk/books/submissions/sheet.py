"""What the hidden sheet ``_figures`` 机读数据表 of a report says: made of the report's figures and of the centre."""

from __future__ import annotations

from desk import __version__
from desk.books import centre, figures
from desk.books.centre import days_off
from desk.books.submissions import signing
from desk.books.submissions.reporting import ReportFigures
from desk.core.figure import Unit
from desk.core.figures_sheet import FiguresSheet, SheetFigure
from desk.core.words import P_, on_record
from desk.core.work import Work


@on_record()
def sheet_of(work: Work, report: ReportFigures) -> FiguresSheet:
    """Hashed, and signed where the centre has its key: ``signing.ensure`` makes one within a write."""
    house, period = centre.get(work), report.period
    sheet = FiguresSheet(
        centre_code=house.code,
        centre_name=house.name,
        population=house.population,
        area=house.area,
        open_hours=days_off.open_hours(work, period.first, period.last) or None,
        kind=period.kind.value,
        period=period.name,
        program=__version__,
        made_at=f"{work.now:%Y-%m-%dT%H:%M:%SZ}",
        figures=tuple(_figure(report, code) for code in report.values),
    )
    return signing.signed(work, sheet)


def _figure(report: ReportFigures, code: str) -> SheetFigure:
    title, unit = _words(report, code)
    return SheetFigure(code, report.values[code], report.parts[code], title, unit, figures.version_of(code))


def _words(report: ReportFigures, code: str) -> tuple[str, str]:
    """What a figure is called and counted in; money stands in fen 分 on this sheet, as the data file has it."""
    if own := report.own.get(code):
        return own.title, own.unit
    figure = figures.declared().get(code)
    if figure is None:
        return code, ""
    return figure.label, P_("unit of money", "fen") if figure.unit is Unit.FEN else figure.unit.label
