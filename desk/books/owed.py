"""What the centre still owes somebody 待办事项, of all books: call-backs, measures after an incident, open matters of a
hand-over, bookings to ring up about, and whatever a later book owes.

Each book says it of its own (``Book.owed``); the page 督办 shows it beside the follow-ups, and leads to where it is
done.
"""

from __future__ import annotations

from datetime import date

from desk.books.registry import books
from desk.core.book import OwedMatter
from desk.core.work import Work


def matters(work: Work) -> list[OwedMatter]:
    """All of it, the earliest day first; what has no day after that, the longest waiting first."""
    everything = [each for book in books() for each in book.owed(work)]
    return sorted(everything, key=lambda each: (each.due_on or date.max, each.since))
