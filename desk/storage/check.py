"""Is the book sound? SQLite's own checks; the books add theirs in ``desk.books.invariants``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from desk.core.errors import EnvironmentFailure
from desk.core.words import _
from desk.storage.db_errors import translate_errors
from desk.storage.store import Store

Look = tuple[str, Callable[[Any], str]]
LOOKS: tuple[Look, ...] = (
    ("PRAGMA cipher_integrity_check", lambda row: _("Damaged page: {what}", what=row[0])),
    ("PRAGMA integrity_check", lambda row: "" if row[0] == "ok" else _("Damaged table or index: {what}", what=row[0])),
    (
        "PRAGMA foreign_key_check",
        lambda row: _(
            "Row {row} of {table} points at a missing row of {parent}.", row=row[1], table=row[0], parent=row[2]
        ),
    ),
)
"""Each question to SQLite or SQLCipher, and what a row of its answer says; empty for good news."""


DAMAGE = 2
"""How many of them, from the first, ask about damage of the file itself."""


def damage(store: Store) -> list[str]:
    """What SQLite and SQLCipher find wrong with the file's pages, as sentences; empty when it can be relied on."""
    return _asked(store, LOOKS[:DAMAGE])


def references(store: Store) -> list[str]:
    """Rows that point at rows which are not there, as sentences."""
    return _asked(store, LOOKS[DAMAGE:])


def file_problems(store: Store) -> list[str]:
    """Every problem SQLite and SQLCipher find in the file itself, as sentences; empty when sound."""
    return _asked(store, LOOKS)


def _asked(store: Store, looks: Sequence[Look]) -> list[str]:
    """The answers to ``looks``. A question that a damaged page keeps from being answered is a problem too."""
    problems: list[str] = []
    connection = store.raw()
    try:
        with suppress(EnvironmentFailure), translate_errors():
            connection.execute(
                "PRAGMA wal_checkpoint(PASSIVE)"
            ).fetchall()  # or a page is looked at that the log has anew
        for question, sentence in looks:
            try:
                with translate_errors():
                    problems += filter(None, map(sentence, connection.execute(question)))
            except EnvironmentFailure as trouble:
                problems.append(trouble.message)
    finally:
        connection.close()
    return problems
