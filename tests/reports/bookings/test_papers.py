"""The papers of bookings, read back: what stands on them, nobody in full, and nothing cut off."""

from __future__ import annotations

import io
import weakref
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pypdfium2
import pytest
from openpyxl import load_workbook

from desk.books import catalogue, centre
from desk.books.activities import planning
from desk.books.activities.model import ActivityDraft, ActivityKind
from desk.books.bookings import booking, list_queries, queries, resources, unmet
from desk.books.bookings.figures import FIGURES
from desk.books.bookings.model import Booking, BookingState, Cancellation, Closure, NoPlaceReason, SlotRule
from desk.books.centre import RuleValue
from desk.core.errors import Invalid, Refused
from desk.core.month import Month
from desk.core.work import Work
from desk.reports import registry
from desk.reports.activities.formats import PaperSize
from desk.reports.bookings import list_workbook
from desk.reports.kit.declaration import Format
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support.bookings import NINE, THURSDAY, TUESDAY, WEDNESDAY, Bookable, as_clerk, at, room, set_up, wish
from tests.support.pdf_text import pages_of, words_of
from tests.support.report_sheets import figures_on

CANCELLED = f"{BookingState.CANCELLED.label}（{Cancellation.EARLY.label}）"
A4, A3, A5 = (595, 842), (1191, 842), (595, 420)


@pytest.fixture
def there(desk: Desk) -> Bookable:
    with desk.write() as work:
        centre.save(work, replace(centre.get(work), address="文化路12号"))
        return set_up(work)


def made(work: Work, identifier: str, kind: Format = Format.PDF, **values: object) -> bytes:
    return registry.paper(identifier).make(work, kind, values, None)  # type: ignore[arg-type]


def size_of(pdf: bytes) -> tuple[int, int]:
    document = pypdfium2.PdfDocument(pdf)
    width, height = document[0].get_size()
    document.close()
    return round(width), round(height)


def test_the_slip_tells_when_where_what_to_bring_and_until_when_to_cancel(desk: Desk, there: Bookable) -> None:
    with desk.write() as work:
        number = booking.book(work, wish(there)).number
        pdf = made(work, "booking-slip", number=number.lower())
        text = words_of(pdf)
    assert size_of(pdf) == A5
    for wanted in (
        "预约单示例邻里中心",
        "预约号" + number,
        "2026年11月25日周三09:00—09:30",
        "综合窗口",
        "医保参保登记",
        "预约人张*丰",
        "138****0000",
        "请携带以下材料□1.身份证□2.户口簿",
        "请在2026年11月25日07:00前告知，电话：0595-12345。",
        "迟到超过10分钟的，按到达时间排队。",
        "周一至周五08:00—12:00",
        "地址：文化路12号",
    ):
        assert wanted in text, wanted
    assert "张三丰" not in text and "13800000000" not in text


def test_the_hours_are_the_districts_and_a_time_that_is_over_is_not_promised(
    desk: Desk, there: Bookable, hands: Hands
) -> None:
    with desk.write() as work:
        number = booking.book(work, wish(there)).number
        centre.save_rules(work, {"booking_cancel_hours": RuleValue(24, "")})
        assert "请尽早告知，电话：0595-12345。" in words_of(made(work, "booking-slip", number=number))
        centre.save_rules(work, {"booking_cancel_hours": RuleValue(3, "")})
        assert "请在2026年11月25日06:00前告知" in words_of(made(work, "booking-slip", number=number))


def test_a_request_and_a_place_on_the_waiting_list_promise_nothing(desk: Desk, there: Bookable) -> None:
    with desk.write() as work:
        held = booking.book(as_clerk(work), room(there, 840, 960)).number
        waits = booking.book(work, room(there, 900, 960, party="舞蹈队", waits=True)).number
        asked, waiting = (words_of(made(work, "booking-slip", number=number)) for number in (held, waits))
    assert f"预约状态{BookingState.HELD.label}" in asked and "待带班领导审批，同意后有效，结果将电话告知。" in asked
    assert "联系人李*明" in asked and "太极队" in asked and "用途排练" in asked and "人数20" in asked
    assert f"预约状态{BookingState.WAITING.label}" in waiting and "有空位时将电话告知。" in waiting
    assert "材料" not in asked and "迟到" not in asked and "李小明" not in asked


def test_nothing_is_handed_out_for_what_is_over_cancelled_or_unknown(desk: Desk, there: Bookable) -> None:
    with desk.write() as work:
        cancelled = booking.book(work, wish(there))
        booking.cancel(work, cancelled.id)
        with pytest.raises(Refused, match=f"预约{cancelled.number}为“{CANCELLED}”，不能打印这种单据。"):
            made(work, "booking-slip", number=cancelled.number)
        with pytest.raises(Refused, match="没有预约号X1，请核对。"):
            made(work, "booking-slip", number="X1")


def test_the_message_to_paste_is_short_and_names_nobody(desk: Desk, there: Bookable) -> None:
    with desk.write() as work:
        number = booking.book(work, wish(there)).number
        text = made(work, "booking-slip", Format.TXT, number=number).decode()
    assert text.splitlines() == [
        "【预约信息】示例邻里中心",
        f"预约号：{number}",
        "预约人：张*丰",
        "预约时间：2026年11月25日 周三 09:00—09:30",
        "办理窗口：综合窗口",
        "服务事项：医保参保登记",
        "请携带以下材料：身份证、户口簿",
        "如需取消或改期，请在2026年11月25日 07:00前告知，电话：0595-12345。",
        "地址：文化路12号",
    ]


def test_long_names_and_many_papers_to_bring_go_on_over_the_next_page(desk: Desk, there: Bookable) -> None:
    names = tuple(f"第{n}号材料：由村民委员会出具并加盖公章的书面说明原件及复印件各一份" for n in range(1, 31))
    with desk.write() as work:
        item = catalogue.find(work, there.item)
        catalogue.edit(work, there.item, replace(item, name="城乡居民基本医疗保险" * 6, materials=names))
        number = booking.book(work, wish(there)).number
        pdf = made(work, "booking-slip", number=number)
    text = words_of(pdf)
    assert len(pages_of(pdf)) > 1 and all(name in text for name in names)
    assert "城乡居民基本医疗保险" * 6 in text and "请在2026年11月25日07:00前告知" in text


def test_the_door_list_has_a_box_for_everybody_who_may_come(desk: Desk, there: Bookable, hands: Hands) -> None:
    with desk.write() as work:
        booked = booking.book(work, wish(there))
        gone = booking.book(work, wish(there, 1))
        booking.cancel(work, gone.id)
        booking.book(as_clerk(work), room(there, 840, 960))
        booking.book(work, room(there, 900, 960, party="舞蹈队", waits=True))
        pdf = made(work, "door-list", day=WEDNESDAY)
        at_hall = words_of(made(work, "door-list", day=WEDNESDAY, what="多功能厅"))
        nobody = words_of(made(work, "door-list", day=THURSDAY))
        today = words_of(made(work, "door-list"))
    text = words_of(pdf)
    assert size_of(pdf) == A4
    assert "当日预约名单示例邻里中心·2026年11月25日周三" in text
    assert f"综合窗口（1个预约）□09:00—09:30{booked.number}张*丰138****00001医保参保登记" in text
    assert (
        "多功能厅（1个预约）□14:00—16:00" in text
        and "太极队（李*明）" in text
        and f"排练{BookingState.HELD.label}" in text
    )
    assert text.index("太极队") < text.index("舞蹈队") and BookingState.WAITING.label in text
    assert gone.number not in text and "张三丰" not in text and "李小明" not in text
    assert "多功能厅当日预约名单" in at_hall and "综合窗口" not in at_hall and at_hall.count("□") == 2
    assert "当日没有预约。" in nobody and "2026年11月24日" in today


def test_whoever_came_is_ticked_and_two_hundred_rows_keep_their_headings(desk: Desk, there: Bookable) -> None:
    with desk.write() as work:
        for n in range(200):
            booking.book(work, room(there, 480 + n * 3, 483 + n * 3, party=f"第{n}支志愿服务队"))
        first = queries.between(work, WEDNESDAY, WEDNESDAY)[0]
        booking.book(work, wish(there))
        pages = pages_of(made(work, "door-list", day=WEDNESDAY))
    assert first.party == "第0支志愿服务队" and len(pages) > 4
    assert all("预约号" in page and "联系电话" in page for page in pages)
    assert sum(page.count("□") for page in pages) == 201


def timetable(work: Work, **values: object) -> tuple[list[str], bytes]:
    pdf = made(work, "room-timetable", **values)
    return ["".join(page.split()) for page in pages_of(pdf)], pdf


@pytest.fixture
def week(desk: Desk, there: Bookable) -> Bookable:
    """A booking, a request, an activity and a closure in the hall."""
    with desk.write() as work:
        booking.book(work, room(there, 600, 690))
        booking.book(as_clerk(work), room(there, 840, 930, party="舞蹈队"))
        own = replace(room(there, 480, 540, THURSDAY), party="", contact="", resident_id=there.people[0], people=2)
        booking.book(work, own)
        plan = ActivityDraft("健康义诊", ActivityKind.HEALTH, WEDNESDAY, 1140, 1200, there.venue)
        planning.add(work, replace(plan, responsible_id=work.actor.id))
        resources.close(work, Closure(at(0, THURSDAY), at(0, THURSDAY + timedelta(days=1)), "消防检查", there.hall))
    return there


def test_the_timetable_shows_whatever_makes_a_room_busy(desk: Desk, week: Bookable) -> None:
    with desk.read() as work:
        pages, pdf = timetable(work, day=WEDNESDAY)
    assert size_of(pdf) == tuple(reversed(A4)) and len(pages) == 2, "a page for each room"
    hall, reading = pages
    for wanted in (
        "多功能厅使用安排2026年11月23日—2026年11月29日示例邻里中心",
        "周一11月23日",
        "周日11月29日",
        "10:00—11:30太极队",
        f"14:00—15:30舞蹈队（{BookingState.HELD.label}）",
        "19:00—20:00活动“健康义诊”",
        "08:00—09:00张*丰",
        "停用：消防检查",
        "预约电话：0595-12345。截至2026年11月24日09:00。",
    ):
        assert wanted in hall, wanted
    assert "00:00" not in hall.replace("10:00", "").replace("20:00", ""), "a day's closure does not stretch the sheet"
    assert "阅览室使用安排" in reading and "太极队" not in reading
    assert "张三丰" not in hall


def test_the_timetable_on_a3_is_the_same_larger_and_of_one_room(desk: Desk, week: Bookable) -> None:
    with desk.read() as work:
        pages, pdf = timetable(work, day=THURSDAY, paper=PaperSize.A3, room="多功能厅")
        with pytest.raises(Refused, match="“综合窗口”不是场地"):
            timetable(work, room="综合窗口")
        with pytest.raises(Invalid, match="没有名称为“大礼堂”的窗口或场地，请填写：综合窗口、多功能厅、阅览室。"):
            timetable(work, room="大礼堂")
    assert size_of(pdf) == A3 and len(pages) == 1 and "10:00—11:30太极队" in pages[0]


def test_a_room_that_many_share_lists_them_and_nothing_is_lost(desk: Desk, there: Bookable) -> None:
    with desk.write() as work:
        for n in range(9):
            own = room(there, 540 + n * 20, 660 + n * 20, people=1, party=f"读书小组{n}", resource_id=there.reading)
            booking.book(work, own)
        pages, _pdf = timetable(work, day=WEDNESDAY, room="阅览室")
    assert all(f"读书小组{n}" in pages[0] for n in range(9)) and len(pages) == 1


def test_a_week_that_no_page_holds_is_told_whole_on_the_next(desk: Desk, there: Bookable) -> None:
    name = "示例镇示例村村民委员会农村人居环境整治工作专班"
    with desk.write() as work:
        for n in range(60):
            booking.book(work, room(there, 480 + n * 5, 485 + n * 5, party=f"{name}{n}"[:40]))
        pages, _pdf = timetable(work, day=WEDNESDAY, room="多功能厅")
    assert len(pages) > 1 and "多功能厅使用安排（全部）" in pages[1]
    told = "".join(pages[1:])
    assert all(f"{name}{n}" in told for n in range(60))


def test_without_a_room_it_is_said_what_is_missing(desk: Desk) -> None:
    with desk.read() as work, pytest.raises(Refused, match="还没有可预约的场地，请先在号源设置中新增。"):
        timetable(work)


def test_the_application_for_a_room_is_filled_and_has_lines_to_sign(desk: Desk, there: Bookable) -> None:
    with desk.write() as work:
        asked = booking.book(as_clerk(work), room(there, 840, 960))
        pdf = made(work, "room-form", number=asked.number)
        booking.decide(work, asked.id, True, "注意用电安全")
        agreed = words_of(made(work, "room-form", number=asked.number))
        with pytest.raises(Refused, match="不是场地预约"):
            made(work, "room-form", number=booking.book(work, wish(there)).number)
    text = words_of(pdf)
    assert size_of(pdf) == A4 and len(pages_of(pdf)) == 1
    for wanted in (
        "场地使用申请表示例邻里中心",
        asked.number,
        "申请单位（人）太极队",
        "联系人李*明",
        "138****1111",
        "人数20",
        "2026年11月25日周三14:00—16:00",
        "用途排练",
        "不从事经营活动",
        "申请单位（人）（签字、盖章）：",
        "带班领导意见",
        "使用后验收",
    ):
        assert wanted in text, wanted
    assert text.count("签字（盖章）：") == 2 and "李小明" not in text and "同意；" not in text
    assert "同意；注意用电安全；管理员；2026年11月24日09:00" in agreed


def test_the_blank_application_fits_on_one_page(desk: Desk, there: Bookable) -> None:
    with desk.read() as work:
        pdf = made(work, "room-form")
    text = words_of(pdf)
    assert len(pages_of(pdf)) == 1 and "预约号申请时间" in text and "太极队" not in text


def free(work: Work, **values: object) -> list[str]:
    return made(work, "free-times", Format.TXT, **values).decode().splitlines()


def test_the_text_of_free_times_has_what_is_left_and_what_is_full(desk: Desk, there: Bookable) -> None:
    with desk.write() as work:
        for who, begins in enumerate((540, 540, 570)):
            booking.book(work, wish(there, who, begins))
        booking.book(work, room(there, 600, 720))
        lines = free(work, day=WEDNESDAY, days=1)
        saturday = free(work, day=date(2026, 11, 28), days=1, what="综合窗口")
        far = free(work, day=date(2026, 12, 20), days=3, what="综合窗口")
    assert lines == [
        "【可预约时段】示例邻里中心",
        "",
        "11月25日（周三）",
        "综合窗口　09:30（余1）、10:00（余2）、10:30（余2）、11:00（余2）、11:30（余2）",
        "多功能厅　08:00—10:00、12:00—21:00",
        "阅览室　08:00—21:00",
        "",
        "预约电话：0595-12345。",
    ]
    assert saturday[2] == far[2] == "这几天没有可预约的时段。"


def test_a_counter_that_is_full_says_so(desk: Desk, there: Bookable) -> None:
    with desk.write() as work:
        resources.save_rules(work, there.counter, [SlotRule(there.counter, 540, 570, 30, places=1)])
        booking.book(work, wish(there))
        assert free(work, day=WEDNESDAY, days=1, what="综合窗口")[3] == "综合窗口　已约满"
        assert free(work, days=2, what="综合窗口")[2:] == [
            "11月25日（周三）",
            "综合窗口　已约满",
            "",
            "预约电话：0595-12345。",
        ], "today's slot has begun"


def test_the_overview_masks_everybody_and_keeps_days_days_and_texts_texts(desk: Desk, there: Bookable) -> None:
    with desk.write() as work:
        late = booking.book(work, wish(there))
        booking.cancel(work, late.id)
        risky = room(there, 840, 960, party="=1+1", purpose="联系李小明13800001111", guardian="王小二")
        booking.book(work, risky)
        content = made(work, "bookings", Format.XLSX, span=(TUESDAY, WEDNESDAY))
    book = load_workbook(io.BytesIO(content))
    sheet = book["预约"]
    headings = [cell.value for cell in sheet[3]]
    rows = [dict(zip(headings, row, strict=True)) for row in sheet.iter_rows(4, values_only=True)]
    assert [row["预约号"] for row in rows] == [late.number, late.number[:-3] + "002"]
    assert rows[0]["预约日期"] == datetime(2026, 11, 25) and rows[0]["开始"] == "09:00"
    assert rows[0]["预约状态"] == CANCELLED and rows[0]["预约人"] == "张*丰"
    assert rows[0]["联系电话"] == "138****0000" and rows[0]["登记人"] == "管理员"
    assert rows[1]["预约人"] == "=1+1" and rows[1]["用途"] == "联系李*明138****1111" and rows[1]["监护人"] == "王*二"
    assert rows[1]["联系人"] == "李*明" and rows[1]["人数"] == 20
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}, "no text becomes a formula"
    assert book["_figures"]["B4"].value == 2 and sheet["A2"].value == "示例邻里中心　2026年11月24日—2026年11月25日"


def test_the_overview_says_who_asked_in_vain_and_who_counted_it(desk: Desk, there: Bookable) -> None:
    with desk.write() as work:
        unmet.note(work, WEDNESDAY, NoPlaceReason.FULL, resource_id=there.counter, begins=NINE, people=3)
        content = made(work, "bookings", Format.XLSX, span=(TUESDAY, WEDNESDAY))
    sheet = load_workbook(io.BytesIO(content))["想约未约上"]
    headings = [cell.value for cell in sheet[3]]
    [row] = [dict(zip(headings, row, strict=True)) for row in sheet.iter_rows(4, values_only=True)]
    assert (row["预约日期"], row["开始"], row["人数"]) == (datetime(2026, 11, 25), "09:00", 3)
    assert row["记录人"] == "管理员" and row["约不上的原因"] == NoPlaceReason.FULL.label


def test_the_overview_keeps_no_more_rows_in_memory_than_one_part(
    desk: Desk, there: Bookable, monkeypatch: pytest.MonkeyPatch
) -> None:
    alive: weakref.WeakSet[Booking] = weakref.WeakSet()
    most = [0]
    row_of = list_workbook._row

    def look(each: Booking, by: str) -> Sequence[object]:
        alive.add(each)
        most[0] = max(most[0], len(alive))
        return row_of(each, by)

    monkeypatch.setattr(list_workbook, "_row", look)
    monkeypatch.setattr(list_queries, "PART", 3)
    with desk.write() as work:
        for n in range(24):
            booking.book(work, room(there, 480 + 30 * n, 510 + 30 * n, party=f"队{n}", telephone=f"139{n:08d}"))
        content = made(work, "bookings", Format.XLSX, span=(TUESDAY, WEDNESDAY))
    assert load_workbook(io.BytesIO(content))["预约"].max_row == 27
    assert most[0] <= 7


def test_the_months_workbook_has_a_sheet_of_what_was_booked(desk: Desk, there: Bookable, hands: Hands) -> None:
    with desk.write() as work:
        for who, begins in enumerate((540, 540, 570)):
            booking.book(work, wish(there, who, begins))
        gone = booking.book(work, room(there, 600, 720))
        booking.cancel(work, gone.id, "停电", by_us=True)
        content = made(work, "month", Format.XLSX, month=Month(2026, 11))
    values = figures_on(content, "预约")
    counts = {figure.code: values[figure.label] for figure in FIGURES}
    assert counts["bookings.desk"] == 3 and counts["bookings_cancelled.by_us"] == 1
    assert counts["booking_places_taken"] == 3 and counts["booking_unmet"] == 0
