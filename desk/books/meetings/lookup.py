"""A joint meeting found from anywhere in the window, by its number or its title."""

from __future__ import annotations

from collections.abc import Iterable

from desk.books.meetings import queries
from desk.core.book import RecordHit
from desk.core.work import Work

SHORTEST = 2
"""Characters that are looked for at least."""


def find(work: Work, typed: str, most: int) -> Iterable[RecordHit]:
    """Meetings whose number begins with what was typed or whose title holds it, the newest first."""
    if len(typed.strip()) < SHORTEST:
        return
    for meeting in queries.search(work, typed, most):
        details = f"{meeting.day:%Y-%m-%d}　{meeting.state.label}"
        yield RecordHit(f"{meeting.number}　{meeting.title}", details, "meetings.meeting", meeting.id)
