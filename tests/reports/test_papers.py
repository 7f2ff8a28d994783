"""Papers read back: their text, their pages, their cells."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta

import pypdfium2
import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from desk.books import cases, catalogue, residents, sample, visits
from desk.books.cases import CaseState, NewCase, case_export, statistics
from desk.books.incidents import statistics as incidents
from desk.books.roster import assignees, queries
from desk.books.sample import SampleSize
from desk.books.visits import Registration
from desk.core.clock import Clock
from desk.core.errors import Cancelled, Refused
from desk.core.month import Month
from desk.reports import recovery_sheet
from desk.reports.cases import decline_notice, details_workbook, one_time_notice, receipt
from desk.reports.cases import papers as case_papers
from desk.reports.figures import day_sheet_pdf, day_sheet_workbook, month_pdf, month_workbook
from desk.reports.roster import roster_ics, roster_notice, roster_pdf, roster_workbook
from desk.services.session import Desk
from desk.storage import data_file_id
from tests.support.demo import lived
from tests.support.people import person

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
RARE = "𬱖䶮㛃𫖯"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    yield from lived(tmp_path_factory, SampleSize(residents=150, months=3, per_day=14, seed=5), Clock(lambda: NOW))


def pages(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_range() for page in document]


def words(content: bytes) -> str:
    return "".join("".join(pages(content)).split())


@pytest.fixture
def case_id(desk: Desk) -> int:
    with desk.write() as work:
        item = next(i for i in sample.take_in_catalogue(work) if i.code == "LL01")
        new = NewCase(item.id, CaseState.PAPERS, ("身份证", "户口簿"), ("银行卡",), remark="请尽快")
        return visits.register(work, Registration(person(RARE), (new,))).cases[0].id


def test_the_receipt_says_all_it_should_and_masks_the_number(desk: Desk, case_id: int) -> None:
    with desk.write() as work:
        cases.move(work, case_id, CaseState.IN_PROGRESS)
        text = words(receipt.pdf(work, case_id))
    for wanted in (
        "受理回执",
        "202611240001",
        "A001",
        RARE,
        "高龄津贴申请（就近办）",
        "身份证、户口簿",
        "2026-12-08",
        "0595-12345",
        "周一至周五08:00—12:0014:30—17:30",
        "350599********",
        "管理员打印于2026-11-2409:00",
        "第1页，共1页",
    ):
        assert wanted in text, wanted
    assert "19800101" not in text


def test_the_notice_lists_every_missing_paper(desk: Desk, case_id: int) -> None:
    with desk.read() as work:
        text = words(one_time_notice.pdf(work, case_id))
    assert "一次性告知单" in text and "□1.银行卡" in text and "请尽快" in text
    assert "承诺" not in text and "申请人签名" in text


def test_each_state_has_its_one_paper_and_the_others_are_refused(desk: Desk, case_id: int) -> None:
    def made() -> dict[str, str]:
        found = {}
        with desk.read() as work:
            for name, pdf in (
                ("receipt", receipt.pdf),
                ("notice", one_time_notice.pdf),
                ("refusal", decline_notice.pdf),
            ):
                try:
                    found[name] = words(pdf(work, case_id))
                except Refused as no:
                    assert no.words.startswith("办件 202611240001 为“") and no.words.endswith("不能打印这种单据。")
        return found

    assert list(made()) == ["notice"]
    with desk.write() as work:
        cases.move(work, case_id, CaseState.IN_PROGRESS, handed_in=("身份证", "户口簿", "银行卡"))
    assert list(made()) == ["receipt"]
    with desk.write() as work:
        cases.move(work, case_id, CaseState.DECLINED, "未满80周岁")
    refused = made()
    assert list(refused) == ["refusal"]
    for wanted in (
        "不予受理告知书",
        "未满80周岁",
        "高龄津贴申请",
        "可向民政局咨询，或拨打12345反映",
        "申请人签名",
        "经办人盖章",
    ):
        assert wanted in refused["refusal"], wanted
    assert "当场办结" not in refused["refusal"] and "承诺" not in refused["refusal"]


def test_what_a_department_turns_down_had_been_taken_in(desk: Desk, case_id: int) -> None:
    with desk.write() as work:
        for state in (CaseState.IN_PROGRESS, CaseState.FORWARDED, CaseState.NOT_APPROVED):
            cases.move(work, case_id, state, "不符合条件")
    with desk.read() as work:
        text = words(decline_notice.pdf(work, case_id))
    assert "不予批准告知书" in text and "不予受理" not in text


@pytest.mark.parametrize(
    ("state", "title"),
    [
        (CaseState.DONE, "受理回执"),
        (CaseState.FORWARDED, "受理回执"),
        (CaseState.PAPERS, "一次性告知单"),
        (CaseState.DECLINED, "不予受理告知书"),
        (CaseState.NOT_APPROVED, "不予批准告知书"),
        (CaseState.WITHDRAWN, None),
    ],
)
def test_the_window_offers_one_paper_by_the_state(state: CaseState, title: str | None) -> None:
    paper = case_papers.of_state(state)
    assert (paper and paper.label) == title


def test_markup_and_formulas_in_what_was_typed_stay_text(desk: Desk) -> None:
    with desk.write() as work:
        item = catalogue.add(
            work, catalogue.ServiceItem("Z1", "<b>=1+1</b>&amp;", "部门", catalogue.ServiceMode.ON_THE_SPOT)
        )
        made = visits.register(
            work, Registration(person(), (NewCase(item.id, CaseState.DECLINED, remark="=cmd()<i>"),))
        )
    with desk.read() as work:
        text = words(decline_notice.pdf(work, made.cases[0].id))
        book = load_workbook(io.BytesIO(day_sheet_workbook.xlsx(work, work.today)))
    assert "<b>=1+1</b>&amp;" in text and "=cmd()<i>" in text
    cells = {cell.value: cell.data_type for row in book["明细"].iter_rows() for cell in row}
    assert cells["=cmd()<i>"] == "s"


def test_the_day_sheet_lists_every_case_masked(demo: Desk) -> None:
    shown = date(2026, 11, 23)
    with demo.read() as work:
        counted = statistics.of_days(work, shown, shown)
        content = day_sheet_pdf.pdf(work, shown)
        again = day_sheet_pdf.pdf(work, shown)
        book = load_workbook(io.BytesIO(day_sheet_workbook.xlsx(work, shown)))
    text = words(content)
    assert all(f"20261123{n:04d}" in text for n in range(1, counted.cases + 1))
    assert content == again
    details = book["明细"]
    assert details.max_row == counted.cases + 1
    assert all("*" in details.cell(row, 4).value for row in range(2, details.max_row + 1))
    assert details.freeze_panes == "D2" and isinstance(details["C2"].value, datetime)


def test_the_month_report_is_two_pages_with_the_figures_in_sentences(demo: Desk) -> None:
    with demo.read() as work:
        counted = statistics.of_days(work, *Month(2026, 10).span)
        content = month_pdf.pdf(work, Month(2026, 10))
        emergencies = incidents.of_days(work, *Month(2026, 10).span)
    assert len(pages(content)) == 2
    text = words(content)
    assert f"应急日志共{emergencies.entries}条，链首校验码{emergencies.head}。" in text and emergencies.entries > 20
    assert f"本月来访{counted.visits:,}人次，办件{counted.cases:,}件" in text
    for share in counted.departments[:8]:
        assert share.name in text


def test_an_empty_day_and_month_still_make_papers(demo: Desk) -> None:
    with demo.read() as work:
        assert "当日没有办件" in words(day_sheet_pdf.pdf(work, date(2020, 1, 1)))
        assert len(pages(month_pdf.pdf(work, Month(2020, 1)))) == 2
        for content in (day_sheet_workbook.xlsx(work, date(2020, 1, 1)), month_workbook.xlsx(work, Month(2020, 1))):
            assert load_workbook(io.BytesIO(content)).sheetnames


def test_the_month_workbook_has_numbers_charts_print_set_up_and_a_machine_sheet(demo: Desk) -> None:
    with demo.read() as work:
        counted = statistics.of_days(work, *Month(2026, 10).span)
        content = month_workbook.xlsx(work, Month(2026, 10))
        emergencies = incidents.of_days(work, *Month(2026, 10).span)
    book = load_workbook(io.BytesIO(content))
    told = [row for row in book["应急管理"].iter_rows(values_only=True) if row[0] is not None]
    assert told[-1][:3] == ("总链", emergencies.entries, emergencies.head)
    assert ("总计", emergencies.incidents) == (told[5][0], told[5][6])
    assert book["_figures"].sheet_state == "hidden"
    machine = {row[0]: row[1] for row in book["_figures"].iter_rows(values_only=True)}
    assert machine["schema"] == "desk-figures/1" and machine["cases"] == counted.cases
    summary = {
        book["概况"].cell(row, column).value: book["概况"].cell(row, column + 1).value
        for row in range(5, 11)
        for column in (1, 3)
    }
    assert summary["办件"] == counted.cases and summary["按时"] == pytest.approx((counted.in_time_percent or 0) / 100)
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert sum(name.startswith("xl/charts/chart") for name in names) >= 5
    assert all(sheet.page_setup.paperSize == 9 for sheet in book if sheet.sheet_state == "visible")
    heat = book["时段"]
    assert (
        heat.conditional_formatting
        and sum(heat.cell(r, c).value for r in range(2, 9) for c in range(2, heat.max_column + 1)) == counted.cases
    )


def test_the_recovery_sheet_holds_the_key() -> None:
    text = words(recovery_sheet.sheet("中心", "管理员", "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH", NOW))
    assert "AAAABBBBCCCCDDDDEEEEFFFFGGGGHHHH" in text


def test_the_export_holds_every_row_and_a_stopped_one_leaves_no_file(
    demo: Desk, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("export")
    span = (date(2026, 9, 1), date(2026, 11, 24))
    with demo.read() as work:
        many = details_workbook.visits(work, *span, folder / "a.xlsx")
        assert many == statistics.of_days(work, *span).cases

        def stop(done: int, total: int) -> None:
            raise Cancelled

        with pytest.raises(Cancelled):
            details_workbook.visits(work, *span, folder / "b.xlsx", progress=stop)
        names = {residents.find(work, n).name for n in range(1, 100)}
    with closing(load_workbook(folder / "a.xlsx", read_only=True)) as book:
        rows = list(book["明细"].iter_rows(values_only=True))
    assert len(rows) == many + 1 and not names & {row[3] for row in rows}
    assert [path.name for path in folder.iterdir()] == ["a.xlsx"]


def test_unmasked_export_shows_names(demo: Desk, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("export") / "a.xlsx"
    with demo.write() as work:
        logged = case_export.allow_unmasked(work, "区里核对")
    with demo.read() as work:
        details_workbook.visits(work, date(2026, 11, 23), date(2026, 11, 23), file, unmasked=logged)
    sheet = load_workbook(file)["明细"]
    assert all("*" not in sheet.cell(row, 4).value for row in range(2, sheet.max_row + 1))


def test_the_wall_page_holds_every_duty_large_on_one_page(demo: Desk) -> None:
    with demo.read() as work:
        content = roster_pdf.pdf(work, Month(2026, 11))
        present = queries.duties_between(work, date(2026, 11, 1), date(2026, 11, 30))
        names = {taker.id: taker.name for taker in assignees.all_assignees(work)}
    assert len(pages(content)) == 1
    read = words(content)
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
    assert book.sheetnames[:4] == ["坐班轮值表", "考勤表", "考勤明细", "负荷"]
    sheet = book["坐班轮值表"]
    days = [cell.value for cell in sheet["A"] if isinstance(cell.value, datetime)]
    assert len(days) == 30 and sheet.freeze_panes and sheet.page_setup.fitToHeight == 1
    attended = book["考勤表"]
    signs = [cell.value for line in attended.iter_rows(min_row=5, min_col=2, max_col=31) for cell in line if cell.value]
    assert sum(len(sign) for sign in signs) >= len(present) and {"√", "○"} <= set("".join(signs))
    assert book["考勤明细"].max_row == len(present) + 1
    assert len(book["负荷"]._charts) == 1 and book["_figures"].sheet_state == "hidden"


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
