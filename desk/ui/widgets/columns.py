"""What a table shows in each of its columns, and how wide each is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from desk.core.tone import Tone

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole + 1
"""The role under which a model gives the ``Cell`` of an index, so that a cell is painted after one question."""
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Cell(NamedTuple):
    """All that is painted of one cell."""

    text: str
    tone: Tone | None = None
    """What it means: a state that wants an action is a filled tag, one at rest a dot before the word."""
    number: bool = False
    muted: bool = False
    bold: bool = False
    check: Qt.CheckState | None = None


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A heading, a width in pixels, what a row says there, and what that means where it means something."""

    name: str
    width: int
    """The least; a heading that is wider makes it wider."""
    says: Callable[[Row], str]
    tone: Callable[[Row], Tone | None] | None = None
    number: bool = False
    """Numbers and their heading stand right, everything else left."""
    order: str = ""
    """What a click on the heading orders the rows by; empty where it orders nothing."""
    muted: Callable[[Row], bool] | None = None
    """Is it of less weight in this row?"""
    flex: int = 0
    """Its shares of the room that is left; where no column has any, the last one takes it."""
    rank: int = 0
    """Where there is no room for all of them, the columns of the highest rank go first; those of none stay."""

    def cell(self, row: Row) -> Cell:
        """What is painted for a row."""
        tone = self.tone(row) if self.tone else None
        return Cell(self.says(row), tone, self.number, self.muted is not None and self.muted(row))

    @property
    def alignment(self) -> Qt.AlignmentFlag:
        """Of the heading and of the cells."""
        return RIGHT if self.number else LEFT


def without_room(columns: Sequence[Column[Any]], least: Sequence[int], room: int) -> set[int]:
    """The places of the columns that have to go so that the others fit, by their rank."""
    gone: set[int] = set()
    for rank in sorted({column.rank for column in columns if column.rank}, reverse=True):
        if sum(width for place, width in enumerate(least) if place not in gone) <= room:
            break
        gone |= {place for place, column in enumerate(columns) if column.rank == rank}
    return gone


def shared(
    columns: Sequence[Column[Any]], least: Sequence[int], room: int, gone: Collection[int], held: Mapping[int, int]
) -> dict[int, int]:
    """The width of each column in sight. ``held`` are those that somebody dragged; the others share what is left, so
    that the columns fill the room.
    """
    there = [place for place in range(len(columns)) if place not in gone]
    widths = {place: held.get(place, least[place]) for place in there}
    left = room - sum(widths.values())
    if left <= 0 or not there:
        return widths
    shares = {place: columns[place].flex for place in there if columns[place].flex and place not in held}
    shares = shares or {there[-1]: 1}
    whole = sum(shares.values())
    for place, share in shares.items():
        widths[place] += left * share // whole
    widths[list(shares)[-1]] += room - sum(widths.values())
    return widths
