"""A workbook that is being written 工作簿: what a sheet holds until its turn, and the one place that knows XlsxWriter.

Every workbook is written row after row through files in the private folder, so that memory does not grow with it. A
sheet that was designed keeps its cells until the end; one that is long writes each row as it comes (``Sheet.append``).
"""

from __future__ import annotations

import io
import re
import shutil
import tempfile
import weakref
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import repeat
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_cell_to_rowcol, xl_col_to_name, xl_range_abs, xl_rowcol_to_cell

from desk.reports.kit import cells, looks
from desk.reports.kit.cells import Formula, Link
from desk.reports.kit.print_setup import PrintSetup, narrowed, whole_width
from desk.reports.kit.row_heights import LongTexts, lines_of, points_of
from desk.reports.kit.worksheet import OurWorksheet
from desk.storage import private_folder

NARROWEST = {"desk cell": cells.NARROWEST, "desk wrapped": cells.NARROWEST, "desk head": cells.NARROW_HEAD}
"""Characters that any column has room for, by the looks of words that go on in the next line of their cell."""
LONGEST_TITLE = 31
"""Characters of a sheet's name."""
NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")


class Sheet:
    """One sheet. Rows and columns count from 1, as they are called on it."""

    __slots__ = (
        "_below_heads",
        "_book",
        "_charts",
        "_kept",
        "_least",
        "_long",
        "_merged",
        "_rows",
        "_sheet",
        "_widest",
        "_written",
        "filter",
        "fitted",
        "freeze_panes",
        "heights",
        "hidden",
        "least_wide",
        "printed",
        "title",
        "widths",
    )

    def __init__(self, book: Workbook, title: str) -> None:
        self._book, self.title = book, title
        self._sheet: Any = book.file.add_worksheet(title, worksheet_class=OurWorksheet)
        self._rows: dict[int, dict[int, tuple[Any, str, bool]]] = {}
        self._written = 0
        self._merged: dict[int, int] = {}
        self._widest: dict[int, float] = {}
        self._below_heads: dict[int, float] = {}
        self._least: dict[int, float] = {}
        self._kept: set[int] = set()
        self._charts = 0
        self._long = LongTexts()
        self.widths: dict[int, float] = {}
        self.heights: dict[int, float] = {}
        """Points of rows that are not as high as their text."""
        self.freeze_panes = ""
        """The first cell that moves, as A4."""
        self.filter = ""
        """The area whose heading has arrows to filter by, as A3:F90."""
        self.hidden = False
        self.fitted = True
        """Are its columns made as wide as what stands in them?"""
        self.least_wide = 0.0
        """Characters of all columns together, such as a title above them needs."""
        self.printed = PrintSetup()

    def put(self, row: int, column: int, value: Any, look: str = "desk cell", *, text: bool = False) -> None:
        """One cell, kept until the sheet's turn; an empty one of a column of ``text`` is a cell of text."""
        self._rows.setdefault(row, {})[column] = (value, look, text)

    def value(self, row: int, column: int) -> Any:
        """What was put into a cell, of a formula its value now."""
        value = self._rows.get(row, {}).get(column, (None,))[0]
        return value.value if isinstance(value, Formula) else value

    def look(self, row: int, column: int) -> str:
        """The look that a cell was given."""
        return self._rows[row][column][1]

    def append(
        self, values: Iterable[Any], looks: Iterable[str] = repeat(looks.PLAIN), texts: Iterable[bool] = repeat(False)
    ) -> None:
        """The next row, written at once and not kept; ``looks`` and ``texts`` by column."""
        if self._rows:
            self._begin()
        self._written += 1
        for column, (value, look, text) in enumerate(zip(values, looks, texts, strict=False), 1):
            wide = self._measure(column, value, look)
            if look in NARROWEST and isinstance(value, str):
                if self.fitted and (wide > NARROWEST[look] or "\n" in value):
                    self._long.note(self._written, column, value)
                if look == "desk cell":
                    look = "desk wrapped"  # how narrow the column becomes is not known yet
            self._book.write(self._sheet, self._written - 1, column - 1, value, look, text)

    @property
    def last_row(self) -> int:
        """The lowest row so far."""
        return max(self._written, *self._rows, 0) if self._rows else self._written

    def merge(self, row: int, columns: int) -> None:
        """A line over the first ``columns`` columns, which it makes no wider."""
        self._merged[row] = columns

    def add_chart(self, chart: Any, cell: str) -> None:
        """A chart with its upper left corner in a cell."""
        self._sheet.insert_chart(cell, chart, {"x_offset": 4, "y_offset": 4, "object_position": 2})
        self._charts += 1

    @property
    def has_charts(self) -> bool:
        """Does a chart stand on it?"""
        return bool(self._charts)

    def colour_by(self, area: str, rule: Mapping[str, Any]) -> None:
        """A rule that colours cells by their values."""
        self._sheet.conditional_format(area, dict(rule))

    def offer(self, area: str, rule: Mapping[str, Any]) -> None:
        """What may be typed there, and the words beside it."""
        self._sheet.data_validation(area, dict(rule))

    def keep_text(self, column: int) -> None:
        """What is typed into the column's empty cells stays text."""
        self._kept.add(column)

    def address(self, row: int, column: int) -> str:
        """Of a cell, for a formula anywhere in the workbook."""
        return f"{quoted(self.title)}!{xl_rowcol_to_cell(row - 1, column - 1, row_abs=True, col_abs=True)}"

    def span(self, column: int, first: int, last: int) -> str:
        """Of part of a column, for a formula or chart."""
        letter = xl_col_to_name(column - 1)
        return f"={quoted(self.title)}!${letter}${first}:${letter}${last}"

    def row_span(self, row: int, first: int, last: int) -> str:
        """Of part of a row, for a formula or chart."""
        return f"={quoted(self.title)}!{xl_range_abs(row - 1, first - 1, row - 1, last - 1)}"

    def _begin(self) -> None:
        """What was put above the first row that is not kept."""
        self._measure_all()
        if self.fitted:
            for row in self._rows.keys() - self._merged.keys() - self.heights.keys():
                for column, (value, look, _text) in self._rows[row].items():
                    if isinstance(value, str) and look not in looks.OF_TITLES:
                        self._long.note(row, column, value)
        self._flush(has_heights=not self.fitted)

    def _flush(self, wrapped: frozenset[int] = frozenset(), *, has_heights: bool = True) -> None:
        """Write what was kept; words in the columns ``wrapped`` go on in the next line. Without ``has_heights`` they
        get theirs at the end.
        """
        for row in sorted(self._rows):
            self._written = row
            if height := self.heights.get(row) or (self._height(row) if has_heights else None):
                self._sheet.set_row(row - 1, height)
            if row in self._merged:
                self._merge_now(row)
            for column, (value, look, text) in sorted(self._rows[row].items()):
                if column in wrapped and look == "desk cell" and isinstance(value, str):
                    look = "desk wrapped"
                self._book.write(self._sheet, row - 1, column - 1, value, look, text)
        self._rows = {}

    def _height(self, row: int) -> float | None:
        """Points of a row whose texts go on in the next line; not every program finds that out by itself."""
        lines = max((self._lines(column, *cell[:2]) for column, cell in self._rows[row].items()), default=1)
        return None if lines == 1 or row in self._merged else points_of(lines)

    def _lines(self, column: int, value: Any, look: str) -> int:
        if not isinstance(value, str) or look in looks.OF_TITLES or column not in self.widths:
            return 1
        return lines_of(value, self.widths[column])

    def _merge_now(self, row: int) -> None:
        many = self._merged[row]
        if many > 1:
            _value, look, _text = self._rows[row].get(1, (None, looks.PLAIN, False))
            self._sheet.merge_range(row - 1, 0, row - 1, many - 1, "", self._book.style(look))

    def _measure_all(self) -> None:
        for row, line in self._rows.items():
            if row not in self._merged:
                for column, (value, look, _text) in line.items():
                    self._measure(column, value, look)

    def _measure(self, column: int, value: Any, look: str) -> float:
        if look in looks.OF_TITLES:
            return 0
        wide = cells.shown_width(value, look)
        if wide > self._widest.get(column, 0):
            self._widest[column] = wide
        if look != "desk head" and wide > self._below_heads.get(column, 0):
            self._below_heads[column] = wide
        if wide > self._least.get(column, 0) and (least := cells.least_width(value, look)) > self._least.get(column, 0):
            self._least[column] = least
        return wide

    def _fit(self) -> frozenset[int]:
        """Make columns as wide as what stands in them, or as fits on a page: those that had to give way."""
        self._measure_all()
        for column, wide in self._widest.items():
            self.widths[column] = max(self.widths.get(column, 0), min(wide, cells.WIDEST) + cells.AROUND)
        least = {column: wide + cells.TIGHT for column, wide in self._least.items()}
        below = {column: min(wide, cells.WIDEST) + cells.AROUND for column, wide in self._below_heads.items()}
        upright = self.has_charts and self.printed.landscape is not True
        fitting = narrowed(self.widths, least, below, self._frozen, upright=upright)
        narrow = frozenset(column for column, wide in self.widths.items() if fitting[column] < wide)
        self.widths = fitting
        if fitting:
            self.widths[max(fitting)] += max(self.least_wide - sum(fitting.values()), 0)
        return narrow

    def finish(self) -> None:
        """Everything that was kept goes into the file."""
        self._flush(self._fit() if self.fitted and not self.hidden else frozenset())
        self._sheet.heights = self._long.heights(self.widths)
        if self.hidden:
            self._sheet.hide()
            return
        if self.freeze_panes:
            self._sheet.freeze_panes(self.freeze_panes)
        if self.filter:
            self._sheet.autofilter(self.filter)
        kept = self._book.style(looks.PLAIN, kept=True)
        for column, wide in self.widths.items():
            self._sheet.set_column(column - 1, column - 1, wide, kept if column in self._kept else None)
        wide = whole_width(self.widths)
        self.printed.apply(self._sheet, wide, frozen=self._frozen, has_charts=self.has_charts)

    @property
    def _frozen(self) -> int:
        """Columns that stay where they are."""
        return int(xl_cell_to_rowcol(self.freeze_panes)[1]) if self.freeze_panes else 0


def at(row: int, column: int) -> str:
    """A cell as it is called on its sheet: B3."""
    return str(xl_rowcol_to_cell(row - 1, column - 1))


def quoted(title: str) -> str:
    """A sheet's name in a formula."""
    return "'" + title.replace("'", "''") + "'"


class Workbook:
    """A workbook on its way into a file, or into memory where ``path`` is not given.

    Raises ``EnvironmentFailure`` where its half sheets cannot be kept.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="sheets-", dir=private_folder.place()))
        self._out = io.BytesIO()
        self.file: Any = xlsxwriter.Workbook(
            str(path) if path else self._out,
            {
                "constant_memory": True,
                "tmpdir": str(self._folder),
                "default_format_properties": {"font_name": looks.FONT, "font_size": 11},
            },
        )
        self._styles: dict[tuple[str, bool, bool], Any] = {}
        self.sheets: list[Sheet] = []
        self._let_go = weakref.finalize(self, _let_go, self.file, self._folder)

    def create_sheet(self, title: str) -> Sheet:
        """A new last sheet; a name that a workbook cannot have is cut and mended."""
        whole = NOT_IN_TITLES.sub("-", title).strip("'")[:LONGEST_TITLE]
        taken = {each.title.casefold() for each in self.sheets}
        name = whole
        for number in range(2, len(taken) + 3):
            if name.casefold() not in taken:
                break
            name = f"{whole[: LONGEST_TITLE - 3]} {number}"
        sheet = Sheet(self, name)
        self.sheets.append(sheet)
        return sheet

    def name(self, name: str, cell: str) -> None:
        """A defined name for a cell."""
        self.file.define_name(name, f"={cell}")

    def describe(self, title: str, subject: str, author: str, made: datetime | None = None) -> None:
        """The document's properties; ``made`` is naive local time."""
        about = {"title": title, "subject": subject, "author": author, "company": author}
        self.file.set_properties({**about, **({"created": made} if made else {})})

    def style(self, look: str, *, kept: bool = False, quoted: bool = False) -> Any:
        """The format of a look; a text ``kept`` as such has the text format, one ``quoted`` the sign of a text."""
        key = (look, kept, quoted)
        if key not in self._styles:
            about = dict(looks.LOOKS[look])
            if kept:
                about["num_format"] = looks.TEXT_FORMAT
            if quoted:
                about["quote_prefix"] = True
            self._styles[key] = self.file.add_format(about)
        return self._styles[key]

    def write(self, sheet: Any, row: int, column: int, value: Any, look: str, text: bool) -> None:
        """One cell of XlsxWriter's, counted from 0."""
        if isinstance(value, str):
            known = cells.seen(value)
            look = "desk wrapped" if look == "desk cell" and known.width > cells.WIDEST else look
            kept = known.is_kept or (text and not value)
            style = self._styles.get((look, kept, known.is_risky)) or self.style(look, kept=kept, quoted=known.is_risky)
            if not value:
                sheet.write_blank(row, column, None, style)
            elif value.startswith("<r>") and value.endswith("</r>"):  # what XlsxWriter takes for letters with formats
                sheet.write_rich_string(row, column, *known.text[:2], known.text[2:], style)
            else:
                sheet.write_string(row, column, known.text, style)
            return
        if value is None and look == looks.PLAIN and not text:
            return
        style = self.style(cells.look_of(value, look), kept=text and value is None)
        if value is None:
            sheet.write_blank(row, column, None, style)
        elif isinstance(value, bool):
            sheet.write_boolean(row, column, value, style)
        elif isinstance(value, int | float):
            sheet.write_number(row, column, value, style)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, value, style)
        elif isinstance(value, Formula):
            sheet.write_formula(row, column, f"={value.text}", style, "" if value.value is None else value.value)
        elif isinstance(value, Link):
            sheet.write_url(row, column, f"internal:{quoted(value.sheet)}!A1", style, value.text)
        else:
            raise TypeError(f"no cell holds {type(value).__name__}")

    def close(self) -> None:
        """Finish the file."""
        try:
            for sheet in self.sheets:
                sheet.finish()
            self.file.close()
        finally:
            self.give_up()

    def content(self) -> bytes:
        """Finish the file that is made in memory; its bytes."""
        self.close()
        return self._out.getvalue()

    def give_up(self) -> None:
        """Let go of the half sheets; nothing of them is left on the disk."""
        self._let_go()


def _let_go(file: Any, folder: Path) -> None:
    for sheet in file.worksheets():
        sheet._opt_close()
    shutil.rmtree(folder, ignore_errors=True)
