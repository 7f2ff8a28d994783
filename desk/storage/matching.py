"""Conditions on text that every engine understands: what begins with something, and what holds something."""

from __future__ import annotations

from typing import Final

from sqlalchemy import ColumnElement, and_, false

LONGEST: Final = 1000
"""Characters of a text that is searched for: no column that is searched holds more, and SQLite refuses 50,000."""
LAST_CHARACTER: Final = "\U0010ffff"
"""Comes after every character that is a letter of anything."""


def begins_with(column: ColumnElement[str], prefix: str) -> ColumnElement[bool]:
    """The column begins with ``prefix``, capitals apart from small letters: a range, so that an index serves it."""
    return and_(column >= prefix, column < prefix + LAST_CHARACTER)


def ends_with(column: ColumnElement[str], tail: str) -> ColumnElement[bool]:
    """The column ends with ``tail``, its % and _ taken as they stand; no index serves that, it is read as a whole."""
    return column.endswith(tail, autoescape=True)


def holds(column: ColumnElement[str], part: str) -> ColumnElement[bool]:
    """``part`` stands somewhere in the column, its % and _ taken as they stand; both are in small letters."""
    return column.contains(part, autoescape=True) if len(part) <= LONGEST else false()
