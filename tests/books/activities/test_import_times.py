"""When an imported activity is, however a centre writes day and time."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from desk.books import imports
from desk.books.imports import PreparedImport
from desk.core.clock_times import clock_span
from desk.services.session import Desk

DAY = date(2027, 1, 5)
Row = dict[str, object]


def take(desk: Desk, folder: Path, row: Row) -> PreparedImport:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["活动名称", "地点", *row])
    book.active.append(["义诊", "村口广场", *row.values()])
    book.save(folder / "活动.xlsx")
    with desk.read() as work:
        return imports.prepare(work, "activities", folder / "活动.xlsx")


@pytest.mark.parametrize(
    ("row", "meant"),
    [
        ({"活动日期": "2027-01-05", "时间": "晚上7:00-8:30"}, "19:00-20:30"),
        ({"活动日期": "2027-01-05", "时间": "2:00 PM"}, "14:00-15:30"),
        ({"活动日期": "2027-01-05", "时间": "9时30分至11时"}, "09:30-11:00"),
        ({"活动日期": "2027-01-05", "时间": "9点15分-10点"}, "09:15-10:00"),
        ({"活动日期": "2027-01-05", "时间": "上午9:00-下午3:00"}, "09:00-15:00"),
        ({"活动日期": datetime(2027, 1, 5), "开始时间": time(14, 30), "结束时间": time(16)}, "14:30-16:00"),
        ({"活动日期": "2027-01-05", "开始时间": "下午2:30", "结束时间": "下午4点"}, "14:30-16:00"),
        ({"活动日期": "2027-01-05", "开始时间": 0.5, "结束时间": 0.625}, "12:00-15:00"),
        ({"活动时间": "2027年1月5日（周二）下午2点半至4点"}, "14:30-16:00"),
        ({"活动时间": "2027-01-05 14:30-16:00"}, "14:30-16:00"),
        ({"活动时间": datetime(2027, 1, 5, 14, 30)}, "14:30-16:00"),
        ({"活动日期": "2027-01-05", "开始时间": "2027-01-05 14:30", "结束时间": "2027-01-05 16:00"}, "14:30-16:00"),
    ],
)
def test_day_and_time_are_what_was_written(desk: Desk, tmp_path: Path, row: Row, meant: str) -> None:
    found = take(desk, tmp_path, row)
    assert found.rejected == []
    [(_row, plan)] = found.good
    assert (plan.day, clock_span(plan.begins, plan.ends)) == (DAY, meant)


@pytest.mark.parametrize(
    ("row", "field", "words"),
    [
        ({"活动日期": "2027-01-05至2027-01-07", "时间": "9:00-11:00"}, "活动日期", "每天写一行"),
        ({"活动时间": "2027年1月5日—7日 9:00-11:00"}, "活动日期", "每天写一行"),
        ({"活动日期": "2027年1月5日—7日", "时间": "9:00-11:00"}, "活动日期", "每天写一行"),
        (
            {"活动日期": "2027-01-05", "开始时间": "2027-01-05 9:00", "结束时间": "2027-01-07 11:00"},
            "活动日期",
            "每天写一行",
        ),
        ({"活动日期": "27.1.5", "时间": "9:00-11:00"}, "活动日期", "四位年份"),
        ({"活动日期": "2027年1月5日周三", "时间": "9:00-11:00"}, "活动日期", "周二"),
        ({"活动日期": "2027-01-05", "时间": "2:00-下午4:00"}, "时间", "14:30-16:00"),
        ({"活动日期": "2027-01-05", "时间": "9:00-11:00、14:00-16:00"}, "时间", "14:30-16:00"),
        ({"活动日期": "2027-01-05", "时间": "9:00-11:00", "结束时间": "12:00"}, "时间", "14:30-16:00"),
        ({"活动日期": "2027-01-05", "时间": "9" * 5000}, "时间", "14:30-16:00"),
        ({"活动日期": "2027-01-05", "时间": "9:00-11:00", "预算": "27,83"}, "预算", "1250"),
        ({"活动日期": "2027-01-05", "时间": "9:00-11:00", "名额": "1,5"}, "名额", "不是整数"),
        ({"活动日期": "2027-01-05", "时间": "9:00-11:00", "名额": "9" * 5000}, "名额", "不是整数"),
    ],
)
def test_what_is_not_certain_is_refused_with_its_field(
    desk: Desk, tmp_path: Path, row: Row, field: str, words: str
) -> None:
    found = take(desk, tmp_path, row)
    assert not found.good and [bad.field for bad in found.rejected] == [field]
    assert words in found.rejected[0].message and len(found.rejected[0].message) < 200


def test_money_and_places_as_a_plan_has_them(desk: Desk, tmp_path: Path) -> None:
    found = take(desk, tmp_path, {"活动日期": DAY, "时间": "9:00-11:00", "预算": "1,250.50元", "名额": "20人"})
    [(_row, plan)] = found.good
    assert (plan.budget, plan.capacity) == (125050, 20)
