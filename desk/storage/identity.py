"""A book's own name, the same in the book and in all its backups."""

from __future__ import annotations

from sqlalchemy import Connection, select

from desk.models.identity import identities

SINCE = "0008"
"""The version of the book from which on it has one."""


def book_id(connection: Connection) -> str:
    """The id made with the book: 32 hex digits. Raises sqlalchemy's ``NoResultFound`` in a book that lost it."""
    return str(connection.execute(select(identities.c.book)).scalar_one())
