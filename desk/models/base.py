"""What all tables share: the metadata, and how Python values are kept in SQLite's strict columns."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Integer, MetaData, Table, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.schema import SchemaItem
from sqlalchemy.types import TypeDecorator

from desk.text import mended, mended_content

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


Big = BigInteger().with_variant(Integer(), "sqlite")
"""Whole numbers beyond two thousand million: milliseconds, fen, bytes. SQLite holds them in any INTEGER."""


class Instant(TypeDecorator[datetime]):
    """A moment: whole milliseconds since 1970 UTC in the file, an aware UTC ``datetime`` in Python."""

    impl = Big
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Rounded to the millisecond. A ``datetime`` without a zone would count as this PC's local time."""
        return None if value is None else round(value.timestamp() * 1000)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Aware, in UTC; None where the moment is not known."""
        return None if value is None else datetime.fromtimestamp(value / 1000, UTC)


class Lines(TypeDecorator[str]):
    """What somebody wrote, in one line or several. Whatever way it came, only text gets into the file:
    ``desk.text`` is the gate.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Line ends stay, all as \\n."""
        return None if value is None else mended(value)


class Words(Lines):
    """The same on one line: names, titles, codes, numbers."""

    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """A line end becomes a space."""
        return None if value is None else mended(value).replace("\n", " ")


class Day(TypeDecorator[date]):
    """A calendar day as ``YYYY-MM-DD``."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """Text that sorts as the days do."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        """None where the day is not known."""
        return None if value is None else date.fromisoformat(value)


class Json(TypeDecorator[Any]):
    """Lists and small mappings as JSON text; what is text in them goes through the same gate as ``Words``."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Chinese stays readable; None is the table's NULL, not JSON's ``null``."""
        return None if value is None else json.dumps(mended_content(value), ensure_ascii=False, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Made anew at each reading: changing it changes nothing in the book."""
        if value == "[]":
            return []
        return None if value is None else json.loads(value)


class Flag(TypeDecorator[bool]):
    """Yes or no as 1 or 0."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        """None, where a column allows it, is neither yes nor no."""
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:
        """None, where a column allows it, is neither yes nor no."""
        return None if value is None else bool(value)


def table(name: str, *items: SchemaItem, key: Callable[[], Column[Any]] | None = None) -> Table:
    """A STRICT table with an integer primary key ``id`` unless ``key`` makes another one."""
    first = key() if key else Column("id", Integer, primary_key=True)
    return Table(name, metadata, first, *items, sqlite_strict=True)
