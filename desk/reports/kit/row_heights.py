"""How high the rows of a sheet are 行高. Of a long one it is known only at its end, when its columns have their widths,
and is written into the rows as they are copied into the file: not every program finds it out by itself, and lines of
text would lie over each other.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping
from math import ceil
from typing import IO

from desk.reports.kit import cells

LINE, HIGHEST = 15.0, 409.0
"""Points of a line of text of 11 points, and of the highest row that a workbook knows (ECMA-376, 18.3.1.73)."""
USUAL = 8.43
"""Characters of a column that nobody gave a width."""
WIDEST_LINE = 2**16 - 1
"""Characters that are told apart of a line: a cell has at most 32,767, each of which counts double."""
ENDLESS = 2**32
"""What two lines take beside each other: no column has room for them in one."""
ROW = re.compile(r'<row r="(\d+)"')


def lines_of(text: str, wide: float) -> int:
    """Lines of a text in a column so many characters wide."""
    room = max(wide - cells.TIGHT, 1)
    return sum(max(1, ceil(cells.seen(line).width / room)) for line in text.split("\n"))


def points_of(lines: int) -> float:
    """The height of so many lines."""
    return min(lines * LINE, HIGHEST)


class LongTexts:
    """The texts of a sheet that may go on in the next line of their cell. Of each line of them six bytes are kept."""

    def __init__(self) -> None:
        self._lines: dict[int, tuple[array[int], array[int]]] = {}
        self._widest: dict[int, int] = {}

    def note(self, row: int, column: int, text: str) -> None:
        """A text in a cell, counted from 1."""
        rows, widths = self._lines.setdefault(column, (array("I"), array("H")))
        lines = text.split("\n")
        for line in lines:
            rows.append(row)
            widths.append(min(cells.seen(line).width, WIDEST_LINE))
        widest = ENDLESS if len(lines) > 1 else widths[-1]
        self._widest[column] = max(self._widest.get(column, 0), widest)

    def heights(self, wide: Mapping[int, float]) -> dict[int, float]:
        """Points of the rows that take more than one line, by the widths of the columns."""
        most: dict[int, int] = {}
        for column, (rows, widths) in self._lines.items():
            room = max(wide.get(column, USUAL) - cells.TIGHT, 1)
            if self._widest[column] <= room:
                continue
            lines: dict[int, int] = {}
            for row, width in zip(rows, widths, strict=True):
                lines[row] = lines.get(row, 0) + (1 if width <= room else ceil(width / room))
            for row, many in lines.items():
                if many > most.get(row, 1):
                    most[row] = many
        return {row: points_of(many) for row, many in most.items()}


class WithHeights:
    """The rows of a sheet as XlsxWriter reads them from its scratch, each with its height."""

    def __init__(self, file: IO[str], heights: Mapping[int, float]) -> None:
        self._file, self._heights, self._begun = file, heights, ""

    def seek(self, place: int) -> None:
        """Begin anew."""
        self._file.seek(place)
        self._begun = ""

    def read(self, size: int) -> str:
        """The next part, no tag of it cut in two; empty at the end."""
        while piece := self._file.read(size):
            whole = self._begun + piece
            end = whole.rfind("<")
            self._begun = whole[end:] if end >= 0 else whole
            if end > 0:
                return ROW.sub(self._heightened, whole[:end])
        last, self._begun = self._begun, ""
        return ROW.sub(self._heightened, last)

    def close(self) -> None:
        """Of the scratch."""
        self._file.close()

    def _heightened(self, row: re.Match[str]) -> str:
        height = self._heights.get(int(row[1]))
        return row[0] if height is None else f'{row[0]} ht="{height:g}" customHeight="1"'
