"""The papers of follow-ups, read back: what stands on them, no number in full, and nothing cut off."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desk.books.follow_ups import checking, doing, photos
from desk.books.follow_ups.figures import FIGURES
from desk.books.follow_ups.model import Closing, FollowUp, FollowUpOutcome
from desk.core import pictures
from desk.core.errors import Refused
from desk.core.month import Month
from desk.core.work import Work
from desk.reports import registry
from desk.reports.kit.declaration import Format
from desk.services.session import Desk
from tests.support.follow_ups import as_, hire, opened
from tests.support.pdf_text import pages_of, words_of
from tests.support.photos import picture
from tests.support.report_sheets import figures_on


def made(desk: Desk, work: Work, identifier: str, kind: Format = Format.PDF, **values: object) -> bytes:
    return registry.paper(identifier).make(work, kind, values, desk.files)


def closed(work: Work) -> FollowUp:
    crew = hire(work)
    item = opened(work, crew, urgent=True)
    clerk, leader = as_(work, crew.clerk), as_(work, crew.leader)
    item = doing.finish(clerk, item.id, item.version, "已加固，电话13800001111已告知")
    item = checking.send_back(leader, item.id, item.version, "看不清")
    item = doing.finish(clerk, item.id, item.version, "已补拍")
    return checking.close(leader, item.id, item.version, Closing(FollowUpOutcome.FIXED, "现场属实"))


def test_the_sheet_tells_what_was_to_be_done_and_what_became_of_it(desk: Desk, tmp_path: Path) -> None:
    taken = pictures.read(picture(tmp_path, "井盖.png"))
    with desk.write() as work:
        item = closed(work)
        file = desk.files.put(taken.content)
        work.add(
            photos.PHOTOS.table,
            {
                "follow_up_id": item.id,
                "file": file,
                "name": "井盖.png",
                "width": 9,
                "height": 9,
                "staff_id": item.opened_by,
                "at": work.now,
            },
        )
        text = words_of(made(desk, work, "follow-up", number=item.number.lower()))
    for wanted in (
        "督办单示例邻里中心",
        item.number,
        "交办（紧急）",
        "责任人林小芳（工作人员）",
        "验收人陈主任",
        "2026年12月1日",
        "退回1次，延期0次",
        "已销号（已解决）",
        "退回陈主任看不清",
        "佐证照片",
        "已补拍",
        "已解决现场属实",
        "签字",
    ):
        assert wanted in text, wanted
    assert "13800001111" not in text and "138****1111" in text


def test_a_sheet_that_is_not_there_is_refused(desk: Desk) -> None:
    with desk.read() as work, pytest.raises(Refused, match="DB1"):
        made(desk, work, "follow-up", number="DB1")


def test_the_list_of_a_period_has_each_item_its_days_and_the_sums(desk: Desk) -> None:
    with desk.write() as work:
        item = closed(work)
        day = work.today
        text = words_of(made(desk, work, "follow-ups", span=(day, day)))
        empty = words_of(made(desk, work, "follow-ups", span=(day - timedelta(9), day - timedelta(8))))
    assert item.number in text and "138****1111" in text and "13800001111" not in text
    assert "交办督办1件，销号已解决1件、未解决0件，逾期0件。按最初期限计按时率100.0%。" in text
    assert "制表人" in text and "这些天没有督办事项。" in empty


def test_a_long_list_goes_on_over_the_pages(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        numbers = [opened(work, crew).number for _n in range(70)]
        pages = pages_of(made(desk, work, "follow-ups", span=(work.today, work.today)))
    assert len(pages) > 1
    assert all(any(number in page for page in pages) for number in numbers)


def test_the_workbook_holds_days_as_days_and_no_formula(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        opened(work, crew, description="=1+1 联系13800001111")
        content = made(desk, work, "follow-ups", Format.XLSX, span=(work.today, work.today))
    book = load_workbook(io.BytesIO(content))
    sheet = book["督办"]
    rows = [dict(zip([c.value for c in sheet[3]], row, strict=True)) for row in sheet.iter_rows(4, values_only=True)]
    assert rows[0]["督办内容"] == "=1+1 联系138****1111"
    assert rows[0]["交办日期"] == datetime(2026, 11, 24) and rows[0]["销号日期"] is None
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert book["_figures"]["B4"].value == 1


def test_the_months_workbook_has_a_sheet_of_them(desk: Desk) -> None:
    with desk.write() as work:
        closed(work)
        content = made(desk, work, "month", Format.XLSX, month=Month(2026, 11))
    values = figures_on(content, "督办")
    counts = {figure.code: values[figure.label] for figure in FIGURES}
    assert counts["follow_ups_fixed"] == 1 and counts["follow_ups_returned"] == 1
    assert counts["follow_ups_in_time_percent"] == 100
