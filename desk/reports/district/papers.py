"""The papers of the district's PC 区级汇总: the merged figures, and what goes back to the centres."""

from __future__ import annotations

from desk.books.district import report
from desk.core.permissions import May
from desk.core.words import N_
from desk.reports.kit.declaration import Format, Input, InputKind, Maker, Paper

PERIOD = Input("period", InputKind.TEXT, "2026-11", resolve=report.of_name, sample=report.newest)
PAPERS = (
    Paper(
        "district-merge",
        N_("District's merge"),
        "The figures of all centres of a period.",
        {
            Format.PDF: Maker("desk.reports.district.merge_pdf:pdf"),
            Format.XLSX: Maker("desk.reports.district.merge_workbook:xlsx"),
        },
        takes=(PERIOD,),
        permission=May.MERGE_DISTRICT,
        command=False,
    ),
    Paper(
        "district-receipts",
        N_("Receipts for the centres"),
        "What each centre is sent back of a period.",
        {Format.TXT: Maker("desk.reports.district.receipts_txt:text")},
        takes=(PERIOD,),
        permission=May.MERGE_DISTRICT,
        command=False,
    ),
)
