"""What a book says of itself: its own name, the same in all its backups, and the last change of its key slots."""

from __future__ import annotations

from sqlalchemy import Connection, select

from desk.models.centre import settings
from desk.models.data_file import identities

SINCE = "0008"
"""The version of the book from which on it has a name."""
KEY_GENERATION = "key_generation"


def book_id(connection: Connection) -> str:
    """The id made with the book: 32 hex digits. Raises sqlalchemy's ``NoResultFound`` in a book that lost it."""
    return str(connection.execute(select(identities.c.book)).scalar_one())


def key_generation(connection: Connection) -> int:
    """The number of the last change of the key slots that the book knows of; 0 in a book from an older program."""
    value = connection.execute(select(settings.c.value).where(settings.c.name == KEY_GENERATION)).scalar()
    return int(value or 0)
