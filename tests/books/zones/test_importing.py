"""Counts from a spreadsheet: read as people write them, refused row by row, taken in once, and out again."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import openpyxl
import pytest

from desk.books import imports
from desk.books.zones import queries
from desk.books.zones.columns import COLUMNS, exported
from desk.core.sheet_columns import cells_of
from desk.services.session import Desk
from tests.support import zones
from tests.support.zones import counted, zone_with_room

HEADERS = ("区域", "巡查日期", "巡查时间", "在场人数")
MONDAY = date(2026, 11, 23)


def _file(folder: Path, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(HEADERS)
    for row in rows:
        book.active.append(row)
    book.save(file := folder / "巡查计数.xlsx")
    return file


def test_counts_are_read_as_people_write_them(desk: Desk, tmp_path: Path) -> None:
    hours = (9, "10", "11点", "14:30", time(15, 5), "16:00-17:00")
    with desk.write() as work:
        counted(work)
        rows = [(zones.FITNESS, "2026年11月23日", hour, f"{n}人") for n, hour in enumerate(hours)]
        prepared = imports.prepare(work, "zone_counts", _file(tmp_path, *rows))
        assert not prepared.rejected
        imports.store(work, prepared, tmp_path / "巡查计数.xlsx")
        there = queries.counts_between(work, MONDAY, MONDAY)
    assert [(each.hour, each.people) for each in there] == [(9, 0), (10, 1), (11, 2), (14, 3), (15, 4), (16, 5)]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("没有的区", MONDAY, 9, 3), "没有功能区“没有的区”"),
        ((zones.READING, MONDAY, 9, 3), "以业务数据统计客流"),
        ((zones.FITNESS, date(2026, 11, 25), 9, 3), "日期未到"),
        ((zones.FITNESS, date(2026, 11, 24), 15, 3), "该时段未到"),
        ((zones.FITNESS, MONDAY, 24, 3), "不是时段"),
        ((zones.FITNESS, MONDAY, "上午", 3), "不是时段"),
        ((zones.FITNESS, MONDAY, 9, "很多"), "不是整数"),
        ((zones.FITNESS, MONDAY, 9, None), "请填写此项"),
        ((zones.FITNESS, MONDAY, 9, 99999), "请填0至5000人"),
    ],
)
def test_what_is_wrong_is_said_of_its_row(desk: Desk, tmp_path: Path, row: tuple[object, ...], words: str) -> None:
    with desk.write() as work:
        counted(work)
        zone_with_room(work, zones.READING, "阅览室")
        prepared = imports.prepare(work, "zone_counts", _file(tmp_path, row, (zones.FITNESS, MONDAY, 8, 1)))
        [rejected] = prepared.rejected
        assert words in rejected.text
        assert len(prepared.good) == 1


def test_what_comes_out_is_taken_in_again_and_noticed_as_there(desk: Desk, tmp_path: Path) -> None:
    with desk.write() as work:
        id = counted(work)
        zones.count(work, id, [MONDAY], 6)
        [row] = [cells_of(COLUMNS, each) for each in exported(work)]
        assert row == {"zone_id": zones.FITNESS, "day": MONDAY, "hour": 10, "people": 6}
        prepared = imports.prepare(work, "zone_counts", _file(tmp_path, tuple(row.values())))
        assert prepared.doubles, "this hour of the zone is there already"
