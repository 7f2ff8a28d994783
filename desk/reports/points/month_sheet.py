"""The sheet of points in the month's workbook: given, exchanged, expired, left, and who served."""

from __future__ import annotations

from typing import Any

from desk.books.points import statistics
from desk.books.points.figures import FIGURES
from desk.books.points.statistics import PointFigures
from desk.core.words import _
from desk.core.work import Work
from desk.reports.kit import sheets


def put(sheet: Any, _work: Work, figures: PointFigures, foot: str) -> None:
    """Fill the sheet and set up its print: a line for each figure with its unit, in their order."""
    values = statistics.plain(figures)
    rows = [(each.label, each.unit.cell(values[each.code]), each.unit.label) for each in FIGURES]
    sheets.put_table(sheet, 1, (_("Figure"), _("Value"), _("Unit")), rows)
    sheets.set_widths(sheet, (30, 12, 10))
    sheets.set_up_print(sheet, foot=foot)
