"""What must always hold in a book, as a table of questions that a sound book answers with nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select

from desk.core.words import _
from desk.core.work import Work


@dataclass(frozen=True)
class Invariant:
    """One rule that the tables cannot state themselves."""

    sentence: str
    """The msgid of what is said of each broken row; ``{0}``, ``{1}`` … are its columns."""
    broken: Select[Any]
    """The rows that break it."""
    shown: Callable[[Row[Any]], tuple[Any, ...]] = tuple
    """A row's columns as the sentence names them."""


def sentences(work: Work, invariants: Iterable[Invariant]) -> list[str]:
    """A sentence for each row that breaks one of the rules; empty when all is well."""
    return [
        _(rule.sentence).format(*rule.shown(row)) for rule in invariants for row in work.connection.execute(rule.broken)
    ]
