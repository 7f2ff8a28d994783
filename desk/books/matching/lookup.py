"""A need or an offering found from anywhere in the window."""

from __future__ import annotations

from collections.abc import Iterable

from desk.books.matching import queries
from desk.core.book import RecordHit
from desk.core.plain_text import excerpt
from desk.core.words import bracketed
from desk.core.work import Work

SHORTEST = 2
"""Characters that are looked for at least."""


def find(work: Work, typed: str, most: int) -> Iterable[RecordHit]:
    """Needs by their number, offerings by number, title or organisation; the newest first."""
    if len(typed.strip()) < SHORTEST:
        return
    for need in queries.search_needs(work, typed, most):
        details = f"{need.kind.label}　{need.state.label}"
        yield RecordHit(f"{need.number}　{excerpt(need.masked, '')}", details, "matching.need", need.id)
    for offering in queries.search_offerings(work, typed, most):
        details = f"{offering.organisation}　{offering.state.label}"
        yield RecordHit(f"{offering.number}　{offering.title}", details, "matching.offering", offering.id)


def find_texts(work: Work, typed: str, most: int) -> Iterable[RecordHit]:
    """Needs in whose words this stands, the newest first."""
    for need in queries.needs_with_text(work, typed, most):
        text = excerpt(need.masked, typed)
        yield RecordHit(text, need.number + bracketed(need.state.label), "matching.need", need.id)
