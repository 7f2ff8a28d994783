"""The activity calendar from the command line, and from a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import icalendar
import openpyxl
import pytest
from PIL import Image

from desk.books import imports
from desk.books.activities import queries
from desk.books.activities.model import ActivityKind, ActivityState
from desk.core.month import Month
from desk.services import accounts
from desk.services.session import Desk
from tests.support.activities import HALL, set_up
from tests.support.command_line import desk as run
from tests.support.demo import lived


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    yield from lived(tmp_path_factory)


def test_every_form_of_the_calendar(demo: Desk, tmp_path: Path) -> None:
    month = Month.of(demo.clock.today()).name
    for name, more in (
        ("月历.pdf", ("--paper", "A3")),
        ("海报.pdf", ("--style", "list")),
        ("图.png", ()),
        ("长图.png", ("--style", "list")),
        ("月历.ics", ()),
        ("通知.txt", ("--length", "long")),
        ("统计.xlsx", ()),
    ):
        done = run(demo.folder, "report", "calendar", month, "-o", str(tmp_path / name), *more)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "月历.pdf").read_bytes()[:5] == b"%PDF-"
    for name in ("图.png", "长图.png"):
        with Image.open(tmp_path / name) as image:
            assert image.width == 1080
    assert icalendar.Calendar.from_ical((tmp_path / "月历.ics").read_bytes()).walk("VEVENT")
    assert "运营时间" in (tmp_path / "通知.txt").read_text("utf-8")
    assert openpyxl.load_workbook(tmp_path / "统计.xlsx").sheetnames[0] == "活动计划"
    for wrong in (
        ("report", "calendar", "2026-13", "-o", "x.pdf"),
        ("report", "calendar", month, "-o", "x.doc"),
        ("report", "calendar", month, "-o", "x.pdf", "--paper", "A5"),
    ):
        assert run(demo.folder, *wrong).returncode == 2


def test_the_month_goes_out_once_through_each_channel(demo: Desk) -> None:
    today = demo.clock.today()
    month = Month.of(today).plus(1)
    args = ("calendar", "publish", month.name, "--channel", "微信公众号", "--date", today.isoformat())
    first, second = run(demo.folder, *args), run(demo.folder, *args)
    assert first.returncode == 0 and "微信公众号" in first.stdout
    assert second.returncode == 1 and second.stderr.count("\n") == 1
    with demo.read() as work:
        assert queries.of_month(work, month, (ActivityState.PUBLISHED,))


ROWS = (
    ("活动名称", "类型", "日期", "时间", "地点", "主办单位", "名额", "负责人", "预算"),
    ("健康义诊", "义诊", datetime(2026, 12, 3), "上午9:00-10:30", HALL, "", "不限", "林小芳", "200元"),
    ("露天电影", "文艺", "2026年12月4日", "19点-21点", "村口广场", "", "", "", ""),
    ("上月读书会", "", "2026-11-05", "14:30—16:00", HALL, "", "20人", "陈主任", ""),
)


def test_activities_from_a_spreadsheet(desk: Desk, tmp_path: Path) -> None:
    with desk.write() as work:
        set_up(work)
    prepared = take(desk, tmp_path, ROWS)
    assert prepared.rejected == []
    accounts.take_in(desk, prepared, tmp_path / "a.xlsx")
    with desk.read() as work:
        december, november = (
            queries.of_month(work, Month(2026, 12)),
            queries.of_month(work, Month(2026, 11)),
        )
    assert [(a.title, a.kind, a.times, a.where, a.responsible, a.state, a.budget) for a in december] == [
        ("健康义诊", ActivityKind.HEALTH, "09:00—10:30", HALL, "林小芳", ActivityState.DRAFT, 20_000),
        ("露天电影", ActivityKind.CULTURE, "19:00—21:00", "村口广场", "管理员", ActivityState.DRAFT, 0),
    ]
    assert [(a.state, a.capacity) for a in november] == [(ActivityState.HELD, 20)]


def test_bad_rows_are_told_with_their_field(desk: Desk, tmp_path: Path) -> None:
    with desk.write() as work:
        set_up(work)
    bad = (
        ("", "", "2026-12-03", "9:00-10:00", HALL, "", "", "", ""),
        ("甲", "聚会", "2026-12-03", "9:00-10:00", HALL, "", "", "", ""),
        ("乙", "", "哪天", "9:00-10:00", HALL, "", "", "", ""),
        ("丙", "", "2026-12-03", "很早", HALL, "", "", "", ""),
        ("丁", "", "2026-12-03", "22:00-01:00", HALL, "", "", "", ""),
        ("戊", "", "2026-12-03", "9:00-10:00", "", "", "0", "", ""),
        ("己", "", "2026-12-03", "9:00-10:00", HALL, "", "几个", "某人", ""),
    )
    prepared = take(desk, tmp_path, (ROWS[0], *bad))
    told = {(bad.row, bad.field) for bad in prepared.rejected}
    assert told == {
        (2, "活动名称"),
        (3, "活动类型"),
        (4, "活动日期"),
        (5, "时间"),
        (6, "时间"),
        (7, "活动地点"),
        (7, "名额"),
        (8, "名额"),
        (8, "负责人"),
    }
    assert not prepared.good


def take(desk: Desk, folder: Path, rows: tuple[tuple[object, ...], ...]) -> imports.PreparedImport:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(folder / "a.xlsx")
    with desk.read() as work:
        return imports.prepare(work, "activities", folder / "a.xlsx")
