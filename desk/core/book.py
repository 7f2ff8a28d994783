"""What a book 登记簿 declares of itself, so that the core can loop over all books instead of knowing each.

A declaration costs nothing to load: whatever needs a book's own code is a function that imports it when it is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import ModuleType

from sqlalchemy import Table

from desk.core.importing import ImportSpec


def tables_of(models: ModuleType) -> tuple[Table, ...]:
    """The tables of a module of ``desk.models``."""
    return tuple(value for value in vars(models).values() if isinstance(value, Table))


def nothing() -> Sequence[ImportSpec]:
    """For a book that takes in no tables."""
    return ()


@dataclass(frozen=True)
class Book:
    """One of the registers that a centre keeps: a package below ``desk.books``."""

    name: str
    """The package's name."""
    tables: tuple[Table, ...]
    """The tables that are this book's and nobody else's."""
    importers: Callable[[], Sequence[ImportSpec]] = nothing
    """The tables that can be taken in 导入."""
