"""The sheets of the walk-ins 窗口服务 in a report's workbook: when, how and how well; departments and clerks; items."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desk.books.cases.statistics import CaseFigures, Share
from desk.core.calendar import weekday_names
from desk.core.words import P_, _
from desk.reports.figures import figure_rows
from desk.reports.figures.day_sheet_workbook import LOOKS as PARTS
from desk.reports.kit import sheets
from desk.reports.kit.cells import Formula
from desk.reports.kit.print_setup import pages_upright
from desk.reports.kit.sheet_charts import Column, bars, bars_of_row, pie
from desk.reports.kit.sheet_rules import data_bars, heat
from desk.reports.kit.workbook import Sheet, Workbook, at

MOST_BARS = 12
"""Departments or items in a chart; the table has all."""
SHARES = ("desk cell", "desk count", "desk percent", "desk count", "desk percent")


def put_hours(book: Workbook, sheet: Sheet, counted: CaseFigures, below: str, foot: str) -> None:
    """By weekday and hour, by hour and day, by mode, and what residents said: one page."""
    shown = figure_rows.shown_hours(counted)
    top = sheets.put_title(sheet, _("Cases by weekday and hour"), below, len(shown) + 2)
    row = _put_heat(sheet, top, counted, shown)
    heat(sheet, top + 1, 2, row - 3, len(shown) + 1)
    sheet.add_chart(bars_of_row(book, _("Cases by hour"), sheet, top, row - 2, (2, len(shown) + 1)), f"A{row}")
    row = _put_modes(book, sheet, row + 15, counted)
    _put_opinions(book, sheet, row, counted)
    sheets.set_widths(sheet, (24, *(7 for _hour in shown), 8))
    sheets.set_up_print(sheet, landscape=False, foot=foot, tall=1)


def _put_heat(sheet: Sheet, top: int, counted: CaseFigures, shown: range) -> int:
    """The table with its sums; the second free row."""
    heads = (_("Weekday"), *(f"{hour:02d}:00" for hour in shown), _("Total"))
    last = len(shown) + 1
    rows = [[name, *(counted.heat[day][hour] for hour in shown)] for day, name in enumerate(weekday_names())]
    end = sheets.put_table(sheet, top, heads, rows, ("desk cell", *("desk count",) * len(shown)))
    for row, cells in enumerate(rows, top + 1):
        put_sum(sheet, (row, last + 1), f"{at(row, 2)}:{at(row, last)}", cells[1:])
    sheets.put(sheet, end, 1, _("Total"), "desk head")
    for hour in range(2, last + 2):
        column = [sheet.value(row, hour) for row in range(top + 1, end)]
        put_sum(sheet, (end, hour), f"{at(top + 1, hour)}:{at(end - 1, hour)}", column)
    return end + 2


def _put_modes(book: Workbook, sheet: Sheet, top: int, counted: CaseFigures) -> int:
    modes = figure_rows.mode_rows(counted)
    end = put_parts(sheet, top, (P_("service", "Mode"), _("Cases"), _("Share")), modes)
    names, many = (Column(sheet, column, top + 1, top + len(modes), _("Cases")) for column in (1, 2))
    sheet.add_chart(pie(book, _("By mode"), names, many), f"E{top}")
    return max(end + 1, top + 13)


def _put_opinions(book: Workbook, sheet: Sheet, top: int, counted: CaseFigures) -> None:
    levels = figure_rows.evaluation_rows(counted)
    row = sheets.put_table(sheet, top, (_("Evaluation"), _("Cases"), _("Share")), levels, PARTS) + 1
    names, many = (Column(sheet, column, top + 1, top + 5, _("Evaluation")) for column in (1, 2))
    sheet.add_chart(bars(book, _("Evaluation"), names, [many], across=True, width=12), f"E{top}")
    help_rows = figure_rows.assistance_rows(counted)
    sheets.put_table(sheet, row, (_("Assistance"), _("Cases"), _("Share")), help_rows, PARTS)


def put_departments(book: Workbook, sheet: Sheet, counted: CaseFigures, below: str, foot: str) -> None:
    """All departments with a chart of the largest, and the clerks."""
    heads = (_("Department"), *map(_, figure_rows.SHARE_HEADINGS))
    top = sheets.put_title(sheet, _("Departments"), below, len(heads))
    row = put_shares(sheet, top, heads, counted.departments, counted)
    if counted.departments:
        largest = min(len(counted.departments), MOST_BARS)
        names, many = (Column(sheet, column, top + 1, top + largest, _("Cases")) for column in (1, 2))
        sheet.add_chart(bars(book, _("By department"), names, [many], across=True, width=17), f"A{row + 1}")
        row += 2 + round(0.6 * largest + 2) * 2
    clerks = (_("Clerk in charge"), *map(_, figure_rows.SHARE_HEADINGS))
    row = put_shares(sheet, row + 1, clerks, counted.clerks, counted)
    sheets.set_widths(sheet, (34, 12, 12, 12, 12))
    sheet.freeze_panes = f"B{top + 1}"
    sheets.set_up_print(sheet, landscape=False, repeat=sheets.TITLE, foot=foot, tall=pages_upright(row))


def put_items(sheet: Sheet, counted: CaseFigures, foot: str) -> None:
    """Every item that was asked for."""
    heads = (_("Item"), *map(_, figure_rows.SHARE_HEADINGS))
    end = put_shares(sheet, 1, heads, counted.items, counted)
    sheets.set_widths(sheet, (34, 12, 12, 12, 12))
    sheet.freeze_panes = "B2"
    sheets.set_filter(sheet, 1, len(heads), max(end - 2, 1))
    sheets.set_up_print(sheet, repeat=1, foot=foot)


def put_shares(sheet: Sheet, top: int, heads: Sequence[str], shares: Sequence[Share], counted: CaseFigures) -> int:
    """A row for each: its share of all cases, what was finished in time; the sums are live. The first free row."""
    last = top + len(shares)
    sheets.put_table(sheet, top, heads, ())
    for row, share in enumerate(shares, top + 1):
        in_time = share.in_time / share.finished if share.finished else None
        part = Formula(f"B{row}/B${last + 1}", share.cases / counted.cases)
        values = (share.name, share.cases, part, share.finished, in_time)
        for column, (value, look) in enumerate(zip(values, SHARES, strict=True), 1):
            sheets.put(sheet, row, column, value, look)
    if shares:
        sheets.put(sheet, last + 1, 1, _("Total"), "desk head")
        put_sum(sheet, (last + 1, 2), f"B{top + 1}:B{last}", [share.cases for share in shares])
        parts = [share.cases / counted.cases for share in shares]
        put_sum(sheet, (last + 1, 3), f"C{top + 1}:C{last}", parts, "desk percent")
        put_sum(sheet, (last + 1, 4), f"D{top + 1}:D{last}", [share.finished for share in shares])
        sheets.put(sheet, last + 1, 5, None)
        data_bars(sheet, 2, top + 1, last)
    return last + 2


def put_parts(sheet: Sheet, top: int, heads: Sequence[str], rows: Sequence[figure_rows.Row]) -> int:
    """Parts of a whole with their sums live; the first free row."""
    last = top + len(rows)
    sheets.put_table(sheet, top, heads, rows, PARTS)
    sheets.put(sheet, last + 1, 1, _("Total"), "desk head")
    put_sum(sheet, (last + 1, 2), f"B{top + 1}:B{last}", [many for _name, many, _part in rows])
    parts = [part for _name, _many, part in rows if part is not None]
    put_sum(sheet, (last + 1, 3), f"C{top + 1}:C{last}", parts, "desk percent")
    return last + 2


def put_sum(sheet: Sheet, cell: tuple[int, int], area: str, values: Sequence[Any], look: str = "desk count") -> None:
    """The sum of an area, live."""
    sheet.put(*cell, Formula(f"SUM({area})", sum(values)), look)
