"""The lists of needs and offerings as they are put in order: of each row its id and what filters and counts ask. The
row itself is read when it comes into sight, or is weighed against another.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, case, or_, select

from desk.books.matching.model import Need, NeedState, Offering
from desk.books.matching.queries import IS_AVAILABLE, IS_OPEN_NEED, MADE_NEED, MADE_OFFERING, NEEDS, OFFERINGS
from desk.core.clock import start_of
from desk.core.records import records
from desk.core.work import Work
from desk.models.matching import needs, offerings


class ListedRow(NamedTuple):
    """``kind`` is its code; ``is_over``: a need that has stood on the list to its end."""

    id: int
    kind: str
    is_over: bool = False


def _is_over(work: Work) -> ColumnElement[bool]:
    return and_(needs.c.state == NeedState.NEW.value, needs.c.list_until < work.today)


def open_needs(work: Work, *, over_only: bool = False) -> list[ListedRow]:
    """Those that nobody has met, given up or taken down: first those at their end, then those that wait, the one
    that is longest on the list first.
    """
    is_over, waits = _is_over(work), needs.c.state == NeedState.NEW.value
    first, second = (case((condition, 0), else_=1) for condition in (is_over, waits))
    query = select(needs.c.id, needs.c.kind, first).where(IS_OPEN_NEED).order_by(first, second, needs.c.id)
    if over_only:
        query = query.where(is_over)
    return [ListedRow(id, kind, not late) for id, kind, late in work.connection.execute(query)]


def settled_needs(work: Work, since: date) -> list[ListedRow]:
    """Those that were met, given up or taken down on this day or later, the last first."""
    query = select(needs.c.id, needs.c.kind).where(needs.c.settled_at >= start_of(since))
    rows = work.connection.execute(query.order_by(needs.c.settled_at.desc(), needs.c.id.desc()))
    return [ListedRow(id, kind) for id, kind in rows]


def available_offerings(work: Work, ids: Collection[int] | None = None) -> list[ListedRow]:
    """What can be had, the one whose term ends first, first; of ``ids`` only, where they are given."""
    query = select(offerings.c.id, offerings.c.kind).where(IS_AVAILABLE, offerings.c.last >= work.today)
    rows = work.connection.execute(query.order_by(offerings.c.last, offerings.c.id))
    return [ListedRow(id, kind) for id, kind in rows if ids is None or id in ids]


def past_offerings(work: Work, since: date) -> list[ListedRow]:
    """What was stopped or whose term is over, and whose term reached this day; the last first."""
    over = or_(~IS_AVAILABLE, offerings.c.last < work.today)
    query = select(offerings.c.id, offerings.c.kind).where(over, offerings.c.last >= since)
    rows = work.connection.execute(query.order_by(offerings.c.last.desc(), offerings.c.id.desc()))
    return [ListedRow(id, kind) for id, kind in rows]


def needs_by_id(work: Work, ids: Collection[int]) -> dict[int, Need]:
    """Some needs as they stand."""
    rows = work.connection.execute(NEEDS.where(needs.c.id.in_(ids)))
    return {each.id: each for each in records(rows, Need, **MADE_NEED)}


def offerings_by_id(work: Work, ids: Collection[int]) -> dict[int, Offering]:
    """Some offerings as they stand."""
    rows = work.connection.execute(OFFERINGS.where(offerings.c.id.in_(ids)))
    return {each.id: each for each in records(rows, Offering, **MADE_OFFERING)}
