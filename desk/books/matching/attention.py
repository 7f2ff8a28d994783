"""What needs and offerings ask for now 待办: needs at their end, matches without a delivery, promises that run out."""

from __future__ import annotations

from collections.abc import Iterable

from desk.books.matching import attention_queries
from desk.core.book import Attention, Concern
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import P_, _
from desk.core.work import Work


def due(work: Work) -> Iterable[Attention]:
    """For whoever keeps the partners; nobody else can decide what becomes of them."""
    if not work.actor.may(May.KEEP_PARTNERS):
        return
    over = attention_queries.needs_over(work)
    yield Attention(
        "needs_over",
        Concern.RESIDENTS,
        over.many,
        _("Needs not met in time {n}", n=over.many),
        P_("narrow", "needs {n}", n=over.many),
        "matching.over",
        Tone.DUE_SOON,
        due=over.first,
    )
    silent = attention_queries.silent_matches(work)
    yield Attention(
        "matches_silent",
        Concern.HOUSE,
        silent.many,
        _("Claimed, not delivered {n}", n=silent.many),
        P_("narrow", "claimed {n}", n=silent.many),
        "matching.silent",
        Tone.DUE_SOON,
        due=silent.first,
    )
    ending = attention_queries.ending_offerings(work)
    yield Attention(
        "offerings_ending",
        Concern.HOUSE,
        ending.many,
        _("Promises about to run out {n}", n=ending.many),
        P_("narrow", "promises {n}", n=ending.many),
        "matching.ending",
        Tone.WAITING,
        due=ending.first,
    )
