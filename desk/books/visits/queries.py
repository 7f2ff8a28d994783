"""Reading visits 来访: who is here now, one visit, what was left open.

A visit that was called is read in every registration, by statements of SQLAlchemy that are made once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, exists, func, or_, select, type_coerce

from desk.books.visits.calling_order import Lane, lane_by
from desk.books.visits.model import Agent, Channel, Priority, Visit, VisitState, label_of
from desk.core.errors import Refused
from desk.core.words import _
from desk.core.work import Work
from desk.models.base import Big
from desk.models.cases import cases
from desk.models.residents import residents
from desk.models.staff import staff
from desk.models.visits import periods, visits

CAME = visits.c.state != VisitState.WITHDRAWN.value
"""Of a row of ``visits``: somebody came. What was given by mistake 作废 is counted nowhere."""
WITH_PERIOD = (
    select(visits, residents.c.name, staff.c.name.label("wanted"), func.max(periods.c.began_at).label("began_at"))
    .join(periods, periods.c.visit_id == visits.c.id)
    .outerjoin(residents, residents.c.id == visits.c.resident_id)
    .outerjoin(staff, staff.c.id == visits.c.wanted_id)
    .group_by(visits.c.id, residents.c.name, staff.c.name)
)
BY_ID = WITH_PERIOD.where(visits.c.id == bindparam("id"))
OPEN = WITH_PERIOD.where(visits.c.ended_at.is_(None))
CALLED_LAST = (
    select(visits.c.priority, visits.c.booked_for, visits.c.turn_at)
    .join(periods, periods.c.visit_id == visits.c.id)
    .where(
        visits.c.day == bindparam("day"),
        visits.c.calls > 0,
        visits.c.state.in_([VisitState.SERVING.value, VisitState.HOLD.value, VisitState.FINISHED.value]),
        periods.c.kind == VisitState.SERVING.value,
    )
    .group_by(visits.c.id, visits.c.priority, visits.c.booked_for, visits.c.turn_at)
    .order_by(func.min(periods.c.id).desc())
    .limit(bindparam("most"))
)
SERVED_SINCE = (
    select(visits.c.id, type_coerce(periods.c.began_at, Big), type_coerce(periods.c.ended_at, Big))
    .join(periods, periods.c.visit_id == visits.c.id)
    .where(
        visits.c.day.between(bindparam("since"), bindparam("today")),
        visits.c.state == VisitState.FINISHED.value,
        visits.c.entered_at.is_(None),
        periods.c.kind == VisitState.SERVING.value,
        periods.c.ended_at > periods.c.began_at,
    )
)
ITEMS_SINCE = select(cases.c.visit_id, cases.c.service_id).where(cases.c.day >= bindparam("since"))
"""Added up here and not in the statement: grouped by visit, SQLite would walk along all visits of all years."""
FIRST_DAY = select(func.min(visits.c.day)).where(CAME)
CLERKS_SINCE = (
    select(func.count(periods.c.staff_id.distinct()))
    .join(visits, visits.c.id == periods.c.visit_id)
    .where(visits.c.day == bindparam("day"), periods.c.kind == VisitState.SERVING.value)
    .where(or_(periods.c.ended_at.is_(None), periods.c.ended_at >= bindparam("moment")))
)
STOOD = (
    select(periods.c.kind, periods.c.staff_id)
    .where(periods.c.visit_id == bindparam("visit"))
    .order_by(periods.c.id.desc())
    .limit(2)
)
BOOKED_FOR = select(visits.c.booked_for).where(visits.c.id == bindparam("visit"))
CASE_OF_VISIT = select(cases.c.id).where(cases.c.visit_id == bindparam("visit")).limit(1)


def here_now(work: Work) -> list[Visit]:
    """Everybody who is here now, by the number of their visit."""
    query = OPEN.where(visits.c.day == work.today).order_by(visits.c.id)
    return [_visit(row) for row in work.connection.execute(query)]


def lanes_called(work: Work, most: int) -> list[Lane]:
    """The lanes of whom somebody called today and who came, the newest last: each when first called; at most so
    many.
    """
    rows = work.connection.execute(CALLED_LAST, {"day": work.today, "most": most}).all()
    return [lane_by(row.priority, row.booked_for, row.turn_at) for row in reversed(rows)]


def served_minutes(work: Work, since: date) -> list[tuple[int | None, float]]:
    """Of each visit that was served and is over, from the day ``since`` on: its item, where it was of a single one, and
    the minutes at the counter.
    """
    spent: dict[int, int] = {}
    items: dict[int, set[int]] = {}
    for visit, began, ended in work.connection.execute(SERVED_SINCE, {"since": since, "today": work.today}).all():
        spent[visit] = spent.get(visit, 0) + ended - began
    for visit, item in work.connection.execute(ITEMS_SINCE, {"since": since}).all():
        items.setdefault(visit, set()).add(item)
    single = {visit: next(iter(of_visit)) for visit, of_visit in items.items() if len(of_visit) == 1}
    return [(single.get(visit), milliseconds / 60_000) for visit, milliseconds in spent.items()]


def clerks_since(work: Work, moment: datetime) -> int:
    """How many serve, or have served today since a ``moment``."""
    return work.connection.execute(CLERKS_SINCE, {"day": work.today, "moment": moment}).scalar_one()


def first_day(work: Work) -> date | None:
    """The day of the first visit; None while there is none."""
    return work.connection.execute(FIRST_DAY).scalar()


def find(work: Work, id: int) -> Visit:
    """One visit as it stands. Raises ``Refused`` for one that is not in the data file."""
    row = work.connection.execute(BY_ID, {"id": id}).first()
    if row is None:
        raise Refused(_("This visit is no longer there."))
    return _visit(row)


def has_cases(work: Work, id: int) -> bool:
    """Was anything handled in this visit?"""
    return work.connection.execute(CASE_OF_VISIT, {"visit": id}).first() is not None


def stood(work: Work, id: int) -> list[tuple[VisitState, int]]:
    """The last two states in which a visit was here, the newest first, each with who of the staff had it."""
    return [(VisitState(row.kind), row.staff_id) for row in work.connection.execute(STOOD, {"visit": id})]


def is_booked(work: Work, id: int) -> bool:
    """Did the person come with a booking 预约?"""
    return work.connection.scalar(BOOKED_FOR, {"visit": id}) is not None


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
        Agent(row.agent, row.agent_relation, row.agent_id_tail),
        row.wanted or "",
    )


def keeps_resident(since: date) -> ColumnElement[bool]:
    """Of a row of ``residents``: the person came on this day or later."""
    return exists().where(visits.c.resident_id == residents.c.id, visits.c.day >= since, CAME)
