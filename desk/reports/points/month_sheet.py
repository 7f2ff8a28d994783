"""The sheet of points in the month's workbook: given, exchanged, expired, left."""

from __future__ import annotations

from desk.books.points import statistics
from desk.books.points.figures import FIGURES
from desk.books.points.statistics import PointFigures
from desk.core.work import Work
from desk.reports.kit.figure_sheet import put_figures
from desk.reports.kit.workbook import Sheet


def put(sheet: Sheet, _work: Work, figures: PointFigures, foot: str) -> None:
    """Fill the sheet and set up its print: a line for each figure with its unit, in their order."""
    put_figures(sheet, FIGURES, statistics.plain(figures), foot)
