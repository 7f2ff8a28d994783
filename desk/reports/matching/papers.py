"""The papers of needs and offerings 需求与服务: the three lists that joint meetings go by."""

from __future__ import annotations

from desk.core.permissions import May
from desk.core.words import N_
from desk.reports.kit.declaration import Format, Input, InputKind, Maker, Paper

PAPERS = (
    Paper(
        "needs-and-offerings",
        N_("Needs, offerings and matches"),
        "The three lists of a span of days: what is wanted, what is offered, and what was brought together.",
        {
            Format.PDF: Maker("desk.reports.matching.lists_pdf:pdf"),
            Format.XLSX: Maker("desk.reports.matching.lists_workbook:xlsx"),
        },
        takes=(Input("span", InputKind.SPAN),),
        permission=May.SEE_FIGURES,
    ),
)
