"""All cases of a span 明细 as one long sheet, row after row, so that years fit into little memory."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter

from desk.books.cases import case_export
from desk.core.calendar import full_date_words
from desk.core.errors import Refused
from desk.core.spreadsheet import Progress
from desk.core.words import _, on_record
from desk.core.work import Work
from desk.reports.kit import sheets
from desk.storage import private_folder


@on_record()
def visits(
    work: Work, first: date, last: date, path: Path, *, unmasked: int | None = None, progress: Progress | None = None
) -> int:
    """Write the workbook; how many rows. Raises ``Refused``, ``EnvironmentFailure``, ``Cancelled``; then no file is
    left.
    """
    many = _count(work, first, last)
    with private_folder.becoming(path) as fresh, sheets.streamed() as book:
        _write(book.create_sheet(_("Details")), work, (first, last), many, unmasked, progress)
        book.save(fresh)
    return many


@on_record()
def xlsx(work: Work, first: date, last: date) -> bytes:
    """The masked workbook as a whole. Raises ``Refused`` where the rows do not fit."""
    many = _count(work, first, last)
    with sheets.streamed() as book:
        _write(book.create_sheet(_("Details")), work, (first, last), many, None, None)
        return sheets.content(book)


def _count(work: Work, first: date, last: date) -> int:
    many = case_export.count(work, first, last)
    if many > sheets.ROWS_AT_MOST:
        raise Refused(_("{n} rows do not fit on one sheet. Please choose a shorter span.", n=many))
    return many


def _write(
    sheet: Any, work: Work, span: tuple[date, date], many: int, unmasked: int | None, progress: Progress | None
) -> None:
    sheet.freeze_panes = "D2"
    sheets.set_widths(sheet, [sheets.fitting(width, _(name), ()) for name, width in case_export.COLUMNS])
    sheets.set_up_print(sheet, landscape=True, repeat=1, foot="—".join(map(full_date_words, span)))
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(case_export.COLUMNS))}{many + 1}"
    cells = sheets.StreamedCells()
    headings = case_export.headings()
    texts = sheets.of_numbers(headings)
    sheet.append([cells.styled(sheet, name, "desk head") for name in headings])
    for done, row in enumerate(case_export.rows(work, *span, unmasked=unmasked)):
        if progress and done % 1000 == 0:
            progress(done, many)
        sheet.append([cells.plain(sheet, value, text=text) for value, text in zip(row, texts, strict=True)])
