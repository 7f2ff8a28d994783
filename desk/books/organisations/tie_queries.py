"""What an organisation took part in: activities that it held, orders that it helped with, follow-ups that it owes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, func, select

from desk.books.activities.model import ActivityState
from desk.books.follow_ups.model import FollowUpState, OwnerKind
from desk.books.orders.model import OrderState
from desk.core.clock import local, start_of
from desk.core.tone import Tone
from desk.core.work import Work
from desk.models.activities import activities, results
from desk.models.follow_ups import follow_ups
from desk.models.orders import orders
from desk.models.organisations import organisations

DONE = (OrderState.DONE, OrderState.RATED, OrderState.UNRATED)


@dataclass(frozen=True)
class HeldActivity:
    """An activity with the organisation that held it; ``people`` who came, None where nobody counted."""

    id: int
    day: date
    title: str
    state: ActivityState
    organisation_id: int
    organisation: str
    people: int | None


@dataclass(frozen=True)
class HelpedOrder:
    """An order with the organisation that helps with it; ``day`` when it was done first, else when it was placed."""

    id: int
    day: date
    number: str
    kind: str
    state: OrderState
    organisation_id: int
    organisation: str
    people: int


@dataclass(frozen=True)
class OwedItem:
    """A follow-up that an organisation is to do."""

    id: int
    number: str
    description: str
    state: FollowUpState
    first_due_on: date
    due_on: date
    closed_on: date | None
    organisation_id: int

    def tone(self, day: date) -> Tone | None:
        """Overdue while it is not done and its day is over."""
        return Tone.OVERDUE if self.is_overdue(day) else self.state.tone

    def is_overdue(self, day: date) -> bool:
        """Is it not done though its day is over?"""
        return self.state in (FollowUpState.OPEN, FollowUpState.DOING) and self.due_on < day

    @property
    def was_in_time(self) -> bool:
        """Was it closed by its first day?"""
        return self.closed_on is not None and self.closed_on <= self.first_due_on


ACTIVITIES: Select[Any] = (
    select(
        activities.c.id,
        activities.c.day,
        activities.c.title,
        activities.c.state,
        activities.c.organisation_id,
        organisations.c.name.label("organisation"),
        results.c.people,
    )
    .join(organisations, organisations.c.id == activities.c.organisation_id)
    .outerjoin(results, results.c.activity_id == activities.c.id)
    .order_by(activities.c.day.desc(), activities.c.id.desc())
)
ORDERS: Select[Any] = (
    select(
        orders.c.id,
        func.coalesce(orders.c.first_done_at, orders.c.placed_at).label("at"),
        orders.c.number,
        orders.c.kind,
        orders.c.state,
        orders.c.organisation_id,
        organisations.c.name.label("organisation"),
        orders.c.people,
    )
    .join(organisations, organisations.c.id == orders.c.organisation_id)
    .order_by(orders.c.placed_at.desc(), orders.c.id.desc())
)
OWED: Select[Any] = (
    select(
        follow_ups.c.id,
        follow_ups.c.number,
        follow_ups.c.description,
        follow_ups.c.state,
        follow_ups.c.first_due_on,
        follow_ups.c.due_on,
        follow_ups.c.closed_at,
        follow_ups.c.owner_id,
    )
    .where(follow_ups.c.owner_kind == OwnerKind.ORGANISATION.value, follow_ups.c.owner_id.is_not(None))
    .order_by(follow_ups.c.due_on.desc(), follow_ups.c.id.desc())
)


def activities_of(work: Work, organisation_id: int, most: int) -> list[HeldActivity]:
    """Activities of an organisation, the newest first, whatever became of them."""
    return _activities(work, ACTIVITIES.where(activities.c.organisation_id == organisation_id).limit(most))


def held_between(work: Work, first: date, last: date) -> list[HeldActivity]:
    """Activities with an organisation that took place on these days."""
    held = activities.c.state == ActivityState.HELD.value
    return _activities(work, ACTIVITIES.where(held, activities.c.day.between(first, last)))


def _activities(work: Work, query: Select[Any]) -> list[HeldActivity]:
    return [
        HeldActivity(
            row.id, row.day, row.title, ActivityState(row.state), row.organisation_id, row.organisation, row.people
        )
        for row in work.connection.execute(query)
    ]


def orders_of(work: Work, organisation_id: int, most: int) -> list[HelpedOrder]:
    """Orders that an organisation helps with, the newest first, whatever became of them."""
    return _orders(work, ORDERS.where(orders.c.organisation_id == organisation_id).limit(most))


def done_between(work: Work, first: date, last: date) -> list[HelpedOrder]:
    """Orders with an organisation that were done, for the first time, on these days."""
    since, before = start_of(first), start_of(last + timedelta(days=1))
    is_done = orders.c.state.in_([state.value for state in DONE])
    return _orders(work, ORDERS.where(is_done, orders.c.first_done_at >= since, orders.c.first_done_at < before))


def _orders(work: Work, query: Select[Any]) -> list[HelpedOrder]:
    return [
        HelpedOrder(
            row.id,
            local(row.at).date(),
            row.number,
            row.kind,
            OrderState(row.state),
            row.organisation_id,
            row.organisation,
            row.people,
        )
        for row in work.connection.execute(query)
    ]


def owed_by(work: Work, organisation_id: int) -> list[OwedItem]:
    """Follow-ups of an organisation, the one that is due last first."""
    return _owed(work, OWED.where(follow_ups.c.owner_id == organisation_id))


def owed_between(work: Work, first: date, last: date) -> list[OwedItem]:
    """Follow-ups of any organisation whose first day was one of these."""
    return _owed(work, OWED.where(follow_ups.c.first_due_on.between(first, last)))


def _owed(work: Work, query: Select[Any]) -> list[OwedItem]:
    return [
        OwedItem(
            row.id,
            row.number,
            row.description,
            FollowUpState(row.state),
            row.first_due_on,
            row.due_on,
            local(row.closed_at).date() if row.closed_at else None,
            row.owner_id,
        )
        for row in work.connection.execute(query)
    ]
