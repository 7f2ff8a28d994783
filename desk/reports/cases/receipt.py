"""The receipt 受理回执 for a case that was taken."""

from __future__ import annotations

from datetime import date

from reportlab.platypus import Flowable

from desk.books import cases, catalogue, centre, visits
from desk.books.cases import Assistance, CaseState, case_queries
from desk.core import identity, money
from desk.core.calendar import full_date_words, full_moment_words
from desk.core.words import P_, _, listed, on_record
from desk.core.work import Work
from desk.reports.cases.counter_form import WIDTH, closing, form, require_state, who_and_what
from desk.reports.kit import paper

RECEIVED = (CaseState.WAITING, CaseState.IN_PROGRESS, CaseState.DONE, CaseState.FORWARDED)


@on_record()
def pdf(work: Work, case_id: int) -> bytes:
    """A5: number, item, what was handed in, promised date, whom to ask. Raises ``Refused`` for a case that was not
    taken in: one waiting for papers, declined or withdrawn.
    """
    case = cases.find(work, case_id)
    require_state(case, *RECEIVED)
    house = centre.get(work)
    papers = listed(case.materials_received) or _("nothing was handed in")
    promised = full_date_words(case.due_on) if case.due_on and _has_promise(case.due_on, case) else _("on the spot")
    taken_in = case_queries.taken_in_at(work, case_id) or case.accepted_at
    pairs = [
        *who_and_what(work, case),
        *_agent(work, case),
        (_("Fee, yuan"), _fee(work, case)),
        (P_("case", "Accepted at"), full_moment_words(taken_in)),
        (P_("case", "Result"), _result(case)),
        (_("Promised day"), promised),
        (_("Department"), case.department),
        (P_("case", "Documents received"), papers),
        (_("Assistance"), _assistance(case)),
    ]
    story: list[Flowable] = [
        *paper.title(_("Receipt"), house.name, 18),
        paper.facts(pairs, WIDTH),
        *closing(work, house),
    ]
    return form(work, story, _("Receipt"))


def _agent(work: Work, case: cases.Case) -> list[tuple[str, str]]:
    """Who came for the applicant, masked as on every paper; nothing for who came in person."""
    agent = visits.find(work, case.visit_id).agent.masked
    return [(_("Agent"), agent)] if agent else []


def _fee(work: Work, case: cases.Case) -> str:
    item = catalogue.as_told(work, case.service_id, case.accepted_at)
    return money.yuan(item.fee) if item.fee else _("free of charge")


def _has_promise(due_on: date, case: cases.Case) -> bool:
    return case.state not in cases.ENDS or due_on > case.day


def _result(case: cases.Case) -> str:
    if case.state is CaseState.FORWARDED:
        return _("{state} to {department}", state=case.state.label, department=case.department)
    return case.state.label


def _assistance(case: cases.Case) -> str:
    if case.assistance is Assistance.ON_BEHALF:
        return _("{kind}, authorised by {name}", kind=case.assistance.label, name=identity.mask_text(case.authoriser))
    return case.assistance.label
