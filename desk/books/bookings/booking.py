"""Booking 预约: taking one down, moving it, cancelling it, and what the leader in charge decides.

Whether there is room is asked again inside the write, whatever the screen showed before.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from desk.books.bookings import availability, queries, rules
from desk.books.bookings.model import (
    REQUEST_FIELDS,
    Booking,
    BookingRequest,
    BookingState,
    CallReason,
    Cancellation,
    NoPlaceReason,
    Resource,
    ResourceKind,
)
from desk.books.bookings.moves import add_call, change_state, record_move
from desk.books.bookings.schedule import Answer
from desk.books.bookings.waiting_list import move_up
from desk.books.visits import Pace
from desk.core.calendar import date_words
from desk.core.clock import local
from desk.core.clock_times import clock
from desk.core.errors import Refused, refuse_wrong
from desk.core.month import Month
from desk.core.occupation import Occupation
from desk.core.permissions import May
from desk.core.words import _, listed
from desk.core.work import Work
from desk.models.bookings import bookings
from desk.storage import numbering

MOST_NAMED = 3
"""Of those who have a time, so many are named."""
PLACE_AND_TIME = ("resource_id", "begins_at", "ends_at")
"""Where and when it is, by the names of the fields."""


class NoPlace(Refused):
    """There is no place at the time that was asked for. ``reason`` tells the three cases apart, ``free`` is how many
    people would fit.
    """

    def __init__(self, message: str, reason: NoPlaceReason, free: int) -> None:
        super().__init__(message)
        self.reason = reason
        self.free = free


def book(work: Work, asked: BookingRequest, *, series_id: int | None = None, pace: Pace | None = None) -> Booking:
    """Take a booking down: booked, waiting for the leader's yes, or with ``waits`` on the waiting list where there is
    no place. ``pace`` as the caller has read it in this transaction. Raises ``Invalid`` naming fields, ``NoPlace``, and
    ``NotAllowed`` for a room beyond its limit by who does not decide on rooms.
    """
    work.require(May.SERVE)
    if asked.beyond:
        work.require(May.DECIDE_BOOKINGS)
    checked = rules.checked(work, asked)
    request, resource = checked.request, checked.resource
    answer = _answer(work, request, resource, pace=pace)
    if answer.reason is not None and not (request.waits and answer.reason is NoPlaceReason.FULL and not answer.closed):
        raise NoPlace(no_place_words(work, request, resource, answer), answer.reason, answer.free)
    state, remark = BookingState.BOOKED, _("Beyond the hours of a month.") if request.beyond else ""
    if answer.reason is not None:
        state = BookingState.WAITING
    elif not work.actor.may(May.DECIDE_BOOKINGS) and (remark := rules.needs_agreement(work, resource, checked.person)):
        state = BookingState.HELD
    values = {
        **row_of(request),
        "number": next_number(work),
        "state": state.value,
        "series_id": series_id,
        "made_by": work.actor.id,
        "made_at": work.now,
    }
    id = work.add(bookings, values)
    record_move(work, id, state, remark)
    work.audit("booking.add", f"bookings:{id}", after=for_the_audit(values))
    return queries.find(work, id)


def row_of(request: BookingRequest) -> dict[str, Any]:
    """The columns of a request."""
    values = {name: getattr(request, name) for name in REQUEST_FIELDS}
    return values | {"channel": request.channel.value}


UNTOLD = frozenset({"contact", "telephone", "guardian", "guardian_telephone", "purpose"})
"""Fields that name people, so the audit, which is kept for ever, does not hold them."""


def for_the_audit(values: dict[str, Any]) -> dict[str, Any]:
    """For the audit."""
    return {name: value for name, value in values.items() if name not in UNTOLD}


def next_number(work: Work) -> str:
    """Y20261130-007: the day on which it is made, and a number that begins again each day."""
    prefix = f"Y{work.today:%Y%m%d}-"
    return f"{prefix}{numbering.last(work, 'bookings', prefix) + 1:03d}"


def _answer(work: Work, request: BookingRequest, resource: Resource, but: int = 0, pace: Pace | None = None) -> Answer:
    first, last = local(request.begins_at).date(), local(request.ends_at).date()
    read = availability.schedules(work, [resource], first, last, without=(but,), pace=pace)[resource.id]
    return read.answer(request.begins_at, request.ends_at, request.people)


def answer(work: Work, asked: BookingRequest, but: int = 0, pace: Pace | None = None) -> Answer:
    """Would there be a place? What a form shows while it is filled in; nothing is promised by it."""
    return _answer(work, asked, queries.find_resource(work, asked.resource_id), but, pace)


def no_place_words(work: Work, request: BookingRequest, resource: Resource, answer: Answer) -> str:
    """Why there is no place, in words; who has it is masked."""
    day = local(request.begins_at).date()
    span = f"{date_words(day, work.today)}{local(request.begins_at):%H:%M}—{local(request.ends_at):%H:%M}"
    if answer.reason is NoPlaceReason.NO_SLOTS:
        return _("“{name}” takes no bookings on {day}.", name=resource.name, day=date_words(day, work.today))
    if answer.reason is NoPlaceReason.TOO_SHORT:
        return _("“{name}” cannot be booked for {span}. Please choose one of its times.", name=resource.name, span=span)
    if answer.closed:
        return _("“{name}”, {span}: {why}", name=resource.name, span=span, why=answer.closed)
    if answer.free:
        return _("{span}: {n} people asked for, {free} places free.", span=span, n=request.people, free=answer.free)
    return _("{span} is full: {by}.", span=span, by=_named(answer.by) or _("nobody is on duty"))


def _named(by: tuple[Occupation, ...]) -> str:
    more = _(" and {n} more", n=len(by) - MOST_NAMED) if len(by) > MOST_NAMED else ""
    return listed(each.text for each in by[:MOST_NAMED]) + more


def cancel(work: Work, id: int, reason: str = "", *, by_us: bool = False) -> Booking:
    """Its place is free again and goes to whoever waits for it. In time or late by the clock, never a miss; ``by_us``
    needs a reason and puts the person onto the list of calls. Raises ``Invalid``, ``Refused``.
    """
    work.require(May.SERVE)
    booking = queries.find(work, id)
    refuse_wrong(rules.reason_rules("reason", reason, needed=by_us))
    how = rules.cancellation(work, booking, by_us=by_us)
    waited = booking.state is BookingState.WAITING
    if waited and not by_us:
        how = Cancellation.EARLY
    done = change_state(work, booking, BookingState.CANCELLED, reason, cancelled=how.value, held_until=None)
    if by_us:
        add_call(work, id, CallReason.CANCELLED, reason.strip())
    if not waited:
        move_up(work, booking.resource_id, booking.begins_at, booking.ends_at)
    return done


def decide(work: Work, id: int, agreed: bool, remark: str = "", *, seen: Booking | None = None) -> Booking:
    """The leader's yes or no to a request, as it was ``seen``; a no needs its reason. Raises ``Invalid``, ``Refused``,
    ``NotAllowed``.
    """
    work.require(May.DECIDE_BOOKINGS)
    booking = _as_seen(work, id, seen)
    refuse_wrong(rules.reason_rules("remark", remark, needed=not agreed))
    if agreed and booking.begins_at <= work.now:
        raise Refused(_("The time of {number} has begun: it can only be declined.", number=booking.number))
    done = change_state(work, booking, BookingState.BOOKED if agreed else BookingState.REFUSED, remark)
    add_call(work, id, CallReason.DECIDED, done.state.label)
    if not agreed:
        move_up(work, booking.resource_id, booking.begins_at, booking.ends_at)
    return done


def _as_seen(work: Work, id: int, seen: Booking | None) -> Booking:
    """The booking as it stands. Raises ``Refused`` when it is at another time or place than whoever acts on it saw, so
    that nobody agrees to what they did not read.
    """
    booking = queries.find(work, id)
    if seen is not None and any(getattr(seen, name) != getattr(booking, name) for name in PLACE_AND_TIME):
        at = f"{booking.resource} {booking.day} {clock(booking.begins)}—{clock(booking.ends)}"
        raise Refused(_("{number} was moved meanwhile: {at}. Please look at it again.", number=booking.number, at=at))
    return booking


def move_to(
    work: Work, id: int, resource_id: int, begins_at: datetime, ends_at: datetime, *, seen: Booking | None = None
) -> Booking:
    """The same booking at another time or place 改期, its number kept; it was ``seen`` where it is now. A room that was
    agreed to is decided anew, unless whoever moves it decides. Raises ``Invalid``, ``NoPlace``, ``Refused``.
    """
    work.require(May.SERVE)
    booking = _as_seen(work, id, seen)
    if booking.state not in (BookingState.HELD, BookingState.BOOKED):
        raise Refused(_("{number} is “{was}” and is not moved.", number=booking.number, was=booking.state.label))
    asked = replace(request_of(booking), resource_id=resource_id, begins_at=begins_at, ends_at=ends_at)
    asked = replace(asked, beyond=_adds_nothing(booking, asked) or work.actor.may(May.DECIDE_BOOKINGS))
    checked = rules.checked(work, asked, but=id)
    request, resource = checked.request, checked.resource
    answer = _answer(work, request, resource, id)
    if answer.reason is not None:
        raise NoPlace(no_place_words(work, request, resource, answer), answer.reason, answer.free)
    times = dict(zip(PLACE_AND_TIME, (resource_id, begins_at, ends_at), strict=True))
    was = {name: getattr(booking, name) for name in times}
    work.change(bookings, id, {**times, "held_until": None, "version": booking.version + 1})
    remark = f"{local(booking.begins_at):%Y-%m-%d %H:%M} → {local(begins_at):%Y-%m-%d %H:%M}"
    record_move(work, id, booking.state, remark)
    work.audit("booking.move", f"bookings:{id}", was, times)
    if booking.state is BookingState.BOOKED and resource.kind is ResourceKind.ROOM:
        _ask_again(work, queries.find(work, id), resource)
    move_up(work, booking.resource_id, booking.begins_at, booking.ends_at)
    return queries.find(work, id)


def _adds_nothing(booking: Booking, moved: BookingRequest) -> bool:
    """As long as before, or shorter, and in the same month: nobody has more of a room by it."""
    is_longer = moved.ends_at - moved.begins_at > booking.ends_at - booking.begins_at
    return not is_longer and Month.of(local(moved.begins_at).date()) == Month.of(booking.day)


def _ask_again(work: Work, booking: Booking, resource: Resource) -> None:
    """A room at another time is another question to the leader in charge."""
    if not work.actor.may(May.DECIDE_BOOKINGS):
        change_state(work, booking, BookingState.HELD, rules.needs_agreement(work, resource, None))


def request_of(booking: Booking) -> BookingRequest:
    """What was asked for, as it stands now."""
    return BookingRequest(**{name: getattr(booking, name) for name in REQUEST_FIELDS})
