"""The sheet 督办 of the month's workbook: what was opened and closed, in time or not."""

from __future__ import annotations

from typing import Any

from desk.books.follow_ups import statistics
from desk.books.follow_ups.figures import FIGURES
from desk.books.follow_ups.statistics import FollowUpFigures
from desk.core.words import _
from desk.core.work import Work
from desk.reports.kit import sheets


def put(sheet: Any, _work: Work, figures: FollowUpFigures, foot: str) -> None:
    """Fill the sheet and set up its print: a line for each figure with its unit, in their order."""
    values = statistics.plain(figures)
    rows = [(each.label, each.unit.cell(values[each.code]), each.unit.label) for each in FIGURES]
    sheets.put_table(sheet, 1, (_("Figure"), _("Value"), _("Unit")), rows)
    sheets.set_widths(sheet, (30, 12, 10))
    sheets.set_up_print(sheet, foot=foot)
