"""What points ask for now 待办: rewards that wait to be handed out, and points that will expire."""

from __future__ import annotations

from collections.abc import Iterable

from desk.books.points import expiring, queries
from desk.core.book import Attention, Concern
from desk.core.clock import local
from desk.core.words import P_, _
from desk.core.work import Work


def due(work: Work) -> Iterable[Attention]:
    """Both lead to the page of points: whoever is to be told there is asked for by the second."""
    waiting, first = queries.count_reserved(work)
    yield Attention(
        "redemptions",
        Concern.HOUSE,
        waiting,
        _("Rewards to hand out {n}", n=waiting),
        P_("narrow", "rewards {n}", n=waiting),
        "orders.redemptions",
        due=local(first).date() if first else None,
    )
    coming = expiring.coming(work)
    people = len({each.member_id for each in coming})
    yield Attention(
        "points_expiring",
        Concern.HOUSE,
        people,
        _("Members whose points expire soon {n}", n=people),
        P_("narrow", "expiring {n}", n=people),
        "orders.points_expiring",
        details=_("{n} points in all.", n=sum(each.points for each in coming)) if coming else "",
        due=coming[0].last_day if coming else None,
    )
