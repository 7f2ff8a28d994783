"""A booking found from anywhere in the window, by its number or the party that has it."""

from __future__ import annotations

from collections.abc import Iterable

from desk.books.bookings import queries
from desk.core.book import RecordHit
from desk.core.clock import local
from desk.core.work import Work

SHORTEST = 2
"""Characters that are looked for at least."""


def find(work: Work, typed: str, most: int) -> Iterable[RecordHit]:
    """Bookings whose number begins with what was typed or whose party holds it, the newest first."""
    if len(typed.strip()) < SHORTEST:
        return
    for booking in queries.search(work, typed, most):
        details = f"{booking.who}　{booking.state_words}"
        text = f"{booking.number}　{local(booking.begins_at):%Y-%m-%d %H:%M}　{booking.resource}"
        yield RecordHit(text, details, "bookings.booking", booking.id)
