"""What a part of the window asks of the data file, seen from SQLite."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import get_ident
from typing import Any

from sqlalchemy import event

from desk.services.session import Desk

SQLITE_READ = 20


@contextmanager
def tables_read(desk: Desk) -> Iterator[set[str]]:
    """The tables that this thread reads from, past SQLAlchemy too; asked of SQLite itself. Jobs read besides."""
    found: set[str] = set()
    here = get_ident()

    def allow(action: int, table: str | None, *_more: object) -> int:
        if action == SQLITE_READ and table and get_ident() == here:
            found.add(table)
        return 0

    def watch(connection: Any, *_pool: object) -> None:
        connection.set_authorizer(allow)

    event.listen(desk.store._engine, "checkout", watch)
    yield found
    event.remove(desk.store._engine, "checkout", watch)
