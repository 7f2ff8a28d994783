"""The sheet 资产 of the month's workbook: what came and went, by class."""

from __future__ import annotations

from desk.books.assets.statistics import AssetChanges
from desk.core.words import _
from desk.core.work import Work
from desk.reports.assets import changes_pdf, changes_workbook
from desk.reports.kit import sheets
from desk.reports.kit.workbook import Sheet


def put(sheet: Sheet, top: int, _work: Work, changes: AssetChanges) -> int:
    """Below row ``top``; the first free row."""
    rows = [changes_workbook.flow_row(flow) for flow in (*changes.flows, changes.total)]
    looks = ("desk cell", *("desk cell", "desk money") * 4)
    return sheets.put_table(sheet, top, [_(name) for name, _width in changes_pdf.FLOWS], rows, looks)
