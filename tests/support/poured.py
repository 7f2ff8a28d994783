"""Long text in every field of a book that holds what somebody typed, as if no form had a limit."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Connection, Table, Text, select, update

from desk.models.base import Json, Lines, Words, metadata
from tests.support.extent import LONG

NOT_TYPED = {
    ("activities", "mark"),
    ("incidents", "number"),
    ("drills", "number"),
    ("follow_up_moves", "officer_means"),
    ("officer_terms", "letter"),
    ("audit", "before"),
    ("audit", "after"),
}
"""Words of a closed list that stand for few, numbers with a Chinese letter, and what the program writes as JSON."""
SOME = 3
"""So many rows at either end of a table are filled; all of them only make more pages alike."""


def pour(connection: Connection, long: str) -> set[str]:
    """Put ``long`` after every typed text of these rows, in columns and inside JSON. The columns that were filled.

    A text is typed where the column holds anything beyond ASCII, or nothing yet: numbers, codes and closed lists are
    kept in ASCII.
    """
    filled = set()
    for table in metadata.sorted_tables:
        for column in table.columns:
            typed = type(column.type) in (Text, Words, Lines, Json) and (table.name, column.name) not in NOT_TYPED
            if typed and _pour(connection, table, column, long):
                filled.add(str(column))
    return filled


def _pour(connection: Connection, table: Table, column: Column[Any], long: str) -> bool:
    key = next(iter(table.primary_key.columns))
    rows = connection.execute(select(key, column).where(column.is_not(None)).order_by(key)).all()
    fresh = [(id, _longer(value, long)) for id, value in rows]
    if isinstance(column.type, Json):
        changed = [(id, new) for (id, new), (_id, old) in zip(fresh, rows, strict=True) if new != old]
    else:
        typed = any(not old.isascii() for _id, old in rows) or not any(old for _id, old in rows)
        changed = [(id, f"{old or id}{long}") for id, old in rows] if typed else []
    for id, new in changed if LONG else [*changed[:SOME], *changed[SOME:][-SOME:]]:
        connection.execute(update(table).where(key == id).values({column.name: new}))
    return bool(changed)


def _longer(value: Any, long: str) -> Any:
    """Texts beyond ASCII inside lists and mappings become longer; codes and numbers stay."""
    if isinstance(value, str):
        return value if value.isascii() else value + long
    if isinstance(value, list):
        return [_longer(each, long) for each in value]
    if isinstance(value, dict):
        return {name: _longer(each, long) for name, each in value.items()}
    return value
