"""The papers of orders, read back: what whoever is sent has to know, nobody in full on lists, nothing cut off."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from openpyxl import load_workbook

from desk.books.cases import Evaluation
from desk.books.orders import queries, rating
from desk.books.orders.model import RatingMeans
from desk.core.errors import Refused
from desk.core.work import Work
from desk.reports import registry
from desk.reports.kit.declaration import Format
from desk.reports.orders import order_txt
from desk.services.session import Desk
from tests.support.orders import Ready, colleague, done, later, offered, queued, set_up, taken
from tests.support.pdf_text import pages_of, words_of

A5, A4_ACROSS = (420, 595), (842, 595)


@pytest.fixture
def ready(desk: Desk) -> Ready:
    with desk.write() as work:
        return set_up(work)


def made(work: Work, identifier: str, kind: Format = Format.PDF, **values: object) -> bytes:
    return registry.paper(identifier).make(work, kind, values, None)  # type: ignore[arg-type]


def size_of(pdf: bytes) -> tuple[int, int]:
    document = pypdfium2.PdfDocument(pdf)
    width, height = document[0].get_size()
    document.close()
    return round(width), round(height)


def test_the_sheet_says_where_what_by_when_and_has_a_strip_for_the_rating(desk: Desk, ready: Ready) -> None:
    with desk.write() as work:
        order = queries.find(work, taken(work, ready, told_by="李四娘").id)
        pdf = made(work, "order", number=order.number.lower())
        text = words_of(pdf)
    assert size_of(pdf) == A5 and len(pages_of(pdf)) == 1
    for wanted in (
        f"派单示例邻里中心{order.number}",
        "点单人张三丰",
        "138 0000 0000".replace(" ", ""),
        "代述人李四娘",
        "地点凤亭村三组1号",
        "派往先锋队林一明",
        "点单内容家里水管漏水",
        "承接人（签名）",
        f"群众评价{order.number}维修",
        "□非常满意□满意□基本满意□不满意□非常不满意",
        "点单人（签名）",
        "请将本联交回邻里中心",
    ):
        assert wanted in text.replace("　", ""), wanted


def test_the_text_for_the_group_names_nobody_and_says_how_to_answer(desk: Desk, ready: Ready) -> None:
    with desk.write() as work:
        order = queries.find(work, offered(work, ready).id)
        text = made(work, "order", Format.TXT, number=order.number).decode()
    lines = text.splitlines()
    assert lines[0] == f"【派单】{order.number}　维修"
    assert "点单人：张*丰" in lines and "地点：三组" in lines and "派往：先锋队 林一明" in lines
    assert any(f"“{order.number[-3:]}某某接”" in line for line in lines)
    assert "张三丰" not in text and "1380000" not in text and "1号" not in text


def test_what_nobody_has_been_sent_has_no_sheet(desk: Desk, ready: Ready) -> None:
    with desk.write() as work:
        waiting, over = queued(work, ready), done(work, ready, who=1)
        for order in (waiting, over):
            with pytest.raises(Refused, match="不能出具派单"):
                made(work, "order", number=order.number)
        with pytest.raises(Refused, match="没有编号为D9的点单"):
            made(work, "order", number="D9")


def test_the_list_has_every_order_of_the_days_masked_with_its_rating(desk: Desk, ready: Ready) -> None:
    with desk.write() as work:
        first = done(work, ready)
        rating.rate(later(colleague(work), days=1), first.id, Evaluation.SATISFIED, RatingMeans.PAPER, "张三丰说很好")
        second = queued(work, ready, who=1)
        span = (work.today, work.today)
        pdf, xlsx = made(work, "orders", span=span), made(work, "orders", Format.XLSX, span=span)
    text = words_of(pdf)
    assert size_of(pdf) == A4_ACROSS and "点单一览表" in text
    assert first.number in text and second.number in text and "张*丰" in text and "张三丰" not in text
    book = load_workbook(io.BytesIO(xlsx))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    head = next(at for at, row in enumerate(rows) if row[0] == "点单编号")
    assert [row[0] for row in rows[head + 1 : head + 3]] == [first.number, second.number]
    of = dict(zip(rows[head], rows[head + 1], strict=True))
    assert (of["群众评价"], of["用时（分钟）"], of["状态"]) == ("满意", 1, "已评价")
    assert "张三丰" not in str(rows) and "13800000000" not in str(rows)


def test_days_without_orders_say_so(desk: Desk) -> None:
    with desk.write() as work:
        text = words_of(made(work, "orders", span=(work.today, work.today)))
    assert "这段时间没有点单" in text


@pytest.mark.parametrize("place", ["凤亭村甲某家12号", "凤亭小区二栋三零一室", "13712345678"])
def test_what_is_sent_to_a_group_has_no_house_and_nobody_in_full(desk: Desk, ready: Ready, place: str) -> None:
    with desk.write() as work:
        asked = {"resident_id": None, "asker": "甲某", "telephone": "13712345678", "place": place}
        order = queries.find(work, offered(work, ready, None, **asked).id)
        text = order_txt.text(work, order)
    assert place not in text and "甲某" not in text and "13712345678" not in text
