"""Reading visits for figures 来访统计: what a day adds to each, and the visits behind one of them.

Every statement takes the days ``first`` and ``last``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Float, Row, Select, and_, bindparam, func, literal, select, type_coerce

from desk.books.visits.model import Channel, VisitState
from desk.books.visits.queries import CAME
from desk.core.work import Work
from desk.models.base import Big
from desk.models.visits import periods, visits

LONG_WAIT = 40
"""Minutes: who waited longer counts among the long waits, whatever the rule for calling is set to."""
COUNTED: Mapping[str, ColumnElement[bool]] = {
    **{f"visits.channel.{channel}": visits.c.channel == channel.value for channel in Channel},
    "visits.consultations": visits.c.consultation,
    "visits.entered_afterwards": visits.c.entered_at.is_not(None),
}
"""What is counted of the visits of a span, by its code."""
ARRIVED = and_(visits.c.day.between(bindparam("first"), bindparam("last")), CAME)
"""Who came in the span; what was given by mistake 作废 is nobody."""
_SPENT = func.sum(type_coerce(periods.c.ended_at, Big) - type_coerce(periods.c.began_at, Big))
WAITED = (
    select(visits.c.id, visits.c.day, visits.c.booked_for, (_SPENT / literal(60000.0, Float)).label("minutes"))
    .join_from(periods, visits, visits.c.id == periods.c.visit_id)
    .where(ARRIVED, periods.c.kind == VisitState.WAITING.value, periods.c.ended_at.is_not(None))
    .group_by(visits.c.id, visits.c.day, visits.c.booked_for)
    .subquery()
)
"""The visits of the span that waited, each with its minutes."""
WAITED_LONG = WAITED.c.minutes > LONG_WAIT
WAITING: Mapping[str, ColumnElement[bool]] = {
    "visits.waiting_booked": WAITED.c.booked_for.is_not(None),
    "visits.waiting_walk_in": WAITED.c.booked_for.is_(None),
}
"""Of which visits a mean wait is taken."""
BY_DAY = (
    select(visits.c.day.label("at"), *(func.count().filter(each).label(code) for code, each in COUNTED.items()))
    .where(ARRIVED)
    .group_by(visits.c.day)
)
WAITS_BY_DAY = select(
    WAITED.c.day.label("at"),
    func.count().filter(WAITED_LONG).label("visits.waited_long"),
    *(func.sum(WAITED.c.minutes).filter(each).label(f"{code}.sum") for code, each in WAITING.items()),
    *(func.count().filter(each).label(f"{code}.n") for code, each in WAITING.items()),
).group_by(WAITED.c.day)
LINES: Select[Any] = (
    select(visits.c.id, visits.c.queue, visits.c.number, visits.c.day, visits.c.state)
    .where(ARRIVED)
    .order_by(visits.c.day, visits.c.id)
)
"""The visits of the span, in the order in which people came."""
WAITED_LINES = LINES.join(WAITED, WAITED.c.id == visits.c.id)


def by_day(work: Work, first: date, last: date) -> dict[date, Counter[str]]:
    """What each day adds to counts and sums, by their codes."""
    days: dict[date, Counter[str]] = {}
    for query in (BY_DAY, WAITS_BY_DAY):
        for row in work.connection.execute(query, {"first": first, "last": last}):
            values: dict[str, Any] = {name: value or 0 for name, value in row._mapping.items() if name != "at"}
            days.setdefault(row.at, Counter()).update(values)
    return days


def counted(work: Work, code: str, first: date, last: date) -> list[Row[Any]]:
    """The visits that a count of ``COUNTED`` counts, each with ``amount`` 1."""
    return _rows(work, LINES.add_columns(literal(1).label("amount")).where(COUNTED[code]), first, last)


def waited(work: Work, code: str, first: date, last: date) -> list[Row[Any]]:
    """The visits of which a mean of ``WAITING`` is taken, each with its minutes as ``amount``."""
    return _rows(work, WAITED_LINES.add_columns(WAITED.c.minutes.label("amount")).where(WAITING[code]), first, last)


def waited_long(work: Work, first: date, last: date) -> list[Row[Any]]:
    """The visits that waited longer than ``LONG_WAIT``, each with ``amount`` 1."""
    return _rows(work, WAITED_LINES.add_columns(literal(1).label("amount")).where(WAITED_LONG), first, last)


def _rows(work: Work, query: Select[Any], first: date, last: date) -> list[Row[Any]]:
    return list(work.connection.execute(query, {"first": first, "last": last}))
