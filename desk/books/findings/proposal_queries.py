"""What the centre's own books may have found wrong 线索: poor ratings, orders of one kind, hours with long waits.

Each statement goes by an index on the days that it looks at.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Float, Row, Select, bindparam, func, literal, select, type_coerce

from desk.books.activities.model import ActivityState
from desk.books.cases import POOR, Evaluation
from desk.books.orders.model import OrderState
from desk.books.visits import VisitState
from desk.core.clock import start_of
from desk.core.work import Work
from desk.models.activities import activities, results
from desk.models.base import Big
from desk.models.cases import callbacks, cases
from desk.models.catalogue import services
from desk.models.centre import venues
from desk.models.orders import orders, ratings
from desk.models.residents import residents
from desk.models.visits import periods, visits

_POOR = [level.value for level in Evaluation if level in POOR]
_DROPPED = [state.value for state in (OrderState.REFUSED, OrderState.CANCELLED)]
POOR_CASES: Select[Any] = (
    select(
        cases.c.id,
        cases.c.number,
        cases.c.day,
        cases.c.evaluation,
        services.c.name.label("service"),
        residents.c.name.label("person"),
        callbacks.c.reason,
    )
    .join(services, services.c.id == cases.c.service_id)
    .join(residents, residents.c.id == cases.c.resident_id)
    .outerjoin(callbacks, callbacks.c.case_id == cases.c.id)
    .where(cases.c.evaluation.in_(_POOR), cases.c.day >= bindparam("since"))
    .order_by(cases.c.day.desc(), cases.c.id.desc())
)
RATED_ACTIVITIES: Select[Any] = (
    select(activities.c.id, activities.c.title, activities.c.day, results.c.satisfaction, venues.c.zone_id)
    .join(results, results.c.activity_id == activities.c.id)
    .outerjoin(venues, venues.c.id == activities.c.venue_id)
    .where(activities.c.day >= bindparam("since"), activities.c.state == ActivityState.HELD.value)
    .order_by(activities.c.day.desc(), activities.c.id.desc())
)
POOR_ORDERS: Select[Any] = (
    select(
        ratings.c.id,
        ratings.c.order_id,
        ratings.c.at,
        ratings.c.level,
        ratings.c.reason,
        orders.c.number,
        orders.c.kind,
    )
    .join(orders, orders.c.id == ratings.c.order_id)
    .where(ratings.c.at >= bindparam("since"), ratings.c.level.in_(_POOR))
    .order_by(ratings.c.at.desc())
)
MANY_ORDERS: Select[Any] = (
    select(orders.c.kind, func.count().label("many"), func.max(orders.c.placed_at).label("last"))
    .where(orders.c.placed_at >= bindparam("since"), orders.c.state.not_in(_DROPPED))
    .group_by(orders.c.kind)
    .having(func.count() >= bindparam("least"))
    .order_by(func.count().desc(), orders.c.kind)
)
_MINUTES = (
    select(
        func.sum(type_coerce(periods.c.ended_at, Big) - type_coerce(periods.c.began_at, Big)) / literal(60000.0, Float)
    )
    .where(
        periods.c.visit_id == visits.c.id,
        periods.c.kind == VisitState.WAITING.value,
        periods.c.ended_at.is_not(None),
    )
    .scalar_subquery()
)
"""Asked of each visit by itself: grouped, SQLite would read all visits there ever were in the order of their ids."""
WAITS: Select[Any] = select(visits.c.arrived_at, _MINUTES.label("minutes")).where(
    visits.c.day >= bindparam("since"),
    visits.c.booked_for.is_(None),
    visits.c.state != VisitState.WITHDRAWN.value,
)


def poor_cases(work: Work, since: date) -> Sequence[Row[Any]]:
    """Cases that somebody was not satisfied with, the newest first."""
    return work.connection.execute(POOR_CASES, {"since": since}).all()


def rated_activities(work: Work, since: date) -> Sequence[Row[Any]]:
    """Activities that were held, with what people thought of them."""
    return work.connection.execute(RATED_ACTIVITIES, {"since": since}).all()


def poor_orders(work: Work, since: date) -> Sequence[Row[Any]]:
    """Ratings of orders that were poor, the newest first."""
    return work.connection.execute(POOR_ORDERS, {"since": start_of(since)}).all()


def many_orders(work: Work, since: date, least: int) -> Sequence[Row[Any]]:
    """Kinds of which so many orders came at least, with how many and when the last of them came."""
    return work.connection.execute(MANY_ORDERS, {"since": start_of(since), "least": least}).all()


def waits(work: Work, since: date) -> Sequence[Row[Any]]:
    """When each who came without an appointment took a number, and for how many minutes they waited; None where nobody
    knows.
    """
    return work.connection.execute(WAITS, {"since": since}).all()
