"""Is the book sound? SQLite's own checks; the books add theirs in ``desk.books.check``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from desk.errors import Surroundings
from desk.storage.store import Store
from desk.storage.troubles import telling_calmly
from desk.words import _

Look = tuple[str, Callable[[Any], str]]
LOOKS: tuple[Look, ...] = (
    ("PRAGMA cipher_integrity_check", lambda row: _("Damaged page: {what}", what=row[0])),
    ("PRAGMA integrity_check", lambda row: "" if row[0] == "ok" else _("Damaged table or index: {what}", what=row[0])),
    ("PRAGMA foreign_key_check", lambda row: _("Row {row} of {table} points at a missing row of {parent}.", row=row[1], table=row[0], parent=row[2])),
)  # fmt: skip
"""Each question to SQLite or SQLCipher, and what a row of its answer says; empty for good news."""


DAMAGE = 2
"""How many of them, from the first, ask about damage of the file itself."""


def damage(store: Store) -> list[str]:
    """What SQLite and SQLCipher find wrong with the file's pages, as sentences; empty when it can be relied on."""
    return _asked(store, LOOKS[:DAMAGE])


def file_problems(store: Store) -> list[str]:
    """Every problem SQLite and SQLCipher find in the file itself, as sentences; empty when sound."""
    return _asked(store, LOOKS)


def _asked(store: Store, looks: Sequence[Look]) -> list[str]:
    """The answers to ``looks``. A question that a damaged page keeps from being answered is a problem too."""
    found: list[str] = []
    connection = store.raw()
    try:
        with suppress(Surroundings), telling_calmly():
            connection.execute(
                "PRAGMA wal_checkpoint(PASSIVE)"
            ).fetchall()  # or a page is looked at that the log has anew
        for question, words in looks:
            try:
                with telling_calmly():
                    found += filter(None, map(words, connection.execute(question)))
            except Surroundings as trouble:
                found.append(trouble.words)
    finally:
        connection.close()
    return found
