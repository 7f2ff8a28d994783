"""What is told once something was booked, or counted as asked for in vain."""

from __future__ import annotations

from collections.abc import Sequence

from desk.books.bookings.model import Booking, BookingState, NoPlaceReason
from desk.core.words import _
from desk.ui.bookings.board import time_and_place


def made_words(made: Booking) -> str:
    """What is told once somebody has booked."""
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


def counted_words(why: NoPlaceReason) -> str:
    """What is told once somebody was counted who got no place."""
    sentence = _("Counted: asked for, but no place ({why}).", why=why.label)
    return sentence + (_(" F2 puts them onto the waiting list.") if why is NoPlaceReason.FULL else "")


def why_none_words(why: NoPlaceReason | None, *, later: bool) -> str:
    """Why nothing is free on the day that was asked for; ``later``: something is on another day. Empty where it is."""
    if why is None:
        return ""
    if not later:
        return _("{why}; nor is anything free later. F4 counts that somebody asked.", why=why.label)
    return _("{why} on that day; below are the next free times. F4 counts that somebody asked.", why=why.label)
