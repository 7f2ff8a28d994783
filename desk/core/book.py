"""What a book 登记簿 declares of itself, so that the core can loop over all books instead of knowing each.

A declaration costs nothing to load: whatever needs a book's own code is a function that imports it when it is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from types import ModuleType
from typing import Any, Generic, TypeVar

from sqlalchemy import Table

from desk.core.importing import ImportSpec
from desk.core.month import Month
from desk.core.work import Work

Number = int | float | None
Counted = TypeVar("Counted")


@dataclass(frozen=True)
class Figures(Generic[Counted]):
    """What a book counts of a month 月度数据."""

    count: Callable[[Work, Month], Counted]
    """Everything counted of a month, for the papers."""
    plain: Callable[[Counted], dict[str, Number]]
    """The same as names and numbers: the machine-readable sheet, and what is frozen when the month is handed in."""
    moving: frozenset[str] = frozenset()
    """Plain names that go on moving after the month by their nature; a change in them corrects nothing."""


@dataclass(frozen=True)
class Attention:
    """One thing that needs attention now 待办, as the bar says it."""

    key: str
    place: int
    """From left to right among all of them."""
    count: int
    """Nothing is shown for 0."""
    words: str
    short: str
    """Where there is little room."""
    leads_to: str
    """The list or page behind it, by its name in the window's table of destinations."""
    tone: str = "warning"
    """``warning`` or ``bad``."""
    details: str = ""
    """What the count is made of, where that is more than its words."""
    about: object = None
    """What the destination has to know, such as a month."""


@dataclass(frozen=True)
class SampleLife:
    """What the demo centre 示例数据 has lived through by the time a book is filled: the same for the same seed."""

    seed: int
    first: date
    until: date
    clerks: Sequence[int]
    """The ids of those who serve."""
    adults: Sequence[int]
    """The ids of residents who are of age."""


def tables_of(models: ModuleType) -> tuple[Table, ...]:
    """The tables of a module of ``desk.models``."""
    return tuple(value for value in vars(models).values() if isinstance(value, Table))


def no_words(_work: Work) -> Iterable[str]:
    """For a book that has nothing to say here."""
    return ()


def no_attention(_work: Work) -> Iterable[Attention]:
    """For a book in which nothing is ever due."""
    return ()


def no_sample(_work: Work, _life: SampleLife) -> None:
    """For a book that is filled with the walk-ins, or stays empty in the demo."""


def no_imports() -> Sequence[ImportSpec]:
    """For a book that takes in no tables."""
    return ()


@dataclass(frozen=True)
class Book:
    """One of the registers that a centre keeps: a package below ``desk.books``."""

    name: str
    """The package's name."""
    tables: tuple[Table, ...]
    """The tables that are this book's and nobody else's."""
    problems: Callable[[Work], Iterable[str]] = no_words
    """A sentence for each thing in it that cannot be right: ``desk check``."""
    attachments: Callable[[Work], Iterable[str]] = no_words
    """The names of the files beside the data file that it refers to, for backups and for clearing what nobody needs."""
    figures: Figures[Any] | None = None
    """What it counts of a month."""
    attention: Callable[[Work], Iterable[Attention]] = no_attention
    """What needs attention now, also what needs none at the moment."""
    sample: Callable[[Work, SampleLife], None] = no_sample
    """Fills it for the demo centre."""
    importers: Callable[[], Sequence[ImportSpec]] = no_imports
    """The tables that can be taken in 导入."""
