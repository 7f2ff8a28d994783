"""What of the teams needs attention now: a team that nobody leads, so that nobody answers for it."""

from __future__ import annotations

from collections.abc import Iterable

from desk.books.teams import queries
from desk.core.book import Attention, Concern
from desk.core.permissions import May
from desk.core.words import P_, _, listed
from desk.core.work import Work


def due(work: Work) -> Iterable[Attention]:
    """For whoever keeps the teams."""
    if not work.actor.may(May.KEEP_TEAMS):
        return
    without = queries.without_leader(work)
    yield Attention(
        "teams_without_leader",
        Concern.HOUSE,
        len(without),
        _("Teams that nobody leads {n}", n=len(without)),
        P_("narrow", "teams {n}", n=len(without)),
        "orders.teams",
        details=listed(without),
    )
