"""The duty roster on the wall, as a workbook and in telephones, read back."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta

from icalendar import Calendar
from openpyxl import load_workbook

from desk.books.roster import assignees, queries
from desk.core.month import Month
from desk.reports.roster import roster_ics, roster_notice, roster_pdf, roster_workbook
from desk.services.session import Desk
from desk.storage import data_file_id
from tests.support.pdf_text import pages_of, words_of


def test_the_wall_page_holds_every_duty_large_on_one_page(demo: Desk) -> None:
    with demo.read() as work:
        content = roster_pdf.pdf(work, Month(2026, 11))
        present = queries.duties_between(work, date(2026, 11, 1), date(2026, 11, 30))
        names = {taker.id: taker.name for taker in assignees.all_assignees(work)}
    assert len(pages_of(content)) == 1
    read = words_of(content)
    for name in set(names.values()):
        assert read.count(name) >= sum(names[duty.staff_id] == name for duty in present)
    assert "2026年11月坐班轮值表" in read and "换班或顶班" in read


def test_a_wall_page_that_overflows_goes_on_in_a_list(demo: Desk) -> None:
    from desk.core.calendar import WorkCalendar
    from desk.reports.roster.roster_pdf import Wall, WallRow

    roster = queries.RosterMonth(Month(2026, 11))
    crowded = {day: [WallRow("晚间延时服务", ("欧阳晓燕",) * 9, False)] * 6 for day in roster.month.days}
    wall = Wall(roster, crowded, WorkCalendar(), "题", "", (780, 520))
    assert wall.overflows and wall.size == roster_pdf.SMALLEST
    calm = {day: [WallRow("白班", ("林小芳", "黄志强"), False)] for day in roster.month.days}
    assert Wall(roster, calm, WorkCalendar(), "题", "", (780, 520)).size == roster_pdf.LARGEST


def test_the_rosters_workbook_has_roster_attendance_and_loads(demo: Desk) -> None:
    with demo.read() as work:
        book = load_workbook(io.BytesIO(roster_workbook.xlsx(work, Month(2026, 11))))
        present = queries.duties_between(work, date(2026, 11, 1), date(2026, 11, 30))
    assert book.sheetnames[:4] == ["坐班轮值表", "考勤表", "考勤明细", "值班量"]
    sheet = book["坐班轮值表"]
    days = [cell.value for cell in sheet["A"] if isinstance(cell.value, datetime)]
    assert len(days) == 30 and sheet.freeze_panes and sheet.page_setup.fitToHeight in (1, None)
    attended = book["考勤表"]
    signs = [cell.value for line in attended.iter_rows(min_row=5, min_col=2, max_col=31) for cell in line if cell.value]
    assert sum(len(sign) for sign in signs) >= len(present) and {"√", "○"} <= set("".join(signs))
    assert book["考勤明细"].max_row == len(present) + 1
    assert len(book["值班量"]._charts) == 1 and book["_figures"].sheet_state == "hidden"


def test_a_calendar_a_person_is_valid_and_in_the_centres_time(demo: Desk) -> None:
    with demo.read() as work:
        content = roster_ics.ics(work, Month(2026, 11), "林小芳")
        own = queries.duties_between(work, date(2026, 11, 1), date(2026, 11, 30))
        names = {taker.id: taker.name for taker in assignees.all_assignees(work)}
        text = roster_notice.text(work, Month(2026, 11))
        book = data_file_id.book_id(work.connection)
    events = [e for e in Calendar.from_ical(content).walk("VEVENT") if e["status"] == "CONFIRMED"]
    mine = [duty for duty in own if names[duty.staff_id] == "林小芳"]
    assert len(events) == len(mine)
    assert {str(event["uid"]) for event in events} == {f"duty-{duty.id}-{duty.staff_id}@{book}" for duty in mine}
    begins = sorted(event.decoded("dtstart") for event in events)
    assert begins == sorted(duty.begins_at for duty in mine) and begins[0].utcoffset() == timedelta(hours=8)
    assert text.count("带班：") == 30 and text.startswith("【值班安排】")
