"""The sheet of one book in a report's workbook: every figure of it, twelve months as charts, and its own tables."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from desk.books import figures
from desk.core.figure import Unit
from desk.core.figure_page import ChartDeclaration
from desk.core.month import Month
from desk.core.words import P_, _
from desk.core.work import Work
from desk.reports.figures import figure_table
from desk.reports.figures.compared import SERIES, ComparedBook
from desk.reports.kit import sheets
from desk.reports.kit.sheet_charts import Column, bars, lines
from desk.reports.kit.workbook import Sheet, Workbook

TREND, TALL = 12, 15
"""Months shown, and rows that a chart takes beside them."""
BESIDE = "E"
"""The column at which charts begin, right of the months."""


def put(book: Workbook, sheet: Sheet, compared: ComparedBook, below: str, foot: str) -> tuple[int, Mapping[str, int]]:
    """Title, figures and charts; the first free row, and in which row each figure stands."""
    top = sheets.put_title(sheet, compared.title, below, len(figure_table.HEADINGS))
    row, rows = figure_table.put_figures(sheet, top, compared.figures)
    sheet.freeze_panes = f"B{top + 1}"
    sheets.set_widths(sheet, figure_table.WIDTHS)
    sheets.set_filter(sheet, top, len(figure_table.HEADINGS), row - 1)
    sheets.set_up_print(sheet, repeat=sheets.TITLE, foot=foot)
    for chart in compared.charts:
        if compared.trend:
            row = _put_chart(book, sheet, row + 1, chart, compared.trend)
    return row, rows


def _put_chart(
    book: Workbook, sheet: Sheet, top: int, chart: ChartDeclaration, trend: Mapping[Month, Mapping[str, Any]]
) -> int:
    """Twelve months as numbers, and beside them as a chart: one figure with the year before, else several."""
    months = sorted(trend)
    shown, earlier = months[-TREND:], months[-2 * TREND : -TREND]
    codes = chart.codes[:SERIES]
    heads = [figures.declared()[code].label for code in codes]
    columns = [[figures.cell(code, trend[month].get(code)) for month in shown] for code in codes]
    if len(codes) == 1 and earlier:
        heads = [P_("months of a chart", "this year"), P_("months of a chart", "a year before")]
        columns.append([figures.cell(codes[0], trend[month].get(codes[0])) for month in earlier])
    rows = [(month.first, *values) for month, *values in zip(shown, *columns, strict=True)]
    sheets.put(sheet, top, 1, _(chart.title), "desk part")
    looks = ("desk month", *("desk number" for _column in columns))
    sheets.put_table(sheet, top + 1, (_("Month"), *heads), rows, looks)
    names, *series = (
        Column(sheet, at, top + 2, top + 1 + TREND, str(sheet.value(top + 1, at))) for at in range(1, len(heads) + 2)
    )
    unit = figures.declared()[codes[0]].unit
    draw = lines if unit is Unit.PERCENT else bars
    sheet.add_chart(draw(book, _(chart.title), names, series, width=13, unit=unit.label), f"{BESIDE}{top}")
    return top + TALL + 1


def put_own_tables(sheet: Sheet, top: int, work: Work, name: str, counted: Any) -> int:
    """What the book's room among the reports puts below its figures, where it has more to tell; the first free row."""
    room = f"desk.reports.{name}.month_sheet"
    if find_spec(f"desk.reports.{name}") is None or find_spec(room) is None:
        return top
    return int(import_module(room).put(sheet, top, work, counted))
