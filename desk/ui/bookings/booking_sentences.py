"""What is told once somebody has booked."""

from __future__ import annotations

from collections.abc import Sequence

from desk.books.bookings.model import Booking, BookingState
from desk.core.words import _
from desk.ui.bookings.board import time_and_place


def made_words(made: Booking) -> str:
    """What came of one booking: it stands, it waits, or the leader decides."""
    at = time_and_place(made)
    if made.state is BookingState.WAITING:
        return _("{who} is on the waiting list for {at}: {number}.", who=made.who, at=at, number=made.number)
    if made.state is BookingState.HELD:
        return _("{number} for {who}, {at}: the leader in charge decides.", who=made.who, at=at, number=made.number)
    return _("{who} has booked {at}: {number}.", who=made.who, at=at, number=made.number)


def series_words(made: Sequence[Booking]) -> str:
    """What is told once several dates were booked together."""
    first, last = made[0], made[-1]
    return _(
        "{who} has booked {n} dates: {first} to {last}.",
        who=first.who,
        n=len(made),
        first=first.number,
        last=last.number,
    )
