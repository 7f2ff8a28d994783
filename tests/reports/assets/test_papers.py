"""The ledger on paper and in workbooks, read back; labels read back by a decoder at the resolution of a label
printer.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from desk.books.assets import (
    approvals,
    attachments,
    cards,
    lending,
    maintenance,
    queries,
    stocktake,
    stocktake_result,
    transfers,
)
from desk.books.assets.attachments import AttachmentKind
from desk.books.assets.lending import LoanRequest
from desk.books.assets.model import BorrowerKind, MovementKind
from desk.books.assets.statistics import GroupBy
from desk.books.assets.stocktake import CountedBy as Covered
from desk.books.assets.transfers import AssetPlace, MovementNote
from desk.core import pictures
from desk.core.errors import Invalid, Refused
from desk.core.work import Work
from desk.reports.assets import (
    asset_list_pdf,
    asset_list_workbook,
    changes_pdf,
    changes_workbook,
    disposal,
    inspections_pdf,
    inspections_workbook,
    labels,
    loan_slip,
    loans_pdf,
    loans_workbook,
    papers,
    stocktake_pdf,
    stocktake_workbook,
)
from desk.reports.assets import card as card_paper
from desk.reports.assets.label_sheets import LabelLayout
from desk.reports.kit.breaking import wrapped
from desk.reports.kit.longtable import LongTable, TableColumn, TableRow
from desk.services.session import Desk
from tests.support.assets import HALL, ROOM, add, card, chairs, set_up
from tests.support.pdf_text import pages_of, words_of
from tests.support.signatures import signed

TODAY = date(2026, 11, 24)
DPI = 203


@pytest.fixture
def furnished(desk: Desk) -> Iterator[tuple[Work, dict[str, int]]]:
    """A printer, 40 chairs, a camera with no room, and paper at its low mark."""
    with desk.write() as work:
        ids = set_up(work)
        ids["printer"] = add(work, serial="VNB3K01234", venue_id=ids[HALL], custodian="林小芳", supplier="示例科技")
        ids["chairs"] = add(work, chairs(venue_id=ids[ROOM], custodian="黄志强"))
        ids["camera"] = add(work, name="照相机", class_code="A020205", acquired_on=date(2026, 2, 3))
        ids["paper"] = add(
            work, card(name="打印纸", class_code="A0504", unit="包", low_mark=5, quantity=4, value=8_000)
        )
        yield work, ids


def cells(content: bytes, sheet: int = 0) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(io.BytesIO(content)).worksheets[sheet].iter_rows(values_only=True))


@pytest.mark.parametrize("by", list(GroupBy))
def test_the_list_holds_every_card_and_adds_up(furnished: tuple[Work, dict[str, int]], by: GroupBy) -> None:
    work, _ids = furnished
    told = words_of(asset_list_pdf.pdf(work, by, TODAY))
    for words in (
        "资产清单",
        by.label,
        "ZC000001",
        "激光打印机",
        "3,600.00",
        "总计",
        "10,480.01",
        "便民服务大厅",
        "黄志强",
    ):
        assert words in told
    head, *rows = cells(asset_list_workbook.xlsx(work, by, TODAY))[2:]
    assert head[:3] == ("分组", "资产编号", "资产名称")
    assert sorted(str(row[1]) for row in rows) == ["ZC000001", "ZC000002", "ZC000003", "ZC000004"]
    assert sum(float(str(row[8])) for row in rows) == pytest.approx(10_480.01)
    total = cells(asset_list_workbook.xlsx(work, by, TODAY), 1)[-1]
    assert total[:4] == ("总计", 4, 46, 10_480.01)
    assert total[3] == pytest.approx(float(str(total[4])) + float(str(total[5])))


def test_the_list_of_a_past_day_knows_nothing_of_later(furnished: tuple[Work, dict[str, int]]) -> None:
    work, ids = furnished
    transfers.hand_over(work, [ids["printer"]], "别人")
    told = words_of(asset_list_pdf.pdf(work, GroupBy.KEEPER, date(2026, 1, 31)))
    assert "林小芳" in told and "别人" not in told and "照相机" not in told
    with pytest.raises(Invalid, match="2027年1月1日尚未到"):
        asset_list_pdf.pdf(work, GroupBy.KEEPER, date(2027, 1, 1))
    assert "这一天台账里没有资产" in words_of(asset_list_pdf.pdf(work, GroupBy.KEEPER, date(2020, 1, 1)))


def test_what_came_and_went_balances_on_paper(furnished: tuple[Work, dict[str, int]]) -> None:
    work, ids = furnished
    maintenance.issue(work, ids["paper"], 1, MovementNote(people="林小芳", reason="打印公告"))
    approvals.agree(
        work,
        approvals.propose_disposal(work, ids["printer"], MovementKind.SCRAP, 1, "主板烧毁"),
        paper="示资〔2026〕3号",
    )
    told = words_of(changes_pdf.pdf(work, date(2026, 1, 1), TODAY))
    for words in ("期初＋增加－减少＝期末", "报废", "主板烧毁", "示资〔2026〕3号", "领用", "-3,600.00"):
        assert words in told
    for row in cells(changes_workbook.xlsx(work, date(2026, 1, 1), TODAY))[3:]:
        start, came, went, end = (list(row[n : n + 2]) for n in (1, 3, 5, 7))
        for n in range(2):
            assert float(str(start[n])) + float(str(came[n])) - float(str(went[n])) == pytest.approx(float(str(end[n])))


def test_the_card_has_its_photo_its_papers_and_its_history(
    furnished: tuple[Work, dict[str, int]], desk: Desk, tmp_path: Path
) -> None:
    work, ids = furnished
    Image.new("RGB", (640, 480), "orange").save(tmp_path / "正面.png")
    picture = pictures.read(tmp_path / "正面.png")
    id = ids["printer"]
    attachments.add(work, id, AttachmentKind.PHOTO, desk.files.put(picture.content), picture.name, len(picture.content))
    attachments.add(work, id, AttachmentKind.PAPER, "b" * 64, "发票.pdf", 10)
    transfers.move(
        work, [id], AssetPlace(venue_id=ids[ROOM], spot="西墙"), MovementNote(people="黄志强", reason="换房间")
    )
    add(work, name="硒鼓架", parent_id=id)
    content = card_paper.pdf(work, id, desk.files)
    told = words_of(content)
    for words in (
        "资产卡片",
        "VNB3K01234",
        "示例科技",
        "6年",
        "预计净残值率（%）0",
        "发票.pdf",
        "移到图书阅览室西墙；黄志强；换房间",
        "3,600.00元",
    ):
        assert words in told
    with_photo = len(content)
    desk.files.remove(attachments.of(work, id)[0].file)
    assert len(card_paper.pdf(work, id, desk.files)) < with_photo
    with pytest.raises(Refused, match="没有编号为 X 的卡片"):
        papers.asset_id(work, "X")


def test_loans_slip_and_dues(furnished: tuple[Work, dict[str, int]]) -> None:
    work, ids = furnished
    person = LoanRequest(1, TODAY + timedelta(days=7), BorrowerKind.RESIDENT, ids["居民"])
    loan = lending.lend(work, ids["camera"], person, MovementNote(reason="社区摄影"))
    told = words_of(loans_pdf.pdf(work))
    assert "出借1笔，逾期0笔" in told and "蔡*例" in told and "蔡示例" not in told and "130****0001" in told
    slip = words_of(loan_slip.pdf(work, lending.look_up(work, loan, "loan slip")))
    assert "蔡示例" in slip and "13000000001" in slip and "2026年12月1日前完好归还" in slip
    assert "蔡示例" not in words_of(loan_slip.pdf(work, lending.find(work, loan)))
    assert [row[0] for row in cells(loans_workbook.xlsx(work))[3:]] == ["ZC000003"]
    assert "仅剩4包" in words_of(inspections_pdf.pdf(work))
    assert [row[2] for row in cells(inspections_workbook.xlsx(work))[3:]] == ["ZC000004"]


def test_the_application_names_the_share_that_goes(furnished: tuple[Work, dict[str, int]]) -> None:
    work, ids = furnished
    asked = approvals.propose_disposal(work, ids["chairs"], MovementKind.DONATE, 10, "支援村小学")
    content = disposal.pdf(work, asked)
    told = words_of(content)
    assert len(pages_of(content)) == 1
    for words in (
        "资产处置申请表",
        "10把",
        "800.00元",
        "支援村小学",
        "对外捐赠：40中的10",
        "镇（街道）意见",
        "主管部门意见",
    ):
        assert words in told


def test_the_stocktake_report_has_shortage_and_surplus_with_values(furnished: tuple[Work, dict[str, int]]) -> None:
    work, ids = furnished
    take = stocktake.begin(work, "年末盘点", Covered.ALL)
    hall = AssetPlace(venue_id=ids[HALL])
    stocktake.scan(work, take, "ZC000001", hall)
    stocktake.scan(work, take, "ZC000004", hall)
    found = stocktake.scan(work, take, "X-9", hall).mark
    stocktake.note(work, take, found, remark="旧饮水机")
    few = stocktake.scan(work, take, "ZC000002", AssetPlace(venue_id=ids[ROOM])).mark
    stocktake.note(work, take, few, quantity=39)
    for name in ("林小芳", "黄志强"):
        stocktake.sign(work, take, signed(work, ids[name]))
    stocktake_result.close(work, take)
    told = words_of(stocktake_pdf.pdf(work, take))
    for words in (
        "资产盘点报告",
        "盘亏（有账无物）（2）",
        "盘盈（有物无账）（1）",
        "旧饮水机",
        "地点不符（1）",
        "林小芳、黄志强",
        "3,680.00元",
    ):
        assert words in told
    content = stocktake_workbook.xlsx(work, take)
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames[:5] == [
        "盘点清单",
        "盘亏",
        "盘盈",
        "地点不符",
        "损坏",
    ]
    assert [row[0] for row in cells(content, 1)[3:]] == ["ZC000002", "ZC000003"]
    assert [row[0] for row in cells(content, 2)[3:]] == ["X-9"]


@pytest.mark.parametrize("cut", list(LabelLayout))
def test_labels_are_read_back_at_203_dpi(furnished: tuple[Work, dict[str, int]], cut: LabelLayout) -> None:
    """True size, one label a card, from the position asked for on; a decoder finds each code where it should be."""
    work, ids = furnished
    cards.correct(
        work,
        ids["camera"],
        replace(
            queries.find(work, ids["camera"]),
            number="旧台账-0007",
            name="一个名字很长很长的数码照相机及其三脚架和闪光灯",
        ),
        "编号沿用旧账",
    )
    things = queries.page(work, queries.AssetFilter())
    sheet = cut.sheet
    start = min(2, sheet.many)
    document = pypdfium2.PdfDocument(labels.pdf(work, things, cut, start))
    assert len(document) == sheet.pages(len(things), start)
    read: list[tuple[str, int]] = []
    for number, page in enumerate(document):
        assert [round(side / 72 * 25.4, 1) for side in page.get_size()] == [round(side, 1) for side in sheet.paper]
        image = page.render(scale=DPI / 72).to_pil().convert("L")
        for code in zxingcpp.read_barcodes(image):
            x, y = (value / DPI * 25.4 for value in (code.position.top_left.x, code.position.top_left.y))
            place = next(
                at
                for at in range(sheet.many)
                if all(
                    0 <= v - edge <= size for v, edge, size in zip((x, y), sheet.place(at), sheet.label, strict=True)
                )
            )
            read.append((code.text, number * sheet.many + place + 1))
    document.close()
    assert sorted(read, key=lambda pair: pair[1]) == [(one.number, start + n) for n, one in enumerate(things)]


def test_a_position_that_the_paper_has_not_is_refused(furnished: tuple[Work, dict[str, int]]) -> None:
    work, _ids = furnished
    with pytest.raises(Invalid, match="这种标签纸的位置是1至21"):
        labels.pdf(work, queries.page(work, queries.AssetFilter()), LabelLayout.A4_21, 22)


def test_a_long_table_keeps_every_row_and_repeats_its_heading() -> None:
    from desk.reports.kit import paper

    rows = [TableRow([f"第{n}行", "很长的文字" * (n % 9), str(n)]) for n in range(700)]
    table = LongTable([TableColumn("名称", 100), TableColumn("说明", 250), TableColumn("数", 60, True)], rows)
    content = paper.build([table], None, name="长表")
    told = words_of(content)
    assert all(f"第{n}行" in told for n in range(700))
    document = pypdfium2.PdfDocument(content)
    assert len(document) > 10
    assert all("说明" in page.get_textpage().get_text_range() for page in document)
    document.close()


@pytest.mark.parametrize("text", ["便民服务大厅（东侧）", "ABC-12345 打印机", "很长" * 40, "", "a" * 90])
def test_wrapping_loses_nothing(text: str) -> None:
    lines = wrapped(text, "DeskSans", 8, 60)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
