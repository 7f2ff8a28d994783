"""身份证读卡器: what different makers type for one card, and what is no card."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.core import id_card_text, identity
from desk.core.id_card_text import IdCard
from desk.core.identity import IdKind
from tests.support.people import births, id_number, names

TODAY = date(2026, 11, 24)
NUMBER = id_number(date(1962, 3, 8), 321)
ADDRESS = "福建省泉州市泉港区涂岭镇枫亭村三组12号"
CARD = IdCard("林建国", IdKind.RESIDENT, NUMBER, ADDRESS)
separators = st.sampled_from(["\t", "\n", "\r\n", ",", "，", "|", "\t\n", " | "])
days = st.sampled_from(["{:%Y%m%d}", "{:%Y-%m-%d}", "{:%Y.%m.%d}", "{:%Y/%m/%d}", "{0.year}年{0.month}月{0.day}日"])
addresses = st.sampled_from(
    [ADDRESS, "涂岭镇枫亭村三组", "内蒙古自治区阿拉善盟额济纳旗达来呼布镇", "上海市黄浦区西藏中路1号2室"]
)


@pytest.mark.parametrize(
    "typed",
    [
        f"林建国\t男\t汉\t19620308\t{ADDRESS}\t{NUMBER}\t泉港公安分局\t20150101\t20350101\n",
        f"{NUMBER},林建国,男,汉族,1962-03-08,{ADDRESS}",
        f"姓名：林建国|性别：男|民族：汉|出生：1962年3月8日|住址：{ADDRESS}|公民身份号码：{NUMBER}\r\n",
        f"林 建 国\n男\n{ADDRESS}\n{NUMBER}\n2015.01.01-长期\n",
        f"{ADDRESS}\t{NUMBER[:17].lower()}{NUMBER[17].lower()}\t林建国",
    ],
)
def test_the_usual_shapes_are_read(typed: str) -> None:
    assert id_card_text.read(typed, TODAY) == CARD


@given(names, births, st.integers(0, 999), addresses, separators, days, st.permutations(range(5)), st.booleans())
def test_any_order_and_separator_gives_the_same_card(
    name: str,
    birth: date,
    serial: int,
    address: str,
    separator: str,
    day: str,
    order: list[int],
    ends: bool,
) -> None:
    number = id_number(birth, serial)
    sex = "男" if serial % 2 else "女"
    parts = [name, sex, day.format(birth), address, number]
    typed = separator.join(parts[place] for place in order) + ("\r\n" if ends else "")
    assert id_card_text.read(typed, TODAY) == IdCard(name, IdKind.RESIDENT, number, address)


@given(names, births, st.integers(0, 999), st.integers(6, 16))
def test_a_number_that_was_read_wrong_is_no_card(name: str, birth: date, serial: int, place: int) -> None:
    number = id_number(birth, serial)
    wrong = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
    assert id_card_text.read(f"{name}\t男\t{wrong}\t{ADDRESS}", TODAY) is None


@given(st.text(max_size=300))
def test_whatever_is_typed_is_a_card_with_a_right_number_or_none(typed: str) -> None:
    card = id_card_text.read(typed, TODAY)
    assert card is None or identity.number_problem(card.kind, card.number, TODAY) is None


@pytest.mark.parametrize(
    "typed",
    [
        "",
        NUMBER,
        f"{NUMBER}\n",
        "林建国\t男\t汉",
        f"男\t汉\t{NUMBER}",
        f"林建国\t{NUMBER}\t{id_number(date(1990, 1, 1))}",
        f"ZC000007\t{NUMBER}",
    ],
)
def test_what_lacks_a_name_or_one_right_number_is_no_card(typed: str) -> None:
    assert id_card_text.read(typed, TODAY) is None


@pytest.mark.parametrize("name", ["欧阳建国", "古丽·买买提", "𬱖䶮", "回力", "阿卜杜热合曼·艾则孜", "村上明"])
def test_names_of_every_kind_are_names(name: str) -> None:
    card = id_card_text.read(f"{name}\t女\t回\t{ADDRESS}\t{id_number(serial=120)}", TODAY)
    assert card is not None and card.name == name and card.address == ADDRESS


def test_where_the_card_says_otherwise_than_its_number_the_number_counts_and_it_is_said() -> None:
    read = id_card_text.read(f"林建国\t女\t汉\t19620309\t{ADDRESS}\t{NUMBER}\t20150101\t20350101", TODAY)
    assert read is not None and read.number == NUMBER and read.differs == {"birth", "sex"}
    only_valid = id_card_text.read(f"林建国\t男\t{NUMBER}\t20150101\t20350101", TODAY)
    assert only_valid is not None and not only_valid.differs
