"""An organisation found from anywhere in the window: by its name, its initials, another name, its credit code, or the
number of a pairing.
"""

from __future__ import annotations

from collections.abc import Iterable

from desk.books.organisations import pairing_queries, queries
from desk.core.book import RecordHit
from desk.core.words import P_, listed
from desk.core.work import Work

SHORTEST = 2
"""Characters that are looked for at least."""
LEADS_TO = "organisations.organisation"


def find(work: Work, typed: str, most: int) -> Iterable[RecordHit]:
    """Organisations, then pairings by their numbers; whom to ring up is not among it."""
    if len(typed.strip()) < SHORTEST:
        return
    for each in queries.search(work, typed, most):
        details = listed(role.label for role in each.roles)
        if not each.active:
            details = P_("organisation", "out of use")
        yield RecordHit(each.name, details, LEADS_TO, each.id)
    for pairing in pairing_queries.begins_with(work, typed, most):
        yield RecordHit(
            f"{pairing.number}　{pairing.organisation}", pairing.state.label, LEADS_TO, pairing.organisation_id
        )
