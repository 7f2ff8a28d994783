"""What a table shows in each of its columns, and how wide each is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
    sorts_by: Callable[[Row], Any] | None = None
    """What rows that are all there are ordered by where the words do not say it, such as a day without its year; None
    comes last.
    """

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
    wished: Mapping[int, int],
    least: Mapping[int, int],
    flex: Mapping[int, int],
    room: int,
    needed: Mapping[int, int] | None = None,
) -> dict[int, int]:
    """The width of each column in sight, by its place, so that they fill the room: what is left goes to those of
    ``flex``, by their shares, or else to the last; what is lacking is taken from those that have more than the least.
    Before what is left is shared, whoever is narrower than its words (``needed``) gets room for them, by its share, so
    that no words are cut beside empty room.
    """
    widths = dict(wished)
    spare = {place: wished[place] - least[place] for place in widths}
    lacking = min(max(sum(widths.values()) - room, 0), sum(spare.values()))
    for place, each in spare.items():
        widths[place] -= min(each, -(-lacking * each // (sum(spare.values()) or 1)))
    left = room - sum(widths.values())
    if left <= 0:
        return widths
    shares = {place: share for place, share in flex.items() if place in widths} or {max(widths): 1}
    left -= _widen(widths, shares, needed or {}, left)
    for place, share in shares.items():
        widths[place] += left * share // sum(shares.values())
    widths[max(shares)] += room - sum(widths.values())
    return widths


def _widen(widths: dict[int, int], shares: Mapping[int, int], needed: Mapping[int, int], left: int) -> int:
    """Give those that lack room what is ``left``, by their shares, and none more than it lacks; how much was given."""
    given = 0
    while lacking := {at: needed[at] - widths[at] for at in shares if needed.get(at, 0) > widths[at]}:
        of_one = (left - given) // sum(shares[at] for at in lacking)
        if not of_one:
            break
        for at, lacks in lacking.items():
            more = min(lacks, of_one * shares[at])
            widths[at] += more
            given += more
    return given
