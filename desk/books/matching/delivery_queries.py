"""What was delivered 下沉服务: the one rule of it, and whatever is counted of it.

An offering is delivered by an activity that was held with people counted, or by an order that is done, whose doers are
written down and of which no complaint was held true. What another organisation did, or what was held before the promise
began, is not its delivery. An order reaches whoever asked: one person. Nothing of this is
typed anywhere; what is put off, cancelled or done again counts for nothing until it is held or done.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, exists, func, select

from desk.books.activities.model import ActivityState
from desk.books.matching.model import Delivery
from desk.books.orders.model import Complaint, OrderState
from desk.core.clock import local, start_of
from desk.core.work import Work
from desk.models.activities import activities, results
from desk.models.matching import deliveries, offerings
from desk.models.orders import order_people, orders
from desk.models.organisations import organisations

DAY = timedelta(days=1)
DONE_ORDERS = (OrderState.DONE, OrderState.RATED, OrderState.UNRATED)
PROMISED = offerings.alias("promised")
BROUGHT = (
    deliveries.join(PROMISED, PROMISED.c.id == deliveries.c.offering_id)
    .outerjoin(activities, activities.c.id == deliveries.c.activity_id)
    .outerjoin(results, results.c.activity_id == deliveries.c.activity_id)
    .outerjoin(orders, orders.c.id == deliveries.c.order_id)
)
"""Deliveries with the activity or the order behind each, and the promise that it keeps."""
DOER = func.coalesce(activities.c.organisation_id, orders.c.organisation_id, PROMISED.c.organisation_id)
"""Whose the activity or the order is; where it is linked with no organisation, whose the promise is."""
PEOPLE: ColumnElement[int] = case(
    (PROMISED.c.organisation_id != DOER, 0),
    (activities.c.day < PROMISED.c.first, 0),
    (
        and_(activities.c.state == ActivityState.HELD.value, results.c.people > 0),
        results.c.people,
    ),
    (
        and_(
            orders.c.state.in_([state.value for state in DONE_ORDERS]),
            orders.c.complaint != Complaint.UPHELD.value,
            exists().where(order_people.c.order_id == orders.c.id),
        ),
        1,
    ),
    else_=0,
)
"""The one rule: how many people a delivery reached; 0 as long as it does not count."""


def times_of(owner: ColumnElement[bool]) -> ColumnElement[int]:
    """How many deliveries count, as a column of whatever ``owner`` ties them to."""
    return select(func.count()).select_from(BROUGHT).where(owner, PEOPLE > 0).scalar_subquery()


def people_of(owner: ColumnElement[bool]) -> ColumnElement[int]:
    """How many people these reached."""
    return select(func.coalesce(func.sum(PEOPLE), 0)).select_from(BROUGHT).where(owner).scalar_subquery()


DELIVERIES: Select[Any] = (
    select(
        deliveries.c.id,
        deliveries.c.offering_id,
        offerings.c.title.label("offering"),
        offerings.c.organisation_id,
        organisations.c.name.label("organisation"),
        deliveries.c.match_id,
        deliveries.c.activity_id,
        deliveries.c.order_id,
        func.coalesce(activities.c.title, orders.c.number).label("title"),
        func.coalesce(activities.c.state, orders.c.state).label("state"),
        activities.c.day.label("activity_day"),
        orders.c.placed_at,
        orders.c.done_at,
        PEOPLE.label("people"),
    )
    .select_from(
        BROUGHT.join(offerings, offerings.c.id == deliveries.c.offering_id).join(
            organisations, organisations.c.id == offerings.c.organisation_id
        )
    )
    .order_by(deliveries.c.id)
)
OF_MATCH = DELIVERIES.where(deliveries.c.match_id == bindparam("match"))
OF_OFFERING = DELIVERIES.where(deliveries.c.offering_id == bindparam("offering"))
BY_ID = DELIVERIES.where(deliveries.c.id == bindparam("delivery"))


def _records(work: Work, query: Select[Any], **given: Any) -> list[Delivery]:
    made = []
    for row in work.connection.execute(query, given).mappings():
        columns = dict(row)
        done: datetime | None = columns.pop("done_at")
        placed: datetime | None = columns.pop("placed_at")
        day: date | None = columns.pop("activity_day")
        at = done or placed
        made.append(Delivery(day=day or (local(at).date() if at else work.today), **columns))
    return made


def of_match(work: Work, match_id: int) -> list[Delivery]:
    """What was linked with a match, in the order in which it was."""
    return _records(work, OF_MATCH, match=match_id)


def of_offering(work: Work, offering_id: int) -> list[Delivery]:
    """The same of an offering, whatever match it was for."""
    return _records(work, OF_OFFERING, offering=offering_id)


def find(work: Work, id: int) -> Delivery | None:
    """One delivery; None where the link was taken away meanwhile."""
    return next(iter(_records(work, BY_ID, delivery=id)), None)


def times_by_offering(work: Work) -> dict[int, int]:
    """How many deliveries of each offering count, by its id; those without any are not in it."""
    query = select(deliveries.c.offering_id, func.count().label("times")).select_from(BROUGHT).where(PEOPLE > 0)
    rows = work.connection.execute(query.group_by(deliveries.c.offering_id))
    return {row.offering_id: row.times for row in rows}


def sums_between(work: Work, first: date, last: date) -> dict[int, tuple[int, int]]:
    """How often each organisation delivered on these days, and how many people that reached, by its id. What brought
    two of its offerings counts for both, and the people who were there once.
    """
    of_what = (PROMISED.c.organisation_id, deliveries.c.activity_id, deliveries.c.order_id)
    brought = (
        select(*of_what, func.count().label("times"), func.max(PEOPLE).label("people"))
        .select_from(BROUGHT)
        .where(PEOPLE > 0, _on(first, last))
        .group_by(*of_what)
        .subquery()
    )
    times, people = func.sum(brought.c.times).label("times"), func.sum(brought.c.people).label("people")
    query = select(brought.c.organisation_id, times, people).group_by(brought.c.organisation_id)
    return {row.organisation_id: (row.times, row.people) for row in work.connection.execute(query)}


def _on(first: date, last: date) -> ColumnElement[bool]:
    """The activity was on one of these days, or the order was done on one."""
    return activities.c.day.between(first, last) | (
        (orders.c.done_at >= start_of(first)) & (orders.c.done_at < start_of(last) + DAY)
    )


def counted_between(work: Work, first: date, last: date) -> list[Delivery]:
    """What counts as delivered on these days, by the day of the activity or the one on which the order was done."""
    return _records(work, DELIVERIES.where(PEOPLE > 0, _on(first, last)))
