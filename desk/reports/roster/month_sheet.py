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


def put(sheet: Sheet, _work: Work, figures: RosterFigures, foot: str) -> None:
    """Fill the sheet and set up its print."""
    rows = [(d.name, d.planned, d.kept, d.late, d.early, d.missed, round(d.minutes / 60, 1)) for d in figures.duties]
    row = sheets.put_table(sheet, 1, [_(name) for name in PEOPLE], rows) + 1
    extended = [(_("Extended hours opened"), round(figures.extended_minutes / 60, 1))]
    sheets.put_table(sheet, row, (_("Figure"), _("Value")), extended)
    sheets.set_widths(sheet, (18, 12, 12, 12, 12, 12, 12))
    sheet.freeze_panes = "A2"
    sheets.set_up_print(sheet, repeat=1, foot=foot)
