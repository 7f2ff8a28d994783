"""The papers of zones 功能区: how each is used and liked, and what its adjustments brought."""

from __future__ import annotations

from desk.core.permissions import May
from desk.core.words import N_
from desk.reports.kit.declaration import Format, Input, InputKind, Maker, Paper

PAPERS = (
    Paper(
        "zones",
        N_("Evaluation of zones"),
        "People, hours and satisfaction of every zone over three months, and each adjustment before and after.",
        {
            Format.PDF: Maker("desk.reports.zones.evaluation_pdf:pdf"),
            Format.XLSX: Maker("desk.reports.zones.evaluation_workbook:xlsx"),
        },
        takes=(Input("month", InputKind.MONTH, "The last of the three months."),),
        permission=May.SEE_FIGURES,
    ),
)
