"""Reading bookings 预约: what can be booked, who has booked it, who waits for it, and whom to ring up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, or_, select

from desk.books.bookings.model import (
    OCCUPYING,
    OPEN,
    Booking,
    BookingChannel,
    BookingState,
    Cancellation,
    Closure,
    Resource,
    ResourceKind,
    SlotRule,
)
from desk.core.clock import local, start_of
from desk.core.errors import Refused
from desk.core.records import first_record, records
from desk.core.words import _, listed
from desk.core.work import Work
from desk.models.audit import audit
from desk.models.bookings import booking_moves, bookings, closures, resources, slot_rules
from desk.models.catalogue import services
from desk.models.residents import residents
from desk.models.staff import staff

LONGEST_BOOKING = timedelta(days=1)
"""No booking is longer, as its table says."""
DAY = timedelta(days=1)

OWN = tuple(column for column in bookings.c if column.name in Booking.__dataclass_fields__)
BOOKINGS: Select[Any] = (
    select(
        *OWN,
        resources.c.name.label("resource"),
        resources.c.kind,
        func.coalesce(residents.c.name, "").label("resident"),
        func.coalesce(services.c.name, "").label("service"),
    )
    .join(resources, resources.c.id == bookings.c.resource_id)
    .outerjoin(residents, residents.c.id == bookings.c.resident_id)
    .outerjoin(services, services.c.id == bookings.c.service_id)
)
"""The columns of ``Booking``, each by its name."""
MADE: dict[str, Any] = {
    "kind": ResourceKind,
    "channel": BookingChannel,
    "state": BookingState,
    "cancelled": Cancellation,
}
BY_ID = BOOKINGS.where(bookings.c.id == bindparam("booking_id"))
BY_NUMBER = BOOKINGS.where(bookings.c.number == bindparam("wanted"))
SINCE, UNTIL = (bindparam(name, type_=bookings.c.begins_at.type) for name in ("since", "until"))
EARLIEST = bindparam("earliest", type_=bookings.c.begins_at.type)
TOUCHING = (bookings.c.begins_at < UNTIL, bookings.c.begins_at > EARLIEST, bookings.c.ends_at > SINCE)
"""What has a moment in common with a span; the bound by the earliest begin lets the index find it."""
BETWEEN = BOOKINGS.where(*TOUCHING).order_by(bookings.c.begins_at, bookings.c.id)
OF_RESOURCES = BOOKINGS.where(
    bookings.c.resource_id.in_(bindparam("which", expanding=True)),
    *TOUCHING,
    bookings.c.state.in_([state.value for state in OCCUPYING]),
).order_by(bookings.c.begins_at, bookings.c.id)


def touching(begins_at: datetime, ends_at: datetime) -> dict[str, Any]:
    """What ``TOUCHING`` asks for of a span of time."""
    return {"since": begins_at, "until": ends_at, "earliest": begins_at - LONGEST_BOOKING}


def find(work: Work, id: int) -> Booking:
    """One booking as it stands. Raises ``Refused`` for one that is not in the data file."""
    booking = first_record(work.connection.execute(BY_ID, {"booking_id": id}), Booking, **MADE)
    if booking is None:
        raise Refused(_("This booking is no longer there."))
    return booking


def in_states(work: Work, states: Iterable[BookingState]) -> list[Booking]:
    """Every booking in one of these states, whatever its day, by its begin."""
    query = BOOKINGS.where(bookings.c.state.in_([state.value for state in states]))
    return records(work.connection.execute(query.order_by(bookings.c.begins_at, bookings.c.id)), Booking, **MADE)


def by_number(work: Work, number: str) -> Booking | None:
    """The booking with this number 预约号."""
    return first_record(work.connection.execute(BY_NUMBER, {"wanted": number}), Booking, **MADE)


def between(work: Work, first: date, last: date, *states: BookingState) -> list[Booking]:
    """All bookings of these days, in the order of their times; only those in some ``states`` where there are any."""
    query = BETWEEN if not states else BETWEEN.where(bookings.c.state.in_([state.value for state in states]))
    span = touching(start_of(first), start_of(last) + DAY)
    return records(work.connection.execute(query, span), Booking, **MADE)


def occupying(work: Work, which: Iterable[int], begins_at: datetime, ends_at: datetime) -> list[Booking]:
    """What takes up these resources in a span of time, also what began before it."""
    asked = {"which": list(which), **touching(begins_at, ends_at)}
    return records(work.connection.execute(OF_RESOURCES, asked), Booking, **MADE)


class TakenTime(NamedTuple):
    """A booking as far as a schedule needs it: of sixty days there may be thousands."""

    id: int
    number: str
    resource_id: int
    begins_at: datetime
    ends_at: datetime
    people: int
    party: str
    name: str


_TAKEN = (
    select(
        bookings.c.id,
        bookings.c.number,
        bookings.c.resource_id,
        bookings.c.begins_at,
        bookings.c.ends_at,
        bookings.c.people,
        bookings.c.party,
        func.coalesce(residents.c.name, bookings.c.contact),
    )
    .outerjoin(residents, residents.c.id == bookings.c.resident_id)
    .where(bookings.c.state.in_([state.value for state in OCCUPYING]))
)
TAKEN_TIMES = _TAKEN.where(bookings.c.resource_id.in_(bindparam("which", expanding=True)), *TOUCHING)


def taken_times(work: Work, which: Iterable[int], begins_at: datetime, ends_at: datetime) -> list[TakenTime]:
    """What takes up these resources in a span of time, as ``occupying`` has it, in no order."""
    asked = {"which": list(which), **touching(begins_at, ends_at)}
    return [TakenTime._make(row) for row in work.connection.execute(TAKEN_TIMES, asked)]


def ever_taken(work: Work) -> list[TakenTime]:
    """What took up anything at any time, or will, by its begin."""
    query = _TAKEN.order_by(bookings.c.begins_at, bookings.c.id)
    return [TakenTime._make(row) for row in work.connection.execute(query)]


SIZE = ("capacity", "shared", "kind")
"""What says how much a resource holds, by the names of its columns as the audit has them."""
RESIZED = (
    select(audit.c.subject, func.max(audit.c.at).label("at"))
    .where(audit.c.action == "resource.edit", or_(*(audit.c.after.contains(f'"{name}"') for name in SIZE)))
    .group_by(audit.c.subject)
)


def resized_at(work: Work) -> dict[int, datetime]:
    """When it was last changed how much a resource holds, by the resource's id; none of one as it was made."""
    return {int(row.subject.rpartition(":")[2]): row.at for row in work.connection.execute(RESIZED)}


WAITING = BOOKINGS.where(
    bookings.c.resource_id.in_(bindparam("which", expanding=True)),
    bookings.c.state == BookingState.WAITING.value,
    *TOUCHING,
).order_by(bookings.c.id)


def waiting_for(work: Work, which: Iterable[int], begins_at: datetime, ends_at: datetime) -> list[Booking]:
    """Who is on the waiting list 候补 of these resources for a time that touches this one, in strict order."""
    asked = {"which": list(which), **touching(begins_at, ends_at)}
    return records(work.connection.execute(WAITING, asked), Booking, **MADE)


UNANSWERED = BOOKINGS.where(
    bookings.c.state == BookingState.BOOKED.value,
    bookings.c.held_until < bindparam("now", type_=bookings.c.held_until.type),
    bookings.c.begins_at > bindparam("now", type_=bookings.c.begins_at.type),
).order_by(bookings.c.id)


def unanswered(work: Work) -> list[Booking]:
    """Who got a place from the waiting list and has not said yes within the time for which it is kept."""
    return records(work.connection.execute(UNANSWERED, {"now": work.now}), Booking, **MADE)


WAITED_IN_VAIN = BOOKINGS.where(
    bookings.c.state == BookingState.WAITING.value,
    bookings.c.begins_at <= bindparam("now", type_=bookings.c.begins_at.type),
).order_by(bookings.c.id)


def waited_in_vain(work: Work) -> list[Booking]:
    """Who is on the waiting list 候补 still for a time that has begun."""
    return records(work.connection.execute(WAITED_IN_VAIN, {"now": work.now}), Booking, **MADE)


TO_DECIDE_IF = (bookings.c.state == BookingState.HELD.value,)
TO_DECIDE = BOOKINGS.where(*TO_DECIDE_IF).order_by(bookings.c.begins_at, bookings.c.id)


def to_decide(work: Work) -> list[Booking]:
    """What the leader in charge has still to decide 待审."""
    return records(work.connection.execute(TO_DECIDE), Booking, **MADE)


OF_PERSON = BOOKINGS.where(bookings.c.resident_id == bindparam("person"), *TOUCHING).order_by(bookings.c.begins_at)


def of_person(work: Work, resident_id: int, begins_at: datetime, ends_at: datetime) -> list[Booking]:
    """Everything that somebody booked in a span of time, whatever became of it."""
    asked = {"person": resident_id, **touching(begins_at, ends_at)}
    return records(work.connection.execute(OF_PERSON, asked), Booking, **MADE)


LEFT_OPEN_IF = (
    bookings.c.state.in_([BookingState.BOOKED.value, BookingState.ARRIVED.value]),
    bookings.c.ends_at <= bindparam("now", type_=bookings.c.ends_at.type),
)
LEFT_OPEN = BOOKINGS.where(*LEFT_OPEN_IF).order_by(bookings.c.begins_at, bookings.c.id)


def to_confirm(work: Work) -> list[Booking]:
    """What is over and of which nobody has said what became of it 待确认: nothing is marked missed by itself."""
    return records(work.connection.execute(LEFT_OPEN, {"now": work.now}), Booking, **MADE)


LAST_CHANNEL = (
    select(bookings.c.channel).where(bookings.c.made_by == bindparam("who")).order_by(bookings.c.id.desc()).limit(1)
)


def usual_channel(work: Work) -> BookingChannel:
    """How whoever is signed in took their last booking 预约渠道: whoever is on the telephone today stays on it."""
    last = work.connection.execute(LAST_CHANNEL, {"who": work.actor.id}).scalar()
    return BookingChannel(last) if last else BookingChannel.COUNTER


OF_VISIT = BOOKINGS.where(bookings.c.visit_id == bindparam("visit"))


def of_visit(work: Work, visit_id: int) -> Booking | None:
    """The booking with which somebody came, by the visit; None for who walked in."""
    return first_record(work.connection.execute(OF_VISIT, {"visit": visit_id}), Booking, **MADE)


OF_SERIES = BOOKINGS.where(
    or_(bookings.c.series_id == bindparam("series"), bookings.c.id == bindparam("series"))
).order_by(bookings.c.begins_at)


def of_series(work: Work, series_id: int) -> list[Booking]:
    """The bookings that were made together, in order."""
    return records(work.connection.execute(OF_SERIES, {"series": series_id}), Booking, **MADE)


RESOURCES = select(resources).order_by(resources.c.kind, resources.c.id)


def all_resources(work: Work, *, retired: bool = False) -> list[Resource]:
    """What can be booked: counters, then rooms; with ``retired`` also what is offered no longer."""
    query = RESOURCES if retired else RESOURCES.where(resources.c.active)
    return records(work.connection.execute(query), Resource, kind=ResourceKind)


def find_resource(work: Work, id: int) -> Resource:
    """Raises ``Refused`` when it is gone."""
    query = select(resources).where(resources.c.id == id)
    resource = first_record(work.connection.execute(query), Resource, kind=ResourceKind)
    if resource is None:
        raise Refused(_("This can no longer be booked."))
    return resource


EVER_BOOKED = select(bookings.c.id).where(bookings.c.resource_id == bindparam("resource")).limit(1)


def was_ever_booked(work: Work, resource_id: int) -> bool:
    """Was anything booked of it, whatever became of that?"""
    return work.connection.execute(EVER_BOOKED, {"resource": resource_id}).first() is not None


def rules_of(work: Work, which: Iterable[int]) -> list[SlotRule]:
    """The slot rules of these resources."""
    query = select(slot_rules).where(slot_rules.c.resource_id.in_(list(which))).order_by(slot_rules.c.id)
    return records(work.connection.execute(query), SlotRule, days=frozenset)


OF_CLOSURE = tuple(column for column in closures.c if column.name in Closure.__dataclass_fields__)
CLOSURES = (
    select(*OF_CLOSURE, staff.c.name.label("by"))
    .join(staff, staff.c.id == closures.c.staff_id)
    .order_by(closures.c.begins_at)
)


def closed_between(work: Work, which: Iterable[int], begins_at: datetime, ends_at: datetime) -> list[Closure]:
    """Closures of these resources, and of the whole centre, in a span of time; none that was lifted."""
    query = CLOSURES.where(
        or_(closures.c.resource_id.in_(list(which)), closures.c.resource_id.is_(None)),
        closures.c.begins_at < ends_at,
        closures.c.ends_at > begins_at,
        closures.c.lifted_at.is_(None),
    )
    return records(work.connection.execute(query), Closure)


def closures_from(work: Work, day: date) -> list[Closure]:
    """What is closed on a day or later, the next first."""
    query = CLOSURES.where(closures.c.ends_at > start_of(day), closures.c.lifted_at.is_(None))
    return records(work.connection.execute(query), Closure)


@dataclass(frozen=True)
class BookingMove:
    """One state that a booking came to, by whom and when; one twice running tells why nothing changed."""

    at: datetime
    who: str
    state: BookingState
    remark: str


MOVES_OF = (
    select(booking_moves.c.at, staff.c.name.label("who"), booking_moves.c.state, booking_moves.c.remark)
    .join(staff, staff.c.id == booking_moves.c.staff_id)
    .where(booking_moves.c.booking_id == bindparam("booking_id"))
    .order_by(booking_moves.c.id)
)


def moves_of(work: Work, id: int) -> list[BookingMove]:
    """What became of a booking, from its first state on."""
    return records(work.connection.execute(MOVES_OF, {"booking_id": id}), BookingMove, state=BookingState)


BOOKED_AT_VENUE = (
    select(bookings.c.number, bookings.c.begins_at)
    .join(resources, resources.c.id == bookings.c.resource_id)
    .where(
        resources.c.venue_id == bindparam("venue"),
        bookings.c.ends_at > bindparam("now", type_=bookings.c.ends_at.type),
        bookings.c.state.in_([state.value for state in OPEN]),
    )
    .order_by(bookings.c.begins_at)
)


def reasons_for_venue(work: Work, venue: int) -> Iterator[str]:
    """Why a venue cannot be taken out of use: what is still booked there."""
    booked = work.connection.execute(BOOKED_AT_VENUE, {"venue": venue, "now": work.now}).all()
    if booked:
        yield _(
            "This venue is still booked {n} times: {named}. Please move or cancel these first.",
            n=len(booked),
            named=listed(f"{local(row.begins_at):%Y-%m-%d} {row.number}" for row in booked[:3]),
        )


def resources_at(work: Work, venue_id: int) -> list[Resource]:
    """What is booked in a venue, also what is offered no longer: it may be taken for some days still."""
    query = RESOURCES.where(resources.c.venue_id == venue_id)
    return records(work.connection.execute(query), Resource, kind=ResourceKind)


def missed_between(work: Work, resident_id: int, begins_at: datetime, ends_at: datetime) -> int:
    """How often somebody did not come in a span of time and had not cancelled."""
    asked = of_person(work, resident_id, begins_at, ends_at)
    return sum(booking.state is BookingState.MISSED for booking in asked)


def keeps_resident(since: date) -> ColumnElement[bool]:
    """Of a row of ``residents``: something is booked for this day or later."""
    return exists().where(bookings.c.resident_id == residents.c.id, bookings.c.ends_at >= start_of(since))


def search(work: Work, typed: str, limit: int = 50) -> Sequence[Booking]:
    """Bookings by a piece of their number, or of the name of the party; the newest first."""
    text = typed.strip()
    if not text:
        return []
    held = or_(
        bookings.c.number.startswith(text.upper(), autoescape=True),
        bookings.c.party.icontains(text, autoescape=True),
    )
    query = BOOKINGS.where(held).order_by(bookings.c.begins_at.desc(), bookings.c.id).limit(limit)
    return records(work.connection.execute(query), Booking, **MADE)
