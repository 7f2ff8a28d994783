"""三张清单 and the month's sheet, read back: each row once, numbers of people masked, days as days."""

from __future__ import annotations

import io
from datetime import datetime, timedelta

from openpyxl import load_workbook

from desk.books.matching import deliveries, matches, needs
from desk.core.month import Month
from desk.core.work import Work
from desk.reports import registry
from desk.reports.kit.declaration import Format
from desk.services.session import Desk
from tests.support.matching import clinic, held, matched, new_need, set_up
from tests.support.pdf_text import words_of

PAPER = "needs-and-offerings"


def made(desk: Desk, work: Work, kind: Format = Format.PDF, identifier: str = PAPER, **values: object) -> bytes:
    return registry.paper(identifier).make(work, kind, values, desk.files)


def met(work: Work) -> None:
    """A need that was met for 26 of 30 people, and one that waits and has a telephone in it."""
    partners = set_up(work)
    match = matched(work, partners)
    activity = clinic(work, partners)
    match = deliveries.link_activity(work, match.id, match.version, activity)
    held(work, activity, 26)
    matches.accept(work, match.id, match.version)
    needs.raise_need(work, new_need(description="=理发，联系13800001111"))


def test_the_three_lists_have_each_row_and_the_sums(desk: Desk) -> None:
    with desk.write() as work:
        met(work)
        today = work.today
        text = words_of(made(desk, work, span=(today, today)))
        empty = words_of(made(desk, work, span=(today - timedelta(9), today - timedelta(8))))
    for wanted in (
        "需求、资源、项目清单",
        "一、需求清单",
        "二、资源清单",
        "三、项目清单",
        "XQ20261124-001",
        "FW2026-001",
        "区第二医院",
        "已满足",
        "已验收",
        "登记需求2项，匹配1项，满足1项；下沉服务落实1次，服务26人次。",
        "138****1111",
    ):
        assert wanted in text, wanted
    assert "13800001111" not in text
    assert "期间没有需求。" in empty and "期间没有对接项目。" in empty


def test_the_workbook_has_three_sheets_with_days_and_numbers(desk: Desk) -> None:
    with desk.write() as work:
        met(work)
        book = load_workbook(io.BytesIO(made(desk, work, Format.XLSX, span=(work.today, work.today))))
    assert book.sheetnames[:3] == ["需求清单", "资源清单", "项目清单"]
    rows = {
        name: [
            dict(zip([c.value for c in book[name][3]], row, strict=True))
            for row in book[name].iter_rows(4, values_only=True)
        ]
        for name in book.sheetnames[:3]
    }
    assert rows["需求清单"][1]["需求内容"] == "=理发，联系138****1111"
    assert rows["需求清单"][0]["登记日期"] == datetime(2026, 11, 24)
    assert (rows["资源清单"][0]["承诺次数"], rows["资源清单"][0]["已落实"], rows["资源清单"][0]["服务人次"]) == (
        4,
        1,
        26,
    )
    assert rows["项目清单"][0]["状态"] == "已验收"
    assert "f" not in {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}


def test_the_month_tells_of_it_in_a_sentence_and_a_sheet(desk: Desk) -> None:
    with desk.write() as work:
        met(work)
        month = Month(2026, 11)
        text = words_of(made(desk, work, identifier="month", month=month))
        book = load_workbook(io.BytesIO(made(desk, work, Format.XLSX, "month", month=month)))
    assert "下沉服务落实1次，服务26人次。" in text
    cells = [cell.value for row in book["共建联动"].iter_rows() for cell in row]
    assert "需求满足率" in cells and 26 in cells
