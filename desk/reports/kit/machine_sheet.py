"""The hidden sheet ``_figures`` 机读数据表 of a report that is handed in, as docs/district-workbook.md describes it."""

from __future__ import annotations

from desk.core.figures_sheet import FiguresSheet
from desk.core.spreadsheet import FIGURES
from desk.reports.kit.workbook import Workbook


def put(book: Workbook, sheet: FiguresSheet) -> None:
    """Add it to a workbook: texts stay texts, whatever they look like, and numbers numbers."""
    hidden = book.create_sheet(FIGURES)
    hidden.hidden = True
    for row in sheet.rows:
        hidden.append(row)
