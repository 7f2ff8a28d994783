"""What points ask of orders: who did one that is settled, and for how long."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, select

from desk.books.orders.model import Complaint
from desk.books.points.model import ServiceTime, SettledOrder
from desk.core.clock import local, start_of
from desk.core.work import Work
from desk.models.orders import order_people, orders

DAY = timedelta(days=1)
SETTLED = select(
    orders.c.id, orders.c.number, orders.c.kind, orders.c.complaint, orders.c.done_at, orders.c.settled_at
).where(orders.c.id == bindparam("order"), orders.c.settled_at.is_not(None))
PEOPLE = (
    select(order_people.c.member_id, order_people.c.minutes)
    .where(order_people.c.order_id == bindparam("order"))
    .order_by(order_people.c.id)
)
COUNTS = and_(orders.c.settled_at.is_not(None), orders.c.complaint != Complaint.UPHELD.value)
"""Of which orders the time counts as service."""


def settled(work: Work, order_id: int) -> SettledOrder | None:
    """An order that is settled; None while it is not."""
    row = work.connection.execute(SETTLED, {"order": order_id}).first()
    if row is None:
        return None
    return SettledOrder(row.id, row.number, row.kind, row.complaint, local(row.done_at or row.settled_at).date())


def people(work: Work, order_id: int) -> dict[int, int]:
    """The minutes of everybody who did an order, by member."""
    return {row.member_id: row.minutes for row in work.connection.execute(PEOPLE, {"order": order_id})}


def all_settled(work: Work) -> list[tuple[int, datetime]]:
    """Every order that is settled, with when it was, the first first."""
    query = select(orders.c.id, orders.c.settled_at).where(orders.c.settled_at.is_not(None))
    rows = work.connection.execute(query.order_by(orders.c.settled_at, orders.c.id))
    return [(row.id, row.settled_at) for row in rows]


_TIME: Select[Any] = (
    select(order_people.c.member_id, func.count().label("orders"), func.sum(order_people.c.minutes).label("minutes"))
    .join(orders, orders.c.id == order_people.c.order_id)
    .where(
        COUNTS,
        orders.c.done_at >= bindparam("since", type_=orders.c.done_at.type),
        orders.c.done_at < bindparam("until", type_=orders.c.done_at.type),
    )
    .group_by(order_people.c.member_id)
)
_TIME_OF = _TIME.where(order_people.c.member_id == bindparam("member"))


def service_times(work: Work, first: date, last: date) -> dict[int, ServiceTime]:
    """How often and how long everybody served on these days, by member: settled orders without an upheld complaint."""
    rows = work.connection.execute(_TIME, _span(first, last))
    return {row.member_id: ServiceTime(row.orders, row.minutes) for row in rows}


def service_time(work: Work, member_id: int, first: date, last: date) -> ServiceTime:
    """The same of one member."""
    row = work.connection.execute(_TIME_OF, {**_span(first, last), "member": member_id}).first()
    return ServiceTime(row.orders, row.minutes) if row else ServiceTime(0, 0)


def _span(first: date, last: date) -> dict[str, Any]:
    return {"since": start_of(first), "until": start_of(last) + DAY}
