"""The papers of the cases 办件: what is handed over the counter, and the list of all cases of a span."""

from __future__ import annotations

from desk.books.cases import CaseState
from desk.books.cases.case_queries import CaseFilter, page
from desk.core.permissions import May
from desk.core.words import N_
from desk.reports.kit.declaration import Format, Input, InputKind, Maker, Paper

PAPERS = (
    Paper(
        "receipt",
        N_("Receipt"),
        "The receipt for a case.",
        {Format.PDF: Maker("desk.reports.cases.receipt:pdf")},
        takes=(Input("id", InputKind.ID, sample=lambda work: page(work, CaseFilter())[0].id),),
        command=False,
    ),
    Paper(
        "one-time-notice",
        N_("One-time notice"),
        "Everything that is still missing for a case.",
        {Format.PDF: Maker("desk.reports.cases.one_time_notice:pdf")},
        takes=(Input("id", InputKind.ID, sample=lambda work: page(work, CaseFilter(state=CaseState.PAPERS))[0].id),),
        command=False,
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
