"""Reading how long visits waited and were served 等候与办理时长, in tenths of a minute.

Each visit's time is rounded to a tenth of a minute once, so that sums of days, months and years say the same, and a
mean is exactly its sum by its count. Every statement takes the days ``first`` and ``last``.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, case, func, select, type_coerce

from desk.books.visits.model import VisitState
from desk.books.visits.queries import CAME
from desk.core.work import Work
from desk.models.base import Big
from desk.models.cases import cases
from desk.models.visits import periods, visits

TENTHS = 10
"""Of a minute."""
TENTH = 6_000
"""Milliseconds."""
ARRIVED = and_(visits.c.day.between(bindparam("first"), bindparam("last")), CAME)
"""Who came in the span; what was given by mistake 作废 is nobody."""
HOUR = ((type_coerce(visits.c.arrived_at, Big) // 3_600_000 + 8) % 24).label("hour")
"""The hour of arriving by the centre's clock, which is eight hours ahead of UTC all year."""
_SPENT = type_coerce(periods.c.ended_at, Big) - type_coerce(periods.c.began_at, Big)


def _tenths_of(state: VisitState) -> ColumnElement[Any]:
    return ((func.sum(case((periods.c.kind == state.value, _SPENT))) + TENTH // 2) // TENTH).label(state.value)


LASTED = (
    select(
        visits.c.id,
        visits.c.day,
        visits.c.booked_for.is_not(None).label("booked"),
        HOUR,
        _tenths_of(VisitState.WAITING),
        _tenths_of(VisitState.SERVING),
    )
    .join_from(visits, periods, visits.c.id == periods.c.visit_id)
    .where(ARRIVED)
    .group_by(visits.c.id, visits.c.day, visits.c.booked_for, visits.c.arrived_at)
    .subquery()
)
"""Tenths of a minute that each visit of the span waited and was served; NULL where it did not."""
ITEM = func.coalesce(
    visits.c.service_id,
    select(cases.c.service_id).where(cases.c.visit_id == visits.c.id).order_by(cases.c.id).limit(1).scalar_subquery(),
).label("service_id")
"""What a visit was for: the item named with its number, else that of its first case; NULL where there is neither."""


class Lasted(NamedTuple):
    """One visit: whether it had a booking, and the tenths of a minute that it waited and was served."""

    day: date
    booked: bool
    hour: int
    waiting: int | None
    serving: int | None


EACH = select(LASTED.c.day, LASTED.c.booked, LASTED.c.hour, LASTED.c.waiting, LASTED.c.serving)
WITH_ITEMS = select(ITEM, LASTED.c.waiting, LASTED.c.serving).join_from(LASTED, visits, visits.c.id == LASTED.c.id)
LINES: Select[Any] = (
    select(visits.c.id, visits.c.queue, visits.c.number, visits.c.day, visits.c.state, LASTED.c.hour, ITEM)
    .join_from(visits, LASTED, LASTED.c.id == visits.c.id)
    .order_by(visits.c.day, visits.c.id)
)
"""The visits of the span in the order in which people came."""


def each(work: Work, first: date, last: date) -> list[Lasted]:
    """Every visit of the span that has periods."""
    return [Lasted._make(row) for row in work.connection.execute(EACH, {"first": first, "last": last}).all()]


def by_item(work: Work, first: date, last: date) -> list[tuple[int | None, int | None, int | None]]:
    """Every visit of the span that has periods: its item's id, and the tenths that it waited and was served."""
    rows = work.connection.execute(WITH_ITEMS, {"first": first, "last": last}).all()
    return [(row[0], row[1], row[2]) for row in rows]


def lines(
    work: Work, state: VisitState, first: date, last: date, *, booked: bool | None = None, most: int | None = None
) -> list[Row[Any]]:
    """The visits that were in a state, each with its tenths of a minute as ``amount``: all, or those with or without a
    booking; ``most`` keeps those that were in it no longer.
    """
    lasted = LASTED.c[state.value]
    query = LINES.add_columns(lasted.label("amount")).where(lasted.is_not(None))
    if booked is not None:
        query = query.where(LASTED.c.booked if booked else ~LASTED.c.booked)
    if most is not None:
        query = query.where(lasted <= most)
    return list(work.connection.execute(query, {"first": first, "last": last}))
