"""Bookings whose place is gone 号源减少: by a roster, a rule or a closure. Whom to ring up about that, and who
is taken off the list of calls when the place is back before anybody rang.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from desk.books.bookings import availability, call_queries, queries
from desk.books.bookings.model import Booking, BookingState, CallReason
from desk.books.bookings.moves import add_call, end_call, record_move
from desk.books.bookings.schedule import Schedule
from desk.books.visits import Pace
from desk.core.clock import start_of
from desk.core.occupation import Timeline
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work

FAR = timedelta(days=400)
"""Up to here bookings are looked at when something changes; none is further ahead."""
STANDING = (BookingState.BOOKED, BookingState.HELD)
"""States of a booking that is to have its place."""


def without_place(work: Work, resource_id: int, pace: Pace | None = None) -> list[int]:
    """Bookings to come that do not fit any more, by their ids, as after a change of the roster: of each time the ones
    that were made last, as many as are too many. Also what is still to be decided.
    """
    ahead = queries.occupying(work, [resource_id], work.now, work.now + FAR)
    to_come = [each for each in ahead if each.begins_at > work.now and each.state in STANDING]
    if not to_come:
        return []
    read = availability.schedule(work, resource_id, to_come[0].day, to_come[-1].day, pace=pace)
    of_days: dict[date, list[Booking]] = {}
    for booking in to_come:
        of_days.setdefault(booking.day, []).append(booking)
    return [booking.id for of_day in of_days.values() for booking in _too_many(read, of_day)]


def _too_many(read: Schedule, of_day: Sequence[Booking]) -> Iterator[Booking]:
    """Of the bookings of one day those that do not fit, the last made first."""
    midnight = start_of(of_day[0].day)
    taken = Timeline(read.taken).during(midnight, midnight + timedelta(days=1))
    for booking in sorted(of_day, key=lambda each: (each.made_at, each.id), reverse=True):
        others = [each for each in taken if each.subject != f"bookings:{booking.id}"]
        answer = replace(read, taken=others).answer(booking.begins_at, booking.ends_at, booking.people)
        if answer.reason is not None:
            taken = others
            yield booking


def call_once(work: Work, booking_id: int, reason: CallReason, details: str = "") -> bool:
    """Put onto the list of calls unless it stands there for the same reason. Was it put there?"""
    work.require(May.SERVE)
    if call_queries.is_to_be_rung(work, booking_id, reason):
        return False
    add_call(work, booking_id, reason, details)
    return True


def withdraw_calls(work: Work, which: Collection[int], pace: Pace | None = None) -> int:
    """Off the list of calls, with a line in the history: who was to hear that these resources have no place for them,
    or are closed, has heard nothing yet, and has the place again. How many.
    """
    work.require(May.SERVE)
    to_make = [(call, booking) for call, booking in call_queries.calls_to_make(work) if booking.resource_id in which]
    fewer = [booking for call, booking in to_make if call.reason is CallReason.ROSTER and _is_to_come(work, booking)]
    without = {id for each in {booking.resource_id for booking in fewer} for id in without_place(work, each, pace)}
    back = {booking.id for booking in fewer} - without
    withdrawn = 0
    for call, booking in to_make:
        if call.reason is CallReason.CLOSED and not _is_closed(work, booking):
            remark = _("Open again after all: nothing to tell.")
        elif call.reason is CallReason.ROSTER and booking.id in back:
            remark = _("The place is there again: nothing to tell.")
        else:
            continue
        end_call(work, call.id, remark)
        record_move(work, booking.id, booking.state, remark)
        withdrawn += 1
    return withdrawn


def _is_to_come(work: Work, booking: Booking) -> bool:
    return booking.begins_at > work.now and booking.state in STANDING


def _is_closed(work: Work, booking: Booking) -> bool:
    return bool(queries.closed_between(work, [booking.resource_id], booking.begins_at, booking.ends_at))
