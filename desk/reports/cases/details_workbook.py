"""All cases of a span 明细 as one long sheet, row after row, so that years fit into little memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from desk.books.cases import case_export
from desk.core.calendar import full_date_words
from desk.core.errors import Refused
from desk.core.spreadsheet import Progress
from desk.core.words import NP_, _, on_record
from desk.core.work import Work
from desk.reports.kit import sheets
from desk.reports.kit.workbook import Sheet
from desk.storage import private_folder


@on_record()
def visits(
    work: Work, first: date, last: date, path: Path, *, unmasked: int | None = None, progress: Progress | None = None
) -> int:
    """Write the workbook; how many rows. Raises ``Refused``, ``EnvironmentFailure``, ``Cancelled``; then no file is
    left.
    """
    many = _count(work, first, last)
    with private_folder.becoming(path) as fresh, sheets.streamed(fresh) as book:
        _write(book.create_sheet(_("Details")), work, (first, last), many, unmasked, progress)
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
    sheet: Sheet, work: Work, span: tuple[date, date], many: int, unmasked: int | None, progress: Progress | None
) -> None:
    foot = "—".join(map(full_date_words, span))
    put_details(sheet, case_export.rows(work, *span, unmasked=unmasked), foot, many, progress)


LOOKS = tuple(
    {NP_("case", "Accepted at"): "desk moment", "Promised day": "desk day", "Finished on": "desk day"}.get(
        name, "desk cell"
    )
    for name, _width in case_export.COLUMNS
)


def put_details(
    sheet: Sheet, rows: Iterable[Sequence[Any]], foot: str, many: int = 0, progress: Progress | None = None
) -> None:
    """Cases with every column, written as they come; ``many`` are told to ``progress`` as the whole."""
    sheet.freeze_panes = "D2"
    sheets.set_widths(sheet, [width for _name, width in case_export.COLUMNS])
    sheets.set_up_print(sheet, repeat=1, foot=foot)
    headings = case_export.headings()
    sheets.put_table(sheet, 1, headings, ())
    texts = sheets.of_numbers(headings)
    for done, row in enumerate(rows):
        if progress and done % 1000 == 0:
            progress(done, many)
        sheet.append(row, LOOKS, texts)
    sheets.set_filter(sheet, 1, len(headings), sheet.last_row)
