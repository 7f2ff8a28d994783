"""A member found from anywhere in the window, by the number on the point card, the name or its initials; a team by any
part of its name.
"""

from __future__ import annotations

from collections.abc import Iterable

from desk.books.teams import queries
from desk.core import identity
from desk.core.book import RecordHit
from desk.core.words import P_
from desk.core.work import Work

SHORTEST = 2
"""Characters that are looked for at least."""


def find(work: Work, typed: str, most: int) -> Iterable[RecordHit]:
    """Members whose number or name begins with what was typed, masked as in every list; then teams."""
    if len(typed.strip()) < SHORTEST:
        return
    for member in queries.begins_with(work, typed, most):
        details = member.team if member.is_active else f"{member.team}　{P_('member', 'left')}"
        yield RecordHit(f"{member.number}　{identity.mask_name(member.name)}", details, "orders.member", member.id)
    for team in queries.teams_called(work, typed, most):
        yield RecordHit(team.name, team.branch, "orders.teams", team.id)
