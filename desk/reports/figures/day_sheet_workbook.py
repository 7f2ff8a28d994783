"""The day sheet 日报 as a workbook: the day's figures, and every column of its cases."""

from __future__ import annotations

from datetime import date

from desk.books import centre
from desk.books.cases import case_export, statistics
from desk.core.calendar import full_date_words
from desk.core.words import P_, _, on_record
from desk.core.work import Work
from desk.reports.cases import details_workbook
from desk.reports.figures import figure_rows
from desk.reports.kit import sheets
from desk.reports.kit.workbook import Sheet, Workbook

LOOKS = ("desk cell", "desk cell", "desk percent")


@on_record()
def xlsx(work: Work, day: date) -> bytes:
    """The same as a workbook, with every column of the cases."""
    counted = statistics.of_days(work, day, day)
    book = sheets.new_workbook()
    sheet = book.create_sheet(_("Day sheet"))
    row = sheets.put_title(sheet, _("Day sheet"), f"{centre.get(work).name}　{full_date_words(day)}", 4)
    row = put_facts(sheet, row, figure_rows.summary(counted))
    row = (
        sheets.put_table(
            sheet, row, (P_("service", "Mode"), _("Cases"), _("Share")), figure_rows.mode_rows(counted), LOOKS
        )
        + 1
    )
    for name, shares in ((_("Department"), counted.departments), (_("Item"), counted.items)):
        parts = [(share.name, share.cases, share.cases / counted.cases) for share in shares]
        row = sheets.put_table(sheet, row, (name, _("Cases"), _("Share")), parts, LOOKS) + 1
    hours = [(f"{hour:02d}:00", counted.by_hour[hour], None) for hour in figure_rows.shown_hours(counted)]
    row = sheets.put_table(sheet, row, (_("Hour"), _("Cases"), _("Share")), hours, LOOKS) + 1
    sheets.put_table(sheet, row, (_("Evaluation"), _("Cases"), _("Share")), figure_rows.evaluation_rows(counted), LOOKS)
    sheets.set_widths(sheet, (24, 14, 24, 14))
    foot = f"{centre.get(work).name} {full_date_words(day)}"
    sheets.set_up_print(sheet, foot=foot)
    put_details(book, work, day, day, foot)
    sheets.put_machine_sheet(book, "day", f"{day:%Y-%m-%d}", statistics.plain(counted))
    return sheets.content(book)


def put_facts(sheet: Sheet, top: int, facts: list[figure_rows.Fact]) -> int:
    """Figures in two columns of name and value; the first free row after a gap."""
    half = (len(facts) + 1) // 2
    sheets.put_table(sheet, top, (_("Figure"), _("Value"), _("Figure"), _("Value")), [])
    for place, fact in enumerate(facts):
        row, column = top + 1 + place % half, 1 + 2 * (place // half)
        sheets.put(sheet, row, column, fact.name)
        sheets.put(sheet, row, column + 1, fact.value, fact.look)
    return top + half + 2


def put_details(book: Workbook, work: Work, first: date, last: date, foot: str) -> None:
    """A sheet of all cases with frozen heading and filter."""
    details_workbook.put_details(book.create_sheet(_("Details")), case_export.rows(work, first, last), foot)
