"""What of the zones needs attention now: low ones that nobody adjusts, adjustments whose three months are over, and
today's rounds.
"""

from __future__ import annotations

from collections.abc import Iterable

from desk.books.zones import comparison, lowness, queries, rounds
from desk.books.zones.model import AdjustmentState
from desk.core.book import Attention, Concern
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import P_, _, listed
from desk.core.work import Work


def due(work: Work) -> Iterable[Attention]:
    """The rounds are everybody's; the rest, ``of_day``, is for whoever adjusts zones."""
    missing = rounds.missing(work)
    yield Attention(
        "zone_rounds",
        Concern.HOUSE,
        missing,
        _("Rounds of the zones not done yet {n}", n=missing),
        P_("narrow", "rounds {n}", n=missing),
        "zones.round",
    )


def of_day(work: Work) -> Iterable[Attention]:
    """Low zones and adjustments to be looked at: made of three months, and not of today."""
    if not work.actor.may(May.ADJUST_ZONES):
        return
    adjustments = queries.adjustments(work)
    low = lowness.unadjusted(work, work.today)
    yield Attention(
        "zones_low",
        Concern.HOUSE,
        len(low),
        _("Low zones without an adjustment {n}", n=len(low)),
        P_("narrow", "low zones {n}", n=len(low)),
        "zones.low",
        details=listed(each.name for each in low),
    )
    over = [
        each for each in adjustments if each.state is AdjustmentState.IN_EFFECT and comparison.is_over(each, work.today)
    ]
    yield Attention(
        "zones_to_conclude",
        Concern.HOUSE,
        len(over),
        _("Adjustments of zones to be looked at {n}", n=len(over)),
        P_("narrow", "adjustments {n}", n=len(over)),
        "zones.zone",
        Tone.DUE_SOON,
        listed(f"{each.number} {each.zone}" for each in over),
        over[0].zone_id if over else None,
    )
