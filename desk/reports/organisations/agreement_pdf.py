"""The agreement of a pairing 结对共建协议书, filled in as far as the pairing says it, for both to sign and seal."""

from __future__ import annotations

import re

from reportlab.platypus import Flowable

from desk.books import centre
from desk.books.organisations import queries
from desk.books.organisations.model import Organisation, Pairing
from desk.core.calendar import full_date_words
from desk.core.words import P_, _, named, on_record
from desk.core.work import Work
from desk.reports.kit import official, paper

NUMBERED = re.compile(r"^\s*(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.．、]\s*)")
"""How items are numbered as they are typed; the paper numbers them by itself."""
BLANK = "＿" * 16
ROOM_FOR = 3
"""Lines to write on, where nothing was entered."""


@on_record()
def pdf(work: Work, pairing: Pairing) -> bytes:
    """A4 with the margins of an official paper and nothing at its foot: it is kept by both."""
    organisation = queries.find(work, pairing.organisation_id)
    own, other = centre.get(work).name, organisation.name
    story: list[Flowable] = [
        *official.title(P_("paper", "Pairing agreement")),
        official.plain(named(P_("agreement", "First party"), own)),
        official.plain(named(P_("agreement", "Second party"), other)),
        *_code(organisation),
        official.plain(named(P_("agreement", "Number"), pairing.paper or pairing.number)),
        official.body(
            _(
                "To bring resources, services and helpers down to the people, led by the party, both parties have "
                "agreed to build the centre together as red partners, and conclude this agreement."
            )
        ),
        official.section(1, P_("agreement", "Term")),
        official.body(
            _(
                "It holds from {first} to {last}. Before it ends, both may agree to renew it.",
                first=full_date_words(pairing.first),
                last=full_date_words(pairing.last),
            )
        ),
        official.section(2, P_("agreement", "What is agreed")),
        *official.items(agreed_items(pairing.agreed)),
        official.section(3, P_("agreement", "What each does")),
        *official.items(_duties()),
        official.section(4, P_("agreement", "Other")),
        official.body(
            _(
                "There are two copies, one for each party; it holds from the day on which both have signed and sealed "
                "it. What is not settled here is settled by agreement."
            )
        ),
        *official.seals((P_("agreement", "First party"), P_("agreement", "Second party")), paper.inner_width()),
    ]
    return paper.build(story, None, name=_("Pairing agreement {number}", number=f"{pairing.number} {other}"))


def _code(organisation: Organisation) -> list[Flowable]:
    code = organisation.credit_code
    return [official.plain(named(_("Unified social credit code"), code))] if code else []


def agreed_items(agreed: str) -> list[str]:
    """What is agreed, item by item without its numbers; lines to write on where nothing was entered."""
    lines = [NUMBERED.sub("", line).strip() for line in agreed.splitlines()]
    return [line for line in lines if line] or [BLANK] * ROOM_FOR


def _duties() -> list[str]:
    return [
        _("The first party lists what residents need, gives rooms and helps to organise, and tells what came of it."),
        _("The second party brings what it has promised, in time and as often as agreed, and names whom to ring up."),
        _("Both meet at the joint meetings, and settle together what residents raise."),
    ]
