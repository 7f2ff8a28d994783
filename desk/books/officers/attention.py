"""What officers ask for now 待办: who has not come in this period, and whose term ends soon."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from desk.books import centre
from desk.books.officers import queries, visit_queries
from desk.books.officers.model import OfficerView
from desk.books.officers.periods import period_of
from desk.core.book import Attention, Concern
from desk.core.calendar import date_words
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import P_, _, listed
from desk.core.work import Work

LEADS_TO = "officers.officers"
SOON = timedelta(days=14)
"""So long before its end a period presses."""


def due(work: Work) -> Iterable[Attention]:
    """For whoever keeps the officers."""
    if not work.actor.may(May.KEEP_OFFICERS):
        return
    first, last = period_of(work, work.today)
    came = visit_queries.visited_since(work, first)
    waited_for = [each.name for each in queries.serving(work) if each.id not in came]
    many, day = len(waited_for), date_words(last, work.today)
    yield Attention(
        "officers_to_come",
        Concern.HOUSE,
        many,
        _("Officers who have not come, until {day} {n}", day=day, n=many),
        P_("narrow", "to come {n}", n=many),
        LEADS_TO,
        Tone.DUE_SOON if last - work.today <= SOON else Tone.WAITING,
        details=listed(waited_for),
        about=OfficerView.TO_COME,
        due=last,
    )
    ending = queries.ending_until(work, work.today + timedelta(days=centre.rule(work, "officer_expiry_days")))
    yield Attention(
        "officers_ending",
        Concern.HOUSE,
        len(ending),
        _("Terms of officers ending {n}", n=len(ending)),
        P_("narrow", "terms {n}", n=len(ending)),
        LEADS_TO,
        Tone.DUE_SOON,
        details=listed(each.name for each in ending),
        about=OfficerView.ENDING,
        due=min((each.last for each in ending if each.last), default=None),
    )
