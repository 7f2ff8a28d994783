"""The sheet 资产 of the month's workbook: what came and went, by class."""

from __future__ import annotations

from desk.books.assets.statistics import AssetChanges
from desk.core.words import _
from desk.core.work import Work
from desk.reports.assets import changes_pdf, changes_workbook
from desk.reports.kit import sheets
from desk.reports.kit.workbook import Sheet


def put(sheet: Sheet, _work: Work, changes: AssetChanges, foot: str) -> None:
    """Fill the sheet and set up its print."""
    rows = [changes_workbook.flow_row(flow) for flow in (*changes.flows, changes.total)]
    looks = ("desk cell", *("desk cell", "desk money") * 4)
    sheets.put_table(sheet, 1, [_(name) for name, _width in changes_pdf.FLOWS], rows, looks)
    sheets.set_widths(sheet, [width for _name, width in changes_pdf.FLOWS])
    sheets.set_up_print(sheet, repeat=1, foot=foot)
