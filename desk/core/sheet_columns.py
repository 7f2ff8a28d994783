"""The columns of a kind of table 表格列: what each of them takes, and what it shows of a record of the book.

One declaration serves both ways: a template is what a person fills in, the complete export of a book is the same table
filled, and the import reads either back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
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
class SheetColumn:
    """One column; its header is the first name that the import knows for the field."""

    note: str
    """The msgid of one sentence on what is taken."""
    value: Callable[[Any], Any]
    """What a record of the book has in it, as the import reads it back."""
    kind: CellKind = CellKind.WORDS
    required: bool = False
    choices: Callable[[Work], Sequence[str]] = no_choices
    """The words of its drop-down list, in Chinese."""
    strict: bool = True
    """Does it take nothing but the choices?"""
    width: int = 14
    """Characters."""


Columns = Mapping[str, SheetColumn]
"""By field, in the order in which they stand beside each other."""


def words_of(member: Worded) -> str:
    """What a table calls one of a closed list, whatever the window speaks."""
    return in_record_language(member.words)


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
