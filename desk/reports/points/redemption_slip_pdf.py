"""The exchange slip 兑换单: what somebody gets for their points, to be signed, A5."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from desk.books import centre, staff
from desk.books.points import queries
from desk.books.points.model import Redemption, RedemptionState
from desk.core import identity
from desk.core.calendar import full_moment_words
from desk.core.errors import Refused
from desk.core.words import P_, _, on_record
from desk.core.work import Work
from desk.reports.cases.counter_form import WIDTH, form
from desk.reports.kit import paper


@on_record()
def pdf(work: Work, redemption: Redemption) -> bytes:
    """A5 landscape; the name masked. Raises ``Refused`` for what was given back."""
    if redemption.state is RedemptionState.RETURNED:
        raise Refused(_("{number} was given back; there is nothing to sign.", number=redemption.number))
    holder = queries.find_holder(work, redemption.member_id)
    clerk = next((each.name for each in staff.everyone(work) if each.id == redemption.reserved_by), "")
    facts = [
        (_("Exchange number"), redemption.number),
        (P_("exchange", "State"), redemption.state.label),
        (P_("exchange", "Member"), f"{holder.number} {identity.mask_name(holder.name)}"),
        (P_("exchange", "Team"), holder.team),
        (P_("exchange", "Reward"), redemption.reward),
        (P_("exchange", "Pieces"), str(redemption.quantity)),
        (P_("exchange", "Points taken"), f"{redemption.points:,}"),
        (_("Points left"), f"{holder.balance:,}"),
        (P_("exchange", "Reserved at"), full_moment_words(redemption.reserved_at)),
        (P_("exchange", "Clerk"), clerk),
    ]
    story: list[Flowable] = [
        *paper.title(_("Exchange slip"), centre.get(work).name, 18),
        paper.facts(facts, WIDTH),
        Spacer(1, 6),
        paper.paragraph(_("I have received the above and agree that the points are taken."), size=11),
        *paper.signatures(
            P_("exchange", "Received by (signature)"), P_("exchange", "Handed out by"), _("Date"), width=WIDTH
        ),
    ]
    return form(work, story, _("Exchange slip {number}", number=redemption.number))
