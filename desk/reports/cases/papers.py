"""The papers of the cases 办件: what is handed over the counter, and the list of all cases of a span."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desk.books.cases import CaseState
from desk.books.cases.case_queries import CaseFilter, page
from desk.core.paper_kinds import PaperKind
from desk.core.permissions import May
from desk.core.words import N_
from desk.core.work import Work
from desk.reports.kit.declaration import Format, Input, InputKind, Maker, Paper


def _first(state: CaseState) -> Callable[[Work], int]:
    """The newest case in a state, for the demo."""
    return lambda work: page(work, CaseFilter(state=state), limit=1)[0].id


def _of_a_case(identifier: str, title: str, about: str, maker: str, state: CaseState) -> Paper:
    """What somebody takes home from the counter; the demo shows it of the newest case in a state."""
    return Paper(
        identifier,
        title,
        about,
        {Format.PDF: Maker(maker)},
        takes=(Input("id", InputKind.ID, sample=_first(state)),),
        command=False,
        kind=PaperKind.RECEIPT,
    )


RECEIPT = "desk.reports.cases.receipt:pdf"
MISSING = "desk.reports.cases.one_time_notice:pdf"
DECLINED = "desk.reports.cases.decline_notice:pdf"
PAPERS = (
    _of_a_case("receipt", N_("Receipt"), "The receipt for a case.", RECEIPT, CaseState.FORWARDED),
    _of_a_case(
        "one-time-notice",
        N_("One-time notice"),
        "Everything that is still missing for a case.",
        MISSING,
        CaseState.PAPERS,
    ),
    _of_a_case("decline-notice", N_("Notice of refusal"), "Why a case was not taken in.", DECLINED, CaseState.DECLINED),
    _of_a_case(
        "rejection-notice",
        N_("Notice of rejection"),
        "Why a case that had been taken in was not approved.",
        DECLINED,
        CaseState.NOT_APPROVED,
    ),
    Paper(
        "details",
        N_("Details"),
        "All cases of a span of days, masked.",
        {Format.XLSX: Maker("desk.reports.cases.details_workbook:xlsx")},
        takes=(Input("span", InputKind.SPAN),),
        permission=May.SEE_FIGURES,
        command=False,
        stream=Maker("desk.reports.cases.details_workbook:visits"),
    ),
)

_OF_STATE: Mapping[CaseState, str] = {
    **dict.fromkeys(CaseState, "receipt"),
    CaseState.PAPERS: "one-time-notice",
    CaseState.DECLINED: "decline-notice",
    CaseState.NOT_APPROVED: "rejection-notice",
}


def of_state(state: CaseState) -> Paper | None:
    """The one paper that the person at the counter gets for a case that stands so; none for a withdrawn one.

    A receipt would promise a day, which only counts once a case is taken in.
    """
    if state is CaseState.WITHDRAWN:
        return None
    return next(paper for paper in PAPERS if paper.identifier == _OF_STATE[state])
