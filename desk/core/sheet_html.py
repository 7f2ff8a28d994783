"""The tables of a web page, as spreadsheets and browsers put them on the clipboard.

Loaded by ``sheet_reader`` in its own process: the standard library only, nothing of the desk.
"""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

Merged = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last row and column, from 0."""
UNSEEN = frozenset(("style", "script", "head", "title", "template"))
BREAKS = frozenset(("br", "p", "div", "li"))


class Table:
    """Rows of texts; merged cells have their text in the first place and nothing in the others."""

    def __init__(self) -> None:
        self.rows: list[list[Any]] = []
        self.merged: list[Merged] = []
        self.hidden: list[int] = []
        self._down: dict[int, int] = {}
        """By column how many more rows a cell from above reaches into."""

    def begin_row(self, *, hidden: bool) -> None:
        """What comes now is a further row."""
        self.rows.append([])
        self._down = {at: rows - 1 for at, rows in self._down.items() if rows > 1}
        if hidden:
            self.hidden.append(len(self.rows))

    def add_cell(self, text: str, across: int, down: int) -> int:
        """The next cell of this row, in the first place that no cell from above takes. How many places were filled."""
        if not self.rows:
            self.begin_row(hidden=False)
        row, at = self.rows[-1], (before := len(self.rows[-1]))
        while self._down.get(at):
            row.append("")
            at += 1
        row += [text, *[""] * (across - 1)]
        if down > 1:
            top = len(self.rows) - 1
            self.merged.append(((top, at), (top + down - 1, at + across - 1)))
            self._down.update(dict.fromkeys(range(at, at + across), down))
        return len(row) - before


class _Reader(HTMLParser):
    def __init__(self, most: int) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[Table] = []
        self._left = most
        self._depth = self._unseen = 0
        self._cell: list[str] | None = None
        self._span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag in UNSEEN:
            self._unseen += 1
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append(Table())
        elif self._depth == 1 and tag == "tr":
            self._end_cell()
            style = (attributes.get("style") or "").replace(" ", "").lower()
            self.tables[-1].begin_row(hidden="display:none" in style)
        elif self._depth == 1 and tag in ("td", "th"):
            self._end_cell()
            self._cell, self._span = (
                [],
                (self._number(attributes.get("colspan")), self._number(attributes.get("rowspan"))),
            )
        elif tag in BREAKS and self._cell:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self._unseen = max(self._unseen - 1, 0)
        elif tag == "table":
            if self._depth == 1:
                self._end_cell()
            self._depth = max(self._depth - 1, 0)
        elif self._depth == 1 and tag in ("td", "th", "tr"):
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._unseen:
            self._cell.append(data.replace("\r", " ").replace("\n", " "))

    def close(self) -> None:
        super().close()
        self._end_cell()

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        lines = (" ".join(line.split()) for line in "".join(self._cell).split("\n"))
        across, down = self._span
        if across > self._left:
            raise OverflowError
        self._left -= self.tables[-1].add_cell("\n".join(lines).strip(), across, down)
        self._cell = None

    @staticmethod
    def _number(said: str | None) -> int:
        return max(int(said), 1) if said and said.isascii() and said.isdigit() and len(said) < 8 else 1


def tables_of(text: str, most: int) -> list[Table]:
    """Every table that is not inside another. Raises ``OverflowError`` when they have more than ``most`` cells."""
    reader = _Reader(most)
    reader.feed(text)
    reader.close()
    return [table for table in reader.tables if table.rows]
