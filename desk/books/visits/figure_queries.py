"""Reading visits for figures 来访统计: what a day adds to each, and the visits behind one of them.

Every statement takes the days ``first`` and ``last``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, literal, select

from desk.books.visits.model import Channel
from desk.books.visits.wait_queries import ARRIVED
from desk.core.work import Work
from desk.models.visits import visits

COUNTED: Mapping[str, ColumnElement[bool]] = {
    **{f"visits.channel.{channel}": visits.c.channel == channel.value for channel in Channel},
    "visits.consultations": visits.c.consultation,
    "visits.entered_afterwards": visits.c.entered_at.is_not(None),
}
"""What is counted of the visits of a span, by its code."""
BY_DAY = (
    select(visits.c.day.label("at"), *(func.count().filter(each).label(code) for code, each in COUNTED.items()))
    .where(ARRIVED)
    .group_by(visits.c.day)
)
LINES: Select[Any] = (
    select(visits.c.id, visits.c.queue, visits.c.number, visits.c.day, visits.c.state)
    .where(ARRIVED)
    .order_by(visits.c.day, visits.c.id)
)
"""The visits of the span, in the order in which people came."""


def by_day(work: Work, first: date, last: date) -> dict[date, Counter[str]]:
    """What each day adds to the counts, by their codes."""
    rows = work.connection.execute(BY_DAY, {"first": first, "last": last})
    return {row.at: Counter({code: row._mapping[code] for code in COUNTED}) for row in rows}


def counted(work: Work, code: str, first: date, last: date) -> list[Row[Any]]:
    """The visits that a count of ``COUNTED`` counts, each with ``amount`` 1."""
    query = LINES.add_columns(literal(1).label("amount")).where(COUNTED[code])
    return list(work.connection.execute(query, {"first": first, "last": last}))
