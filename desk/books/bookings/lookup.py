"""Bookings found from elsewhere in the window: by their number or the party that has them, and on a resident's card."""

from __future__ import annotations

from collections.abc import Iterable

from desk.books.bookings import list_queries, queries
from desk.core.book import HistoryLine, RecordHit
from desk.core.clock import local
from desk.core.words import P_
from desk.core.work import Work

SHORTEST = 2
"""Characters that are looked for at least."""
MOST_OF_ONE = 30
"""Bookings of one person that their card lists."""


def find(work: Work, typed: str, most: int) -> Iterable[RecordHit]:
    """Bookings whose number begins with what was typed or whose party holds it, the newest first."""
    if len(typed.strip()) < SHORTEST:
        return
    for booking in queries.search(work, typed, most):
        details = f"{booking.who}　{booking.state_words}"
        text = f"{booking.number}　{local(booking.begins_at):%Y-%m-%d %H:%M}　{booking.resource}"
        yield RecordHit(text, details, "bookings.booking", booking.id)


def of_resident(work: Work, resident_id: int) -> Iterable[HistoryLine]:
    """What somebody booked, whatever became of it, the newest first; no name, number or purpose is in it."""
    for booking in list_queries.of_resident(work, resident_id, MOST_OF_ONE):
        text = P_(
            "history of a resident",
            "Booking {times} {what}　{state}",
            times=booking.times,
            what=booking.resource,
            state=booking.state_words,
        )
        text = "　".join(filter(None, (text, booking.service)))
        yield HistoryLine(booking.day, text, "bookings.booking", booking.id)
