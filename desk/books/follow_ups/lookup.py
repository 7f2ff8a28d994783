"""A follow-up found from anywhere in the window, by its number or who has to do it."""

from __future__ import annotations

from collections.abc import Iterable

from desk.books.follow_ups import queries
from desk.core.book import RecordHit
from desk.core.plain_text import excerpt
from desk.core.work import Work

SHORTEST = 2
"""Characters that are looked for at least."""


def find(work: Work, typed: str, most: int) -> Iterable[RecordHit]:
    """Items whose number begins with what was typed or whose owner's name holds it, the newest first."""
    if len(typed.strip()) < SHORTEST:
        return
    for item in queries.search(work, typed, most):
        details = f"{item.owner}　{item.state_words}"
        yield RecordHit(f"{item.number}　{excerpt(item.masked, '')}", details, "orders.follow_up", item.id)
