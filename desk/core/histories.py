"""What must hold of every history of states, asked as SELECTs for the invariants of a book: a table of moves has a line
for each state that a record came to, with the one in which it was before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Column, ColumnElement, Select, Subquery, Table, and_, func, or_, select

from desk.core.words import Worded


def last_state(moves: Table, owner: str, id: Column[int]) -> ColumnElement[str]:
    """The state to which the last line of a record's history brought it; ``owner`` is the column with the record's
    ``id``.
    """
    lines = select(moves.c.state).where(moves.c[owner] == id).order_by(moves.c.id.desc())
    return lines.limit(1).correlate(id.table).scalar_subquery()


def gaps(moves: Table, owner: str) -> Select[tuple[int]]:
    """The ids of records of whose history a line is missing: one does not go on from where the last one came to."""
    line = _lines(moves, owner)
    return select(line.c.owner).where(_is_gap(line)).distinct()


def broken(
    moves: Table, owner: str, begins: Collection[Worded], allowed: Iterable[tuple[Worded, Worded]]
) -> Select[tuple[int]]:
    """The ids of records of whose history a line is missing, or has a step that there is not: it ``begins`` otherwise,
    or goes a way that is not among the ``allowed`` ones. A line without a change of state is a remark.
    """
    line = _lines(moves, owner)
    steps = or_(
        and_(line.c.was.is_(None), line.c.state.in_([state.value for state in begins])),
        line.c.was == line.c.state,
        *(and_(line.c.was == was.value, line.c.state == to.value) for was, to in allowed),
    )
    return select(line.c.owner).where(or_(_is_gap(line), ~steps)).distinct()


def _lines(moves: Table, owner: str) -> Subquery:
    """Every line beside the state to which the one before it came."""
    before = func.lag(moves.c.state).over(partition_by=moves.c[owner], order_by=moves.c.id)
    return select(moves.c[owner].label("owner"), moves.c.was, moves.c.state, before.label("before")).subquery()


def _is_gap(line: Subquery) -> ColumnElement[bool]:
    return line.c.was.is_distinct_from(line.c.before)
