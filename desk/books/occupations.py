"""What makes a venue busy 场地占用: activities, bookings, closures, and whatever a later book holds there.

Each book says it of its own (``Book.occupies``); the calendar and the bookings ask here, so that neither gives away
what the other has.
"""

from __future__ import annotations

from datetime import datetime

from desk.books.registry import books
from desk.core.occupation import Occupation
from desk.core.work import Work


def busy(work: Work, venue_id: int, begins_at: datetime, ends_at: datetime, but: str = "") -> list[Occupation]:
    """Who or what is in a venue at any moment of a span, in the order of their times. ``but`` is the ``table:id`` of
    what is being planned itself.
    """
    there = [
        each
        for book in books()
        for each in book.occupies(work, venue_id, begins_at, ends_at)
        if each.subject != but and each.overlaps(begins_at, ends_at)
    ]
    return sorted(there, key=lambda each: (each.begins_at, each.subject))


def give_up(work: Work, venue_id: int, begins_at: datetime, ends_at: datetime) -> None:
    """Whatever was in a venue for this span is there no longer: whoever waits for it in any book gets it."""
    for book in books():
        book.venue_freed(work, venue_id, begins_at, ends_at)
