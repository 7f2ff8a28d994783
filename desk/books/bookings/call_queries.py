"""Reading whom to ring up about bookings 电话告知, and who asked in vain 想约未约上."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, select

from desk.books.bookings.model import Booking, CallReason, NoPlaceReason, UnmetRequest
from desk.books.bookings.queries import BOOKINGS, MADE
from desk.core.records import records
from desk.core.work import Work
from desk.models.bookings import booking_calls, bookings, resources, unmet_requests
from desk.models.catalogue import services
from desk.models.staff import staff


@dataclass(frozen=True)
class CallToMake:
    """Somebody who is to be rung up 电话告知 about a booking."""

    id: int
    booking_id: int
    reason: CallReason
    details: str
    at: datetime


CALLS = (
    select(*(booking_calls.c[name] for name in CallToMake.__dataclass_fields__))
    .where(booking_calls.c.rung_at.is_(None))
    .order_by(booking_calls.c.id)
)


def calls_to_make(work: Work) -> list[tuple[CallToMake, Booking]]:
    """Whom to ring up, each with the booking; the soonest booking first."""
    calls = records(work.connection.execute(CALLS), CallToMake, reason=CallReason)
    query = BOOKINGS.where(bookings.c.id.in_([call.booking_id for call in calls]))
    known = {booking.id: booking for booking in records(work.connection.execute(query), Booking, **MADE)}
    return sorted(((call, known[call.booking_id]) for call in calls), key=lambda each: each[1].begins_at)


@dataclass(frozen=True)
class CallAbout:
    """One call about a booking, made or still to be made: then ``rung_at`` is None, and ``rung_by`` and ``outcome`` are
    empty.
    """

    at: datetime
    reason: CallReason
    details: str
    rung_at: datetime | None
    rung_by: str
    outcome: str


ABOUT_BOOKING = (
    select(
        *(booking_calls.c[name] for name in ("at", "reason", "details", "rung_at", "outcome")),
        func.coalesce(staff.c.name, "").label("rung_by"),
    )
    .outerjoin(staff, staff.c.id == booking_calls.c.rung_by)
    .where(booking_calls.c.booking_id == bindparam("booking_id"))
    .order_by(booking_calls.c.id)
)


def calls_about(work: Work, booking_id: int) -> list[CallAbout]:
    """Every call about a booking, made or to be made, in the order in which they came up."""
    return records(work.connection.execute(ABOUT_BOOKING, {"booking_id": booking_id}), CallAbout, reason=CallReason)


UNMET = (
    select(
        unmet_requests.c.id,
        unmet_requests.c.day,
        unmet_requests.c.begins,
        unmet_requests.c.people,
        unmet_requests.c.reason,
        func.coalesce(resources.c.name, "").label("resource"),
        func.coalesce(services.c.name, "").label("service"),
        staff.c.name.label("by"),
        unmet_requests.c.at,
    )
    .join(staff, staff.c.id == unmet_requests.c.staff_id)
    .outerjoin(resources, resources.c.id == unmet_requests.c.resource_id)
    .outerjoin(services, services.c.id == unmet_requests.c.service_id)
    .where(unmet_requests.c.day.between(bindparam("first"), bindparam("last")))
    .order_by(unmet_requests.c.day, unmet_requests.c.id)
)


def unmet_between(work: Work, first: date, last: date) -> list[UnmetRequest]:
    """Who asked for one of these days and found no place, in the order of the days."""
    rows = work.connection.execute(UNMET, {"first": first, "last": last})
    return records(rows, UnmetRequest, reason=NoPlaceReason)


UNMET_BY = select(unmet_requests).where(unmet_requests.c.id == bindparam("unmet"))


def unmet_by(work: Work, id: int) -> Row[Any] | None:
    """One that was counted, with who counted it and when; None for one that is not there."""
    return work.connection.execute(UNMET_BY, {"unmet": id}).first()


FEWER_PLACES = select(booking_calls.c.booking_id).where(booking_calls.c.reason == CallReason.ROSTER.value).distinct()


def told_of_fewer_places(work: Work) -> set[int]:
    """The bookings that had no place any more once a roster, a rule or a capacity changed: rung up or to be."""
    return set(work.connection.scalars(FEWER_PLACES))


OPEN_CALLS = select(func.count()).where(booking_calls.c.rung_at.is_(None))


def open_calls(work: Work) -> int:
    """How many are still to be rung up."""
    return int(work.connection.scalar(OPEN_CALLS) or 0)


CALLED_FOR = select(booking_calls.c.id).where(
    booking_calls.c.booking_id == bindparam("booking_id"),
    booking_calls.c.reason == bindparam("why"),
    booking_calls.c.rung_at.is_(None),
)


def is_to_be_rung(work: Work, booking_id: int, reason: CallReason) -> bool:
    """Is somebody to be rung up about this booking for this reason already?"""
    return work.connection.execute(CALLED_FOR, {"booking_id": booking_id, "why": reason.value}).first() is not None
