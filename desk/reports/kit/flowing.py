"""Tables whose rows may be longer than a page: such a row is laid as several, with no line and no gap between them.

reportlab moves a row as a whole, and gives the paper up (LayoutError) where the row fits on no page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import accumulate, zip_longest
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Table

from desk.reports.kit import structure
from desk.reports.kit.text_block import TextBlock

PIECE = 40 * mm
"""Text higher than this may go on over the next page; lower than any page's room, whatever stands above."""
ENDLESS = 1e6
PADDED = tuple((name, (0, 0), (-1, -1), 3) for name in ("TOPPADDING", "BOTTOMPADDING"))
"""What reportlab leaves above and below the words of a cell where a style does not say."""

Command = tuple[Any, ...]
"""One of reportlab's for a table: what, first and last (column, row), and its values."""


class TaggedTable(Table):  # type: ignore[misc]
    """A table that is read out as one: by rows, the first of them its heading."""

    def draw(self) -> None:
        """Drawn from its lower left corner, as reportlab calls it."""
        self._begun = 0
        self._at: float | None = None
        with structure.group(self.canv, "Table"), ExitStack() as self._row:
            super().draw()

    def _drawCell(self, value: Any, style: Any, place: tuple[float, float], size: tuple[float, float]) -> None:
        if self._at != place[1]:
            self._row.close()
            self._row.enter_context(structure.group(self.canv, "TR"))
            self._begun, self._at = self._begun + 1, place[1]
        with structure.group(self.canv, "TH" if self._begun <= self.repeatRows else "TD"):
            if not isinstance(value, str):
                super()._drawCell(value, style, place, size)
            elif value:
                with structure.content(self.canv):
                    super()._drawCell(value, style, place, size)

    def _drawBkgrnd(self) -> None:
        with structure.artifact(self.canv):
            super()._drawBkgrnd()

    def _drawLines(self) -> None:
        with structure.artifact(self.canv):
            super()._drawLines()


def flowing(
    cells: Sequence[Sequence[Any]],
    widths: Sequence[float],
    style: Sequence[Command] = (),
    *,
    head: int = 0,
    heights: Sequence[float | None] | None = None,
    align: str = "CENTER",
) -> Table:
    """A table of paragraphs; ``head`` rows repeat on every page. Where every row is short it is reportlab's own."""
    whole = TaggedTable(cells, list(widths), heights, repeatRows=head, style=list(style), hAlign=align)
    pieces = [_pieces(row, styles, widths) for row, styles in zip(cells, whole._cellStyles, strict=True)]
    many = [len(rows) for rows in pieces]
    if max(many) == 1:
        return whole
    first = [0, *accumulate(many)]
    fitting = [each for command in (*PADDED, *style) for each in _over_pieces(command, first)]
    fitting += [("VALIGN", (0, first[at]), (-1, first[at + 1] - 1), "TOP") for at, n in enumerate(many) if n > 1]
    high = [[each] if n == 1 else [None] * n for each, n in zip(heights or [None] * len(many), many, strict=True)]
    rows = [row for parts in pieces for row in parts]
    return TaggedTable(
        rows, list(widths), [each for part in high for each in part], repeatRows=head, style=fitting, hAlign=align
    )


def _pieces(row: Sequence[Any], styles: Sequence[Any], widths: Sequence[float]) -> list[list[Any]]:
    """The row as one or more, each with the next lines of every cell."""
    columns = [
        _parts(cell, width - style.leftPadding - style.rightPadding)
        for cell, style, width in zip(row, styles, widths, strict=True)
    ]
    return [list(piece) for piece in zip_longest(*columns, fillvalue="")]


def _parts(cell: Any, width: float) -> list[Any]:
    """A paragraph in pieces; anything else whole."""
    parts, rest = [], cell
    while isinstance(rest, TextBlock) and rest.wrap(width, ENDLESS)[1] > PIECE:
        divided = rest.split(width, PIECE)
        if len(divided) < 2:
            break
        piece, rest = divided
        parts.append(piece)
    return [*parts, rest]


def _over_pieces(command: Command, first: Sequence[int]) -> Iterator[Command]:
    """A command for rows as commands for their pieces: lines stand around a row, padding above and below it."""
    name, (left, top), (right, bottom), *values = command
    top, bottom = (at % (len(first) - 1) for at in (top, bottom))
    for at in range(top, bottom + 1):
        start, end = first[at], first[at + 1] - 1
        if name in ("GRID", "LINEABOVE", "LINEBELOW"):
            if name != "LINEBELOW":
                yield ("LINEABOVE", (left, start), (right, start), *values)
            if name != "LINEABOVE":
                yield ("LINEBELOW", (left, end), (right, end), *values)
            if name == "GRID":
                yield ("LINEBEFORE", (left, start), (right, end), *values)
                yield ("LINEAFTER", (left, start), (right, end), *values)
        elif name in ("TOPPADDING", "BOTTOMPADDING"):
            yield (name, (left, start), (right, end), 0)
            edge = start if name == "TOPPADDING" else end
            yield (name, (left, edge), (right, edge), *values)
        elif name == "SPAN":
            for piece in range(start, end + 1):
                yield (name, (left, piece), (right, piece))
    if name == "NOSPLIT":
        yield (name, (left, first[top]), (right, first[bottom]))
    elif name not in PER_ROW:
        yield (name, (left, first[top]), (right, first[bottom + 1] - 1), *values)


PER_ROW = ("GRID", "LINEABOVE", "LINEBELOW", "TOPPADDING", "BOTTOMPADDING", "SPAN")
"""What is said for every row by itself."""
