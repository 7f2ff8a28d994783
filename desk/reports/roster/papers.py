"""The papers of the duty roster 坐班轮值."""

from __future__ import annotations

from desk.core.month import Month
from desk.core.words import N_
from desk.core.work import Work
from desk.reports.kit.declaration import Format, Input, InputKind, Maker, Paper


def this_month(work: Work) -> Month:
    """The month whose roster is out."""
    return Month.of(work.today)


MONTH = Input("month", InputKind.MONTH, sample=this_month)
PAPERS = (
    Paper(
        "roster",
        N_("Duty roster sheet"),
        "The duty roster: for the wall, for the district with attendance, or as a calendar.",
        {
            Format.PDF: Maker("desk.reports.roster.roster_pdf:pdf"),
            Format.XLSX: Maker("desk.reports.roster.roster_workbook:xlsx"),
            Format.ICS: Maker("desk.reports.roster.roster_ics:ics"),
        },
        takes=(
            MONTH,
            Input(
                "person",
                InputKind.TEXT,
                "Only this person's duties (.ics).",
                default="",
                only=(Format.ICS,),
                refusal=N_("--person goes with an .ics file only."),
            ),
        ),
    ),
    Paper(
        "roster-notice",
        N_("Notice of the duty roster"),
        "The published roster as a notice to paste into the group.",
        {Format.TXT: Maker("desk.reports.roster.roster_notice:text")},
        takes=(MONTH,),
        command=False,
    ),
)
