"""The incidents and drills of a span 突发事件与演练一览表 as a workbook, with the heads of their chains."""

from __future__ import annotations

from datetime import date

from desk.books.incidents import statistics
from desk.core.calendar import full_date_words
from desk.core.words import N_, NP_, _, on_record
from desk.core.work import Work
from desk.reports.incidents.incident_list_pdf import COLUMNS, SUMS, cells, sums
from desk.reports.kit import imprint
from desk.reports.kit.list_workbook import ListWorkbook, in_characters

LOOKS = ("desk cell", "desk cell", "desk moment", *("desk cell",) * 9, "desk moment", "desk cell")
HEADS = ((N_("Incident number"), 16), (N_("Number of entries"), 12), (N_("Head of the chain"), 70))


@on_record()
def xlsx(work: Work, first: date, last: date) -> bytes:
    """The list, its sums, the heads of the chains, and reports due and in time."""
    figures = statistics.of_days(work, first, last)
    made = ListWorkbook(
        f"{imprint.of(work).centre} {_('Incidents and drills')}",
        _("{first} to {last}", first=full_date_words(first), last=full_date_words(last)),
    )
    rows = [cells(work, incident) for incident in figures.opened]
    made.sheet(_("Incidents and drills"), in_characters(COLUMNS), rows, LOOKS)
    made.sheet(_("By category and level"), SUMS, sums(figures), ("desk cell",) * len(SUMS))
    made.sheet(_("Proof against change"), HEADS, statistics.heads(work, figures), ("desk cell",) * 3)
    times = [[_("Reports due"), figures.reports_due], [_("Reports in time"), figures.reports_in_time]]
    made.sheet(
        _("Reports upwards"),
        ((NP_("report of an incident", "Kind"), 24), (NP_("report of an incident", "Number"), 12)),
        times,
        ("desk cell",) * 2,
    )
    return made.content("incidents", f"{first}/{last}", dict(statistics.plain(figures)))
