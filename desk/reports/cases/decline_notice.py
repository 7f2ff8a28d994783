"""The refusal in writing 不予受理告知单: which matter was not taken in and why, and where to turn."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from desk.books import cases, centre
from desk.books.cases import CaseState, case_queries
from desk.books.cases.handling import TURNED_DOWN
from desk.core import identity
from desk.core.calendar import full_moment_words
from desk.core.telephones import read_out
from desk.core.words import P_, _, on_record
from desk.core.work import Work
from desk.reports.cases.counter_form import WIDTH, closing, form, require_state, who_and_what
from desk.reports.kit import paper


@on_record()
def pdf(work: Work, case_id: int) -> bytes:
    """A5: who asked for what, the reason, whom to ask or complain to. What a department refused after it was forwarded
    had been taken in, and is called 不予批准. Raises ``Refused`` for a case that was not declined.
    """
    case = cases.find(work, case_id)
    require_state(case, *TURNED_DOWN)
    house = centre.get(work)
    reason = case_queries.came_to(work, case_id, case.state) or ""
    decided = case.finished_at or case.accepted_at
    if case.state is CaseState.NOT_APPROVED:
        title, sentence = _("Notice of rejection"), _("Your application was not approved. Reason and rule:")
    else:
        title, sentence = _("Notice of refusal"), _("Your application cannot be taken in. Reason and rule:")
    pairs = [
        *who_and_what(work, case),
        (_("Department"), case.department),
        (P_("case", "Applied at"), full_moment_words(case.accepted_at)),
        (P_("notice", "Given at"), full_moment_words(decided)),
    ]
    story: list[Flowable] = [
        *paper.title(title, house.name, 18),
        paper.facts(pairs, WIDTH),
        *paper.heading(sentence),
        paper.paragraph(identity.mask_text(reason) or "—", size=11),
        Spacer(1, 6),
        paper.paragraph(
            _(
                "If you do not agree, please ask {department}, or call {number} to complain.",
                department=case.department,
                number=read_out(house.complaints),
            ),
            size=10,
        ),
        *closing(work, house),
    ]
    return form(work, story, title)
