"""What a book 登记簿 declares of itself, so that the core can loop over all books instead of knowing each.

A declaration costs nothing to load: whatever needs a book's own code is a function that imports it when it is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from types import ModuleType

from sqlalchemy import Table

from desk.core.importing import ImportSpec
from desk.core.work import Work


def tables_of(models: ModuleType) -> tuple[Table, ...]:
    """The tables of a module of ``desk.models``."""
    return tuple(value for value in vars(models).values() if isinstance(value, Table))


def no_words(_work: Work) -> Iterable[str]:
    """For a book that has nothing to say here."""
    return ()


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
    importers: Callable[[], Sequence[ImportSpec]] = no_imports
    """The tables that can be taken in 导入."""
