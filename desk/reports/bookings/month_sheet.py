"""The sheet 预约 of the month's workbook: what was booked and how, what became of it, and places used."""

from __future__ import annotations

from desk.books.bookings import statistics
from desk.books.bookings.figures import FIGURES
from desk.books.bookings.statistics import BookingFigures
from desk.core.work import Work
from desk.reports.kit.figure_sheet import put_figures
from desk.reports.kit.workbook import Sheet


def put(sheet: Sheet, _work: Work, figures: BookingFigures, foot: str) -> None:
    """Fill the sheet and set up its print: a line for each figure with its unit, in their order."""
    put_figures(sheet, FIGURES, statistics.plain(figures), foot)
