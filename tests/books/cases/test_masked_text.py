"""Typed texts in masked papers: numbers of people and their names go, everything else stays as it was typed."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desk.books import disclosure, residents, visits
from desk.books.cases import NewCase, case_export, case_queries
from desk.books.catalogue import ServiceItem
from desk.books.residents import ResidentDetails
from desk.books.visits import Registration
from desk.core import identity
from desk.core.identity import IdKind, mask_text
from desk.reports.figures import day_sheet_workbook
from desk.services.session import Desk
from tests.support.people import births, id_number, names, person

WORDS = st.text("请带户口簿材料，电话：（）身份证号是abc 。、/", max_size=12)
GAPS = st.sampled_from(("", " ", "-", "—", "\u3000"))
WIDE = st.booleans()


def digits(many: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=many, max_size=many)


ids = st.builds(id_number, births, st.integers(0, 999))
old_ids = ids.map(lambda number: number[:6] + number[8:17])
grouped_ids = st.builds(lambda number, gap: gap.join((number[:6], number[6:14], number[14:])), ids, GAPS)
mobiles = st.builds(
    lambda country, start, rest, gap: country + gap.join((f"1{start}{rest[0]}", rest[1:5], rest[5:])),
    st.sampled_from(("", "+86", "86", "0086", "+86 ")),
    st.sampled_from("3456789"),
    digits(9),
    GAPS,
)
landlines = st.builds(
    lambda area, start, rest, gap: area + gap + start + rest,
    st.sampled_from(("010", "0595", "021", "（0595）", "(0595)")),
    st.sampled_from("2345678"),
    st.one_of(digits(6), digits(7)),
    GAPS,
)
bare_landlines = st.builds(lambda start, rest: start + rest, st.sampled_from("345678"), st.one_of(digits(6), digits(7)))
permits = st.builds(lambda letter, rest: letter + rest, st.sampled_from("HMEG"), digits(8))
numbers = st.one_of(ids, old_ids, grouped_ids, mobiles, landlines, bare_landlines, permits)


def widened(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in text)


@given(WORDS, numbers, WORDS, WIDE)
@example("", "350599198001011234", "", False)
@example("电话", "13800138000", "。", True)
@example("（", "0102000000", "）", False)
@example("（", "（0595）2234567", "", True)
def test_no_long_run_of_a_number_survives(before: str, number: str, after: str, wide: bool) -> None:
    if before[-1:].isascii() and before[-1:].isalpha():
        before += "："
    if after[:1] in "xX":
        after = "，" + after
    shown = mask_text(before + (widened(number) if wide else number) + after)
    bare = re.sub(r"[^0-9Xx*]", "", shown)
    assert not re.search(r"\d{7}", bare), shown
    assert shown.startswith(before) and shown.endswith(after)


@given(st.lists(numbers, min_size=2, max_size=4), st.sampled_from("，；、/\n"))
def test_several_numbers_all_go(several: list[str], between: str) -> None:
    for part in mask_text(between.join(several)).split(between):
        assert not re.search(r"\d{7}", re.sub(r"\D", lambda found: "*" if found[0] == "*" else "", part))


@given(digits(18), digits(11), st.sampled_from("0123456789"))
def test_numbers_run_together_go(one: str, other: str, more: str) -> None:
    assert not re.search(r"\d{7}", mask_text(one + other + more))


plain = st.one_of(
    WORDS,
    st.dates().map(str),
    st.dates(date(1900, 1, 1), date(2099, 12, 31)).map("{:%Y%m%d}".format),
    st.integers(0, 99_999).map(str),
    st.builds("{:,.2f}".format, st.integers(0, 9_999_999)),
    st.builds("{:%Y%m%d}{:04d}".format, st.dates(date(2020, 1, 1), date(2099, 12, 31)), st.integers(1, 9999)),
    st.sampled_from(("12345", "110", "A001", "2026-2027", "GB/T 14885-2022", "第3份", "08:00—12:00", "400-810-1234")),
)


@given(st.lists(plain, max_size=5).map("，".join))
def test_what_is_no_number_of_a_person_stays_as_typed(text: str) -> None:
    assert mask_text(text) == text


@given(names, WORDS)
def test_the_persons_own_name_is_masked_wherever_it_stands(name: str, words: str) -> None:
    shown = mask_text(f"{name}{words}，请{name}来取", name)
    assert name not in shown and shown.count(identity.mask_name(name)) >= 2


def test_without_a_name_nothing_but_numbers_is_touched() -> None:
    assert mask_text("张三丰 13800138000", "") == "张三丰 138****8000"


def test_remarks_and_groups_in_masked_rows_lists_and_papers(desk: Desk, items: tuple[ServiceItem, ...]) -> None:
    one = person()
    said = f"{one.name}代其父来，电话0595-22345678，证号{one.id_number}"
    group = ResidentDetails(
        one.name, IdKind.RESIDENT, one.id_number, telephone=one.telephone, village_group="三组13800138000"
    )
    with desk.write() as work:
        made = visits.register(work, Registration(group, (NewCase(items[0].id, remark=said),)))
        ((*row,),) = case_export.rows(work, work.today, work.today)
        assert row[-1] == "张*丰代其父来，电话********5678，证号350599********" + one.id_number[-4:]
        assert row[8] == "三组138****8000"
        assert residents.search(work, "张三丰")[0].village_group == "三组138****8000"
        book = day_sheet_workbook.xlsx(work, work.today)
        line = disclosure.allow(work, "区里核对", "visits")
        ((*clear,),) = case_export.rows(work, work.today, work.today, unmasked=line)
        assert clear[-1] == said and clear[8] == "三组13800138000"
        assert case_queries.story(work, made.cases[0].id)[-1].remark == said
        kept = "".join(after or "" for (after,) in work.rows("SELECT after FROM audit"))
    assert one.id_number not in kept and "13800138000" not in kept
    assert one.id_number not in texts_of(book)


def texts_of(book: bytes) -> str:
    import io

    from openpyxl import load_workbook

    cells = (
        cell for sheet in load_workbook(io.BytesIO(book)) for row in sheet.iter_rows(values_only=True) for cell in row
    )
    return "\n".join(map(str, cells))


@pytest.mark.parametrize("number", ["202611240001", "20261124", "1234567890"])
def test_numbers_of_the_house_stay(number: str) -> None:
    assert mask_text(f"见办件{number}。") == f"见办件{number}。"
