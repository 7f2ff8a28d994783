"""Fields that a table can say since templates have columns for them: what is read, and what words a wrong one gets."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desk.books import centre, imports, staff
from desk.books.assets import cards, queries
from desk.books.assets.columns import exported
from desk.books.assets.model import AssetOwner
from desk.books.catalogue.columns import materials_in
from desk.books.centre import PRESET_VENUES
from desk.books.imports import PreparedImport
from desk.books.roster import shifts
from desk.books.roster.assignees import AbsenceKind
from desk.core.permissions import Role
from desk.core.work import Work
from desk.services.session import Desk
from tests.support.assets import card


@pytest.fixture
def work(desk: Desk) -> Any:
    with desk.write() as made:
        staff.add(made, "某同事", Role.CLERK)
        shifts.take_presets(made)
        for venue in PRESET_VENUES:
            centre.add_venue(made, venue)
        yield made


ASSET = {"资产编号": "ZC9", "资产名称": "办公桌", "购置日期": "2025-01-31"}
LEAVE = {"姓名": "某同事", "开始日期": "2027-01-05"}
ACTIVITY = {"活动名称": "义诊", "活动日期": "2027-01-05", "时间": "14:30-16:00", "活动地点": "村口"}
ROWS = {
    "assets": ASSET,
    "leave": LEAVE,
    "activities": ACTIVITY,
    "staff": {"姓名": "林小芳"},
    "services": {"事项编码": "A1", "事项名称": "社保卡补领", "主管部门": "人社局", "办理方式": "就近办"},
    "residents": {"姓名": "Anna"},
}


def prepared(work: Work, folder: Path, kind: str, *rows: Mapping[str, str]) -> PreparedImport:
    """A table of rows, each upon the usual one of its kind."""
    whole = [{**ROWS[kind], **row} for row in rows]
    heads = list(dict.fromkeys(head for row in whole for head in row))
    lines = [heads, *([row.get(head, "") for head in heads] for row in whole)]
    file = folder / "table.csv"
    file.write_text("\n".join(",".join(line) for line in lines), "utf-8")
    return imports.prepare(work, kind, file)


READ = (
    ("services", {"所需材料": '"=""=""350"""""'}, {"materials": ('="350"',)}),
    ("services", {"所需材料": '"身份证、户口簿\n"'}, {"materials": ("身份证、户口簿",)}),
    ("services", {"所需材料": "身份证、户口簿"}, {"materials": ("身份证", "户口簿")}),
    ("assets", {"功能区": "文体活动区"}, {"venue_id": None, "spot": ""}),
    ("assets", {"场地": "图书阅览室", "具体位置": "西墙"}, {"spot": "西墙"}),
    ("assets", {"存放地点": "图书阅览室 东墙", "具体位置": "西墙"}, {"spot": "西墙"}),
    (
        "assets",
        {"权属类型": "共建单位借用", "权属单位": "县文旅局"},
        {"owner_kind": AssetOwner.PARTNER, "owner": "县文旅局"},
    ),
    ("assets", {"权属单位": "县文旅局"}, {"owner_kind": AssetOwner.DEPARTMENT, "owner": "县文旅局"}),
    ("assets", {"检查周期（月）": "6个月"}, {"inspect_every": 6, "inspect_on": date(2027, 5, 24)}),
    ("assets", {"库存下限": "0", "数量": "0"}, {"low_mark": 0, "quantity": 0}),
    ("leave", {"类型": "请假", "事由": "回老家"}, {"kind": AbsenceKind.LEAVE, "reason": "回老家"}),
    ("leave", {"类型": "年休假", "事由": "回老家"}, {"kind": AbsenceKind.LEAVE, "reason": "年休假"}),
    ("leave", {"类型": "希望排班", "班次": "白班"}, {"kind": AbsenceKind.WISH_ON, "shift_id": 1}),
    ("leave", {"星期": "周一、星期三 五"}, {"weekdays": frozenset({0, 2, 4})}),
    ("activities", {"状态": "已举办", "活动日期": "2026-11-24"}, {"held": True}),
    ("activities", {"状态": "计划中"}, {"held": False}),
    ("activities", {"活动日期": "2026-01-05"}, {"held": True}),
    ("activities", {"是否报名": "需要"}, {"sign_up": True}),
    ("services", {"可代办": "×"}, {"on_behalf": False}),
    ("services", {"可代办": "不能"}, {"on_behalf": False}),
    ("services", {"可代办": ""}, {"on_behalf": True}),
    ("staff", {"停用": "是"}, {"disabled": True}),
    ("residents", {"证件类型": "护照", "证件号码": "E12345678", "出生日期": "1990-05-01"}, {"birth": date(1990, 5, 1)}),
)


@pytest.mark.parametrize(("kind", "row", "meant"), READ)
def test_what_a_row_says_is_read(
    work: Work, tmp_path: Path, kind: str, row: Mapping[str, str], meant: Mapping[str, Any]
) -> None:
    taken = prepared(work, tmp_path, kind, row)
    assert [bad.text for bad in taken.rejected] == []
    ((_row, record),) = taken.good
    assert {name: getattr(record, name) for name in meant} == meant


WRONG = (
    ("assets", {"场地": "阁楼"}, "场地：“阁楼”不是本中心的功能区或场地"),
    ("assets", {"场地": "图书阅览室", "功能区": "便民服务区"}, "场地：“图书阅览室”不是"),
    ("assets", {"所属资产编号": "ZC77"}, "所属资产编号：台账和以上各行中都没有 ZC77"),
    ("assets", {"检查周期（月）": "240"}, "检查周期为1至120个月"),
    ("assets", {"权属类型": "县里"}, "权属类型：“县里”无法识别"),
    ("leave", {"星期": "周八"}, "星期：“周八”不是星期几"),
    ("leave", {"类型": "请假", "班次": "白班"}, "班次：只有意愿可以写班次"),
    ("leave", {"类型": "希望排班", "班次": "大夜班"}, "班次：“大夜班”无法识别"),
    ("activities", {"状态": "也许"}, "状态：“也许”无法识别"),
    ("activities", {"状态": "已举办"}, "活动日期："),
    ("services", {"办理方式": ""}, "办理方式：请填写，例如马上办、就近办"),
    ("activities", {"主办类型": "县里"}, "“县里”无法识别，请填写：本中心、"),
    ("activities", {"是否报名": "现场"}, "是否报名：“现场”无法识别"),
    ("services", {"可代办": "视情况"}, "可代办：“视情况”无法识别"),
    ("staff", {"停用": "是", "初始密码": "frontdesk-9"}, "初始密码：已停用的人员不需要密码"),
)


@pytest.mark.parametrize(("kind", "row", "words"), WRONG)
def test_what_cannot_be_is_told_with_its_cell(
    work: Work, tmp_path: Path, kind: str, row: Mapping[str, str], words: str
) -> None:
    taken = prepared(work, tmp_path, kind, row)
    assert len(taken.rejected) == 1 and words in taken.rejected[0].text, taken.rejected


@pytest.mark.parametrize(
    ("kind", "header"),
    [
        ("assets", "购置日期"),
        ("assets", "保修期至"),
        ("assets", "下次检查日期"),
        ("leave", "开始日期"),
        ("leave", "结束日期"),
        ("activities", "活动日期"),
        ("residents", "出生日期"),
    ],
)
def test_a_day_with_two_readings_is_asked_about_in_every_column_of_days(
    work: Work, tmp_path: Path, kind: str, header: str
) -> None:
    asked = prepared(work, tmp_path, kind, {header: "5/6/26"}).question
    assert asked is not None and asked.samples == ("5/6/26",) and "order" in asked.lacks


def test_what_did_not_take_place_and_who_takes_the_table_in_are_left_out_and_told(work: Work, tmp_path: Path) -> None:
    cancelled = prepared(work, tmp_path, "activities", {"状态": "已取消"}, {"状态": "草稿", "活动日期": "2026-01-05"})
    assert (cancelled.good, cancelled.rejected) == ([], []) and len(cancelled.mended) == 2
    own = prepared(work, tmp_path, "staff", {"姓名": "管理员"})
    assert own.good == [] and "当前登录人员" in own.mended[0].text


def test_a_part_may_stand_below_its_whole_and_is_its_part_then(work: Work, tmp_path: Path) -> None:
    rows = ({"资产编号": "ZC5"}, {"资产编号": "ZC6", "所属资产编号": "zc5"}, {"资产编号": "ZC7", "所属资产编号": "ZC6"})
    taken = prepared(work, tmp_path, "assets", *rows)
    assert taken.rejected == [] and imports.store(work, taken, tmp_path / "table.csv") == 3
    assert {each.number: each.parent for each in exported(work)} == {"ZC5": "", "ZC6": "ZC5", "ZC7": "ZC6"}


def test_a_part_of_something_that_is_gone_is_exported_on_its_own(work: Work) -> None:
    other, whole = cards.add(work, card(number="ZC4")), cards.add(work, card(number="ZC5"))
    cards.add(work, card(number="ZC6", parent_id=whole))
    cards.merge(work, other, whole)
    assert queries.find(work, whole).is_gone
    assert [(each.number, each.parent) for each in exported(work)] == [("ZC4", ""), ("ZC6", "")]


def test_materials_stand_one_a_line_where_the_cell_has_lines() -> None:
    for cell, meant in (
        ("身份证；户口簿、申请表", ("身份证", "户口簿", "申请表")),
        ("身份证、户口簿\n申请表；两份\n", ("身份证、户口簿", "申请表；两份")),
        ("身份证、户口簿\n", ("身份证、户口簿",)),
        ("", ()),
    ):
        assert materials_in(cell) == meant


def test_the_same_wish_twice_is_told_as_a_likely_double(work: Work, tmp_path: Path) -> None:
    wish = {"类型": "希望排班"}
    assert len(prepared(work, tmp_path, "leave", wish, wish).doubles) == 1
    assert prepared(work, tmp_path, "leave", {**wish, "班次": "白班"}, {**wish, "班次": "周末班"}).doubles == {}


def test_a_note_of_digits_is_no_number_that_the_spreadsheet_cut(work: Work, tmp_path: Path) -> None:
    row = {"备注": "1.2E+15", "联系电话": "1.3E+12"}
    taken = prepared(work, tmp_path, "residents", row)
    assert [bad.field for bad in taken.rejected] == ["联系电话"]


def test_the_same_leave_twice_is_told_in_words_that_people_know(work: Work, tmp_path: Path) -> None:
    taken = prepared(work, tmp_path, "leave", {}, {})
    assert [bad.text for bad in taken.rejected] == ["第3行，开始日期：与第2行的时间重叠"]


def test_leave_is_taken_in_beside_leave_that_is_there(work: Work, tmp_path: Path) -> None:
    for day in ("2027-01-05", "2027-01-06"):
        taken = prepared(work, tmp_path, "leave", {"开始日期": day})
        assert imports.store(work, taken, tmp_path / "table.csv") == 1
