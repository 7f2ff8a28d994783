"""The columns of a table of assets 资产表."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from desk.books import centre
from desk.books.assets import classes, queries
from desk.books.assets.model import FREE_TEXTS, Asset, AssetCondition, AssetOwner, AssetSource
from desk.books.assets.queries import AssetFilter
from desk.core import money
from desk.core.numbers import hundredths
from desk.core.sheet_columns import CellKind, Columns, ReadColumn, SheetColumn, one_of, words_of
from desk.core.words import N_
from desk.core.work import Work

ON_A_NEW_CARD = (AssetCondition.IN_USE, AssetCondition.IDLE, AssetCondition.REPAIR, AssetCondition.TO_DISPOSE)


def exported(work: Work) -> Iterator[Asset]:
    """Every card that was not disposed of by its number, what is a part of something after it. Nothing is a part of
    what is not there any more.
    """
    there = queries.page(work, AssetFilter())
    known = {card.number for card in there}
    cards = [card if not card.parent or card.parent in known else replace(card, parent="") for card in there]
    done = set[str]()
    while cards:
        ready = [card for card in cards if not card.parent or card.parent in done]
        yield from ready
        done |= {card.number for card in ready}
        cards = [card for card in cards if card.number not in done]


def _classes(work: Work) -> Sequence[str]:
    return [each.title for each in classes.every(work)]


def _zones(work: Work) -> Sequence[str]:
    return list(queries.zone_ids(work))


def _venues(work: Work) -> Sequence[str]:
    return [venue.name for venue in centre.all_venues(work)]


def _condition(card: Asset) -> str:
    lent = card.condition is AssetCondition.LENT
    return words_of(AssetCondition.IN_USE if lent else card.condition)


def _life(card: Asset) -> int | str:
    return f"{card.life_months}个月" if card.life_months % 12 else card.life_months // 12


COLUMNS: Columns = {
    "number": SheetColumn(
        ("资产编号", "固定资产编号", "资产编码", "资产代码", "物品编号", "卡片编号", "编号", "编码"),
        N_("Each number once. For things without numbers please delete this column; the ledger then numbers them."),
        attrgetter("number"),
        kind=CellKind.CODE,
        required=True,
        one_each=True,
    ),
    "name": SheetColumn(
        ("资产名称", "固定资产名称", "物品名称", "设备名称", "名称", "品名"),
        N_("1 to 60 characters."),
        attrgetter("name"),
        required=True,
        width=24,
    ),
    "class": SheetColumn(
        ("资产类别", "资产分类", "固定资产类别", "分类代码", "类别", "分类"),
        N_("Code or name of the class; empty where the name of the thing tells it."),
        lambda card: f"{card.class_code} {card.class_name}",
        kind=CellKind.CODE,
        choices=_classes,
        strict=False,
        width=26,
    ),
    "model": SheetColumn(
        ("规格型号", "规格及型号", "型号规格", "型号", "规格", "品牌型号"),
        N_("Make and model, at most 80 characters."),
        attrgetter("model"),
        kind=CellKind.CODE,
        width=20,
    ),
    "serial": SheetColumn(
        ("序列号", "出厂编号", "出厂号", "机身号", "SN"),
        N_("The serial number of one piece; no two things have the same."),
        attrgetter("serial"),
        kind=CellKind.CODE,
        width=20,
        one_each=True,
    ),
    "unit": SheetColumn(
        ("计量单位", "单位"), N_("Such as 台, 张, 把; empty counts as 件."), attrgetter("unit"), width=8
    ),
    "quantity": SheetColumn(
        ("数量", "资产数量", "账面数量"),
        N_("A whole number; empty counts as 1."),
        attrgetter("quantity"),
        kind=CellKind.NUMBER,
        width=8,
        one_each=True,
    ),
    "unit_price": ReadColumn(("单价", "单价元", "采购单价", "采购价格", "购置单价")),
    "original_value": SheetColumn(
        ("原值", "资产原值", "账面原值", "金额", "价值", "总价", "总金额", "资产价值"),
        N_("Yuan, of all pieces together."),
        lambda card: money.in_cell(card.value),
        kind=CellKind.AMOUNT,
        one_each=True,
    ),
    "acquired_on": SheetColumn(
        (
            "购置日期",
            "取得日期",
            "启用日期",
            "购入日期",
            "购买日期",
            "入账日期",
            "购置时间",
            "取得时间",
            "启用时间",
            "采购日期",
            "采购时间",
            "开始使用日期",
            "开始使用时间",
            "启用",
            "日期",
        ),
        N_("As 2026-01-31, not before 1950 and not after today."),
        attrgetter("acquired_on"),
        kind=CellKind.DAY,
        required=True,
    ),
    "source": SheetColumn(
        ("取得方式", "资产来源", "来源", "购置方式", "增加方式"),
        N_("Please choose; empty counts as 购置."),
        lambda card: words_of(card.source),
        choices=one_of(AssetSource),
    ),
    **{
        name: SheetColumn(text.headers, N_("Anything, as it is to stand on the card."), attrgetter(name), width=20)
        for name, text in FREE_TEXTS.items()
    },
    "department": ReadColumn(("使用部门", "使用单位", "所属部门", "归属部门", "部门")),
    "zone": SheetColumn(
        ("功能区",),
        N_("A zone of the centre; with a room it follows from that."),
        attrgetter("zone"),
        choices=_zones,
        width=18,
    ),
    "venue": SheetColumn(
        ("场地", "存放场地"), N_("A room of the centre."), attrgetter("venue"), choices=_venues, width=18
    ),
    "spot": SheetColumn(
        ("具体位置",), N_("Shelf, wall or cupboard, at most 40 characters."), attrgetter("spot"), width=18
    ),
    "location": ReadColumn(("存放地点", "存放位置", "放置地点", "使用地点", "所在位置", "地点", "位置")),
    "custodian": SheetColumn(
        ("保管人", "使用人", "责任人", "管理人", "负责人", "领用人", "保管责任人"),
        N_("Who keeps it, at most 20 characters."),
        attrgetter("custodian"),
    ),
    "condition": SheetColumn(
        ("使用状况", "使用状态", "资产状态", "状态", "现状"),
        N_("Please choose; empty counts as 在用. What is gone is not entered."),
        _condition,
        choices=one_of(ON_A_NEW_CARD),
    ),
    "owner_kind": SheetColumn(
        ("权属类型",),
        N_("Please choose; empty counts as 本中心, or follows from the name of the owner."),
        lambda card: words_of(card.owner_kind),
        choices=one_of(AssetOwner),
    ),
    "owner": SheetColumn(
        ("权属单位", "产权单位", "产权", "权属", "产权归属", "所有权"),
        N_("Its name, where it is a department or a partner."),
        attrgetter("owner"),
        width=20,
    ),
    "useful_life": SheetColumn(
        ("使用年限", "预计使用年限", "折旧年限", "年限", "使用寿命"),
        N_("Years, or months such as 18个月; 0: nothing is depreciated; empty: as its class has it."),
        _life,
        kind=CellKind.NUMBER,
    ),
    "residual": SheetColumn(
        ("预计净残值率", "残值率", "净残值率", "预计残值率"),
        N_("Per cent that is never depreciated, such as 5%; empty: 5% for a village collective, else 0%."),
        lambda card: f"{hundredths(card.residual)}%",
        kind=CellKind.CODE,
    ),
    "accumulated": ReadColumn(("累计折旧", "累计折旧额", "已提折旧", "已计提折旧"), one_each=True),
    "net_value": ReadColumn(("净值", "资产净值", "账面净值", "净额"), one_each=True),
    "warranty_until": SheetColumn(
        ("保修期至", "质保到期", "保修截止", "质保期至"),
        N_("As 2026-01-31; empty where there is none."),
        attrgetter("warranty_until"),
        kind=CellKind.DAY,
    ),
    "inspect_every": SheetColumn(
        ("检查周期（月）",),
        N_("Every how many months, 1 to 120; empty where it is not inspected."),
        attrgetter("inspect_every"),
        kind=CellKind.NUMBER,
        width=16,
    ),
    "inspect_on": SheetColumn(
        ("下次检查日期", "下次检查"),
        N_("As 2026-01-31; empty: so many months from today."),
        attrgetter("inspect_on"),
        kind=CellKind.DAY,
    ),
    "low_mark": SheetColumn(
        ("库存下限", "最低库存"),
        N_("Only for consumables: at how many it is restocked."),
        attrgetter("low_mark"),
        kind=CellKind.NUMBER,
    ),
    "parent": SheetColumn(
        ("所属资产编号", "主资产编号"),
        N_("What it is a part of: a number in the ledger, or of a row above."),
        attrgetter("parent"),
        kind=CellKind.CODE,
    ),
    "note": SheetColumn(("备注", "说明"), N_("Anything else, at most 500 characters."), attrgetter("note"), width=30),
}
