"""What a wish reads like."""

from __future__ import annotations

import pytest

from desk.books.catalogue import ServiceItem
from desk.books.orders import hints
from desk.books.orders.hints import HintKind
from desk.services.session import Desk


@pytest.mark.parametrize(
    "text",
    [
        "厨房着火了",
        "闻到燃气味",
        "家里燃气泄漏",
        "有人触电",
        "小孩溺水",
        "老人晕倒在家",
        "隔壁有人喝农药",
        "墙倒塌压到人",
        "煤气罐漏气",
        "换的煤气好像在漏",
        "煤气瓶接口漏了",
    ],
)
def test_an_emergency(text: str) -> None:
    assert hints.reads_like_emergency(text)


@pytest.mark.parametrize(
    "text",
    [
        "帮忙缴燃气费",
        "燃气灶打不着",
        "帮老人换煤气",
        "煤气罐搬上五楼",
        "想听防溺水讲座",
        "预防触电宣传",
        "水管漏水",
        "陪老人去医院",
    ],
)
def test_no_emergency(text: str) -> None:
    assert not hints.reads_like_emergency(text)


def test_an_official_matter_names_its_item(desk: Desk, items: tuple[ServiceItem, ...]) -> None:
    with desk.read() as work:
        hint = hints.for_text(work, "想办高龄津贴")
        assert hint is not None
        assert (hint.kind, hint.service_id) == (HintKind.OFFICIAL, items[1].id)
        assert "高龄津贴申请" in hint.text
        urgent = hints.for_text(work, "办高龄津贴的老人晕倒了")
        assert urgent is not None and urgent.kind is HintKind.EMERGENCY
        assert hints.for_text(work, "修水管") is None
        assert hints.for_text(work, "") is None
