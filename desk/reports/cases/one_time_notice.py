"""The one-time notice 一次性告知单: everything that is still missing."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from desk.books import cases, centre
from desk.books.cases import CaseState, case_queries
from desk.core import identity
from desk.core.calendar import full_moment_words
from desk.core.words import P_, _, on_record
from desk.core.work import Work
from desk.reports.cases.counter_form import WIDTH, form, require_state, who_and_what, whom_to_ask
from desk.reports.kit import paper


@on_record()
def pdf(work: Work, case_id: int) -> bytes:
    """A5: everything that is still missing, told once and completely, and where to bring it.

    Raises ``Refused`` for a case that waits for no papers.
    """
    case = cases.find(work, case_id)
    require_state(case, CaseState.PAPERS)
    said = case_queries.came_to(work, case_id, CaseState.PAPERS)
    house = centre.get(work)
    story: list[Flowable] = [
        *paper.title(_("One-time notice"), house.name, 18),
        paper.facts([*who_and_what(work, case), (P_("notice", "Given at"), full_moment_words(work.now))], WIDTH),
        *paper.heading(_("Please bring these papers")),
        *(paper.paragraph(f"□ {number}. {name}", size=11) for number, name in enumerate(case.missing, 1)),
        Spacer(1, 6),
        *([paper.paragraph(identity.mask_text(said), size=10)] if said else []),
        paper.paragraph(_("With these papers complete the case goes on at once; nothing else is needed."), size=9.5),
        Spacer(1, 3),
        paper.paragraph(whom_to_ask(work, house), size=9.5, colour=paper.GREY),
        *paper.signatures(_("Clerk in charge (seal)"), _("Applicant (signature)"), _("Date"), width=WIDTH),
    ]
    return form(work, story, _("One-time notice"))
