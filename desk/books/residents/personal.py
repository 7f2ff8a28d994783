"""Where the data file holds something of a person, found from the tables themselves.

A foreign key to the residents says whose a row is, directly or over other rows; ``Column(info={"personal": ...})``
says what of a row names or describes people and goes when they are anonymised 匿名化; how much of it is shown before
somebody asks, ``core/masking`` says.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, delete, select, update

from desk.core.permissions import May
from desk.core.work import Work
from desk.models import metadata
from desk.models.residents import residents
from desk.models.staff import drafts

CHUNK = 500
"""People asked for in one statement."""
CARDS = "residents"
"""The form whose draft holds cards in which something is typed: by the person's id, what was read and typed."""


def references() -> list[Column[Any]]:
    """Every column of another table that says which resident a row is of."""
    return [column for table in _others() for column in table.columns if column.references(residents.c.id)]


def personal_columns(table: Table) -> list[Column[Any]]:
    """The columns of a table that name or describe people."""
    return [column for column in table.columns if column.info.get("personal")]


def _others() -> list[Table]:
    return [table for table in metadata.sorted_tables if table is not residents]


def way_to_resident(table: Table) -> Sequence[Column[Any]]:
    """The foreign keys to follow from a table to the resident whose its rows are, the fewest; none where no way is."""
    ways: list[tuple[Column[Any], ...]] = [(key,) for key in _keys(table)]
    seen = {table}
    while ways:
        for way in ways:
            if way[-1].references(residents.c.id):
                return way
        ends = [(way, next(iter(way[-1].foreign_keys)).column.table) for way in ways]
        ways = [(*way, key) for way, end in ends if end not in seen for key in _keys(end)]
        seen |= {end for _way, end in ends}
    return ()


def _keys(table: Table) -> list[Column[Any]]:
    return [column for column in table.columns if column.foreign_keys]


def rows_of(table: Table, ids: Collection[int]) -> ColumnElement[bool] | None:
    """The condition for the rows that are of these people; None for a table of no person's rows."""
    way = way_to_resident(table)
    if not way:
        return None
    condition = way[-1].in_(ids)
    for key in reversed(way[:-1]):
        target = next(iter(key.foreign_keys)).column
        condition = key.in_(select(target).where(condition))
    return condition


def move_rows(work: Work, drop: int, keep: int) -> None:
    """All rows of one person become another's, and what is half typed of them too."""
    work.require(May.MERGE_RESIDENTS)
    for column in references():
        work.connection.execute(update(column.table).where(column == drop).values({column: keep}))
    for id, form, content in _drafts(work):
        moved = _moved(content, drop, keep)
        if form == CARDS and str(drop) in moved:
            moved = {str(keep): moved.pop(str(drop)), **moved}
        if moved != content:
            work.connection.execute(update(drafts).where(drafts.c.id == id).values(content=moved))


def forget_texts(work: Work, ids: Sequence[int], numbers: Collection[str], before: datetime) -> None:
    """Empty every personal column of these people's rows. The audit never held any of it.

    Drafts go that are of these people, by id or ID number, and all that nobody has touched since ``before``.
    """
    work.require(May.EDIT_CENTRE)
    for table in filter(personal_columns, _others()):
        empty = dict.fromkeys((column.name for column in personal_columns(table)), "")
        for start in range(0, len(ids), CHUNK):
            condition = rows_of(table, ids[start : start + CHUNK])
            if condition is not None:
                work.connection.execute(update(table).where(condition).values(empty))
    gone = [id for id, form, content in _drafts(work) if _is_of(form, content, ids, numbers)]
    work.connection.execute(delete(drafts).where(drafts.c.id.in_(gone) | (drafts.c.saved_at < before)))


def _drafts(work: Work) -> list[tuple[int, str, Any]]:
    return [tuple(row) for row in work.connection.execute(select(drafts.c.id, drafts.c.form, drafts.c.content))]


def _moved(content: Any, drop: int, keep: int) -> Any:
    """A draft's content with one person in the place of another."""
    if isinstance(content, dict):
        return {
            name: keep if name == "resident" and value == drop else _moved(value, drop, keep)
            for name, value in content.items()
        }
    return [_moved(each, drop, keep) for each in content] if isinstance(content, list) else content


def _is_of(form: str, content: Any, ids: Collection[int], numbers: Collection[str]) -> bool:
    if form == CARDS and any(int(id) in ids for id in content):
        return True
    return any(
        (name == "resident" and value in ids) or (name == "id_number" and value in numbers)
        for name, value in _fields(content)
    )


def _fields(content: Any) -> Iterable[tuple[str, Any]]:
    """Every name and value in a draft's content, however deep."""
    if isinstance(content, dict):
        yield from content.items()
    for each in content.values() if isinstance(content, dict) else content if isinstance(content, list) else ():
        yield from _fields(each)
