"""A finding found from anywhere in the window, by its number or a piece of what was found."""

from __future__ import annotations

from collections.abc import Iterable

from desk.books.findings import queries
from desk.core.book import RecordHit
from desk.core.plain_text import excerpt
from desk.core.words import phrases
from desk.core.work import Work

SHORTEST = 2
"""Characters that are looked for at least."""


def find(work: Work, typed: str, most: int) -> Iterable[RecordHit]:
    """Findings whose number begins with what was typed or whose words hold it, the newest first."""
    if len(typed.strip()) < SHORTEST:
        return
    for tracked in queries.search(work, typed, most):
        finding = tracked.finding
        details = phrases(filter(None, (finding.zone, tracked.state_words)))
        yield RecordHit(f"{finding.number}　{excerpt(finding.masked, '')}", details, "findings.finding", finding.id)
