"""The sheet 督办 of the month's workbook: what was opened and closed, in time or not."""

from __future__ import annotations

from desk.books.follow_ups import statistics
from desk.books.follow_ups.figures import FIGURES
from desk.books.follow_ups.statistics import FollowUpFigures
from desk.core.work import Work
from desk.reports.kit.figure_sheet import put_figures
from desk.reports.kit.workbook import Sheet


def put(sheet: Sheet, _work: Work, figures: FollowUpFigures, foot: str) -> None:
    """Fill the sheet and set up its print: a line for each figure with its unit, in their order."""
    put_figures(sheet, FIGURES, statistics.plain(figures), foot)
