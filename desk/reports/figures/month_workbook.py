"""The month's report 窗口服务月报 as a workbook: figures, charts, heat map, details, a hidden sheet for programs."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from desk.books import centre, figures, submissions
from desk.books.cases.statistics import CaseFigures, Share
from desk.books.submissions import reporting, whole_figures
from desk.books.submissions.reporting import ReportFigures
from desk.books.submissions.sheet import sheet_of
from desk.core.calendar import weekday_names
from desk.core.month import Month
from desk.core.period import Period, PeriodKind
from desk.core.words import P_, _, on_record
from desk.core.work import Work
from desk.reports.figures import figure_rows
from desk.reports.figures.day_sheet_workbook import LOOKS as PARTS
from desk.reports.figures.day_sheet_workbook import put_details, put_facts
from desk.reports.kit import machine_sheet, sheets
from desk.reports.kit.sheet_charts import Column, bars, pie
from desk.reports.kit.sheet_rules import heat
from desk.reports.kit.workbook import Sheet, Workbook


@on_record()
def xlsx(work: Work, month: Month) -> bytes:
    """The month counted and on its sheets."""
    return from_figures(work, reporting.counted(work, Period.around(PeriodKind.MONTH, month.first)))


@on_record()
def from_figures(work: Work, report: ReportFigures) -> bytes:
    """The workbook of figures counted in this transaction; the details and corrections are read in it as well."""
    whole, month = report.whole, Month.of(report.period.first)
    span = report.period.first, report.period.last
    counted: CaseFigures = whole.of_book["cases"]
    house = centre.get(work)
    foot = f"{house.name} {month.label}"
    book = sheets.new_workbook()
    _overview(book, counted, f"{house.district}　{house.name}　{month.label}", foot)
    _shares(book, counted, foot)
    _hours(book, counted, foot)
    _quality(book, counted, foot)
    for each in whole_figures.other_work(whole):
        room = import_module(f"desk.reports.{each.book}.month_sheet")
        room.put(book.create_sheet(each.title), work, whole.of_book[each.book], foot)
    _corrections(book, work, month.name, foot)
    put_details(book, work, *span, foot)
    machine_sheet.put(book, sheet_of(work, report))
    return sheets.content(book)


def _overview(book: Workbook, counted: CaseFigures, below: str, foot: str) -> None:
    sheet = book.create_sheet(_("Summary"))
    row = sheets.put_title(sheet, _("Monthly report of walk-in services"), below, 6)
    row = put_facts(sheet, row, figure_rows.summary(counted))
    top = row
    modes = figure_rows.mode_rows(counted)
    row = sheets.put_table(sheet, row, (P_("service", "Mode"), _("Cases"), _("Share")), modes, PARTS) + 1
    names, many = (Column(sheet, at, top + 1, top + len(modes), _("Cases")) for at in (1, 2))
    sheet.add_chart(pie(book, _("By mode"), names, many), f"A{row}")
    days_at = row + 15
    sheets.put_table(sheet, days_at, (_("Day"), _("Cases")), list(counted.days.items()), ("desk day", "desk cell"))
    sheet.add_chart(_bars(book, sheet, _("Cases by day"), days_at, len(counted.days), width=15.5), f"C{days_at}")
    sheets.set_widths(sheet, (22, 14, 22, 14, 10, 10))
    sheets.set_up_print(sheet, foot=foot)


def _bars(
    book: Workbook, sheet: Sheet, title: str, top: int, many: int, *, across: bool = False, width: float = 16
) -> Any:
    """A chart over two columns, names in the first and numbers in the second, headed in row ``top``."""
    names, numbers = (Column(sheet, at, top + 1, top + many, title) for at in (1, 2))
    return bars(book, title, names, [numbers], across=across, width=width)


def _shares(book: Workbook, counted: CaseFigures, foot: str) -> None:
    for name, label, shares in (
        (_("Departments"), _("Department"), counted.departments),
        (_("Items"), _("Item"), counted.items),
        (_("Clerks"), _("Clerk in charge"), counted.clerks),
    ):
        sheet = book.create_sheet(name)
        heads = (label, *map(_, figure_rows.SHARE_HEADINGS))
        sheets.put_table(sheet, 1, heads, _share_rows(shares, counted.cases), LOOKS)
        sheets.set_widths(sheet, (34, 10, 10, 10, 10))
        sheet.freeze_panes = "A2"
        sheets.set_filter(sheet, 1, len(heads), len(shares) + 1)
        if shares:
            sheet.add_chart(_bars(book, sheet, name, 1, min(len(shares), 15), across=True), "G2")
        sheets.set_up_print(sheet, landscape=True, repeat=1, foot=foot)


LOOKS = ("desk cell", "desk cell", "desk percent", "desk cell", "desk percent")


def _share_rows(shares: Sequence[Share], whole: int) -> list[tuple[Any, ...]]:
    return [
        (s.name, s.cases, s.cases / whole, s.finished, s.in_time / s.finished if s.finished else None) for s in shares
    ]


def _hours(book: Workbook, counted: CaseFigures, foot: str) -> None:
    sheet = book.create_sheet(_("Hours"))
    shown = figure_rows.shown_hours(counted)
    rows = [(name, *(counted.heat[day][h] for h in shown)) for day, name in enumerate(weekday_names())]
    end = sheets.put_table(sheet, 1, (_("Weekday"), *(f"{hour:02d}:00" for hour in shown)), rows)
    sheets.set_widths(sheet, (10, *(7 for _hour in shown)))
    heat(sheet, 2, 2, end - 1, len(shown) + 1)
    top = end + 2
    by_hour = [(f"{hour:02d}:00", counted.by_hour[hour]) for hour in shown]
    sheets.put_table(sheet, top, (_("Hour"), _("Cases")), by_hour)
    sheet.add_chart(_bars(book, sheet, _("Cases by hour"), top, len(by_hour), width=14), f"D{top}")
    sheets.set_up_print(sheet, landscape=True, foot=foot)


def _quality(book: Workbook, counted: CaseFigures, foot: str) -> None:
    sheet = book.create_sheet(_("Evaluation and help"))
    row = (
        sheets.put_table(
            sheet, 1, (_("Evaluation"), _("Cases"), _("Share")), figure_rows.evaluation_rows(counted), PARTS
        )
        + 1
    )
    help_rows = figure_rows.assistance_rows(counted)
    row = sheets.put_table(sheet, row, (_("Assistance"), _("Cases"), _("Share")), help_rows, PARTS) + 1
    rest = [
        (_("Of it to elderly and disabled"), counted.assisted_vulnerable),
        (_("Call-backs owed"), counted.callbacks_owed),
        (_("Call-backs made"), counted.callbacks_done),
        (_("Repeat visits"), counted.repeats),
        (_("Visits with priority"), counted.visits_priority),
        (_("Left unserved"), counted.visits_left),
    ]
    sheets.put_table(sheet, row, (_("Figure"), _("Value")), rest)
    sheet.add_chart(_bars(book, sheet, _("Evaluation"), 1, 5, across=True, width=12), "E2")
    sheets.set_widths(sheet, (24, 10, 10))
    sheets.set_up_print(sheet, landscape=True, foot=foot)


def _corrections(book: Workbook, work: Work, period: str, foot: str) -> None:
    corrections = submissions.corrections(work, period)
    if not corrections:
        return
    sheet = book.create_sheet(_("Corrections"))
    rows = [
        (c.period, figures.name_of(c.figure), figures.cell(c.figure, c.was), figures.cell(c.figure, c.now))
        for c in corrections
    ]
    sheets.put_table(sheet, 1, (_("Month"), _("Figure"), P_("correction", "Was"), P_("correction", "Is now")), rows)
    sheets.set_widths(sheet, (12, 30, 12, 12))
    sheets.set_up_print(sheet, repeat=1, foot=foot)
