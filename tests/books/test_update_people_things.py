"""Residents and things brought up to date from a file: who or what a row is of is known, told, and never guessed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desk.books import residents, staff
from desk.books.assets import approvals, cards, lending, maintenance, queries
from desk.books.assets.lending import LoanRequest
from desk.books.assets.model import AssetOwner, BorrowerKind, MovementKind
from desk.books.assets.transfers import MovementNote
from desk.books.residents import Resident, ResidentDetails, ResidentMark
from desk.core.identity import IdKind
from desk.core.permissions import Role
from desk.services import accounts, data_check
from desk.services.session import Desk
from tests.support import assets as things
from tests.support.people import id_number, person
from tests.support.updating import compared, groups, told, updated, written

NUMBER, OTHER = id_number(date(1980, 1, 1), 123), id_number(date(2016, 5, 1), 125)
HEADS = ("姓名", "身份证号", "出生日期", "联系电话", "家庭住址", "人员类别")


@pytest.fixture
def known(desk: Desk) -> dict[str, int]:
    people = {
        "有证": person("慕容甲"),
        "无证": ResidentDetails("慕容乙", birth=date(2016, 5, 1), telephone="13900001111", marks=("alone",)),
        "有电话": ResidentDetails("慕容丙", telephone="13900002222", address="港口路1号"),
        "只有姓名": ResidentDetails("慕容丁"),
    }
    with desk.write() as work:
        return {name: residents.add(work, details).id for name, details in people.items()}


def resident(desk: Desk, id: int) -> Resident:
    with desk.read() as work:
        return residents.find(work, id)


def test_people_are_known_by_number_birth_or_telephone(desk: Desk, known: dict[str, int], tmp_path: Path) -> None:
    rows = (
        HEADS,
        ("慕容甲", NUMBER, "", "13800009999", "", ""),
        ("慕容乙", OTHER, "", "", "", "低保"),
        ("慕容丙", "", "", "139 0000 2222", "港口路2号", ""),
        ("慕容丁", "", "", "", "", ""),
        ("慕容戊", "", "2001-02-03", "", "", ""),
    )
    file = written(tmp_path / "名册.csv", rows)
    prepared = compared(desk, "residents", file)
    assert groups(prepared) == (1, 3, 0, 1, 0)
    number = residents.mask(resident(desk, known["有证"]), date(2026, 1, 1)).number
    assert prepared.changed[0].title == f"慕*甲 {number}", "as a list shows people"
    shown = " ".join(" ".join(each) for each in told(prepared))
    assert not any(hidden in shown for hidden in (NUMBER, OTHER, "港口路", "13800005678", "13800009999"))
    assert ("住址", "***", "***（隐藏部分不同）") in told(prepared)
    assert tuple(updated(desk, "residents", file)) == (1, 3, 0)
    second = resident(desk, known["无证"])
    assert (second.id_number, second.id_kind, second.marks) == (OTHER, IdKind.RESIDENT, (ResidentMark.LOW_INCOME,))
    assert second.telephone == "13900001111", "an empty cell leaves what is stored"
    assert resident(desk, known["有电话"]).address == "港口路2号"
    assert groups(compared(desk, "residents", file)) == (0, 0, 0, 5, 0)
    with desk.read() as work:
        assert [hit.id for hit in residents.search(work, OTHER)] == [known["无证"]], "found by the new number"
    assert data_check.problems(desk) == []


def test_who_cannot_be_told_apart_is_told_and_not_guessed(desk: Desk, known: dict[str, int], tmp_path: Path) -> None:
    with desk.write() as work:
        residents.add(work, ResidentDetails("慕容丙", telephone="13900002222", birth=date(1970, 1, 1)))
    rows = (HEADS, ("慕容丙", "", "", "13900002222", "新村1号", ""), ("慕容乙", "", "", "", "新村2号", ""))
    prepared = compared(desk, "residents", written(tmp_path / "名册.csv", rows))
    first, second = [each.text for each in prepared.file.rejected]
    assert "第2行，姓名：可能是数据中2条记录之一（慕*丙 139****2222、慕*丙 139****2222）" in first
    assert "第3行，姓名：可能是慕*乙 139****1111，但这一行的信息不足以确定" in second
    assert {one.name for one in prepared.gone} == {"慕容甲", "慕容丁"} and not prepared.can_drop
    assert prepared.usual(gone=True).many == 0


@pytest.mark.parametrize(
    ("column", "cell", "marks"),
    [
        ("特殊情况", "低保", ("low_income",)),
        ("是否低保", "是", ("alone", "low_income")),
        ("是否独居", "否", ()),
        ("是否残疾", "否", ("alone",)),
    ],
)
def test_a_column_of_words_says_all_marks_and_one_of_yes_and_no_says_one(
    desk: Desk, known: dict[str, int], tmp_path: Path, column: str, cell: str, marks: tuple[str, ...]
) -> None:
    file = written(tmp_path / "名册.csv", (("姓名", "出生日期", column), ("慕容乙", "2016年5月1日", cell)))
    prepared = compared(desk, "residents", file)
    accounts.bring_up_to_date(desk, prepared, prepared.usual(), file) if prepared.changed else None
    assert resident(desk, known["无证"]).marks == marks


def test_words_that_are_no_mark_come_into_the_note_once(desk: Desk, known: dict[str, int], tmp_path: Path) -> None:
    with desk.write() as work:
        residents.edit(work, known["无证"], replace(residents.find(work, known["无证"]), note="爱下棋"))
    file = written(tmp_path / "名册.csv", (("姓名", "出生日期", "标签"), ("慕容乙", "2016-05-01", "独居、退捕渔民")))
    updated(desk, "residents", file)
    assert resident(desk, known["无证"]).note == "爱下棋；退捕渔民"
    assert groups(compared(desk, "residents", file))[:2] == (0, 0)


LEDGER = ("资产编号", "资产名称", "规格型号", "序列号", "存放地点", "保管人", "状态", "数量", "原值", "备注")
Made = Callable[..., int]


@pytest.fixture
def made(desk: Desk) -> dict[str, int]:
    with desk.write() as work:
        ids = things.set_up(work)
        hall = ids[things.HALL]
        return ids | {
            "打印机": things.add(work, number="ZC000001", serial="SN-1", venue_id=hall, custodian="林小芳"),
            "椅": things.add(work, things.chairs(number="ZC000002", note="第一行\n第二行")),
            "电脑": things.add(work, number="ZC000003", name="电脑", class_code="A02010105", serial="SN-3"),
        }


def test_what_is_typed_on_a_card_is_corrected_and_what_has_steps_of_its_own_is_told(
    desk: Desk, made: dict[str, int], tmp_path: Path
) -> None:
    rows = (
        LEDGER,
        ("zc000001", "激光打印机", "M403", "SN-1", "图书阅览室", "黄志强", "报废", "", "3600", ""),
        ("ZC000002", "折叠椅", "", "", "", "", "", "41", "3200.01", "第一行 第二行"),
        ("", "", "D100", "SN-3", "", "", "", "", "", ""),
        ("ZC000009", "投影仪", "", "", "", "", "", "1", "100", ""),
    )
    heads = (*LEDGER, "购置日期")
    file = written(tmp_path / "台账.csv", (heads, *rows[1:4], (*rows[4], "2024-05-01")))
    prepared = compared(desk, "assets", file)
    assert [each.text for each in prepared.file.rejected] == []
    assert groups(prepared) == (1, 3, 0, 0, 0)
    refused = {each.label: each.refused for row in prepared.changed for each in row.differences if each.refused}
    assert set(refused) == {"存放地点", "保管人", "使用状况", "数量"}
    assert "变更地点" in refused["存放地点"] and "移交保管人" in refused["保管人"] and "处置" in refused["使用状况"]
    assert tuple(updated(desk, "assets", file)) == (1, 2, 0)
    with desk.read() as work:
        printer, computer = queries.find(work, made["打印机"]), queries.find(work, made["电脑"])
        last = queries.history(work, made["打印机"])[-1]
    assert (printer.model, printer.venue, printer.custodian, printer.quantity) == ("M403", things.HALL, "林小芳", 1)
    assert computer.model == "D100"
    assert (last.kind, last.reason, last.fields) == (
        MovementKind.CORRECT,
        "按文件“台账.csv”更新",
        {"model": "M403"},
    )
    again = compared(desk, "assets", file)
    assert groups(again) == (0, 2, 0, 2, 0) and again.is_nothing, "what has steps of its own is told every time"
    assert data_check.problems(desk) == []


def test_a_serial_number_of_another_thing_is_told(desk: Desk, made: dict[str, int], tmp_path: Path) -> None:
    rows = (LEDGER, ("ZC000001", "激光打印机", "", "SN-3"), ("ZC000009", "新", "", "SN-1"))
    prepared = compared(desk, "assets", written(tmp_path / "台账.csv", rows))
    texts = [each.text for each in prepared.file.rejected]
    assert "第2行，序列号：序列号 SN-3" in texts[0] and any(
        "第2行、第3行是同一条记录（ZC000001" in text for text in texts
    )
    assert groups(prepared)[:2] == (0, 0)


def test_a_thing_that_is_gone_stays_as_it_was(desk: Desk, made: dict[str, int], tmp_path: Path) -> None:
    with desk.write() as work:
        asked = approvals.propose_disposal(work, made["电脑"], MovementKind.SCRAP, 1, "坏了", paper="2026-1")
        approvals.agree(work, asked)
    rows = (LEDGER, ("ZC000003", "电脑", "", "SN-3", "", "", "已报废"))
    prepared = compared(desk, "assets", written(tmp_path / "台账.csv", rows))
    assert groups(prepared) == (0, 0, 2, 1, 0) and "不再使用：ZC000003 电脑" in "".join(prepared.file.notes)
    rows = (LEDGER, ("ZC000003", "电脑", "D100"))
    prepared = compared(desk, "assets", written(tmp_path / "台账.csv", rows))
    assert prepared.changed == () and "已处置" in prepared.file.rejected[0].message


def test_the_kind_of_an_owner_that_stays_leaves_its_name(desk: Desk, made: dict[str, int], tmp_path: Path) -> None:
    """Who keeps a stroke for the name gets it back from a complete export: strokes in a file say nothing."""
    with desk.write() as work:
        card = queries.find(work, made["打印机"])
        cards.correct(work, card.id, replace(card, owner_kind=AssetOwner.VILLAGE, owner="-"), "核对")
    rows = (("资产编号", "权属类型", "权属单位"), ("ZC000001", "村集体", "-"))
    assert told(compared(desk, "assets", written(tmp_path / "台账.csv", rows))) == []


def test_every_column_of_the_template_is_compared(desk: Desk, made: dict[str, int], tmp_path: Path) -> None:
    heads = ("资产编号", "具体位置", "权属类型", "权属单位", "检查周期（月）", "下次检查日期", "所属资产编号")
    rows = (
        ("ZC000001", "西墙", "主管部门", "县文旅局", "6", "2027-03-01", ""),
        ("ZC000003", "", "共建单位借用", "", "", "", "ZC000001"),
    )
    file = written(tmp_path / "台账.csv", (heads, *rows))
    prepared = compared(desk, "assets", file)
    assert [(bad.row, bad.field) for bad in prepared.file.rejected] == [(3, "权属单位")], "a partner without a name"
    file = written(file, (heads, rows[0], ("ZC000003", "", "", "", "", "", "ZC000001")))
    prepared = compared(desk, "assets", file)
    assert not prepared.file.rejected and not any("不比对" in note for note in prepared.file.notes)
    refused = {each.label for row in prepared.changed for each in row.differences if each.refused}
    assert refused == {"存放地点", "附属于"}
    updated(desk, "assets", file)
    with desk.read() as work:
        printer, computer = queries.find(work, made["打印机"]), queries.find(work, made["电脑"])
    assert (printer.owner_kind, printer.owner, printer.spot) == (AssetOwner.DEPARTMENT, "县文旅局", "")
    assert (printer.inspect_every, printer.inspect_on, computer.parent) == (6, date(2027, 3, 1), "")
    updated(desk, "assets", written(file, (("资产编号", "权属类型"), ("ZC000001", "本中心"))))
    with desk.read() as work:
        printer = queries.find(work, made["打印机"])
    assert (printer.owner_kind, printer.owner) == (AssetOwner.CENTRE, "")
    assert data_check.problems(desk) == []


def test_somebody_whom_a_file_calls_disabled_is_told_and_stays(desk: Desk, tmp_path: Path) -> None:
    with desk.write() as work:
        staff.add(work, "某同事", Role.CLERK)
    prepared = compared(desk, "staff", written(tmp_path / "人员.csv", (("姓名", "停用"), ("某同事", "是"))))
    assert told(prepared) == [("已停用", "否", "是")] and prepared.is_nothing


def test_other_words_for_what_is_stored_are_no_change(desk: Desk, made: dict[str, int], tmp_path: Path) -> None:
    """A lent thing, a class above, the month alone, a place as the ledger writes it, a consumable that ran out."""
    with desk.write() as work:
        asked = LoanRequest(1, date(2026, 12, 1), BorrowerKind.TENANT, borrower="某商户", contact="13900001111")
        lending.lend(work, made["打印机"], asked)
        cups = things.add(work, things.chairs(number="ZC000004", low_mark=5))
        maintenance.issue(work, cups, 40, MovementNote(people="林小芳"))
    heads = ("编号", "类别", "购置日期", "净值", "状态", "存放地点", "数量", "单价")
    rows = (
        ("ZC000001", "办公设备", "2024年3月", "1", "已借出", "便民服务大厅", "1", "3600"),
        ("ZC000003", "A02010105", "2024-03-15", "1", "在用", "", "1", ""),
        ("ZC000004", "", "", "", "", "", "0", "80"),
    )
    prepared = compared(desk, "assets", written(tmp_path / "台账.csv", (heads, *rows)))
    assert (told(prepared), prepared.file.rejected) == ([], []) and "不比对的列：净值" in prepared.file.notes
    as_exported = written(tmp_path / "导出.csv", (("编号", "状态"), ("ZC000001", "在用")))
    assert told(compared(desk, "assets", as_exported)) == []
