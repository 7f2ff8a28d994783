"""The district's papers, read back: every sheet, two pages whatever the district sends, and the receipts."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from desk.books.district import report, returns
from desk.books.district.model import FigureFile, Reason, Trouble
from desk.books.district.report import DistrictReport
from desk.core.errors import Refused
from desk.reports import registry
from desk.reports.kit.declaration import Format, Given
from desk.services.session import Desk
from tests.support import district
from tests.support.district import OCTOBER, SEPTEMBER, SentCentre
from tests.support.pdf_text import pages_of

MANY = 30


@pytest.fixture
def merged(desk: Desk) -> DistrictReport:
    """Thirty centres over two months: one silent, one edited, one of nobody knows where."""
    made = district.centres(MANY)
    with desk.write() as work:
        district.enlist(work, made)
        returns.take_in(work, SEPTEMBER, [_file(each, SEPTEMBER) for each in district.centres(MANY, seed=8)])
        files = [_file(each) for each in made[2:]]
        edited = replace(made[1].sheet(), sha256="0" * 64)
        files.append(FigureFile(made[1].file_name, "e", edited))
        files.append(FigureFile("图片.xlsx", "f", reasons=(Reason(Trouble.NOT_XLSX),)))
        taken = returns.take_in(work, OCTOBER, files)
        return report.of_period(work, OCTOBER, taken.files)


def _file(of: SentCentre, period: report.Period = OCTOBER) -> FigureFile:
    return FigureFile(of.file_name, of.code + period.name, of.sheet(period))


def _made(desk: Desk, merged: DistrictReport, wanted: Format, paper: str = "district-merge") -> bytes:
    with desk.read() as work:
        return registry.paper(paper).make(work, wanted, {"period": Given(merged)}, desk.files)


def _rows(sheet: Worksheet) -> list[tuple[object, ...]]:
    return list(sheet.iter_rows(min_row=4, values_only=True))


def test_every_sheet_is_there_and_says_what_is_merged(desk: Desk, merged: DistrictReport) -> None:
    book = openpyxl.load_workbook(io.BytesIO(_made(desk, merged, Format.XLSX)))
    assert book.sheetnames[:5] == ["总表", "排名", "完整及时", "异常", "回执清单"]
    assert len(book.sheetnames) == 5 + (MANY - 1) + 1 and book["_figures"].sheet_state == "hidden"
    totals = {str(row[0]): row for row in _rows(book["总表"])}
    values = [each.sheet.values["visits"] for each in merged.merged if each.sheet]
    assert totals["visits"][3] == sum(int(value or 0) for value in values)
    assert (totals["visits"][8], totals["visits"][9]) == (MANY - 2, 2)
    assert totals["orders_hours_to_done"][5] == "—", "a median of the district is not made of medians"
    share = totals["in_time_percent"]
    assert share[5] == round(100 * int(str(share[3])) / int(str(share[4])), 1)


def test_who_sent_nothing_and_what_is_odd_stand_by_name(desk: Desk, merged: DistrictReport) -> None:
    book = openpyxl.load_workbook(io.BytesIO(_made(desk, merged, Format.XLSX)))
    delivered = {str(row[1]): row for row in _rows(book["完整及时"])}
    assert delivered["第1邻里中心"][3] == "未报送" and delivered["第2邻里中心"][3] == "红灯"
    odd = {str(row[0]): str(row[4]) for row in _rows(book["异常"])}
    assert odd["图片.xlsx"].startswith("不是.xlsx表格") and "被改动" in odd["3505990002 第2邻里中心.xlsx"]
    receipts = {str(row[1]): str(row[4]) for row in _rows(book["回执清单"])}
    assert "尚未报送" in receipts["第1邻里中心"] and "请原样重新报送" in receipts["第2邻里中心"]
    assert any("晚于2026年11月5日" in text for text in receipts.values()), "merged on the 24th"


def test_a_centre_has_its_own_sheet_with_its_places(desk: Desk, merged: DistrictReport) -> None:
    book = openpyxl.load_workbook(io.BytesIO(_made(desk, merged, Format.XLSX)))
    visits = next(row for row in _rows(book["第3邻里中心"]) if row[0] == "visits")
    assert "每千人第" in str(visits[6]) and "每开放小时第" in str(visits[6])


def test_sheets_of_like_names_are_told_apart(desk: Desk) -> None:
    from desk.reports.district.merge_workbook import sheet_name

    taken = {"总表"}
    names = [
        sheet_name("总表", "01", taken),
        sheet_name("a/b[中心]" * 9, "02", taken),
        sheet_name("A/B[中心]" * 9, "03", taken),
    ]
    assert len({name.lower() for name in names}) == 3 and all(len(name) <= 31 for name in names)
    assert not any(sign in name for name in names for sign in "/[]")


def test_the_paper_has_two_pages_and_names_the_first_and_the_last(desk: Desk, merged: DistrictReport) -> None:
    pages = pages_of(_made(desk, merged, Format.PDF))
    assert len(pages) == 2
    assert "区级汇总表" in pages[0] and "完整率" in pages[0] and "未报送" in pages[0]
    assert "同组排名" in pages[1] and "异常情况" in pages[1]


def test_where_nobody_was_late_the_paper_says_so(desk: Desk) -> None:
    made = district.centres(3)
    with desk.write() as work:
        district.enlist(work, made)
        taken = returns.take_in(work, OCTOBER, [_file(each) for each in made], date(2026, 11, 3))
        whole = report.of_period(work, OCTOBER, taken.files)
    text = re.sub(r"\s", "", "".join(pages_of(_made(desk, whole, Format.PDF))))
    assert "应报送3个中心，已汇入3个，均在2026年11月5日前（含当日）报送。" in text and "其中0个" not in text
    assert "批准人：" in text and "带班领导" not in text, "nobody is on duty in the district's office"


def test_long_names_and_many_faults_stay_on_two_pages(desk: Desk, merged: DistrictReport) -> None:
    long = [replace(each, name="沿海经济开发区综合服务" * 5) for each in merged.centres]
    silent = replace(merged, centres=tuple(long * 10), sent=(), files=merged.files * 40)
    assert len(pages_of(_made(desk, silent, Format.PDF))) == 2


def test_the_receipts_are_a_line_a_centre(desk: Desk, merged: DistrictReport) -> None:
    lines = _made(desk, merged, Format.TXT, "district-receipts").decode().splitlines()
    assert len(lines) == MANY and lines[0] == "第1邻里中心2026年10月：尚未报送，请尽快报送。"


def test_nothing_is_printed_of_a_period_of_which_nothing_is_kept(desk: Desk) -> None:
    with desk.read() as work, pytest.raises(Refused, match="尚无数据"):
        registry.paper("district-merge").make(work, Format.PDF, {"period": "2025-01"}, desk.files)
    with desk.read() as work, pytest.raises(Refused, match="不是统计期间"):
        registry.paper("district-merge").make(work, Format.PDF, {"period": "上月"}, desk.files)
