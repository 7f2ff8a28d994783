"""What lists of bookings say in their columns, the same in all of them; names and numbers masked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from desk.books.bookings.model import Booking
from desk.core.calendar import date_words, weekday_words
from desk.core.words import P_, _, bracketed, phrases
from desk.ui.widgets.columns import Column

Row = TypeVar("Row")
Whose = Callable[[Row], Booking]
"""The booking that a row is about."""
TAIL = 4
"""Digits of a telephone that are shown, so that two of one name can be told apart."""


def when_words(booking: Booking, today: date) -> str:
    """11-29 周日 09:00—09:30, of another year 2027-01-04 周一 09:00—09:30."""
    day = f"{booking.day:%m-%d}" if booking.day.year == today.year else str(booking.day)
    return f"{day} {weekday_words(booking.day)} {booking.times}"


def what_words(booking: Booking) -> str:
    """The item at a counter, what a room is for."""
    return booking.service or booking.masked(booking.purpose)


def about_words(booking: Booking, today: date) -> str:
    """One booking in a sentence: number, when, where, whose, and what for."""
    day = date_words(booking.day, today) + bracketed(weekday_words(booking.day))
    at = P_("moment", "{day} {time}", day=day, time=booking.times)
    return phrases(filter(None, (booking.number, at, booking.resource, booking.who, what_words(booking))))


def tail_words(booking: Booking) -> str:
    """…5678."""
    return f"…{booking.telephone[-TAIL:]}" if booking.telephone else ""


def when(of: Whose[Row], today: Callable[[], date]) -> Column[Row]:
    """Day, weekday and time."""
    return Column(_("Time"), 170, lambda row: when_words(of(row), today()), sorts_by=lambda row: of(row).begins_at)


def where(of: Whose[Row]) -> Column[Row]:
    """The counter or the room."""
    return Column(P_("booking", "What"), 200, lambda row: of(row).resource, flex=2)


def who(of: Whose[Row]) -> Column[Row]:
    """The party, or the person masked."""
    return Column(P_("list of bookings", "Who"), 150, lambda row: of(row).who, flex=2)


def tail(of: Whose[Row]) -> Column[Row]:
    """The last digits of the telephone."""
    return Column(_("Telephone"), 70, lambda row: tail_words(of(row)))


def what(of: Whose[Row], rank: int = 0) -> Column[Row]:
    """The item or the purpose."""
    return Column(_("Item or purpose"), 200, lambda row: what_words(of(row)), flex=3, rank=rank)


def number(of: Whose[Row], rank: int = 0) -> Column[Row]:
    """预约号."""
    return Column(_("Booking number"), 120, lambda row: of(row).number, rank=rank)


def itself(booking: Booking) -> Booking:
    """``Whose`` of a list of bookings."""
    return booking
