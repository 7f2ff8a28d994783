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
from datetime import date, datetime
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet import _writer
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from desk.core.spreadsheet import FIGURES
from desk.core.words import N_, _
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
LEFT = Alignment(horizontal="left", vertical="center", indent=1)
RIGHT = Alignment(horizontal="right", vertical="center", indent=1)
"""A number does not touch the label that follows it, nor a label the line before it."""
WRAPPED = Alignment(horizontal="left", vertical="center", indent=1, wrap_text=True)
STYLES = (
    NamedStyle("desk title", font=TITLE, alignment=Alignment(horizontal="center")),
    NamedStyle("desk note", font=NOTE, alignment=Alignment(horizontal="center")),
    NamedStyle("desk head", font=HEAD, fill=SHADE, alignment=MIDDLE, border=BOX),
    NamedStyle("desk cell", font=CELL, border=BOX, alignment=LEFT),
    NamedStyle("desk number", font=CELL, border=BOX, alignment=RIGHT),
    NamedStyle("desk mark", font=CELL, border=BOX, alignment=MIDDLE),
    NamedStyle("desk wrapped", font=CELL, border=BOX, alignment=WRAPPED),
    NamedStyle("desk heading", font=TITLE),
    NamedStyle("desk plain note", font=NOTE),
    NamedStyle("desk money", font=CELL, border=BOX, number_format="#,##0.00", alignment=RIGHT),
    NamedStyle("desk percent", font=CELL, border=BOX, number_format="0.0%", alignment=RIGHT),
    NamedStyle("desk minutes", font=CELL, border=BOX, number_format='0.0" 分钟"', alignment=RIGHT),
    NamedStyle("desk day", font=CELL, border=BOX, number_format="yyyy-mm-dd", alignment=MIDDLE),
    NamedStyle("desk moment", font=CELL, border=BOX, number_format="yyyy-mm-dd hh:mm", alignment=MIDDLE),
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


OF_NUMBERS = (
    N_("ID number"),
    N_("Telephone"),
    N_("Case number"),
    N_("Asset number"),
    N_("Serial number"),
    N_("Incident number"),
    N_("Class code"),
    N_("Model"),
    N_("Paper number"),
)
"""Headings of columns that hold numbers which nobody counts with: also their empty cells are cells of text, so that
what somebody types there later keeps its noughts and its eighteen digits.
"""


def of_numbers(headings: Sequence[str]) -> list[bool]:
    """Of each heading whether its column holds such numbers."""
    known = {_(heading) for heading in OF_NUMBERS}
    return [heading in known for heading in headings]


def put(sheet: Worksheet, row: int, column: int, value: Any, look: str = "desk cell", *, text: bool = False) -> None:
    """One cell; a text that a spreadsheet would take for a formula is kept as text, and so is an empty cell of a column
    of ``text``.
    """
    cell, value = sheet.cell(row, column), _printable(value)
    cell.value, cell.style = value, look_of(value, look)
    if _is_risky(value):
        cell.data_type, cell.quotePrefix = "s", True
    if is_kept_as_text(value) or (text and not value):
        cell.number_format = TEXT_FORMAT


def look_of(value: Any, look: str) -> str:
    """The look of a cell whose value is no text: numbers stand right, days and moments as such; long texts wrap."""
    if look != "desk cell":
        return look
    if isinstance(value, datetime):
        return "desk moment"
    if isinstance(value, date):
        return "desk day"
    if isinstance(value, int | float):
        return "desk number"
    return "desk wrapped" if isinstance(value, str) and shown_width(value, look) > WIDEST else look


def shown_width(value: Any, look: str) -> float:
    """Characters that a value takes on the sheet; a Chinese one counts double."""
    if value is None or look == "desk mark":
        return 0
    if look == "desk money":
        return len(f"{value:,.2f}") if isinstance(value, int | float) else len(str(value))
    if isinstance(value, date):
        return len("2026-11-24 08:05") if isinstance(value, datetime) and look != "desk day" else len("2026-11-24")
    if isinstance(value, int | float):
        return len(f"{value:.1f}") + (5 if look == "desk minutes" else 1)
    lines = str(value).split("\n")
    return max(sum(2 if east_asian_width(letter) in "WFA" else 1 for letter in line) for line in lines)


WIDEST = 48
"""Characters of a column at most; longer texts go on in the next line of their cell."""
PORTRAIT = 100
"""Characters that stand beside each other on an upright A4 sheet and can still be read."""
AROUND = 3.0
"""What a column needs beside its text, in characters: the indent, and some air."""


def fitting(width: float, heading: str, cells: Iterable[tuple[Any, str]]) -> float:
    """How wide a column is, in characters: as it was meant, or as its widest value of (value, look) needs."""
    widest = max((shown_width(value, look) for value, look in cells), default=0)
    return max(width, min(max(widest, shown_width(heading, "desk head")), WIDEST) + AROUND)


def fit_columns(sheet: Any) -> None:
    """Make the columns of a finished sheet as wide as what stands in them, titles over several columns apart, and turn
    the paper as the sheet is wide; one with charts stays as it was set up.
    """
    apart = {cell for merged in sheet.merged_cells.ranges for row in merged.rows for cell in row}
    for at, column in enumerate(sheet.iter_cols(), 1):
        cells = [(cell.value, cell.style) for cell in column if (cell.row, cell.column) not in apart]
        if any(value is not None for value, _look in cells):
            kept = sheet.column_dimensions[get_column_letter(at)]
            kept.width = fitting(kept.width if kept.customWidth else 0, "", cells)
    wide = sum(each.width for each in sheet.column_dimensions.values())
    if not sheet._charts:
        sheet.page_setup.orientation = "landscape" if wide > PORTRAIT else "portrait"


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
    row, texts = top, of_numbers(headings)
    for row, values in enumerate(rows, top + 1):
        for column, value in enumerate(values, 1):
            text = column <= len(texts) and texts[column - 1]
            put(sheet, row, column, value, looks[column - 1] if looks else "desk cell", text=text)
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

    def styled(self, sheet: Any, value: Any, look: str, *, text: bool = False) -> Any:
        """A cell with a look of the house; ``text`` as of ``put``."""
        value = _printable(value)
        return self._cell(
            sheet, value, look_of(value, look), is_kept_as_text(value) or (text and not value), _is_risky(value)
        )

    def plain(self, sheet: Any, value: Any, *, text: bool = False) -> Any:
        """The value as it is, or a text cell where it could be taken for a formula or a number; a number keeps off the
        label after it.
        """
        value = _printable(value)
        kept, risky = is_kept_as_text(value) or (text and not value), _is_risky(value)
        if kept or risky:
            return self._cell(sheet, value, "Normal", kept, risky)
        return self._cell(sheet, value, "desk number", False, False) if type(value) in (int, float) else value

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
    for sheet in book.worksheets:
        if not book.write_only and sheet.sheet_state == "visible":
            fit_columns(sheet)
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
