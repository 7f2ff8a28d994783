"""A sheet of the month's workbook that tells a book's figures as it declares them: a line for each, with its unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desk.core.figure import Figure, Number
from desk.core.words import _
from desk.reports.kit import sheets
from desk.reports.kit.workbook import Sheet


def put_figures(sheet: Sheet, figures: Sequence[Figure], values: Mapping[str, Number], foot: str) -> None:
    """Fill the sheet in the order of ``figures``, with their ``values`` by their codes, and set up its print."""
    rows = [(each.label, each.unit.cell(values[each.code]), each.unit.label) for each in figures]
    sheets.put_table(sheet, 1, (_("Figure"), _("Value"), _("Unit")), rows)
    sheets.set_widths(sheet, (30, 12, 10))
    sheet.freeze_panes = "A2"
    sheets.set_filter(sheet, 1, 3, len(rows) + 1)
    sheets.set_up_print(sheet, repeat=1, foot=foot)
