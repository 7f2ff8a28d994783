"""All cases of a span as one long sheet, row after row, so that years fit into little memory."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from desk import private
from desk.books import details
from desk.books.tables import Progress
from desk.books.work import Work
from desk.errors import Refused
from desk.reports.kit import sheets
from desk.words import _

TEXTS = tuple(
    i
    for i, (name, _w) in enumerate(details.COLUMNS)
    if name in ("Name", "Village group", "Item", "Department", "Remark")
)
"""Columns that hold what somebody typed; only there could a text look like a formula."""


def visits(
    work: Work, first: date, last: date, path: Path, *, unmasked: int | None = None, progress: Progress | None = None
) -> int:
    """Write the workbook; how many rows. Raises ``Refused``, ``Surroundings``, ``Cancelled``; then no file is left."""
    many = details.count(work, first, last)
    if many > sheets.ROWS_AT_MOST:
        raise Refused(_("{n} rows do not fit on one sheet. Please choose a shorter span.", n=many))
    with private.becoming(path) as fresh:
        book = sheets.new_book(write_only=True)
        _write(book.create_sheet(_("Details")), work, (first, last), many, unmasked, progress)
        book.save(fresh)
    return many


def _write(
    sheet: Any, work: Work, span: tuple[date, date], many: int, unmasked: int | None, progress: Progress | None
) -> None:
    sheet.freeze_panes = "D2"
    sheets.set_widths(sheet, [width for _name, width in details.COLUMNS])
    sheets.set_up_print(sheet, landscape=True, repeat=1, foot=f"{span[0]:%Y-%m-%d} — {span[1]:%Y-%m-%d}")
    sheet.auto_filter.ref = f"A1:V{many + 1}"
    sheet.append(_heading(sheet))
    for done, row in enumerate(details.rows(work, *span, unmasked=unmasked)):
        if progress and done % 1000 == 0:
            progress(done, many)
        for i in TEXTS:
            row[i] = sheets.safe(sheet, row[i])
        sheet.append(row)


def _heading(sheet: object) -> list[object]:
    from openpyxl.cell import WriteOnlyCell

    cells: list[object] = []
    for name in details.headings():
        cell = WriteOnlyCell(sheet, name)
        cell.style = "desk head"
        cells.append(cell)
    return cells
