"""Leave as centres and their approval programs write it: spans, half days, hours, counted days, what is granted."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from desk.books import imports
from desk.books.imports import PreparedImport
from desk.core.clock_times import clock_span
from desk.core.days import AS_WRITTEN, DayForm
from desk.services.session import Desk
from tests.support.roster import set_up

Row = dict[str, object]


def take(desk: Desk, folder: Path, rows: Sequence[Row], form: DayForm = AS_WRITTEN) -> PreparedImport:
    book = Workbook()
    headers = list(dict.fromkeys(name for row in rows for name in row))
    assert book.active is not None
    book.active.append(["姓名", *headers])
    for row in rows:
        book.active.append(["甲一", *(row.get(name) for name in headers)])
    book.save(folder / "请假.xlsx")
    with desk.write() as work:
        set_up(work)
        return imports.prepare(work, "leave", folder / "请假.xlsx", imports.Reading(form=form))


def spans(found: PreparedImport) -> list[tuple[date, date, str]]:
    return [(each.first, each.last, clock_span(each.begins, each.ends)) for _row, each in found.good]


JAN5, JAN9 = date(2027, 1, 5), date(2027, 1, 9)
ALL_DAY = "00:00-24:00"


@pytest.mark.parametrize(
    ("row", "meant"),
    [
        ({"请假时间": "2027-01-05至2027-01-09"}, (JAN5, JAN9, ALL_DAY)),
        ({"起止日期": "2027年1月5日—9日"}, (JAN5, JAN9, ALL_DAY)),
        ({"开始日期": "2027.1.5", "结束日期": "2027.1.9"}, (JAN5, JAN9, ALL_DAY)),
        ({"开始日期": datetime(2027, 1, 5), "结束日期": datetime(2027, 1, 9)}, (JAN5, JAN9, ALL_DAY)),
        ({"开始日期": "2027-01-05", "天数": 4}, (JAN5, date(2027, 1, 8), ALL_DAY)),
        ({"开始日期": "2027-01-05", "结束日期": "2027-01-09", "天数": "5天"}, (JAN5, JAN9, ALL_DAY)),
        ({"开始日期": "2027-01-05", "结束日期": "2027-01-09", "天数": 4}, (JAN5, JAN9, ALL_DAY)),
        ({"日期": "2027-01-05", "时段": "13:30-17:30"}, (JAN5, JAN5, "13:30-17:30")),
        ({"日期": "2027-01-05", "时段": "下午1:30至5:30"}, (JAN5, JAN5, "13:30-17:30")),
        ({"日期": "2027-01-05", "时段": "下午", "天数": 0.5}, (JAN5, JAN5, "12:00-24:00")),
        ({"日期": "2027-01-05 上午", "天数": "半天"}, (JAN5, JAN5, "00:00-12:00")),
        ({"日期": "2027-01-05 13:30-17:30"}, (JAN5, JAN5, "13:30-17:30")),
        ({"开始时间": "2027-01-05 13:30", "结束时间": "2027-01-05 17:30"}, (JAN5, JAN5, "13:30-17:30")),
        ({"开始时间": datetime(2027, 1, 5, 13, 30), "结束时间": datetime(2027, 1, 5, 17)}, (JAN5, JAN5, "13:30-17:00")),
        ({"开始时间": "2027-01-05 上午", "结束时间": "2027-01-09 下午"}, (JAN5, JAN9, ALL_DAY)),
        ({"开始时间": "2027-01-05 下午", "结束时间": "2027-01-05 下午"}, (JAN5, JAN5, "12:00-24:00")),
        ({"日期": "2027-01-05", "状态": "已批准"}, (JAN5, JAN5, ALL_DAY)),
    ],
)
def test_leave_is_what_was_written(desk: Desk, tmp_path: Path, row: Row, meant: tuple[date, date, str]) -> None:
    found = take(desk, tmp_path, [row])
    assert found.rejected == [] and spans(found) == [meant]


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"日期": "2027-01-05", "天数": 0.5}, "半天"),
        ({"日期": "2027-01-05", "天数": 1.5}, "半天"),
        ({"开始日期": "2027-01-08", "天数": 3}, "结束日期"),
        ({"开始日期": "2027-01-05", "结束日期": "2027-01-09", "天数": 3}, "天数"),
        ({"日期": "2027-01-05", "天数": "8小时"}, "天数"),
        ({"日期": "2027-01-05", "天数": "9" * 5000}, "天数"),
        ({"日期": "2027-01-05", "时段": "下午", "天数": 1}, "天数"),
        ({"日期": "2027-01-05", "时段": "晚"}, "半天"),
        ({"日期": "2027-01-09至2027-01-05"}, "开始日期"),
        ({"日期": "2027-01-05至"}, "开始日期"),
        ({"日期": "1月5日—9日"}, "开始日期"),
        ({"日期": "27.1.5"}, "开始日期"),
        ({"日期": "2099-01-05"}, "开始日期"),
        ({"开始时间": "2027-01-05 13:30", "结束时间": "2027-01-06 17:30"}, "半天"),
        ({"开始时间": "2027-01-05 下午", "结束时间": "2027-01-07 下午"}, "半天"),
        ({"开始时间": "2027-01-05 13:30", "结束时间": "2027-01-05"}, "半天"),
        ({"日期": "2027-01-05", "状态": "走流程"}, "状态"),
    ],
)
def test_leave_that_has_several_readings_is_refused(desk: Desk, tmp_path: Path, row: Row, field: str) -> None:
    found = take(desk, tmp_path, [row])
    assert not found.good and [bad.field for bad in found.rejected] == [field] and found.rejected[0].message


def test_days_without_a_year_are_read_once_the_year_is_said(desk: Desk, tmp_path: Path) -> None:
    rows: list[Row] = [{"日期": "1月5日—9日"}, {"日期": "1月12日"}, {"日期": "12月30日—1月2日"}]
    told = take(desk, tmp_path, rows, DayForm(year=2027))
    assert told.question is None and spans(told) == [
        (JAN5, JAN9, ALL_DAY),
        (date(2027, 1, 12), date(2027, 1, 12), ALL_DAY),
        (date(2027, 12, 30), date(2028, 1, 2), ALL_DAY),
    ]


@pytest.mark.parametrize("word", ["不同意", "驳回", "待审批", "审批中", "已撤销"])
def test_what_is_not_granted_is_no_leave_and_that_is_told(desk: Desk, tmp_path: Path, word: str) -> None:
    found = take(desk, tmp_path, [{"日期": "2027-01-05", "审批状态": word}, {"日期": "2027-01-06", "审批状态": "同意"}])
    assert [first for first, _last, _part in spans(found)] == [date(2027, 1, 6)] and found.rejected == []
    assert [(each.row, each.field) for each in found.mended] == [(2, "状态")] and word in found.mended[0].message


def test_the_question_names_what_the_file_lacks(desk: Desk, tmp_path: Path) -> None:
    with (tmp_path / "请假.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([["姓名", "日期"], ["甲一", "1月5日—9日"], ["甲一", "27.1.5"]])
    with desk.write() as work:
        set_up(work)
        asked = imports.prepare(work, "leave", tmp_path / "请假.csv").question
    assert asked is not None and asked.lacks == {"order", "century", "year"}
    assert asked.samples == ("1月5日—9日", "27.1.5")


def test_leave_within_leave_of_an_earlier_row_is_told_with_its_row(desk: Desk, tmp_path: Path) -> None:
    """It was found at storing only, which then refused the whole file without saying where."""
    spans = ("2027-01-05至2027-01-09", "2027-01-09至2027-01-12", "2027-02-01")
    rows: list[Row] = [{"请假时间": span} for span in spans]
    found = take(desk, tmp_path, rows)
    assert [place.row for place, _leave in found.good] == [2, 4]
    assert [each.text for each in found.rejected] == ["第3行，开始日期：与第2行的时间重叠"]
