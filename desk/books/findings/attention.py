"""What findings ask for now 待办: what is to be decided, and what the centre's own figures propose. What is mended and
whom to ask is a matter of the follow-ups.
"""

from __future__ import annotations

from collections.abc import Iterable

from desk.books.findings import proposals, queries
from desk.core.book import Attention, Concern
from desk.core.permissions import May
from desk.core.words import P_, _
from desk.core.work import Work


def due(work: Work) -> Iterable[Attention]:
    """For who decides: findings that nobody has decided on."""
    if not work.actor.may(May.KEEP_OFFICERS):
        return
    n, since = queries.count_to_decide(work)
    yield Attention(
        "findings_to_decide",
        Concern.HOUSE,
        n,
        _("Findings to decide {n}", n=n),
        P_("narrow", "findings {n}", n=n),
        "findings.to_decide",
        due=since,
    )


def proposed_of_day(work: Work) -> Iterable[Attention]:
    """For who decides: proposals that nobody has taken up or dismissed."""
    if not work.actor.may(May.KEEP_OFFICERS):
        return
    proposed = len(proposals.proposed(work, with_zones=False))
    yield Attention(
        "findings_proposed",
        Concern.HOUSE,
        proposed,
        _("Findings proposed {n}", n=proposed),
        P_("narrow", "proposed {n}", n=proposed),
        "findings.proposed",
    )
