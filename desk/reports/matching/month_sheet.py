"""The sheet 共建联动 of the month's workbook: needs, matches, and what was delivered."""

from __future__ import annotations

from desk.books.matching import statistics
from desk.books.matching.figures import FIGURES
from desk.books.matching.statistics import MatchingFigures
from desk.core.work import Work
from desk.reports.kit.figure_sheet import put_figures
from desk.reports.kit.workbook import Sheet


def put(sheet: Sheet, _work: Work, figures: MatchingFigures, foot: str) -> None:
    """Fill the sheet and set up its print: a line for each figure with its unit, in their order."""
    put_figures(sheet, FIGURES, statistics.plain(figures), foot)
