"""The sheet 活动 of the month's workbook: sums by kind, and when the calendar went out."""

from __future__ import annotations

from desk.books.activities.statistics import ActivityFigures
from desk.core.words import P_, _
from desk.core.work import Work
from desk.reports.activities import calendar_workbook
from desk.reports.kit import sheets
from desk.reports.kit.workbook import Sheet


def put(sheet: Sheet, top: int, _work: Work, figures: ActivityFigures) -> int:
    """Below row ``top``; the first free row."""
    heads = [_(name) for name, _width in calendar_workbook.SUMS]
    looks = ("desk cell",) * 6 + ("desk percent",)
    sums = [calendar_workbook.sum_row(each) for each in figures.by_kind]
    total = calendar_workbook.sum_row(figures.total, P_("sum", "All activities"))
    row = sheets.put_table(sheet, top, heads, [*sums, total], looks) + 1
    channels = [_(name) for name, _width in calendar_workbook.CHANNELS]
    dated = ("desk cell", "desk day", *("desk cell",) * 3)
    return sheets.put_table(sheet, row, channels, calendar_workbook.channel_rows(figures), dated)
