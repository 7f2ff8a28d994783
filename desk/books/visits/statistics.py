"""Visits in figures 来访统计: counted by day, so that several spans of days are told from one reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Float, bindparam, func, literal, select, type_coerce

from desk.books.visits.model import Channel, VisitState
from desk.core.book import Span
from desk.core.figure import Number
from desk.core.month import Month
from desk.core.permissions import May
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
ARRIVED = visits.c.day.between(bindparam("first"), bindparam("last"))
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


def of_month(work: Work, month: Month) -> dict[str, Number]:
    """The figures of a month by their codes. Raises ``NotAllowed``."""
    return of_spans(work, [month.span])[0]


def of_spans(work: Work, spans: Sequence[Span]) -> list[dict[str, Number]]:
    """All figures of each span of days. Raises ``NotAllowed``."""
    work.require(May.SEE_FIGURES)
    given = {"first": min(span[0] for span in spans), "last": max(span[1] for span in spans)}
    days: dict[date, Counter[str]] = {}
    for query in (BY_DAY, WAITS_BY_DAY):
        for row in work.connection.execute(query, given):
            values: dict[str, Any] = {name: value or 0 for name, value in row._mapping.items() if name != "at"}
            days.setdefault(row.at, Counter()).update(values)
    return [_of_span(days, span) for span in spans]


def _of_span(days: Mapping[date, Counter[str]], span: Span) -> dict[str, Number]:
    added: Counter[str] = Counter()
    for day, counts in days.items():
        if span[0] <= day <= span[1]:
            added.update(counts)
    means = {code: _mean(added[f"{code}.sum"], added[f"{code}.n"]) for code in WAITING}
    return {**{code: added[code] for code in COUNTED}, **means, "visits.waited_long": added["visits.waited_long"]}


def _mean(minutes: float, many: int) -> Number:
    return round(minutes / many, 1) if many else None
