"""A table of any length, drawn line by line: thousands of rows in seconds, text wrapped and never cut.

Rows stand in groups with a heading and sums; the heading of the columns repeats on every page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from desk.core.words import _
from desk.reports.kit import columns as columns_of_table
from desk.reports.kit import fonts, structure
from desk.reports.kit.breaking import wrapped
from desk.reports.kit.paper import GREY, INK, LINE, SHADE

PAD = 1.1 * mm


@dataclass(frozen=True)
class TableColumn:
    """A heading and a width in points; numbers stand right."""

    name: str
    width: float
    number: bool = False


def fitted(columns: Sequence[tuple[str, int]], width: float, numbers: Sequence[int] = ()) -> list[TableColumn]:
    """Columns that fill a width: (heading, share of it), and which of them hold numbers."""
    unit = width / sum(share for _heading, share in columns)
    return [TableColumn(_(heading), share * unit, place in numbers) for place, (heading, share) in enumerate(columns)]


@dataclass(frozen=True)
class TableRow:
    """Texts by column. A ``sum`` is bold under a line; a ``group`` has one text over all columns."""

    texts: Sequence[str]
    sum: bool = False
    group: bool = False


READ_BY_CELLS = 300
"""Of a table with more rows than this each page is read out as a whole: a number for every cell would make a file of
thousands of rows several times as large.
"""
WHOLE = 12
"""A row of at most so many lines stands on one page; a longer one goes on over the next, and fits on none maybe."""


def _settled(
    columns: Sequence[TableColumn], rows: Sequence[TableRow], size: float
) -> tuple[Sequence[TableColumn], float]:
    """The columns as wide as their words want."""
    texts = [row.texts for row in rows if not row.group]
    names, widths = [column.name for column in columns], [column.width for column in columns]
    settled, size = columns_of_table.settled(names, texts, widths, size, 3 * PAD)
    return [replace(column, width=wide) for column, wide in zip(columns, settled, strict=True)], size


class LongTable(Flowable):  # type: ignore[misc]
    """``columns`` fill the width together; ``size`` in points. Both are settled by the words in the rows, but for
    columns that stay ``as_given``.
    """

    def __init__(
        self, columns: Sequence[TableColumn], rows: Sequence[TableRow], size: float = 8, *, as_given: bool = False
    ) -> None:
        super().__init__()
        fonts.register()
        self.rows = rows
        self.columns, self.size = (columns, size) if as_given else _settled(columns, rows, size)
        self.lead = self.size * 1.3
        self.width = sum(column.width for column in self.columns)
        self._cells: list[list[list[str]] | None] = [None] * len(rows)
        self.first, self.end = 0, len(rows)
        self._head = TableRow([column.name for column in self.columns], sum=True)
        self._head_cells = self._wrap_row(self._head)

    def _wrap_row(self, row: TableRow) -> list[list[str]]:
        if row.group:
            return [wrapped(row.texts[0], fonts.BOLD, self.size, self.width - 2 * PAD)]
        font = fonts.BOLD if row.sum else fonts.BODY
        return [
            wrapped(text, font, self.size, column.width - (3 if column.number else 2) * PAD)
            for text, column in zip(row.texts, self.columns, strict=True)
        ]

    def _cells_of(self, at: int) -> list[list[str]]:
        cells = self._cells[at]
        if cells is None:
            cells = self._cells[at] = self._wrap_row(self.rows[at])
        return cells

    def _high(self, cells: Iterable[Sequence[str]]) -> float:
        return self._of_lines(max(map(len, cells), default=1))

    def _of_lines(self, many: int) -> float:
        return float(many * self.lead + 2 * PAD)

    def _fitting(self, room: float) -> tuple[int, float]:
        """How far the rows go in this much room, and how high they are. A group's heading keeps a row below it."""
        used, at = self._high(self._head_cells), self.first
        while at < self.end:
            high = self._high(self._cells_of(at))
            needed = high
            if self.rows[at].group and at + 1 < self.end:
                needed += min(self._high(self._cells_of(at + 1)), self._of_lines(WHOLE))
            if used + needed > room:
                break
            used, at = used + high, at + 1
        return at, used

    def least(self) -> float:
        """The height of the headings and the first row, with the one below a group's heading."""
        rows = [self._cells_of(at) for at in range(self.first, min(self.first + 2, self.end))]
        first = rows[:2] if self.rows[self.first].group else rows[:1]
        whole = self._of_lines(WHOLE)
        return self._high(self._head_cells) + sum(min(self._high(cells), whole) for cells in first)

    def wrap(self, _width: float, room: float) -> tuple[float, float]:
        """Its width and height in points, as reportlab asks before it places it."""
        at, used = self._fitting(room)
        self.height = used if at == self.end else room + 1
        return self.width, self.height

    def split(self, _width: float, room: float) -> list[Flowable]:
        """What fits into the room that is left, and the rest for the next page."""
        at, used = self._fitting(room)
        if at < self.end and (lines := self._lines_in(at, room - used)):
            return self._divided(at, lines)
        if at == self.first:
            return []
        return [self._part(self.first, at), self._part(at, self.end)]

    def _part(self, first: int, end: int) -> LongTable:
        part = LongTable(self.columns, self.rows, self.size, as_given=True)
        part._cells, part.first, part.end = self._cells, first, end
        return part

    def _lines_in(self, at: int, room: float) -> int:
        """How many lines of a row that is too long for one page stand in the room that is left; 0 for a short row."""
        many, fitting = max(map(len, self._cells_of(at))), int((room - 2 * PAD) // self.lead)
        return min(fitting, many - 1) if many > WHOLE and fitting >= 2 else 0

    def _divided(self, at: int, lines: int) -> list[Flowable]:
        """This table up to a line of row ``at``, and the rest from there on."""
        cells = self._cells_of(at)
        upper, lower = self._part(self.first, at + 1), self._part(at, self.end)
        upper._cells, lower._cells = [*self._cells], [*self._cells]
        upper._cells[at], lower._cells[at] = [cell[:lines] for cell in cells], [cell[lines:] for cell in cells]
        return [upper, lower]

    def draw(self) -> None:
        """Drawn from its lower left corner, as reportlab calls it."""
        many = len(self.rows) > READ_BY_CELLS
        with structure.content(self.canv) if many else structure.group(self.canv, "Table"):
            self._draw()

    def _draw(self) -> None:
        canvas, y = self.canv, self.height
        y = self._draw_row(canvas, self._head, self._head_cells, y, ground=SHADE)
        with structure.artifact(canvas):
            canvas.setStrokeColor(INK)
            canvas.setLineWidth(0.7)
            canvas.line(0, self.height, self.width, self.height)
            canvas.line(0, y, self.width, y)
        for at in range(self.first, self.end):
            row = self.rows[at]
            y = self._draw_row(canvas, row, self._cells_of(at), y, ground=SHADE if row.group else None)
            with structure.artifact(canvas):
                canvas.setStrokeColor(GREY if row.sum else LINE)
                canvas.setLineWidth(0.5 if row.sum else 0.3)
                canvas.line(0, y, self.width, y)

    def _draw_row(self, canvas: Any, row: TableRow, cells: Sequence[Sequence[str]], top: float, ground: Any) -> float:
        high = self._high(cells)
        if ground is not None:
            with structure.artifact(canvas):
                canvas.setFillColor(ground)
                canvas.rect(0, top - high, self.width, high, stroke=0, fill=1)
        canvas.setFillColor(INK)
        canvas.setFont(fonts.BOLD if row.sum or row.group else fonts.BODY, self.size)
        with structure.group(canvas, "TR"):
            self._draw_cells(canvas, row, cells, top)
        return top - high

    def _draw_cells(self, canvas: Any, row: TableRow, cells: Sequence[Sequence[str]], top: float) -> None:
        x, role = 0.0, "TH" if row is self._head else "TD"
        for lines, column in zip(cells, self.columns, strict=False):
            if any(lines):
                with structure.content(canvas, role):
                    self._draw_lines(canvas, lines, x, top, column.width if column.number and not row.group else 0)
            x += column.width

    def _draw_lines(self, canvas: Any, lines: Sequence[str], x: float, top: float, right: float) -> None:
        """The lines of a cell from ``x`` on; of numbers so that they end at the ``right`` of it."""
        y = top - PAD - self.size
        for line in lines:
            if line and right:
                canvas.drawRightString(x + right - 2 * PAD, y, line)
            elif line:
                canvas.drawString(x + PAD, y, line)
            y -= self.lead
