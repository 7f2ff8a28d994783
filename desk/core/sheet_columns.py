"""The columns of a kind of table 表格列: how centres call each of them, what it takes, and what it shows of a record.

One declaration serves every way: a template is what a person fills in, the complete export of a book is the same table
filled, and the import reads either back, and columns beside them that only tables of others have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from desk.core.words import Worded, in_record_language
from desk.core.work import Work

YES, NO = "是", "否"
YES_NO = (YES, NO)


class CellKind(Enum):
    """What a column holds."""

    WORDS = auto()
    CODE = auto()
    """Digits that are no quantity, as of papers, telephones and serial numbers: the spreadsheet must leave them."""
    DAY = auto()
    NUMBER = auto()
    AMOUNT = auto()
    """Yuan."""


def no_choices(_work: Work) -> Sequence[str]:
    """For a column in which anything may be written."""
    return ()


@dataclass(frozen=True)
class ReadColumn:
    """A column that the import reads where a table has it."""

    names: tuple[str, ...]
    """Its headers in the tables that centres keep; the first is what the program calls it."""
    kind: CellKind = field(default=CellKind.WORDS, kw_only=True)
    one_each: bool = field(default=False, kw_only=True)
    """Does it name or count one thing, so that a merged cell must not count for several rows?"""


@dataclass(frozen=True)
class SheetColumn(ReadColumn):
    """A column that stands in the template and the complete export, too."""

    note: str
    """The msgid of one sentence on what is taken."""
    value: Callable[[Any], Any]
    """What a record of the book has in it, as the import reads it back."""
    required: bool = False
    """Must every row say it?"""
    choices: Callable[[Work], Sequence[str]] = no_choices
    """The words of its drop-down list, in Chinese."""
    strict: bool = True
    """Does it take nothing but the choices?"""
    width: int = 14
    """Characters."""


Columns = Mapping[str, ReadColumn]
"""By field, in the order in which they stand beside each other."""


def cells_of(columns: Columns, record: Any, *fields: str) -> dict[str, Any]:
    """What a record has in these of its columns, as the import reads it back; in all where none is named."""
    named = ((name, columns[name]) for name in fields or columns)
    return {name: column.value(record) for name, column in named if isinstance(column, SheetColumn)}


def words_of(member: Worded) -> str:
    """What a table calls one of a closed list, whatever the window speaks."""
    return in_record_language(member.msgid)


def one_of(members: Iterable[Worded]) -> Callable[[Work], Sequence[str]]:
    """The choices of a closed list."""
    known = tuple(members)
    return lambda _work: [words_of(member) for member in known]


def yes_or_no(_work: Work) -> Sequence[str]:
    """The choices of a question."""
    return YES_NO


def said(is_so: bool) -> str:
    """是 or 否."""
    return YES if is_so else NO
