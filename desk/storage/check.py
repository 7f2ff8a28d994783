"""Is the book sound? SQLite's own checks; the books add theirs in ``desk.books.check``."""

from __future__ import annotations

from desk.storage.store import Store
from desk.storage.troubles import telling_calmly
from desk.words import _


def damage(store: Store) -> list[str]:
    """What SQLite and SQLCipher find wrong with the file's pages, as sentences; empty when it can be relied on."""
    connection = store.raw()
    try:
        with telling_calmly():
            pages = [row[0] for row in connection.execute("PRAGMA cipher_integrity_check")]
            found = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    finally:
        connection.close()
    return [
        *(_("Damaged page: {what}", what=page) for page in pages),
        *(_("Damaged table or index: {what}", what=what) for what in found),
    ]


def file_problems(store: Store) -> list[str]:
    """Every problem SQLite and SQLCipher find in the file itself, as sentences; empty when sound."""
    found = damage(store)
    connection = store.raw()
    try:
        with telling_calmly():
            loose = list(connection.execute("PRAGMA foreign_key_check"))
    finally:
        connection.close()
    return found + [
        _("Row {row} of {table} points at a missing row of {parent}.", row=r[1], table=r[0], parent=r[2]) for r in loose
    ]
