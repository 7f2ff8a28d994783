"""Needs and offerings from spreadsheets: read as people write them, refused row by row, out and in again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from desk.books import imports
from desk.books.activities.model import ActivityKind
from desk.books.matching import needs, offering_importing, queries
from desk.books.matching.model import NeedSource
from desk.books.orders.model import OrderKind
from desk.books.organisations import organisations
from desk.books.teams.model import HalfDay
from desk.core.sheet_columns import cells_of
from desk.core.work import Work
from desk.services.session import Desk
from tests.support.matching import HOSPITAL, new_need, new_offering, set_up

Row = dict[str, object]
OFFERED: Row = {"单位": HOSPITAL, "服务项目": "免费测血压", "类别": "义诊", "每次人数": "40人"}
WANTED: Row = {"需求": "想请人教用手机", "类别": "技能培训"}


def _file(folder: Path, *rows: Row) -> Path:
    headers = list(dict.fromkeys(header for row in rows for header in row))
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(headers)
    for row in rows:
        book.active.append([row.get(header) for header in headers])
    book.save(file := folder / "清单.xlsx")
    return file


def _taken_in(work: Work, kind: str, file: Path) -> None:
    prepared = imports.prepare(work, kind, file)
    assert not prepared.rejected, [bad.text for bad in prepared.rejected]
    imports.store(work, prepared, file)


def test_offerings_are_read_as_partners_write_them(desk: Desk, tmp_path: Path) -> None:
    whole: Row = {
        **OFFERED,
        "次数": "4次",
        "开始日期": "2027年1月1日",
        "服务时间": "周六上午、周日全天",
        "服务对象": "老年人",
    }
    other: Row = {"单位": "区二院", "服务项目": "上门修水管", "类别": "水电维修", "每次人数": 1}
    with desk.write() as work:
        partners = set_up(work)
        organisations.remember_alias(work, partners.hospital, "区二院")
        _taken_in(work, "offerings", _file(tmp_path, whole, other))
        first, second = queries.all_offerings(work)
    assert (first.organisation, first.kind, first.people_each, first.promised) == (HOSPITAL, ActivityKind.HEALTH, 40, 4)
    assert (first.first, first.last) == (date(2027, 1, 1), date(2027, 12, 31)), "to the end of its own year"
    assert first.times[0] == (5, HalfDay.MORNING) and len(first.times) == 4
    assert (second.organisation, second.kind, second.promised) == (HOSPITAL, OrderKind.REPAIR, 1), "by its other name"


def test_needs_are_read_with_the_usual_days_and_their_source(desk: Desk, tmp_path: Path) -> None:
    rows = ({**WANTED, "人数": "12人"}, {**WANTED, "需求": "想请人剪发", "类别": "志愿服务", "来源": "窗口"})
    with desk.write() as work:
        _taken_in(work, "needs", _file(tmp_path, *rows))
        first, second = queries.open_needs(work)
        usual = work.today.replace(year=2027)
    assert (first.people, first.source, first.kind) == (12, NeedSource.SURVEY, ActivityKind.SKILLS)
    assert first.list_until is not None and first.list_until < usual
    assert second.source is NeedSource.COUNTER and second.number.endswith("-002")


@pytest.mark.parametrize(
    ("said", "kind"), [(None, ActivityKind.OTHER), ("活动", ActivityKind.OTHER), ("点单", OrderKind.OTHER)]
)
def test_a_word_of_both_lists_is_an_activity_unless_its_row_says_order(
    desk: Desk, tmp_path: Path, said: str | None, kind: object
) -> None:
    with desk.write() as work:
        _taken_in(work, "needs", _file(tmp_path, {**WANTED, "类别": "其他", "活动/点单": said}))
        [need] = queries.open_needs(work)
        offered = needs.raise_need(work, new_need(kind=kind))
    assert need.kind is kind and offered.kind is kind, "the two kinds are stored apart"


@pytest.mark.parametrize(
    ("kind", "row", "words"),
    [
        ("offerings", {**OFFERED, "单位": "没有的单位"}, "没有“没有的单位”"),
        ("offerings", {**OFFERED, "单位": None, "服务项目": "量血压"}, "请填写单位"),
        ("offerings", {**OFFERED, "类别": "开飞机"}, "开飞机"),
        ("offerings", {**OFFERED, "类别": "维修", "活动/点单": "活动"}, "维修"),
        ("offerings", {**OFFERED, "每次人数": "很多"}, "不是整数"),
        ("offerings", {**OFFERED, "每次人数": None, "次数": 2}, "1至5000"),
        ("offerings", {**OFFERED, "次数": 0}, "1至500"),
        ("offerings", {**OFFERED, "服务时间": "有空就来"}, "有空就来"),
        ("offerings", {**OFFERED, "开始日期": "2026-12-01", "结束日期": "2026-11-01"}, "结束"),
        ("offerings", {**OFFERED, "功能区": "没有的区"}, "功能区"),
        ("needs", {**WANTED, "期望时间": "2026-01-01"}, "已过"),
        ("needs", {**WANTED, "来源": "道听途说"}, "道听途说"),
        ("needs", {**WANTED, "类别": None}, "例如"),
    ],
)
def test_what_is_wrong_is_said_of_its_row(desk: Desk, tmp_path: Path, kind: str, row: Row, words: str) -> None:
    with desk.write() as work:
        set_up(work)
        prepared = imports.prepare(work, kind, _file(tmp_path, row))
    assert not prepared.good
    assert words in "\n".join(bad.text for bad in prepared.rejected)


def test_an_organisation_out_of_use_is_not_promised_for(desk: Desk, tmp_path: Path) -> None:
    with desk.write() as work:
        partners = set_up(work)
        organisations.set_active(work, partners.hospital, False)
        prepared = imports.prepare(work, "offerings", _file(tmp_path, OFFERED))
    assert "已停用" in prepared.rejected[0].text


def test_what_is_there_already_is_doubtful_and_what_is_settled_is_not_taken_out(desk: Desk, tmp_path: Path) -> None:
    with desk.write() as work:
        partners = set_up(work)
        waiting = needs.raise_need(work, new_need())
        gone = needs.raise_need(work, new_need(description="想看戏"))
        needs.withdraw(work, gone.id, gone.version, "不想看了")
        spec = imports.spec_of("needs")
        assert [each.number for each in spec.exported(work)] == [waiting.number]
        row = {"需求": waiting.description, "类别": "健康义诊"}
        assert imports.prepare(work, "needs", _file(tmp_path, row)).doubles
        read = spec.reader(work, False)(cells_of(spec.columns, waiting))
        assert read == replace(new_need(), list_until=waiting.list_until)
        asked = new_offering(partners, work.today, times=((5, HalfDay.MORNING),), requires="六张桌子")
        [offering] = _offered(work, asked)
        assert offering_importing.SPEC.reader(work, False)(cells_of(offering_importing.COLUMNS, offering)) == asked


def _offered(work: Work, *asked: object) -> list[object]:
    offering_importing.store(work, list(asked), None)  # type: ignore[arg-type]
    return list(offering_importing.exported(work))
