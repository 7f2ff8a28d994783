"""The cells of a sheet of a workbook (ECMA-376, part 1, 18.3.1.4), with the bytes where their parts stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from desk.books.report_forms import texts
from desk.books.report_forms.texts import TextParts
from desk.books.report_forms.xml_text import SHEET, Edit, Element, Paragraph, Walk, tag_end

CELL, ROW, VALUE, FORMULA, INLINE = ((SHEET, name) for name in ("c", "row", "v", "f", "is"))
KIND = re.compile(rb"\s+t\s*=\s*(?:\"[^\"]*\"|'[^']*')")
NAME = re.compile(rb"<((?:[^\s:/>]+:)?)")
WANTED = texts.WANTED | {CELL, ROW, VALUE, FORMULA, INLINE}
TEXTS = ("s", "inlineStr")
"""Kinds of cells that hold a text."""
REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]+)")
LETTERS = 26


@dataclass
class Cell:
    """One cell that holds something. Spans are of whole elements, from tag to tag; ``start`` and ``first`` are of the
    cell's own tag.
    """

    reference: str
    kind: str
    """s for a shared text, inlineStr for one of its own, str for the text of a formula; n for a number."""
    style: int
    start: int
    first: int
    value: tuple[int, int] | None = None
    content: tuple[int, int] | None = None
    """Of the value, what stands in it."""
    formula: tuple[int, int] | None = None
    inline: tuple[int, int] | None = None
    paragraph: Paragraph | None = None
    """What an own text reads."""

    def plain_tag(self, part: bytes) -> Edit:
        """The cell without its kind: what it holds is a number from now on."""
        tag = part[self.start : self.first]
        return Edit(self.start, self.first, KIND.sub(b"", tag, count=1))

    def holding(self, part: bytes, number: str | None) -> list[Edit]:
        """The cell with a number in the place of its text; with nothing where there is none."""
        place = self.value or self.inline
        assert place
        prefix = NAME.match(part, self.start)
        assert prefix
        value = prefix[1] + b"v>"
        content = b"" if number is None else b"<" + value + number.encode() + b"</" + value
        return [self.plain_tag(part), Edit(*place, content)]

    def without_result(self, part: bytes) -> list[Edit]:
        """The cell of a formula without what it came to before: whoever opens the file works it out anew."""
        return [self.plain_tag(part), Edit(*self.value)] if self.formula and self.value else []


@dataclass
class SheetCells:
    """What is on a sheet: cells with a text or a formula, and the lines above and below the printed page."""

    part: bytes
    cells: list[Cell] = field(default_factory=list)
    page_texts: list[Paragraph] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Raises ``Invalid`` for a sheet that cannot be read."""
        self._texts = TextParts(self.part)
        self._row = self._column = 0
        self._cell: Cell | None = None
        self._at = 0
        Walk(self.part, WANTED, self._begins, self._ends)
        self.page_texts = [each for each in self._texts.paragraphs if each.kind[1] != INLINE[1]]

    def _begins(self, element: Element, attributes: Mapping[str, str], at: int) -> None:
        if element == VALUE:
            self._at = at
        elif element == CELL:
            self._begin_cell(attributes, at)
        elif element == ROW:
            self._row, self._column = int(attributes.get("r", self._row + 1)), 0
        else:
            if element in (FORMULA, INLINE):
                self._at = at
            if element in texts.WANTED:
                self._texts.begins(element, attributes, at)

    def _begin_cell(self, attributes: Mapping[str, str], at: int) -> None:
        given = REFERENCE.fullmatch(attributes.get("r", ""))
        self._column = _number(given[1]) if given else self._column + 1
        reference = given[0] if given else f"{_letters(self._column)}{self._row}"
        self._cell = Cell(reference, attributes.get("t", "n"), int(attributes.get("s", 0)), at, 0)

    def _ends(self, element: Element, at: int) -> None:
        if element in texts.WANTED:
            self._texts.ends(element, at)
        cell = self._cell
        if cell is None:
            return
        if element == CELL:
            if cell.kind in TEXTS or cell.formula:
                cell.first = tag_end(self.part, cell.start)
                self.cells.append(cell)
            self._cell = None
        elif element in (VALUE, FORMULA, INLINE) and (cell.kind in TEXTS or cell.formula or element == FORMULA):
            self._take(cell, element, at)

    def _take(self, cell: Cell, element: Element, at: int) -> None:
        """A part of a cell ends at a byte."""
        first = tag_end(self.part, self._at)
        is_empty = self.part[first - 2 : first] == b"/>"
        whole = (self._at, first if is_empty else tag_end(self.part, at))
        if element == VALUE:
            cell.value, cell.content = whole, (first, max(first, at))
        elif element == FORMULA:
            cell.formula = (first, max(first, at))
        else:
            cell.inline, cell.paragraph = whole, self._texts.paragraphs[-1]


def _number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * LETTERS + ord(letter) - 64
    return number


def _letters(number: int) -> str:
    """A for 1, AA for 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, LETTERS)
        letters = chr(65 + rest) + letters
    return letters
