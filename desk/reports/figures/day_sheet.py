"""The day sheet 日报: what happened at the counter on one day, for the manager to sign."""

from __future__ import annotations

from datetime import date
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from desk.books import centre
from desk.books.cases import case_export, statistics
from desk.core.words import _
from desk.core.work import Work
from desk.reports import imprint
from desk.reports.figures import figure_rows
from desk.reports.kit import paper, sheets

SHOWN = (0, 1, 2, 3, 9, 10, 11, 12, 17, 19)
"""The columns of ``details.COLUMNS`` that fit on the sheet."""
WIDTHS = (25, 13, 16, 14, 38, 24, 15, 16, 16, 15)


LOOKS = ("desk cell", "desk cell", "desk percent")


def pdf(work: Work, day: date) -> bytes:
    """Summary, hours, and every case with the person masked."""
    counted = statistics.of_days(work, day, day)
    house = centre.get(work).name
    margins = (22 * mm, 9 * mm, 22 * mm, 9 * mm)
    width = paper.inner_width(margins=margins)
    half = (counted.by_mode.items(), counted.evaluations.items())
    modes = "　".join(f"{mode.label} {n}" for mode, n in half[0])
    levels = "　".join(f"{level.label} {n}" for level, n in half[1] if n) or figure_rows.NOTHING
    hours = "　".join(
        f"{hour}:00 {counted.by_hour[hour]}" for hour in figure_rows.shown_hours(counted) if counted.by_hour[hour]
    )
    below = f"{house}　{day:%Y-%m-%d}　{figure_rows.weekdays()[day.weekday()]}"
    story: list[Flowable] = [
        *paper.title(_("Day sheet"), below),
        paper.facts(figure_rows.in_words(figure_rows.summary(counted)), width, columns=3),
        *paper.heading(_("By mode, evaluation and hour")),
        paper.facts(
            [(_("Mode"), modes), (_("Evaluation"), levels), (_("Hour"), hours or figure_rows.NOTHING)], width, columns=1
        ),
        *paper.heading(_("Cases")),
        _cases(work, day),
        *paper.signatures(_("Clerk on duty"), _("Leader in charge"), _("Date"), width=width),
    ]
    return paper.build(story, imprint.of(work), name=_("Day sheet"), margins=margins)


def _cases(work: Work, day: date) -> Flowable:
    names = case_export.headings()
    rows = [[_short(row[i]) for i in SHOWN] for row in case_export.rows(work, day, day)]
    if not rows:
        return paper.words(_("No cases on this day."), colour=paper.GREY)
    return paper.table([names[i] for i in SHOWN], rows, [w * mm for w in WIDTHS], size=8)


def _short(value: Any) -> Any:
    return f"{value:%H:%M}" if hasattr(value, "hour") else value


def xlsx(work: Work, day: date) -> bytes:
    """The same as a workbook, with every column of the cases."""
    counted = statistics.of_days(work, day, day)
    book = sheets.new_workbook()
    sheet: Any = book.active
    sheet.title = _("Day sheet")
    row = sheets.put_title(sheet, _("Day sheet"), f"{centre.get(work).name}　{day:%Y-%m-%d}", 4)
    row = put_facts(sheet, row, figure_rows.summary(counted))
    row = sheets.put_table(sheet, row, (_("Mode"), _("Cases"), _("Share")), figure_rows.mode_rows(counted), LOOKS) + 1
    for name, shares in ((_("Department"), counted.departments), (_("Item"), counted.items)):
        parts = [(share.name, share.cases, share.cases / counted.cases) for share in shares]
        row = sheets.put_table(sheet, row, (name, _("Cases"), _("Share")), parts, LOOKS) + 1
    hours = [(f"{hour}:00", counted.by_hour[hour], None) for hour in figure_rows.shown_hours(counted)]
    row = sheets.put_table(sheet, row, (_("Hour"), _("Cases"), _("Share")), hours, LOOKS) + 1
    sheets.put_table(sheet, row, (_("Evaluation"), _("Cases"), _("Share")), figure_rows.evaluation_rows(counted), LOOKS)
    sheets.set_widths(sheet, (24, 14, 24, 14))
    foot = f"{centre.get(work).name} {day:%Y-%m-%d}"
    sheets.set_up_print(sheet, foot=foot)
    put_details(book, work, day, day, foot)
    sheets.put_machine_sheet(book, "day", f"{day:%Y-%m-%d}", statistics.plain(counted))
    return sheets.content(book)


def put_facts(sheet: Any, top: int, facts: list[figure_rows.Fact]) -> int:
    """Figures in two columns of name and value; the first free row after a gap."""
    half = (len(facts) + 1) // 2
    sheets.put_table(sheet, top, (_("Figure"), _("Value"), _("Figure"), _("Value")), [])
    for place, fact in enumerate(facts):
        row, column = top + 1 + place % half, 1 + 2 * (place // half)
        sheets.put(sheet, row, column, fact.name)
        sheets.put(sheet, row, column + 1, fact.value, fact.look)
    return top + half + 2


def put_details(book: Any, work: Work, first: date, last: date, foot: str) -> None:
    """A sheet of all cases with frozen heading and filter."""
    sheet = book.create_sheet(_("Details"))
    looks = [_look(name) for name, _width in case_export.COLUMNS]
    end = sheets.put_table(sheet, 1, case_export.headings(), case_export.rows(work, first, last), looks)
    sheets.set_widths(sheet, [width for _name, width in case_export.COLUMNS])
    sheet.freeze_panes = "D2"
    sheet.auto_filter.ref = f"A1:V{max(end - 1, 1)}"
    sheets.set_up_print(sheet, landscape=True, repeat=1, foot=foot)


def _look(name: str) -> str:
    return {"Taken at": "desk moment", "Promised day": "desk day", "Finished on": "desk day"}.get(name, "desk cell")
