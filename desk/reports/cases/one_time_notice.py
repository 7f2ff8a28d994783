"""The one-time notice 一次性告知单: everything that is still missing."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from desk.books import cases, centre
from desk.books.cases import CaseState, case_queries
from desk.core import identity
from desk.core.calendar import full_moment_words
from desk.core.words import P_, _, on_record
from desk.core.work import Work
from desk.reports.cases.counter_form import WIDTH, closing, form, require_state, who_and_what
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
        paper.paragraph(_("The promised days are counted from when the papers are complete."), size=9.5),
        *closing(work, house),
    ]
    return form(work, story, _("One-time notice"))
