"""What SQLAlchemy made of a statement, kept for every data file that this program opens.

A statement takes about a millisecond to be compiled, and forty of them stand between a password and the first screen.
Each engine keeps its own otherwise, so that nothing could be compiled before the file is open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.pool import QueuePool
from sqlalchemy.util import LRUCache
from sqlcipher3 import dbapi2

from desk.models import metadata

MOST = 1000
"""Statements that are kept."""
CONNECTIONS = 4
_kept: LRUCache[Any, Any] = LRUCache(MOST)


class SameDialect(SQLiteDialect_pysqlite):
    """SQLite's. What was compiled is found again by statement and dialect; here one is as good as another."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    def __hash__(self) -> int:
        return hash(type(self))


registry.register("sqlite.same", __name__, SameDialect.__name__)


def engine(connect: Callable[[], dbapi2.Connection]) -> Engine:
    """An engine over these connections, which compiles nothing that any other has compiled."""
    return create_engine(
        URL.create("sqlite+same"),
        module=dbapi2,
        creator=connect,
        poolclass=QueuePool,
        pool_size=CONNECTIONS,
        hide_parameters=True,
        execution_options={"compiled_cache": _kept},
    )


def statements() -> frozenset[str]:
    """What is kept by now, as SQL."""
    return frozenset(str(made) for made in _kept.values())


@contextmanager
def empty_book() -> Iterator[Connection]:
    """All tables and nothing in them, in memory: to put questions to before a data file is open."""
    made = engine(lambda: dbapi2.connect(":memory:", check_same_thread=False))
    try:
        with made.connect() as connection:
            metadata.create_all(connection, checkfirst=False)
            yield connection
    finally:
        made.dispose()
