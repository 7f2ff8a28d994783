"""The sheets of the month's workbook 窗口服务月报 on the other books: activities, duties, assets, emergencies."""

from __future__ import annotations

from openpyxl.workbook import Workbook

from desk.books.incidents import statistics as emergencies
from desk.books.submissions.month_figures import MonthFigures
from desk.core.words import N_, P_, _
from desk.core.work import Work
from desk.reports.activities import calendar_workbook
from desk.reports.assets import changes_pdf, changes_workbook
from desk.reports.incidents import incident_list_pdf, incident_list_workbook
from desk.reports.kit import sheets

PEOPLE = (
    N_("Name"),
    N_("Duties planned"),
    N_("Duties kept"),
    N_("Duties late"),
    N_("Left early"),
    N_("Duties missed"),
    N_("Hours worked"),
)


def put_sheets(book: Workbook, work: Work, whole: MonthFigures, foot: str) -> None:
    """A sheet for each of the other books."""
    _put_activities(book, whole, foot)
    _put_duties(book, whole, foot)
    _put_assets(book, whole, foot)
    _put_emergencies(book, work, whole, foot)


def _put_activities(book: Workbook, whole: MonthFigures, foot: str) -> None:
    sheet = book.create_sheet(_("Activities"))
    heads = [_(name) for name, _width in calendar_workbook.SUMS]
    looks = ("desk cell",) * 6 + ("desk percent",)
    sums = [calendar_workbook.sum_row(one) for one in whole.activities.by_kind]
    total = calendar_workbook.sum_row(whole.activities.total, P_("sum", "All activities"))
    row = sheets.put_table(sheet, 1, heads, [*sums, total], looks) + 1
    channels = [_(name) for name, _width in calendar_workbook.CHANNELS]
    dated = ("desk cell", "desk day", *("desk cell",) * 3)
    sheets.put_table(sheet, row, channels, calendar_workbook.channel_rows(whole.activities), dated)
    sheets.set_widths(sheet, (24, 14, 10, 12, 30, 12, 10))
    sheets.set_up_print(sheet, landscape=True, foot=foot)


def _put_duties(book: Workbook, whole: MonthFigures, foot: str) -> None:
    sheet = book.create_sheet(P_("figures of a month", "Duties"))
    rows = [(d.name, d.planned, d.kept, d.late, d.early, d.missed, round(d.minutes / 60, 1)) for d in whole.duties]
    row = sheets.put_table(sheet, 1, [_(name) for name in PEOPLE], rows) + 1
    extended = [(_("Extended hours opened"), round(whole.extended_minutes / 60, 1))]
    sheets.put_table(sheet, row, (_("Figure"), _("Value")), extended)
    sheets.set_widths(sheet, (18, 12, 12, 12, 12, 12, 12))
    sheet.freeze_panes = "A2"
    sheets.set_up_print(sheet, repeat=1, foot=foot)


def _put_assets(book: Workbook, whole: MonthFigures, foot: str) -> None:
    sheet = book.create_sheet(_("Assets"))
    rows = [changes_workbook.flow_row(flow) for flow in (*whole.assets.flows, whole.assets.total)]
    looks = ("desk cell", *("desk cell", "desk money") * 4)
    sheets.put_table(sheet, 1, [_(name) for name, _width in changes_pdf.FLOWS], rows, looks)
    sheets.set_widths(sheet, [width for _name, width in changes_pdf.FLOWS])
    sheets.set_up_print(sheet, landscape=True, repeat=1, foot=foot)


def _put_emergencies(book: Workbook, work: Work, whole: MonthFigures, foot: str) -> None:
    """With the heads of the chains, so that a later change shows against this file."""
    found = whole.emergencies
    sheet = book.create_sheet(_("Emergencies"))
    row = (
        sheets.put_table(sheet, 1, [_(name) for name, _width in incident_list_pdf.SUMS], incident_list_pdf.sums(found))
        + 1
    )
    rest = [
        (_("Drills"), found.drills),
        (_("Reports due"), found.reports_due),
        (_("Reports in time"), found.reports_in_time),
        (_("Entries of the whole book"), found.entries),
    ]
    row = sheets.put_table(sheet, row, (_("Figure"), _("Value")), rest) + 1
    chains = [*emergencies.heads(work, found), (_("The whole book"), found.entries, found.head)]
    sheets.put_table(sheet, row, [_(name) for name, _width in incident_list_workbook.HEADS], chains)
    sheets.set_widths(sheet, (20, 14, 14, 14, 14, 16, 12))
    sheets.set_up_print(sheet, landscape=True, foot=foot)
