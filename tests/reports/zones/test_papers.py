"""功能区评估表, read back: every zone with its numbers, and a page for each adjustment."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from desk.books.zones import adjusting
from desk.core.month import Month
from desk.core.work import Work
from desk.reports import registry
from desk.reports.kit.declaration import Format
from desk.services.session import Desk
from tests.support import zones
from tests.support.pdf_text import pages_of
from tests.support.zones import (
    DAY,
    carrying,
    count,
    counted,
    held,
    in_effect,
    new_adjustment,
    venue_of,
    zone_with_room,
)

SINCE = date(2026, 8, 20)
NOVEMBER = Month(2026, 11)


def _made(work: Work, kind: Format, month: Month = NOVEMBER) -> bytes:
    return registry.paper("zones").make(work, kind, {"month": month}, None)  # type: ignore[arg-type]


def _live(work: Work) -> None:
    ids = [counted(work, name) for name in (zones.FITNESS, zones.READING, zones.PARLOUR)]
    days = [SINCE + n * DAY for n in range(-90, 95)]
    count(work, ids[0], [day for day in days if day < SINCE], 2)
    count(work, ids[0], [day for day in days if day >= SINCE], 9)
    count(work, ids[1], days, 7)
    count(work, ids[2], days, 1)
    room = zone_with_room(work, "活动区", "多功能厅")
    held(work, venue_of(work, room), date(2026, 11, 10), 9, 30, (20, 1, 0, 1, 0))
    in_effect(work, ids[0], SINCE)
    adjusting.decide(work, new_adjustment(ids[2], effective_on=date(2026, 11, 24)), carrying(work))


@pytest.fixture
def papers(desk: Desk) -> tuple[list[str], bytes]:
    with desk.write() as work:
        _live(work)
        pdf, workbook = _made(work, Format.PDF), _made(work, Format.XLSX)
    return ["".join(page.split()) for page in pages_of(pdf)], workbook


def test_the_first_page_has_every_zone_and_says_why_one_is_low(papers: tuple[list[str], bytes]) -> None:
    pages, _workbook = papers
    assert len(pages) == 2
    for wanted in (
        "功能区评估表",
        "2026年8月25日—2026年11月24日",
        zones.FITNESS,
        "活动区",
        "95.5%（≥78.2%，22份）",
        "低效：每小时1.0人次，3个同类功能区中位数7.0",
        "功能区4个，其中低效2个",
        "调整1个，其中已改善0个",
        "TZ2026-02会客区：调整运营主体（已决定）",
        "带班领导",
    ):
        assert wanted in pages[0], (wanted, pages[0])


def test_each_adjustment_has_a_page_with_three_months_on_each_side(papers: tuple[list[str], bytes]) -> None:
    pages, _workbook = papers
    for wanted in (
        "健身区调整前后对比",
        "调整前：2026年5月20日—2026年8月19日",
        "调整后：2026年8月20日—2026年11月19日",
        "TZ2026-01",
        "2.0→9.0（+350%）",
        "5月20日—6月19日",
        "10月20日—11月19日",
        "2026年8月20日起实施",
        "数据结论：已改善（待确认）",
    ):
        assert wanted in pages[1], (wanted, pages[1])


def test_the_workbook_has_numbers_as_numbers_and_hours(papers: tuple[list[str], bytes]) -> None:
    _pages, workbook = papers
    book = load_workbook(io.BytesIO(workbook))
    assert book.sheetnames[:3] == ["功能区", "分时客流", "调整前后"]
    rows = {row[0]: row for row in book["功能区"].iter_rows(min_row=4, values_only=True)}
    assert rows[zones.PARLOUR][7] == 1 and str(rows[zones.PARLOUR][-1]).startswith("低效")
    assert rows["活动区"][9:11] == (21, 22)
    hours = list(book["分时客流"].iter_rows(min_row=4, values_only=True))
    assert (zones.READING, 10, 7 * 90) in hours or any(row[:2] == (zones.READING, 10) for row in hours)
    [adjusted] = book["调整前后"].iter_rows(min_row=4, values_only=True)
    assert (adjusted[0], adjusted[7], adjusted[8]) == ("TZ2026-01", 2, 9)


def test_without_zones_the_paper_says_so(desk: Desk) -> None:
    with desk.write() as work:
        assert "还没有功能区。" in "".join(pages_of(_made(work, Format.PDF)))


def test_the_page_of_an_adjustment_goes_a_year_after_its_months(desk: Desk) -> None:
    with desk.write() as work:
        _live(work)
        assert len(pages_of(_made(work, Format.PDF, Month(2026, 7)))) == 1, "it was not in effect then"
