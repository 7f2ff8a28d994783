"""The papers of the figures 报表."""

from __future__ import annotations

from desk.core.month import Month
from desk.core.period import Period
from desk.core.permissions import May
from desk.core.words import N_
from desk.core.work import Work
from desk.reports.kit.declaration import Format, Input, InputKind, Maker, Paper


def _period(_work: Work, given: str) -> Period:
    from desk.books.submissions import period_of

    return period_of(given)


def _last_month(work: Work) -> str:
    return Month.of(work.today).previous.name


PAPERS = (
    Paper(
        "day",
        N_("Day sheet"),
        "The day sheet.",
        {
            Format.PDF: Maker("desk.reports.figures.day_sheet_pdf:pdf"),
            Format.XLSX: Maker("desk.reports.figures.day_sheet_workbook:xlsx"),
        },
        takes=(Input("date", InputKind.DAY),),
        permission=May.SEE_FIGURES,
    ),
    Paper(
        "month",
        N_("Monthly report of walk-in services"),
        "The month's report.",
        {
            Format.PDF: Maker("desk.reports.figures.month_pdf:pdf"),
            Format.XLSX: Maker("desk.reports.figures.month_workbook:xlsx"),
        },
        takes=(Input("month", InputKind.MONTH),),
        permission=May.SEE_FIGURES,
    ),
    Paper(
        "district",
        N_("Report to the district"),
        "The report of a month, quarter, half year or year.",
        {
            Format.PDF: Maker("desk.reports.figures.district:pdf"),
            Format.XLSX: Maker("desk.reports.figures.district:xlsx"),
        },
        takes=(Input("period", InputKind.TEXT, resolve=_period, sample=_last_month),),
        permission=May.SEE_FIGURES,
        command=False,
    ),
    Paper(
        "figures",
        N_("Definitions of the figures"),
        "What every figure counts.",
        {
            Format.PDF: Maker("desk.reports.figures.definitions_pdf:pdf"),
            Format.XLSX: Maker("desk.reports.figures.definitions_workbook:xlsx"),
        },
        permission=May.SEE_FIGURES,
    ),
)
