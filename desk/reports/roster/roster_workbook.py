"""The roster and the attendance as a workbook for the district: 坐班轮值表, 考勤表, 值班量."""

from __future__ import annotations

from datetime import date
from typing import Any

from desk.books import centre
from desk.books.centre import days_off
from desk.books.roster import assignees, attendance, queries, shifts
from desk.books.roster.attendance import AttendanceMark, AttendedDuty
from desk.books.roster.months import whole_problem
from desk.books.roster.queries import RosterMonth
from desk.core.calendar import weekday_words
from desk.core.errors import Refused
from desk.core.month import Month
from desk.core.words import N_, NP_, P_, _, listed, on_record
from desk.core.work import Work
from desk.reports.kit import sheets
from desk.reports.kit.sheet_charts import Column, bars, with_line
from desk.reports.kit.workbook import Sheet, Workbook
from desk.reports.roster.roster_pdf import is_changed
from desk.scheduling.fairness import FairnessStanding, standings
from desk.scheduling.problem import DUTY

SIGNS = {
    AttendanceMark.AHEAD: "○",
    AttendanceMark.KEPT: "√",
    AttendanceMark.ON_DUTY: "√",
    AttendanceMark.LATE: "迟",
    AttendanceMark.EARLY: "早",
    AttendanceMark.LATE_AND_EARLY: "迟早",
    AttendanceMark.NOT_THERE: "未",
    AttendanceMark.MISSED: "缺",
    AttendanceMark.CANCELLED: "—",
}


LEGEND = (
    AttendanceMark.KEPT,
    AttendanceMark.LATE,
    AttendanceMark.EARLY,
    AttendanceMark.MISSED,
    AttendanceMark.NOT_THERE,
    AttendanceMark.AHEAD,
)
SUM_HEADS = (
    NP_("sum of attendance", "Planned"),
    NP_("sum of attendance", "On time"),
    NP_("sum of attendance", "Late"),
    NP_("sum of attendance", "Left early"),
    NP_("sum of attendance", "Absent"),
    N_("Hours worked"),
    N_("Overtime, min"),
)
DETAIL_HEADS = (
    N_("Day"),
    N_("Shift"),
    N_("Name"),
    NP_("duty", "As published"),
    NP_("attendance", "In"),
    NP_("attendance", "Out"),
    N_("State"),
    N_("Late, min"),
    N_("Early, min"),
    N_("Overtime, min"),
    N_("Remark on times"),
)


@on_record()
def xlsx(work: Work, month: Month) -> bytes:
    """Roster, loads and, once the month is published, attendance. Raises ``Refused`` for a month without a roster."""
    roster = queries.roster_of(work, month)
    present = queries.duties_between(work, *month.span)
    if not present:
        raise Refused(_("{month} has no plan yet.", month=month.label))
    ask = whole_problem(work, month)
    standing = standings(ask, (duty.assignment for duty in present))
    names = {assignee.id: assignee.name for assignee in assignees.all_assignees(work)}
    foot = f"{centre.get(work).name} {month.label}"
    book = sheets.new_workbook()
    _roster(book, work, roster, foot)
    if roster.published:
        _attendance(book, work, roster, foot)
    _loads(book, [(names[id], s) for id, s in standing.items()], foot)
    plain = {f"load.{names[id]}": s.load.points / DUTY for id, s in standing.items()}
    sheets.put_machine_sheet(book, "roster", month.name, {"duties": len(present), **plain})
    return sheets.content(book)


def _roster(book: Workbook, work: Work, roster: RosterMonth, foot: str) -> None:
    sheet = book.create_sheet(_("Duty roster sheet"))
    names = {assignee.id: assignee.name for assignee in assignees.all_assignees(work)}
    present = queries.duties_between(work, *roster.month.span)
    used = {duty.shift_id for duty in present}
    cards = [card for card in shifts.all_shifts(work) if card.id in used]
    calendar = days_off.calendar(work)
    names_by_shift: dict[tuple[date, int], list[str]] = {}
    for duty in present:
        star = "*" if is_changed(roster, duty) else ""
        names_by_shift.setdefault((duty.day, duty.shift_id), []).append(names[duty.staff_id] + star)
    house = centre.get(work)
    below = f"{house.district}　{house.name}　{roster.month.label}　{roster.state_words}"
    row = sheets.put_title(sheet, _("Duty roster sheet"), below, 3 + len(cards))
    heads = (_("Day"), _("Weekday"), _("Kind of day"), *(f"{card.name}\n{shifts.time_words(card)}" for card in cards))
    rows = [
        (
            day,
            weekday_words(day),
            calendar.kind(day).label,
            *(listed(names_by_shift.get((day, card.id), ())) for card in cards),
        )
        for day in roster.month.days
    ]
    end = sheets.put_table(sheet, row, heads, rows, ("desk day", *("desk cell",) * (2 + len(cards))))
    sheet.heights[row] = 34
    if any("*" in text for line in rows for text in map(str, line[3:])):
        sheets.put(sheet, end, 1, _("* after a swap or substitution"), "desk note")
    sheets.set_widths(sheet, (13, 8, 12, *(max(18, 60 // max(len(cards), 1)) for _card in cards)))
    sheet.freeze_panes = f"D{row + 1}"
    sheets.set_up_print(sheet, repeat=row, foot=foot, tall=1)


def _attendance(book: Workbook, work: Work, roster: RosterMonth, foot: str) -> None:
    sheet = book.create_sheet(_("Attendance sheet"))
    rows = attendance.attended(work, *roster.month.span)
    by_cell: dict[tuple[str, int], list[AttendedDuty]] = {}
    for each in rows:
        by_cell.setdefault((each.name, each.duty.day.day), []).append(each)
    sums = attendance.sums(work, *roster.month.span)
    heads = (_("Name"), *(str(day.day) for day in roster.month.days), *map(_, SUM_HEADS))
    table = [
        (
            each.name,
            *("".join(SIGNS[a.mark] for a in by_cell.get((each.name, day.day), ())) for day in roster.month.days),
            each.planned,
            each.kept,
            each.late,
            each.early,
            each.missed,
            round(each.minutes / 60, 1),
            each.over,
        )
        for each in sums
    ]
    house = centre.get(work)
    row = sheets.put_title(
        sheet, _("Attendance sheet"), f"{house.district}　{house.name}　{roster.month.label}", len(heads)
    )
    looks = ("desk cell", *("desk mark" for _day in roster.month.days), *("desk cell",) * len(SUM_HEADS))
    end = sheets.put_table(sheet, row, heads, table, looks)
    legend = "　".join(f"{SIGNS[mark]} {mark.label}" for mark in LEGEND)
    sheets.put(sheet, end, 1, legend, "desk plain note")
    sheet.merge(end, len(heads))
    sheets.set_widths(sheet, (10, *(3 for _day in roster.month.days), 6, 6, 6, 6, 6, 7, 8))
    sheet.freeze_panes = f"B{row + 1}"
    sheets.set_up_print(sheet, repeat=row, foot=foot)
    _attendance_details(book, rows, foot)


def _attendance_details(book: Workbook, duties: list[AttendedDuty], foot: str) -> None:
    """Every duty with its times."""
    sheet = book.create_sheet(_("Attendance details"))
    sheets.put_table(
        sheet,
        1,
        [_(name) for name in DETAIL_HEADS],
        [_detail(each) for each in duties],
        ("desk day", *("desk cell",) * 10),
    )
    sheets.set_widths(sheet, (13, 12, 12, 12, 8, 8, 14, 10, 10, 12, 30))
    sheet.freeze_panes = "A2"
    sheets.set_filter(sheet, 1, len(DETAIL_HEADS), len(duties) + 1)
    sheets.set_up_print(sheet, repeat=1, foot=foot)


def _detail(each: AttendedDuty) -> tuple[Any, ...]:
    duty = each.duty
    return (
        duty.day,
        each.shift.name,
        each.name,
        each.planned_name,
        attendance.time_of(duty.came_at),
        attendance.time_of(duty.left_at),
        each.mark.label,
        each.late or None,
        each.early or None,
        each.over or None,
        duty.note,
    )


def _loads(book: Workbook, lines: list[tuple[str, FairnessStanding]], foot: str) -> None:
    sheet = book.create_sheet(_("Loads"))
    heads = (
        _("Name"),
        P_("roster", "Load"),
        _("Fair share"),
        _("Carried in"),
        _("Over (+) or under (-)"),
        _("Weekend duties"),
        _("Holiday duties"),
        _("Evening duties"),
    )
    rows = [
        (
            name,
            s.load.points / DUTY,
            s.fair.points / DUTY,
            s.carried.points / DUTY,
            s.over / DUTY,
            s.load.weekend // DUTY,
            s.load.holiday // DUTY,
            s.load.evening // DUTY,
        )
        for name, s in lines
    ]
    looks = ("desk cell", *("desk load",) * 4, *("desk number",) * 3)
    end = sheets.put_table(sheet, 1, heads, rows, looks)
    sheets.set_widths(sheet, (14, 10, 12, 12, 20, 14, 14, 14))
    if rows:
        sheet.add_chart(_chart(book, sheet, len(rows)), f"A{end + 1}")
    sheet.freeze_panes = "B2"
    sheets.set_filter(sheet, 1, len(heads), len(rows) + 1)
    sheets.set_up_print(sheet, landscape=True, repeat=1, foot=foot)


def _chart(book: Workbook, sheet: Sheet, many: int) -> Any:
    """Loads as bars with the fair share as a line."""
    names, load, fair = (Column(sheet, at, 2, many + 1, str(sheet.value(1, at))) for at in (1, 2, 3))
    return with_line(book, bars(book, _("Load and fair share"), names, [load], width=22), names, fair)
