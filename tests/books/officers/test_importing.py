"""A list of officers as a centre keeps it: taken in with its terms, and what is wrong said row by row."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from desk.books import imports
from desk.books.officers import queries
from desk.books.officers.model import OfficerIdentity, OfficerState
from desk.core.errors import Refused
from desk.services.session import Desk
from tests.support.officers import nominated

HEADERS = ("体验官姓名", "人员类别", "单位及职务", "手机", "聘任日期", "聘期至", "聘书号")


def listed(folder: Path, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(HEADERS)
    for row in rows:
        book.active.append(row)
    book.save(file := folder / "体验官名册.xlsx")
    return file


def test_rows_become_officers_with_their_terms(desk: Desk, tmp_path: Path) -> None:
    file = listed(
        tmp_path,
        ("欧阳明珠", "人大代表", "凤亭小学", "138 0000 1111", "2026-03-01", "", "聘〔2026〕7号"),
        ("东方朔月", "快递员", "顺达快递", "", "2025-01-01", "2025-12-31", ""),
        ("司马青云", "", "", "", "", "", ""),
    )
    with desk.write() as work:
        imports.store(work, imports.prepare(work, "officers", file), file)
        first, third, second = queries.all_officers(work)
        assert (first.letter, str(first.last), first.identity) == (
            "聘〔2026〕7号",
            "2027-02-28",
            OfficerIdentity.DEPUTY,
        )
        assert (second.letter, second.state) == ("聘〔2025〕1号", OfficerState.EXPIRED)
        assert (third.identity, third.state) == (OfficerIdentity.OTHER, OfficerState.NOMINATED)
        again = imports.prepare(work, "officers", file)
        assert (len(again.rejected), len(again.doubles)) == (1, 2), "nobody is taken in twice unasked"


def test_what_is_wrong_in_a_row_is_told(desk: Desk, tmp_path: Path) -> None:
    file = listed(
        tmp_path,
        ("甲乙丙", "飞行员", "", "138", "2026-03-01", "2026-02-01", ""),
        ("丁戊己", "律师", "", "", "", "2026-12-31", ""),
    )
    with desk.read() as work:
        said = "\n".join(bad.text for bad in imports.prepare(work, "officers", file).rejected)
    assert all(text in said for text in ("飞行员", "11位", "早于", "请填写聘期开始日期")), said


def test_one_person_in_two_rows_is_told_before_anything_is_stored(desk: Desk, tmp_path: Path) -> None:
    rows = ("甲乙丙", "律师", "", "13800001111"), ("甲乙丙", "律师", "", "13900002222"), ("甲乙丙", "记者")
    with desk.read() as work:
        prepared = imports.prepare(work, "officers", listed(tmp_path, *rows))
    assert len(prepared.good) == 2 and len(prepared.rejected) == 1, "two telephones are two people"
    assert "与第2行同名" in prepared.rejected[0].text


def test_nothing_is_stored_when_one_row_cannot_be(desk: Desk, tmp_path: Path) -> None:
    file = listed(tmp_path, ("甲乙丙",), ("丁戊己",))
    with desk.read() as work:
        prepared = imports.prepare(work, "officers", file)
    with desk.write() as work:
        nominated(work, "丁戊己")
    with pytest.raises(Refused), desk.write() as work:
        imports.store(work, prepared, file)
    with desk.read() as work:
        assert [each.name for each in queries.all_officers(work)] == ["丁戊己"]


def test_letters_that_have_a_number_are_not_given_to_others_of_the_list(desk: Desk, tmp_path: Path) -> None:
    file = listed(
        tmp_path,
        ("欧阳明珠", "律师", "", "", "2026-11-01", "", ""),
        ("东方朔月", "快递员", "", "", "2026-11-01", "", "聘〔2026〕1号"),
    )
    with desk.write() as work:
        imports.store(work, imports.prepare(work, "officers", file), file)
        letters = {each.name: each.letter for each in queries.all_officers(work)}
    assert letters == {"欧阳明珠": "聘〔2026〕2号", "东方朔月": "聘〔2026〕1号"}
