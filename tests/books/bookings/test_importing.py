"""A list of bookings from a platform or a partner: every row by the rules of the counter, all of it or nothing."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from desk.books import imports
from desk.books.bookings import booking, queries, resources
from desk.books.bookings.model import BookingChannel, BookingState, Resource, ResourceKind, SlotRule
from desk.books.imports import PreparedImport
from desk.core.errors import NotAllowed, Refused
from desk.services.session import Desk
from tests.support.bookings import WEDNESDAY, Bookable, as_clerk, room, set_up, wish
from tests.support.people import id_number

HEADERS = ("窗口", "预约时间", "时段", "姓名", "身份证号", "手机号", "申请单位", "事项", "人数", "用途", "状态", "来源")
Row = dict[str, object]
DAY = "2026-11-25"
DESK: Row = {"窗口": "综合窗口", "预约时间": DAY, "时段": "9:00", "事项": "医保参保登记"}
HALL: Row = {
    "窗口": "多功能厅",
    "预约时间": DAY,
    "时段": "14:00-16:00",
    "姓名": "李小明",
    "手机号": "13800001111",
    "申请单位": "太极队",
    "人数": "20人",
    "用途": "排练",
}


@pytest.fixture
def there(desk: Desk) -> Bookable:
    with desk.write() as work:
        return set_up(work)


def card(n: int) -> str:
    """The ID number of the nth of those who book."""
    return id_number(serial=100 + n)


def listed(folder: Path, *rows: Row) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(HEADERS)
    for row in rows:
        book.active.append([row.get(header) for header in HEADERS])
    book.save(file := folder / "预约名单.xlsx")
    return file


def checked(desk: Desk, file: Path) -> PreparedImport:
    with desk.read() as work:
        return imports.prepare(work, "bookings", file)


def problems(desk: Desk, folder: Path, *rows: Row) -> list[str]:
    return [bad.text for bad in checked(desk, listed(folder, *rows)).rejected]


def test_rows_become_bookings_as_somebody_at_the_counter_would_take_them_down(
    desk: Desk, there: Bookable, tmp_path: Path
) -> None:
    file = listed(
        tmp_path,
        {**DESK, "身份证号": card(0), "来源": "小程序"},
        {
            **DESK,
            "身份证号": card(1),
            "预约时间": datetime(2026, 11, 25),
            "时段": "9:30-10:00",
            "手机号": "0595-22345678",
        },
        {**DESK, "身份证号": card(2), "预约时间": "2026年11月25日 10:00-10:30", "时段": None},
        {**HALL},
        {**DESK, "身份证号": card(3), "状态": "用户取消"},
    )
    prepared = checked(desk, file)
    assert [bad.text for bad in prepared.rejected] == []
    assert [mend.text for mend in prepared.mended] == ["第6行，状态：“用户取消”的不导入"]
    with desk.write() as work:
        assert imports.store(work, prepared, file) == 4
        made = queries.between(work, WEDNESDAY, WEDNESDAY)
    assert [(each.resource, each.begins, each.ends, each.state) for each in made] == [
        ("综合窗口", 540, 570, BookingState.BOOKED),
        ("综合窗口", 570, 600, BookingState.BOOKED),
        ("综合窗口", 600, 630, BookingState.BOOKED),
        ("多功能厅", 840, 960, BookingState.BOOKED),
    ]
    first, second, _third, hall = made
    assert first.resident_id == there.people[0] and first.channel is BookingChannel.WECHAT
    assert first.telephone == "13800000000", "without one in the row, the person's own"
    assert second.telephone == "059522345678" and first.service == "医保参保登记"
    assert (hall.party, hall.contact, hall.people, hall.purpose) == ("太极队", "李小明", 20, "排练")
    assert hall.resident_id is None and hall.channel is BookingChannel.PARTNER


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            {**DESK, "窗口": "三号窗口"},
            "窗口或场地：没有名称为“三号窗口”的窗口或场地，请填写：综合窗口、多功能厅、阅览室。",
        ),
        ({**DESK, "预约时间": "2026-11-23"}, "时间：11月23日09:00已"),
        ({**DESK, "时段": "9:10"}, "不能约11月25日09:10—09:40，请选择"),
        ({**DESK, "时段": "三点左右"}, "“三点左右”"),
        ({**DESK, "预约时间": "2026-11-28"}, "不开放预约。"),
        ({**DESK, "事项": "办点事"}, "事项：没有服务事项“办点事”，请填写正式名称或编码。"),
        ({**DESK, "身份证号": id_number(serial=999)}, "证件号码：居民中没有此证件号码，请先登记此人。"),
        ({**DESK, "姓名": "王小二"}, "姓名：证件号码与姓名不符，请核对。"),
        ({**DESK, "身份证号": None, "姓名": "张三丰"}, "姓名：居民中有6人同名，请补填证件号码。"),
        ({**DESK, "身份证号": None, "姓名": "王小二"}, "姓名：居民中没有“王*二”，请先登记此人。"),
        ({**DESK, "身份证号": None, "姓名": "张三丰", "手机号": "13955556666"}, "居民中没有使用此电话的“张*丰”。"),
        ({**DESK, "身份证号": None, "手机号": "13800001111"}, "预约须用本人姓名。"),
        ({**DESK, "手机号": "123456789012"}, "联系电话：手机号11位"),
        ({**DESK, "人数": "一家人"}, "人数：“一家”不是整数"),
        ({**HALL, "时段": "14:00"}, "请填写场地使用的起止时间，如14:30-16:00。"),
        ({**HALL, "时段": "16:00-14:00"}, "时间：结束"),
        ({**HALL, "用途": ""}, "用途：请填写场地用途。"),
        ({**HALL, "人数": 41}, "人数：“多功能厅”最多容纳40人。"),
        ({**HALL, "姓名": ""}, "的联系人。"),
        ({**HALL, "预约时间": "2026年11月25日至27日"}, "不止一天，请每天单独填一行。"),
        ({**DESK, "状态": "大概"}, "状态：“大概”"),
    ],
)
def test_a_row_that_cannot_be_booked_is_told_with_its_field(
    desk: Desk, there: Bookable, tmp_path: Path, row: Row, said: str
) -> None:
    row = row if "身份证号" in row or row["窗口"] == "多功能厅" else {**row, "身份证号": card(0)}
    (text,) = problems(desk, tmp_path, row)
    assert text.startswith("第2行，") and said in text, text
    assert "王小二" not in text and "张三丰" not in text, "nobody is named in full"


def test_what_rows_above_have_taken_is_taken(desk: Desk, there: Bookable, tmp_path: Path) -> None:
    """Two places a slot, one of them booked already; the hall is for one party at a time, the reading room for ten."""
    with desk.write() as work:
        booking.book(work, wish(there, 5))
    reading = {**HALL, "窗口": "阅览室", "时段": "9:00-11:00", "人数": 6}
    told = problems(
        desk,
        tmp_path,
        {**DESK, "身份证号": card(0)},
        {**DESK, "身份证号": card(1)},
        {**DESK, "身份证号": card(0), "时段": "10:00"},
        {**HALL},
        {**HALL, "申请单位": "舞蹈队", "时段": "15:30-17:00"},
        {**HALL, "申请单位": "舞蹈队", "时段": "16:00-17:00"},
        reading,
        {**reading, "申请单位": "读书会", "人数": 4},
        {**reading, "申请单位": "舞蹈队", "人数": 1, "时段": "10:30-12:00"},
    )
    assert told == [
        "第3行，时间：该时段的名额已被上面的行占满。",
        "第4行，姓名：此人在上面的行中已有预约，每天最多1个。",
        "第6行，时间：该时段的名额已被上面的行占满。",
        "第10行，时间：该时段的名额已被上面的行占满。",
    ]


def test_what_is_booked_already_is_told_and_the_same_file_is_not_taken_twice(
    desk: Desk, there: Bookable, tmp_path: Path
) -> None:
    file = listed(tmp_path, {**DESK, "身份证号": card(0)}, {**HALL})
    prepared = checked(desk, file)
    with desk.write() as work:
        imports.store(work, prepared, file)
    again = [bad.text for bad in checked(desk, file).rejected]
    assert len(again) == 2 and "已有预约：" in again[0] and "太极队" in again[1]


def test_a_place_that_is_lost_meanwhile_stops_the_whole_list(desk: Desk, there: Bookable, tmp_path: Path) -> None:
    file = listed(tmp_path, {**HALL, "时段": "8:00-9:00"}, {**HALL})
    prepared = checked(desk, file)
    with desk.write() as work:
        booking.book(work, room(there, 15 * 60, 17 * 60, party="舞蹈队"))
    with (
        pytest.raises(Refused, match=r"没有导入任何一行。多功能厅11月25日14:00：.*舞蹈队"),
        desk.write() as work,
    ):
        imports.store(work, prepared, file)
    with desk.read() as work:
        assert [each.party for each in queries.between(work, WEDNESDAY, WEDNESDAY)] == ["舞蹈队"]


def test_who_waits_goes_onto_the_waiting_list(desk: Desk, there: Bookable, tmp_path: Path) -> None:
    with desk.write() as work:
        for who in (4, 5):
            booking.book(work, wish(there, who))
    waits = {**DESK, "身份证号": card(0), "状态": "候补"}
    assert "已约满" in problems(desk, tmp_path, {**waits, "状态": ""})[0]
    file = listed(tmp_path, waits)
    prepared = checked(desk, file)
    with desk.write() as work:
        imports.store(work, prepared, file)
        (made,) = queries.in_states(work, (BookingState.WAITING,))
    assert made.resident_id == there.people[0]


def test_a_list_is_taken_in_by_leaders_and_managers_only(desk: Desk, there: Bookable, tmp_path: Path) -> None:
    file = listed(tmp_path, {**HALL})
    with desk.write() as work:
        clerk = as_clerk(work)
        with pytest.raises(NotAllowed):
            imports.prepare(clerk, "bookings", file)


def test_somebody_known_by_telephone_needs_no_number(desk: Desk, there: Bookable, tmp_path: Path) -> None:
    prepared = checked(desk, listed(tmp_path, {**DESK, "姓名": "张三丰", "手机号": "13800000003"}))
    assert [bad.text for bad in prepared.rejected] == []
    assert prepared.good[0][1].resident_id == there.people[3]


def test_a_persons_hours_of_rooms_and_a_shared_venue_are_counted_over_the_rows(
    desk: Desk, there: Bookable, tmp_path: Path
) -> None:
    with desk.write() as work:
        half = resources.add(work, Resource("多功能厅东区", ResourceKind.ROOM, 20, there.venue))
        resources.save_rules(work, half, [SlotRule(half, 480, 1260, 60, frozenset(range(7)))])
    own = {**HALL, "申请单位": "", "姓名": "", "身份证号": card(0), "时段": "8:00-20:00"}
    told = problems(
        desk,
        tmp_path,
        own,
        {**own, "预约时间": "2026-11-26"},
        {**own, "预约时间": "2026-12-01"},
        {**HALL, "窗口": "多功能厅东区", "时段": "19:00-21:00"},
        {**HALL, "窗口": "多功能厅东区", "时段": "20:00-21:00"},
    )
    assert told == [
        "第3行，姓名：加上上面的行，当月共24小时，每人最多20小时。",
        "第5行，时间：该时段的名额已被上面的行占满。",
    ]
