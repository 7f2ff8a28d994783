"""Workbooks for the district: looks of the house, real dates and numbers, print set-up, and no text that becomes a
formula.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from desk.core.spreadsheet import FIGURES
from desk.core.words import N_, _
from desk.reports.kit.cells import AROUND, WIDEST, shown_width
from desk.reports.kit.print_setup import PrintSetup
from desk.reports.kit.workbook import Sheet, Workbook
from desk.storage import private_folder

SCHEMA = "desk-figures/1"
ROWS_AT_MOST = 1_048_575
TITLE = 1
"""The row that stands on every page of a sheet with several tables: what heads one is wrong above the next."""

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


@contextmanager
def streamed(path: Path | None = None) -> Iterator[Workbook]:
    """A workbook that goes into a file, which is whole at the end; one that is given up half-way lets go of its half
    sheets. Without a ``path`` its maker asks for its ``content``.
    """
    book = Workbook(path)
    try:
        yield book
        if path:
            book.close()
    finally:
        book.give_up()


def new_workbook() -> Workbook:
    """An empty workbook."""
    return Workbook()


def of_numbers(headings: Sequence[str]) -> list[bool]:
    """Of each heading whether its column holds such numbers."""
    known = {_(heading) for heading in OF_NUMBERS}
    return [heading in known for heading in headings]


def put(sheet: Sheet, row: int, column: int, value: Any, look: str = "desk cell", *, text: bool = False) -> None:
    """One cell; a text that a spreadsheet would take for a formula is kept as text, and so is an empty cell of a column
    of ``text``.
    """
    sheet.put(row, column, value, look, text=text)


def fitting(width: float, heading: str, cells: Iterable[tuple[Any, str]]) -> float:
    """How wide a column is, in characters: as it was meant, or as its widest value of (value, look) needs."""
    widest = max((shown_width(value, look) for value, look in cells), default=0)
    return max(width, min(max(widest, shown_width(heading, "desk head")), WIDEST) + AROUND)


def put_table(
    sheet: Sheet, top: int, headings: Sequence[str], rows: Iterable[Sequence[Any]], looks: Sequence[str] = ()
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


def put_title(sheet: Sheet, text: str, below: str, columns: int) -> int:
    """A title over ``columns`` columns and a line under it; the first free row."""
    for row, (shown, look) in enumerate(((text, "desk title"), (below, "desk note")), 1):
        sheet.merge(row, columns)
        put(sheet, row, 1, shown, look)
    sheet.heights[1] = 30
    return 4


def set_widths(sheet: Sheet, widths: Sequence[float]) -> None:
    """Column widths in characters, from the first column on."""
    sheet.widths.update(enumerate(widths, 1))


def set_filter(sheet: Sheet, top: int, columns: int, last: int) -> None:
    """Arrows to filter by in the heading row ``top``, down to the row ``last``."""
    sheet.filter = f"A{top}:{xl_col_to_name(columns - 1)}{max(last, top)}"


def set_up_print(
    sheet: Sheet, *, landscape: bool | None = None, repeat: int | None = None, foot: str = "", tall: int = 0
) -> None:
    """A4, one page wide, the heading row repeated, page x of y at the foot; ``tall`` pages at most, where given."""
    sheet.printed = PrintSetup(foot, landscape, repeat, tall)


def put_machine_sheet(book: Workbook, kind: str, period: str, figures: dict[str, Any]) -> None:
    """A hidden sheet of names and numbers with a schema version, for programs."""
    sheet = book.create_sheet(FIGURES)
    sheet.hidden = True
    for row in (("schema", SCHEMA), ("kind", kind), ("period", period), *figures.items()):
        sheet.append(row)


def content(book: Workbook) -> bytes:
    """The finished file."""
    return book.content()


def write_file(path: Path, content: bytes) -> None:
    """Put a finished paper in its place in one step, readable by its owner only.

    Raises ``EnvironmentFailure``; a half-written file never stays.
    """
    with private_folder.becoming(path) as fresh:
        fresh.write_bytes(content)
