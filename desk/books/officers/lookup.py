"""An officer found from anywhere in the window, by name, initials or the number of a letter; a visit by its number."""

from __future__ import annotations

from collections.abc import Iterable

from desk.books.officers import queries, visit_queries
from desk.core import identity
from desk.core.book import RecordHit
from desk.core.work import Work

SHORTEST = 2
"""Characters that are looked for at least."""


def find(work: Work, typed: str, most: int) -> Iterable[RecordHit]:
    """Officers, masked as in every list that is looked up from outside their page; then visits."""
    if len(typed.strip()) < SHORTEST:
        return
    for officer in queries.begins_with(work, typed, most):
        details = f"{officer.identity.label}　{officer.state.label}"
        yield RecordHit(identity.mask_name(officer.name), details, "officers.officer", officer.id)
    for visit in visit_queries.numbered(work, typed, most):
        details = f"{visit.day:%Y-%m-%d}　{visit.way.label}"
        yield RecordHit(f"{visit.number}　{identity.mask_name(visit.officer)}", details, "officers.visit", visit.id)
