"""What pairings ask for now 待办: those that end soon, and those that are over and nobody renewed or ended."""

from __future__ import annotations

from collections.abc import Iterable

from desk.books.organisations import pairing_queries, rules
from desk.books.organisations.model import PairingStanding
from desk.books.organisations.pairing_queries import CountedPairings
from desk.core.book import Attention, Concern
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import P_, _, listed
from desk.core.work import Work

MOST_NAMED = 5


def due(work: Work) -> Iterable[Attention]:
    """For whoever keeps the partners."""
    if not work.actor.may(May.KEEP_PARTNERS):
        return
    over = pairing_queries.expired(work)
    yield _entry(
        "pairings_expired",
        over,
        _("Pairings expired {n}", n=over.many),
        P_("narrow", "expired {n}", n=over.many),
        PairingStanding.EXPIRED,
    )
    soon = pairing_queries.expiring(work, rules.expires_soon_days(work))
    yield _entry(
        "pairings_expiring",
        soon,
        _("Pairings that expire soon {n}", n=soon.many),
        P_("narrow", "expire {n}", n=soon.many),
        PairingStanding.EXPIRING,
    )


def _entry(key: str, counted: CountedPairings, text: str, short: str, standing: PairingStanding) -> Attention:
    return Attention(
        key,
        Concern.HOUSE,
        counted.many,
        text,
        short,
        "organisations.partners",
        Tone.OVERDUE if standing is PairingStanding.EXPIRED else Tone.DUE_SOON,
        listed(counted.names[:MOST_NAMED]),
        about=standing,
        due=counted.first,
    )
