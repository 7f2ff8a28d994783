"""The sheet 问题整改 of the month's workbook: what was reported, accepted and mended, in time or not."""

from __future__ import annotations

from desk.books.findings import statistics
from desk.books.findings.figures import FIGURES
from desk.books.findings.statistics import FindingFigures
from desk.core.work import Work
from desk.reports.kit.figure_sheet import put_figures
from desk.reports.kit.workbook import Sheet


def put(sheet: Sheet, _work: Work, figures: FindingFigures, foot: str) -> None:
    """Fill the sheet and set up its print: a line for each figure with its unit, in their order."""
    put_figures(sheet, FIGURES, statistics.plain(figures), foot)
