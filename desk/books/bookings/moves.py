"""A booking on its way: every state through one table, each with who and when, and whom that makes us ring up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desk.books.bookings import queries
from desk.books.bookings.model import MOVES, Booking, BookingState, CallReason
from desk.core.moves import require_move
from desk.core.permissions import May
from desk.core.work import Work
from desk.models.bookings import booking_calls, booking_moves, bookings


def record_move(work: Work, id: int, state: BookingState, remark: str = "") -> None:
    """Write into its history that a booking came to a state, by the signed-in person, now."""
    work.require(May.SERVE)
    values = {"booking_id": id, "state": state.value, "at": work.now, "staff_id": work.actor.id, "remark": remark}
    work.add(booking_moves, values)


def change_state(
    work: Work,
    booking: Booking,
    to: BookingState,
    remark: str = "",
    allowed: Mapping[tuple[BookingState, BookingState], May] = MOVES,
    **values: Any,
) -> Booking:
    """Bring a booking into another state, with columns that follow from it. ``allowed`` is another table of moves where
    something is taken back. Raises ``Refused``, ``NotAllowed``.
    """
    work.require(May.SERVE)
    require_move(work, allowed, booking.number, booking.state, to)
    work.change(bookings, booking.id, {"state": to.value, "version": booking.version + 1, **values})
    record_move(work, booking.id, to, remark.strip())
    before, after = {"state": booking.state.value}, {"state": to.value}
    work.audit(f"booking.{to.value}", f"bookings:{booking.id}", before, after)
    return queries.find(work, booking.id)


def end_call(work: Work, call_id: int, outcome: str) -> None:
    """Take a call off the list: it was made, or there is nothing to tell any more."""
    work.require(May.SERVE)
    values = {"rung_at": work.now, "rung_by": work.actor.id, "outcome": outcome}
    work.change(booking_calls, call_id, values)
    work.audit("booking.rung", f"booking_calls:{call_id}")


def add_call(work: Work, booking_id: int, reason: CallReason, details: str = "") -> None:
    """Put somebody onto the list of those to be rung up."""
    work.require(May.SERVE)
    values = {"booking_id": booking_id, "reason": reason.value, "details": details, "at": work.now}
    work.add(booking_calls, values)
