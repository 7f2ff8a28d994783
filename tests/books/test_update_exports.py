"""A book that is updated from what it holds itself does not change; the same file twice is the same as once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from desk.books import catalogue, residents, updates
from desk.books.assets import queries
from desk.books.assets.model import AssetCard, AssetOwner, AssetSource
from desk.books.catalogue import ServiceItem, ServiceMode
from desk.books.residents import ResidentDetails, ResidentMark, Sex
from desk.core import money
from desk.core.identity import IdKind
from desk.core.work import Work
from desk.services.session import Desk
from tests.support import assets as things
from tests.support import people
from tests.support.updating import groups, told, written

FEW = settings(
    max_examples=12,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
"""Each example reads files in processes of their own."""
WORDS = st.text("港口新村路号一二三ABC（），·12 ", max_size=12)
NAMED = st.text("登记认证申请医保", min_size=1, max_size=8)
Rows = Iterator[Sequence[object]]


class Undone(Exception):
    """What an example did is taken back."""


@contextmanager
def undone(desk: Desk) -> Iterator[Work]:
    """A write of which nothing stays: one book serves all examples."""
    with suppress(Undone), desk.write() as work:
        yield work
        raise Undone


ITEMS = st.builds(
    ServiceItem,
    st.just(""),
    NAMED,
    st.sampled_from(["医保局", "民政局", "人社局"]),
    st.sampled_from([ServiceMode.NEARBY, ServiceMode.BY_PHONE]),
    st.integers(0, 60),
    st.lists(NAMED, max_size=3).map(tuple),
    st.integers(0, 99_999),
    st.booleans(),
    st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)),
)
PEOPLE = st.builds(
    ResidentDetails,
    people.names,
    birth=st.none() | people.births,
    sex=st.sampled_from(["", "male", "female"]),
    telephone=st.sampled_from(["", "13800001111", "13900002222", "059587654321"]),
    village_group=WORDS,
    address=WORDS,
    marks=st.sets(st.sampled_from(list(ResidentMark))).map(lambda s: tuple(m.value for m in ResidentMark if m in s)),
    note=WORDS,
)
CARDS = st.builds(
    AssetCard,
    st.sampled_from(["激光打印机", "折叠椅", "白板"]),
    st.sampled_from(["A020210", "A050103", "A02"]),
    st.dates(date(2015, 1, 1), date(2026, 10, 1)),
    model=WORDS,
    unit=st.sampled_from(["台", "把", "件"]),
    source=st.sampled_from(list(AssetSource)),
    funding=WORDS,
    supplier=WORDS,
    owner_kind=st.sampled_from([AssetOwner.CENTRE, AssetOwner.VILLAGE]),
    spot=WORDS,
    custodian=st.sampled_from(["", "林小芳", "黄志强"]),
    life_months=st.integers(0, 240),
    residual=st.integers(0, 10_000),
    warranty_until=st.none() | st.dates(date(2026, 10, 2), date(2028, 1, 1)),
    note=WORDS,
    quantity=st.integers(1, 40),
    value=st.integers(0, 10**9),
)


def items_of(work: Work) -> Rows:
    yield "编码", "事项名称", "主管部门", "办理方式", "承诺时限", "所需材料", "收费", "可代办", "停办日期"
    for item in catalogue.all_items(work):
        told = item.code, item.name, item.department, item.mode.label, item.promised_days
        behalf = "是" if item.on_behalf else "否"
        yield (*told, "、".join(item.materials), money.yuan(item.fee), behalf, item.ends_on or "")


def people_of(work: Work) -> Rows:
    marks = ("是否残疾", "是否孕妇", "是否军人", "是否独居", "是否低保")
    yield "姓名", "证件类型", "证件号码", "出生日期", "性别", "电话", "村组", "住址", *marks, "备注"
    for one in residents.queries.everyone(work):
        kind = one.id_kind.value if one.id_number else ""
        known = one.name, kind, one.id_number, one.birth or "", Sex(one.sex).label if one.sex else ""
        has = ("是" if mark in one.marks else "否" for mark in ResidentMark)
        yield (*known, one.telephone, one.village_group, one.address, *has, one.note)


def cards_of(work: Work) -> Rows:
    texts = "编号", "名称", "类别", "规格型号", "序列号", "单位", "购置日期", "取得方式", "经费来源", "供应商", "权属"
    yield *texts, "使用年限", "残值率", "质保到期", "备注", "存放地点", "保管人", "状态", "数量", "原值"
    sources = dict(zip(AssetSource, ("购置", "调拨", "捐赠", "自建", "盘盈"), strict=True))
    for one in queries.page(work, queries.AssetFilter()):
        owner = "村集体" if one.owner_kind is AssetOwner.VILLAGE else "本中心"
        known = one.number, one.name, one.class_code, one.model, one.serial, one.unit, one.acquired_on
        bought = sources[AssetSource(one.source)], one.funding, one.supplier, owner
        worn = f"{one.life_months}个月", f"{one.residual / 100}%", one.warranty_until or "", one.note
        place = one.where if one.spot or one.venue_id else ""
        yield (*known, *bought, *worn, place, one.custodian, one.condition.label, one.quantity, money.yuan(one.value))


def add_items(work: Work, made: Sequence[ServiceItem]) -> None:
    for at, item in enumerate(made):
        catalogue.add(work, replace(item, code=f"S{at}"))


def add_people(work: Work, made: Sequence[ResidentDetails]) -> None:
    """Every second one with an ID card; no two without papers are alike."""
    for at, one in enumerate(made):
        number = people.id_number(date(1950, 1, 1) + timedelta(days=at), 100 + at)
        with_card = replace(one, id_kind=IdKind.RESIDENT, id_number=number)
        residents.add(
            work, with_card if at % 2 else replace(one, name=one.name + "张王李陈单曾仇吕丰三小明乐重行长"[at])
        )


def add_cards(work: Work, made: Sequence[AssetCard]) -> None:
    for at, one in enumerate(made):
        things.add(work, one, serial=f"SN{at}" if one.quantity == 1 else "")


KINDS: dict[str, tuple[st.SearchStrategy[Any], Callable[[Work, Any], None], Callable[[Work], Rows]]] = {
    "services": (ITEMS, add_items, items_of),
    "residents": (PEOPLE, add_people, people_of),
    "assets": (CARDS, add_cards, cards_of),
}


@pytest.mark.parametrize("kind", list(KINDS))
@FEW
@given(data=st.data())
def test_a_book_updated_from_itself_does_not_change(desk: Desk, tmp_path: Path, kind: str, data: st.DataObject) -> None:
    made, add, rows_of = KINDS[kind]
    with undone(desk) as work:
        add(work, data.draw(st.lists(made, min_size=1, max_size=10)))
        prepared = updates.prepare(work, kind, written(tmp_path / "表.csv", list(rows_of(work))))
        assert (told(prepared), [each.text for each in prepared.file.rejected]) == ([], [])
        assert groups(prepared)[:3] == (0, 0, 0) and prepared.is_nothing


@pytest.mark.parametrize("kind", list(KINDS))
@FEW
@given(data=st.data())
def test_the_same_file_twice_is_the_same_as_once(desk: Desk, tmp_path: Path, kind: str, data: st.DataObject) -> None:
    """The file is another book's, which has some of the keys and says other things of them."""
    made, add, rows_of = KINDS[kind]
    first, second = (data.draw(st.lists(made, min_size=1, max_size=8)) for _ in range(2))
    with undone(desk) as work:
        add(work, second)
        file = written(tmp_path / "表.csv", list(rows_of(work)))
    with undone(desk) as work:
        add(work, first)
        once = updates.prepare(work, kind, file)
        if once.usual().many:
            updates.store(work, once, once.usual(), file)
        again = updates.prepare(work, kind, file)
        told = once.file.rejected or once.file.doubles
        assert again.usual().many == 0 or told, "what was told may be clear once the others are stored"
