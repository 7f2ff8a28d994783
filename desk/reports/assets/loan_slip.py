"""The slip that a borrower signs 资产借用单."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from desk.books.assets.lending import Loan
from desk.core.calendar import full_date_words
from desk.core.telephones import read_out
from desk.core.words import P_, _, on_record
from desk.core.work import Work
from desk.reports.kit import imprint, paper


@on_record()
def pdf(work: Work, loan: Loan) -> bytes:
    """The borrower's slip 借用单, A5 landscape, to be signed now and when the thing comes back.

    A resident's name and telephone stand on it as ``loan`` has them: masked, or in full when the loan was looked up.
    """
    size = paper.A5_LANDSCAPE
    width = paper.inner_width(size, paper.FORM_MARGINS)
    facts = [
        (_("Asset number"), loan.number),
        (_("Asset name"), loan.name),
        (P_("asset", "Quantity"), f"{loan.quantity}{loan.unit}"),
        (_("Borrower"), f"{loan.kind.label}　{loan.borrower}"),
        (_("Telephone"), read_out(loan.contact)),
        (_("Lent on"), full_date_words(loan.lent_on)),
        (_("Due back"), full_date_words(loan.due_on)),
        (P_("loan", "Lent by"), loan.lent_by),
        (_("Note"), loan.note),
    ]
    story: list[Flowable] = [
        *paper.title(_("Loan slip"), imprint.of(work).centre, size=17),
        paper.facts(facts, width),
        Spacer(1, 8),
        paper.paragraph(
            _(
                "I will keep it well and bring it back in good order by {day}. What is lost or broken is made good.",
                day=full_date_words(loan.due_on),
            ),
            size=9.5,
        ),
        *paper.signatures(_("Borrower"), P_("signature", "Lent by"), width=width),
        *paper.signatures(_("Returned in good order on"), _("Received by"), width=width),
    ]
    name = _("Loan slip {number}", number=loan.number)
    return paper.build(story, imprint.of(work), name=name, size=size, margins=paper.FORM_MARGINS)
