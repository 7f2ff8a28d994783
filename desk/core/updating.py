"""How what a book keeps is brought up to date from a file: by what a row is known, what it may change, and how it
is written.

A book declares an ``UpdateSpec`` beside its ``ImportSpec``; ``desk.books.updates`` does the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from desk.core.edit_conflicts import plain
from desk.core.spreadsheet import Cell, as_text
from desk.core.words import _
from desk.core.work import Work

Cells = Mapping[str, Cell]


DASHES = frozenset("-‐‑–—―－/／\\")
"""What people put into cells that are to stay empty."""


def says_nothing(cell: Cell) -> bool:
    """An empty cell, or one with strokes only."""
    return DASHES.issuperset("".join(as_text(cell).split()))


@dataclass(frozen=True)
class Hint:
    """Too little to know somebody or something by: what fits it is told, and never taken for the same."""

    of: Hashable


@dataclass(frozen=True)
class Difference:
    """What the book has and what the file has, in words as a list may show them."""

    label: str
    stored: str
    file: str
    refused: str = ""
    """Why a file may not change it, and where that is done."""


@dataclass(frozen=True)
class UpdateField:
    """One thing that a file may say of a stored record. An empty cell says nothing."""

    label: str
    """The msgid of its name."""
    columns: tuple[str, ...]
    """The fields of the import of which any says it."""
    attributes: tuple[str, ...]
    """What of the record it is."""
    shown: Callable[[Any], str]
    """A record's value in words, masked where a list masks it."""
    refused: str = ""
    """The msgid of why a file may not change it."""
    taken: Callable[[Any, Any, Cells], Mapping[str, Any]] | None = None
    """What becomes of the attributes, from the stored record, the row as it was read, and its cells; without it they
    are as they were read."""

    def is_said(self, given: Cells) -> bool:
        """Does the row say anything of it?"""
        return not all(says_nothing(given.get(column, "")) for column in self.columns)

    def said(self, stored: Any, read: Any, given: Cells) -> dict[str, Any]:
        """The attributes that are another than the stored ones by this row."""
        taken = self.taken(stored, read, given) if self.taken else {a: getattr(read, a) for a in self.attributes}
        return {name: value for name, value in taken.items() if not _is_same(getattr(stored, name), value)}

    def difference(self, stored: Any, other: Mapping[str, Any]) -> Difference:
        """In words, also where what differs is hidden."""
        was, will = self.shown(stored), self.shown(replace(stored, **other))
        if was == will:
            will = _("{shown} (they differ in what is hidden)", shown=will)
        return Difference(_(self.label), was or _("none"), will or _("none"), _(self.refused) if self.refused else "")


def _is_same(stored: Any, other: Any) -> bool:
    """A text is the same however its lines are broken: a cell of a spreadsheet keeps no lines."""
    if isinstance(stored, str) and isinstance(other, str):
        return stored.split() == other.split()
    return bool(stored == other)


def plainly(attribute: str) -> Callable[[Any], str]:
    """An attribute in a clerk's words."""
    return lambda record: plain(getattr(record, attribute))


def same_named(name: str, label: str, shown: Callable[[Any], str] | None = None, refused: str = "") -> UpdateField:
    """An attribute of a column's name, which is what stands in the column."""
    return UpdateField(label, (name,), (name,), shown or plainly(name), refused)


def as_it_is(_reader: Any, _stored: Any) -> AbstractContextManager[None]:
    """For a reader that does not look whether something is in the book already."""
    return nullcontext()


def no_rivals(_cells: Cells) -> Sequence[Hashable]:
    """For rows that name nothing but by what they are looked for, or whose reader sees to it."""
    return ()


def nothing_more(_work: Work, _stored: Any, _wanted: Any) -> None:
    """For records that need no look at others before they are changed."""


@dataclass(frozen=True)
class UpdateSpec:
    """How one kind of table is updated. Its stored records are frozen dataclasses with an ``id``."""

    required: tuple[str, ...]
    """The columns without which no row can be known."""
    stored: Callable[[Work], Sequence[Any]]
    """All records that a row may be of, also those no longer in use."""
    keys: Callable[[Any], Iterable[Hashable]]
    """Everything by which a stored record can be known."""
    row_keys: Callable[[Cells, date], Sequence[Hashable]]
    """By what a row is looked for, the surest first; today is given for reading its days."""
    filled: Callable[[Any, Cells], Cells]
    """All cells that the reader needs, from a stored record and the cells that say something. What is filled in is not
    compared."""
    fields: Callable[[Work], Sequence[UpdateField]]
    title: Callable[[Any], str]
    """Who or what it is, masked where a list masks it."""
    write: Callable[[Work, Any, Any, str], None]
    """Changes a stored record to what is wanted, by the book's own edit; the file's name is given."""
    rival_keys: Callable[[Cells], Sequence[Hashable]] = no_rivals
    """What else a row says of who or what it is: where that is another's alone, it is of neither."""
    check: Callable[[Work, Any, Any], None] = nothing_more
    """Raises ``Invalid`` or ``Refused`` for what the book's own edit would refuse."""
    in_use: Callable[[Any, date], bool] = lambda _record, _today: True
    """Is it something that a file without it leaves out?"""
    drop: Callable[[Work, Any], None] | None = None
    """Takes a record out of use that is gone from the file; None where that is told only."""
    dropped: str = ""
    """The msgid of what becomes of it; where nothing may, why not."""
    released: Callable[[Any, Any], AbstractContextManager[None]] = as_it_is
    """While a row is read, the reader knows that what this record has is not another's."""
