"""The sheet 点单 of the month's workbook: what residents wished for, how it was answered, done and rated."""

from __future__ import annotations

from desk.books.orders import statistics
from desk.books.orders.figures import FIGURES
from desk.books.orders.statistics import OrderFigures
from desk.core.work import Work
from desk.reports.kit.figure_sheet import put_figures
from desk.reports.kit.workbook import Sheet


def put(sheet: Sheet, _work: Work, figures: OrderFigures, foot: str) -> None:
    """Fill the sheet and set up its print: a line for each figure with its unit, in their order."""
    put_figures(sheet, FIGURES, statistics.plain(figures), foot)
