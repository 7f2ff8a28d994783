"""The sheet 突发事件 of the month's workbook: sums, reports, and the heads of the chains."""

from __future__ import annotations

from desk.books.incidents import statistics
from desk.books.incidents.statistics import IncidentFigures
from desk.core.words import _
from desk.core.work import Work
from desk.reports.incidents import incident_list_pdf, incident_list_workbook
from desk.reports.kit import sheets
from desk.reports.kit.workbook import Sheet


def put(sheet: Sheet, top: int, work: Work, figures: IncidentFigures) -> int:
    """Below row ``top``, with the heads of the chains, so that a later change shows against it; the first free row.

    A head runs over the columns beside it: one column for it would be as wide as five others.
    """
    heads = [_(name) for name, _width in incident_list_pdf.SUMS]
    row = sheets.put_table(sheet, top, heads, incident_list_pdf.sums(figures)) + 1
    rest = [
        (_("Drills"), figures.drills),
        (_("Reports due"), figures.reports_due),
        (_("Reports in time"), figures.reports_in_time),
        (_("Entries of the whole book"), figures.entries),
    ]
    row = sheets.put_table(sheet, row, (_("Figure"), _("Value")), rest) + 1
    chains = [*statistics.heads(work, figures), (_("The whole book"), figures.entries, figures.head)]
    heads = [_(name) for name, _width in incident_list_workbook.HEADS]
    return sheets.put_table(sheet, row, heads, chains, ("desk cell", "desk number", "desk plain note"))
