"""The ledger of findings, read back: its counts, what stands of each, photos of before and after, one zone alone."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pypdfium2
from openpyxl import load_workbook

from desk.books.findings import deciding, photos
from desk.books.findings.figures import FIGURES
from desk.books.follow_ups import checking
from desk.books.follow_ups import photos as proof
from desk.books.follow_ups.model import Closing, FollowUp, FollowUpOutcome, OfficerMeans
from desk.core import pictures
from desk.core.month import Month
from desk.core.work import Work
from desk.reports import registry
from desk.reports.kit.declaration import Format
from desk.services.session import Desk
from tests.support.findings import accepted, found, mended, officer, zone
from tests.support.follow_ups import as_, hire
from tests.support.pdf_text import pages_of, words_of
from tests.support.photos import picture
from tests.support.report_sheets import figures_on


def made(desk: Desk, work: Work, identifier: str, kind: Format = Format.PDF, **values: object) -> bytes:
    return registry.paper(identifier).make(work, kind, values, desk.files)


def lived(desk: Desk, work: Work, folder: Path, more: str = "电视声音太大") -> tuple[FollowUp, int]:
    """In one zone a finding that was returned and mended, with photos; in another one that was dismissed."""
    crew, who, place, other = hire(work), officer(work), zone(work), zone(work, "日间照料室")
    finding = found(work, crew, who, zone_id=place)
    before, after = (pictures.read(picture(folder, name, (400, 300))) for name in ("前.png", "后.png"))
    photos.add(work, finding.id, desk.files.put(before.content), before.name, before.width, before.height)
    item = accepted(work, crew, finding)
    proof.add(as_(work, crew.clerk), item.id, desk.files.put(after.content), after.name, after.width, after.height)
    item = mended(work, crew, item, "已换大字牌，电话13800001111已告知")
    leader = as_(work, crew.leader)
    item = checking.send_back(leader, item.id, item.version, "还是看不清", OfficerMeans.TELEPHONE)
    item = mended(work, crew, item, "已换大字牌，电话13800001111已告知")
    closing = Closing(FollowUpOutcome.FIXED, "看得清了", means=OfficerMeans.IN_PERSON)
    checking.close(leader, item.id, item.version, closing)
    gone = found(work, crew, description=more, zone_id=other)
    deciding.dismiss(leader, gone.id, gone.version, "已约定音量")
    return item, place


def test_the_ledger_has_counts_findings_and_photos(desk: Desk, tmp_path: Path) -> None:
    with desk.write() as work:
        item, place = lived(desk, work, tmp_path)
        day = work.today
        content = made(desk, work, "findings", span=(day, day))
        text = words_of(content)
        of_zone = words_of(made(desk, work, "findings", span=(day, day), zone=place))
        empty = words_of(made(desk, work, "findings", span=(day - timedelta(9), day - timedelta(8))))
        sheet = words_of(made(desk, work, "follow-up", number=item.number))
    for wanted in (
        "登记问题2条",
        "整改完成1条",
        "按时整改率100.0%",
        "整改退回1次",
        "代复核0条",
        "WT20261124-001",
        "长者食堂",
    ):
        assert wanted in text, wanted
    assert "庄体验" in text and "体验官（当面）" in text and "已约定音量" in text and "不予认定" in text
    assert "13800001111" not in text and "138****1111" in text
    assert "整改前后对比：WT20261124-001" in text and text.index("整改前") < text.index("整改后")
    with pypdfium2.PdfDocument(content) as document:
        seen = sum(1 for page in document for each in page.get_objects() if each.type == 3)
    assert seen == 2, "one of before and one of after"
    assert "登记问题1" in of_zone and "电视声音" not in of_zone and "长者食堂" in of_zone
    assert "这些天没有问题。" in empty
    assert "验收人体验官庄体验" in sheet and "体验官（电话）" in sheet and "已解决（当面）看得清了" in sheet


def test_what_is_late_says_by_how_much(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        item = accepted(work, crew, found(work, crew))
        late = replace(work, now=work.now + timedelta(days=60))
        days = (late.today - item.due_on).days
        text = words_of(made(desk, late, "findings", span=(work.today, late.today)))
    assert f"待办（逾期{days}天）" in text


def test_a_long_ledger_goes_on_over_the_pages(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        numbers = [found(work, crew).number for _n in range(40)]
        pages = pages_of(made(desk, work, "findings", span=(work.today, work.today)))
    assert len(pages) > 1 and all(any(number in page for page in pages) for number in numbers)


def test_the_workbook_holds_days_as_days_and_no_formula(desk: Desk, tmp_path: Path) -> None:
    with desk.write() as work:
        lived(desk, work, tmp_path, "=1+1 联系13800001111")
        content = made(desk, work, "findings", Format.XLSX, span=(work.today, work.today))
    sheet = load_workbook(io.BytesIO(content))["问题整改"]
    rows = [dict(zip([c.value for c in sheet[3]], row, strict=True)) for row in sheet.iter_rows(4, values_only=True)]
    assert rows[0]["发现日期"] == datetime(2026, 11, 24) and rows[0]["退回"] == 1
    assert rows[0]["整改情况"].startswith("已换大字牌") and rows[0]["复核"] == "体验官（当面）"
    assert rows[1]["问题内容"] == "=1+1 联系138****1111" and rows[1]["销号日期"] is None
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}


def test_the_months_report_has_a_line_and_a_sheet_of_them(desk: Desk, tmp_path: Path) -> None:
    with desk.write() as work:
        lived(desk, work, tmp_path)
        month = Month(2026, 11)
        content = made(desk, work, "month", Format.XLSX, month=month)
        text = words_of(made(desk, work, "month", month=month))
    values = figures_on(content, "问题整改")
    counts = {figure.code: values[figure.label] for figure in FIGURES}
    assert counts["findings_mended"] == counts["findings_returned"] == 1 and counts["findings_in_time_percent"] == 100
    assert "登记问题2个，认定1个；整改完成1个，未整改0个；逾期0个。" in text
