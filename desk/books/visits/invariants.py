"""What must always hold of visits 来访."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, and_, exists, or_, select

from desk.books.visits.model import label_of
from desk.core.invariants import Invariant
from desk.core.words import N_
from desk.models.visits import periods, visits

_HAS_OPEN_PERIOD = exists().where(periods.c.visit_id == visits.c.id, periods.c.ended_at.is_(None))
_IS_OPEN = visits.c.ended_at.is_(None)


def _shown(row: Row[Any]) -> tuple[Any, ...]:
    return label_of(row.queue, row.number), row.day


INVARIANTS = (
    Invariant(
        N_("Visit {0} of {1}: a finished visit has an open period, or an open visit has none."),
        select(visits.c.queue, visits.c.number, visits.c.day).where(
            or_(and_(_IS_OPEN, ~_HAS_OPEN_PERIOD), and_(~_IS_OPEN, _HAS_OPEN_PERIOD))
        ),
        _shown,
    ),
    Invariant(
        N_("Visit {0} of {1}: a waiting, serving or hold period ends before it begins."),
        select(visits.c.queue, visits.c.number, visits.c.day)
        .join(periods, periods.c.visit_id == visits.c.id)
        .where(periods.c.ended_at < periods.c.began_at),
        _shown,
    ),
)
