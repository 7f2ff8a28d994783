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
    members, points, last_day = expiring.notice(work)
    yield Attention(
        "points_expiring",
        Concern.HOUSE,
        members,
        _("Members whose points expire soon {n}", n=members),
        P_("narrow", "expiring {n}", n=members),
        "orders.points_expiring",
        details=_("{n} points in all.", n=points) if members else "",
        due=last_day,
    )
