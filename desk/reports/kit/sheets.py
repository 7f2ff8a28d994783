"""Workbooks for the district: named styles, real dates and numbers, print set-up, and no text that becomes a
formula.
"""

from __future__ import annotations

import io
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet import _writer
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from desk.core.spreadsheet import FIGURES
from desk.core.words import _
from desk.storage import private_folder
from desk.text import printable

SCHEMA = "desk-figures/1"
RISKY = ("=", "+", "-", "@", "\t", "\r")
ROWS_AT_MOST = 1_048_575
TEXT_FORMAT = "@"
"""Keeps an ID number, a telephone or a serial as it stands, also when somebody edits the cell or the ones below."""
LONGEST_TEXT = 255
"""Characters; some spreadsheets show a longer text in that format as #####."""

THIN = Side(style="thin", color="FFC9CDD4")
BOX = Border(THIN, THIN, THIN, THIN)
CELL = Font(name="等线", size=11)
TITLE = Font(name="宋体", size=18, bold=True, color="FFA61B1B")
NOTE = Font(name="等线", size=10, color="FF646A73")
HEAD = Font(name="等线", size=11, bold=True)
SHADE = PatternFill("solid", fgColor="FFF5F2EF")
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
STYLES = (
    NamedStyle("desk title", font=TITLE, alignment=Alignment(horizontal="center")),
    NamedStyle("desk note", font=NOTE, alignment=Alignment(horizontal="center")),
    NamedStyle("desk head", font=HEAD, fill=SHADE, alignment=MIDDLE, border=BOX),
    NamedStyle("desk cell", font=CELL, border=BOX, alignment=Alignment(vertical="center")),
    NamedStyle("desk wrapped", font=CELL, border=BOX, alignment=Alignment(vertical="center", wrap_text=True)),
    NamedStyle("desk heading", font=TITLE),
    NamedStyle("desk plain note", font=NOTE),
    NamedStyle("desk money", font=CELL, border=BOX, number_format="#,##0.00", alignment=Alignment(vertical="center")),
    NamedStyle("desk percent", font=CELL, border=BOX, number_format="0.0%"),
    NamedStyle("desk minutes", font=CELL, border=BOX, number_format='0.0" 分钟"'),
    NamedStyle("desk day", font=CELL, border=BOX, number_format="yyyy-mm-dd", alignment=Alignment(horizontal="center")),
    NamedStyle("desk moment", font=CELL, border=BOX, number_format="yyyy-mm-dd hh:mm"),
)


@contextmanager
def streamed() -> Iterator[Workbook]:
    """A workbook that is written row after row; one that is given up half-way lets go of its half sheets."""
    book = new_workbook(write_only=True)
    try:
        yield book
    except BaseException:
        for sheet in book.worksheets:
            with suppress(Exception):
                sheet.close()
        raise


def new_workbook(**kwargs: Any) -> Workbook:
    """An empty workbook that knows the styles of the house."""
    book = Workbook(**kwargs)
    for each in STYLES:
        book.add_named_style(each)
    return book


def put(sheet: Worksheet, row: int, column: int, value: Any, look: str = "desk cell") -> None:
    """One cell; a text that a spreadsheet would take for a formula is kept as text."""
    cell, value = sheet.cell(row, column), _printable(value)
    cell.value, cell.style = value, look
    if _is_risky(value):
        cell.data_type, cell.quotePrefix = "s", True
    if is_kept_as_text(value):
        cell.number_format = TEXT_FORMAT


def is_kept_as_text(value: Any) -> bool:
    """Is this a text of which a spreadsheet could make a number, a day or a sum?"""
    return type(value) is str and len(value) <= LONGEST_TEXT and _DIGIT.search(value) is not None


def _is_risky(value: Any) -> bool:
    """Is this a text that would be written as a formula, or as the error of one, which is no text any more?"""
    return type(value) is str and (value.startswith(RISKY) or value in ERROR_CODES)


_DIGIT = re.compile(r"\d")


def put_table(
    sheet: Worksheet, top: int, headings: Sequence[str], rows: Iterable[Sequence[Any]], looks: Sequence[str] = ()
) -> int:
    """A heading and rows from row ``top`` on; the first free row below."""
    for column, name in enumerate(headings, 1):
        put(sheet, top, column, name, "desk head")
    row = top
    for row, values in enumerate(rows, top + 1):
        for column, value in enumerate(values, 1):
            put(sheet, row, column, value, looks[column - 1] if looks else "desk cell")
    return row + 1


def put_title(sheet: Worksheet, text: str, below: str, columns: int) -> int:
    """A title over ``columns`` columns and a line under it; the first free row."""
    for row, (shown, look) in enumerate(((text, "desk title"), (below, "desk note")), 1):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=columns)
        put(sheet, row, 1, shown, look)
    sheet.row_dimensions[1].height = 30
    return 4


def set_widths(sheet: Worksheet, widths: Sequence[float]) -> None:
    """Column widths in characters, from the first column on."""
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def set_up_print(sheet: Any, *, landscape: bool = False, repeat: int | None = None, foot: str = "") -> None:
    """A4, one page wide, the heading row repeated, page x of y at the foot."""
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    for side in ("left", "right"):
        setattr(sheet.page_margins, side, 0.5)
    if repeat:
        sheet.print_title_rows = f"{repeat}:{repeat}"
    sheet.oddFooter.left.text = foot.replace("&", "&&")
    sheet.oddFooter.right.text = _("Page &P of &N")


def put_machine_sheet(book: Workbook, kind: str, period: str, figures: dict[str, Any]) -> None:
    """A hidden sheet of names and numbers with a schema version, for programs."""
    sheet = book.create_sheet(FIGURES)
    sheet.sheet_state = "hidden"
    for row in (("schema", SCHEMA), ("kind", kind), ("period", period), *figures.items()):
        sheet.append([_printable(value) for value in row])


def _printable(value: Any) -> Any:
    """Without what a workbook cannot hold; what it would read as a character's number stays what was typed."""
    return _NUMBERED.sub("_x005F_", printable(value)) if isinstance(value, str) else value


_NUMBERED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""Where a workbook takes _x0041_ for A (ECMA-376, 22.9.2.19)."""


class StreamedCells:
    """The cells of write-only sheets of one workbook, which share their styles: finding one costs at every cell."""

    def __init__(self) -> None:
        self._styles: dict[tuple[str, bool, bool], Any] = {}

    def styled(self, sheet: Any, value: Any, look: str) -> Any:
        """A cell with a look of the house."""
        value = _printable(value)
        return self._cell(sheet, value, look, is_kept_as_text(value), _is_risky(value))

    def plain(self, sheet: Any, value: Any) -> Any:
        """The value as it is, or a text cell where it could be taken for a formula or a number."""
        value = _printable(value)
        kept, risky = is_kept_as_text(value), _is_risky(value)
        return self._cell(sheet, value, "Normal", kept, risky) if kept or risky else value

    def _cell(self, sheet: Any, value: Any, look: str, kept: bool, risky: bool) -> Any:
        cell = WriteOnlyCell(sheet, value)
        if risky:
            cell.data_type = "s"
        key = (look, kept, risky)
        if key not in self._styles:
            cell.style, cell.quotePrefix = look, risky
            if kept:
                cell.number_format = TEXT_FORMAT
            self._styles[key] = cell._style
        cell._style = self._styles[key]
        return cell


def content(book: Workbook) -> bytes:
    """The finished file."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def write_file(path: Path, content: bytes) -> None:
    """Put a finished paper in its place in one step, readable by its owner only.

    Raises ``EnvironmentFailure``; a half-written file never stays.
    """
    with private_folder.becoming(path) as fresh:
        fresh.write_bytes(content)


def _sheet_in_private_place(suffix: str = "") -> str:
    """Where openpyxl writes a sheet, in the clear, before it goes into the workbook."""
    handle, name = tempfile.mkstemp(suffix, "sheet-", private_folder.place())
    os.close(handle)
    _writer.ALL_TEMP_FILES.append(name)
    return name


_writer.create_temporary_file = _sheet_in_private_place  # openpyxl knows no other way than the common folder
