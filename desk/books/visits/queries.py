"""Reading visits 来访: who is here now, one visit, what was left open.

A visit that was called is read in every registration, by statements of SQLAlchemy that are made once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, case, exists, func, select

from desk.books.visits.model import Channel, Priority, Visit, VisitState, label_of
from desk.core.errors import Refused
from desk.core.words import _
from desk.core.work import Work
from desk.models.cases import cases
from desk.models.residents import residents
from desk.models.visits import periods, visits

WITH_PERIOD = (
    select(visits, residents.c.name, func.max(periods.c.began_at).label("began_at"))
    .join(periods, periods.c.visit_id == visits.c.id)
    .outerjoin(residents, residents.c.id == visits.c.resident_id)
    .group_by(visits.c.id, residents.c.name)
)
BY_ID = WITH_PERIOD.where(visits.c.id == bindparam("id"))
OPEN = WITH_PERIOD.where(visits.c.ended_at.is_(None))
CASE_OF_VISIT = select(cases.c.id).where(cases.c.visit_id == bindparam("visit")).limit(1)


def queue(work: Work) -> list[Visit]:
    """Everybody who is here now: being served, on hold, then waiting in calling order: priority, then as they came;
    behind all of them who was not there when called, as they were passed over.
    """
    places = {VisitState.SERVING.value: 0, VisitState.HOLD.value: 1, VisitState.MISSED.value: 3}
    order = case(places, value=visits.c.state, else_=2)
    missed_since = case((visits.c.state == VisitState.MISSED.value, func.max(periods.c.began_at)))
    query = OPEN.where(visits.c.day == work.today)
    query = query.order_by(order, missed_since, visits.c.priority == "", visits.c.id)
    return [_visit(row) for row in work.connection.execute(query)]


def find(work: Work, id: int) -> Visit:
    """One visit as it stands. Raises ``Refused`` for one that is not in the data file."""
    row = work.connection.execute(BY_ID, {"id": id}).first()
    if row is None:
        raise Refused(_("This visit is no longer there."))
    return _visit(row)


def has_cases(work: Work, id: int) -> bool:
    """Was anything handled in this visit?"""
    return work.connection.execute(CASE_OF_VISIT, {"visit": id}).first() is not None


def left_open(work: Work) -> Sequence[Row[Any]]:
    """Visits of earlier days that nobody ended, each with ``began_at``, the last thing known of it."""
    return work.connection.execute(OPEN.where(visits.c.day < work.today)).all()


def open_ahead(work: Work) -> Sequence[Row[Any]]:
    """The same of days that are still to come: a clock was ahead."""
    return work.connection.execute(OPEN.where(visits.c.day > work.today)).all()


def _visit(row: Any) -> Visit:
    return Visit(
        row.id,
        row.day,
        label_of(row.queue, row.number),
        VisitState(row.state),
        Priority(row.priority),
        row.arrived_at,
        row.began_at,
        row.resident_id,
        row.name or "",
        row.staff_id,
        row.calls,
        row.turn_at,
        row.booked_for,
        row.service_id,
        row.note,
        row.wanted_id,
        Channel(row.channel),
        row.consultation,
        row.entered_at,
        row.agent,
        row.agent_relation,
        row.agent_id_tail,
    )


def keeps_resident(since: date) -> ColumnElement[bool]:
    """Of a row of ``residents``: the person came on this day or later."""
    return exists().where(visits.c.resident_id == residents.c.id, visits.c.day >= since)
