"""The sheet 坐班考勤 of the month's workbook: each person's duties, and the extended hours."""

from __future__ import annotations

from desk.books.roster.statistics import RosterFigures
from desk.core.words import N_, _
from desk.core.work import Work
from desk.reports.kit import sheets
from desk.reports.kit.workbook import Sheet

PEOPLE = (
    N_("Name"),
    N_("Duties planned"),
    N_("Duties kept"),
    N_("Duties late"),
    N_("Left early"),
    N_("Duties missed"),
    N_("Hours worked"),
)


def put(sheet: Sheet, top: int, _work: Work, figures: RosterFigures) -> int:
    """Below row ``top``; the first free row."""
    rows = [(d.name, d.planned, d.kept, d.late, d.early, d.missed, round(d.minutes / 60, 1)) for d in figures.duties]
    row = sheets.put_table(sheet, top, [_(name) for name in PEOPLE], rows) + 1
    extended = [(_("Extended hours opened"), round(figures.extended_minutes / 60, 1))]
    return sheets.put_table(sheet, row, (_("Figure"), _("Value")), extended)
