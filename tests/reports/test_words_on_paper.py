"""What a paper calls a thing: the word that an office reads there, and not the one that stood there before."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from desk.books.assets import stocktake
from desk.demo.papers import choices
from desk.reports import registry
from desk.reports.incidents import incident_pdf
from desk.reports.kit.declaration import Format
from desk.services.session import Desk
from tests.support.pdf_text import words_of


def text_of(desk: Desk, identifier: str, kind: Format) -> str:
    """A paper of the demo centre with the first choices that it offers: the words of a PDF, the cells of a workbook."""
    each = registry.paper(identifier)
    with desk.read() as work:
        _variant, values = next(iter(choices(work, each, kind)))
        content = each.make(work, kind, values, desk.files)
    if kind is Format.PDF:
        return words_of(content)
    book = load_workbook(io.BytesIO(content))
    return "\n".join(
        str(value)
        for sheet in book
        if sheet.sheet_state == "visible"
        for row in sheet.iter_rows(max_row=80, values_only=True)
        for value in row
        if value is not None
    )


@pytest.mark.parametrize(
    ("identifier", "kind", "there", "not_there"),
    [
        ("drills", Format.PDF, ("演练地点", "事件编号/取消原因"), ("事发地点", "记录编号")),
        ("incidents", Format.PDF, ("初判级别", "特别重大（Ⅰ级）"), ("事件级别", "Ⅰ级（特别重大）")),
        ("asset-changes", Format.XLSX, ("期初原值（元）", "期末原值（元）"), ("（分）",)),
        ("assets", Format.XLSX, ("原值（元）", "累计折旧（元）", "净值（元）"), ("（分）",)),
        ("month", Format.XLSX, ("2026年10月", "按时办结率", "期初原值（元）"), ("2026-10\n", "（分）", "9时")),
        ("roster", Format.XLSX, ("2026年11月",), ("　2026-11",)),
        ("disposal", Format.PDF, ("村（社区）意见", "镇（街道）意见", "主管部门意见"), ("区主管部门意见",)),
        ("loan-slip", Format.PDF, ("本人承诺妥善保管",), ("借出 ",)),
    ],
)
def test_a_paper_calls_things_as_an_office_does(
    demo: Desk, identifier: str, kind: Format, there: tuple[str, ...], not_there: tuple[str, ...]
) -> None:
    text = text_of(demo, identifier, kind)
    assert [words for words in there if words not in text] == []
    assert [words for words in not_there if words in text] == []


def test_a_measure_that_nobody_took_yet_is_not_done_instead_of_not_signed(demo: Desk) -> None:
    with demo.read() as work:
        told = "".join(words_of(incident_pdf.pdf(work, id, demo.files)) for id in (1, 2))
    assert "未完成" in told and "尚未签字" not in told


def test_nothing_is_lost_while_a_stocktake_goes_on(demo: Desk) -> None:
    """未盘到, not 盘亏: nobody has been there yet."""
    with demo.read() as work:
        assert any(each.state is stocktake.StocktakeState.OPEN for each in stocktake.every(work))
    told = text_of(demo, "stocktake", Format.PDF)
    assert "未盘到" in told and "盘亏" not in told
