"""The papers of findings 问题整改: the ledger of a period."""

from __future__ import annotations

from desk.core.permissions import May
from desk.core.words import N_
from desk.reports.kit.declaration import Format, Input, InputKind, Maker, Paper

PAPERS = (
    Paper(
        "findings",
        N_("Ledger of findings"),
        "What was found in a span of days, who mended it, by when, with photos of before and after.",
        {
            Format.PDF: Maker("desk.reports.findings.ledger_pdf:pdf", files=True),
            Format.XLSX: Maker("desk.reports.findings.ledger_workbook:xlsx"),
        },
        takes=(
            Input("span", InputKind.SPAN),
            Input("zone", InputKind.ID, "Only of this zone, by its number; of all without.", default=None),
        ),
        permission=May.SEE_FIGURES,
    ),
)
