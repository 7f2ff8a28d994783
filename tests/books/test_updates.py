"""A new list of the district is taken in: what is new, changed and gone is told, chosen, stored all or nothing."""

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

from desk.books import catalogue, staff
from desk.books.audit_queries import about
from desk.books.catalogue import ServiceItem, ServiceMode
from desk.books.import_check import RowPlace
from desk.books.updates import PreparedUpdate, UpdateChoice
from desk.core.errors import Refused
from desk.core.permissions import Role
from desk.core.spreadsheet import SheetChoice
from desk.services import accounts, data_check
from desk.services.session import Desk
from desk.services.sign_in import sign_in
from tests.conftest import Hands
from tests.support.updating import compared, groups, told, updated, written

HEADS = ("事项编码", "事项名称", "主管部门", "办理方式", "承诺时限", "所需材料", "收费")
LIST = (
    HEADS,
    ("A1", "医保参保登记", "医保局", "马上办", "0", "身份证；户口簿", "无"),
    ("B1", "高龄津贴申领", "民政局", "就近办", "5个工作日", "身份证、社会保障卡", ""),
    ("D1", "社保卡补领", "人社局", "就近办", "3", "身份证", "5元"),
)


def catalogue_of(desk: Desk) -> dict[str, ServiceItem]:
    with desk.read() as work:
        return {item.code: item for item in catalogue.all_items(work)}


def take(desk: Desk, prepared: PreparedUpdate, chosen: UpdateChoice, file: Path) -> tuple[int, int, int]:
    return tuple(accounts.bring_up_to_date(desk, prepared, chosen, file))


def test_new_changed_and_gone_items_are_told_side_by_side(
    desk: Desk, items: tuple[ServiceItem, ...], hands: Hands, tmp_path: Path
) -> None:
    file = written(tmp_path / "区清单.csv", LIST)
    prepared = compared(desk, "services", file)
    assert groups(prepared) == (1, 1, 1, 1, 0)
    assert prepared.summary() == "新增1，有变化1，文件里没有1，无变化1，问题0。"
    assert told(prepared) == [
        ("服务事项", "高龄津贴申请", "高龄津贴申领"),
        ("工作日", "10", "5"),
        ("所需材料", "身份证、银行卡", "身份证、社会保障卡"),
    ], "an empty cell says nothing of the fee"
    assert [item.code for item in prepared.gone] == ["C1"]
    hands.forward(minutes=5)
    assert take(desk, prepared, prepared.usual(), file) == (1, 1, 0)
    now = catalogue_of(desk)
    assert now["B1"].materials == ("身份证", "社会保障卡") and now["D1"].fee == 500 and now["C1"] == items[2]
    with desk.read() as work:
        assert [was.name for was in catalogue.earlier(work)] == ["高龄津贴申请"], "cases keep what they were told"
        assert catalogue.as_told(work, items[1].id, desk.clock.now().replace(hour=0)).promised_days == 10
        assert about(work, f"services:{items[1].id}", "service.edit")
        assert '"changed":1' in about(work, "services", "import.services")[0][1]
    assert data_check.problems(desk) == []
    assert groups(compared(desk, "services", file)) == (0, 0, 1, 3, 0), "twice is the same as once"


def test_what_is_gone_is_withdrawn_only_when_somebody_says_so(
    desk: Desk, items: tuple[ServiceItem, ...], tmp_path: Path
) -> None:
    file = written(tmp_path / "清单.csv", LIST[:3])
    assert tuple(updated(desk, "services", file, gone=True)) == (0, 1, 1)
    with desk.read() as work:
        assert [item.code for item in catalogue.all_items(work, retired=False)] == ["A1", "B1"]
    again = compared(desk, "services", written(tmp_path / "全.csv", (*LIST[:3], ("C1", "养老资格认证", *LIST[1][2:]))))
    assert not again.gone and "文件里有、本中心已不再使用：C1 养老资格认证" in "".join(again.file.notes)


def test_a_file_of_which_no_row_is_known_takes_nothing_out_of_use(
    desk: Desk, items: tuple[ServiceItem, ...], tmp_path: Path
) -> None:
    """An empty list, or that of another centre, is no list of what is left."""
    file = written(tmp_path / "别处.csv", (HEADS, ("Q1", "别处的事项", "民政局", "就近办", "3")))
    prepared, before = compared(desk, "services", file), catalogue_of(desk)
    with pytest.raises(Refused, match="没有一行与现有数据对得上"):
        take(desk, prepared, prepared.usual(gone=True), file)
    assert catalogue_of(desk) == before


def test_a_list_without_codes_is_known_by_name_and_department(
    desk: Desk, items: tuple[ServiceItem, ...], tmp_path: Path
) -> None:
    with desk.write() as work:
        catalogue.add(work, replace(items[1], code="B2", id=0))
    rows = (("事项名称", "主管部门", "收费"), ("医保参保登记", "医保局", "1"), ("高龄津贴申请", "民政局", "2"))
    prepared = compared(desk, "services", written(tmp_path / "无编码.csv", rows))
    assert told(prepared) == [("收费（元）", "0.00", "1.00")]
    assert [each.text for each in prepared.file.rejected] == [
        "第3行，事项名称：可能是数据中2条记录之一（B1 高龄津贴申请、B2 高龄津贴申请），这一行无法确定是哪一条"
    ]
    assert [item.code for item in prepared.gone] == ["C1"], "what may be meant is not gone"


def test_two_rows_of_one_record_are_both_told(desk: Desk, items: tuple[ServiceItem, ...], tmp_path: Path) -> None:
    rows = (HEADS, ("A1", "甲", "医保局", "马上办"), LIST[2], ("a 1", "乙", "医保局", "马上办"))
    prepared = compared(desk, "services", written(tmp_path / "重复.csv", rows))
    assert sorted(each.text for each in prepared.file.rejected) == [
        f"第{row}行，事项名称：第2行、第4行是同一条记录（A1 医保参保登记），请只留一行" for row in (2, 4)
    ]
    assert [row.title for row in prepared.changed] == ["B1 高龄津贴申请"]


def test_rows_of_several_sheets_are_told_with_their_sheets(
    desk: Desk, items: tuple[ServiceItem, ...], tmp_path: Path
) -> None:
    book = Workbook()
    for name, code in (("一季度", "X1"), ("二季度", "X2")):
        sheet = book.create_sheet(name)
        for row in (HEADS, LIST[1], (code, "新事项", "民政局", "就近办")):
            sheet.append(row)
    book.save(tmp_path / "两张.xlsx")
    prepared = compared(desk, "services", tmp_path / "两张.xlsx", sheets=SheetChoice(all=True))
    both = "工作表“一季度”第2行、工作表“二季度”第2行是同一条记录（A1 医保参保登记），请只留一行"
    assert [each.text for each in prepared.file.rejected] == [
        f"工作表“{name}”第2行，事项名称：{both}" for name in ("一季度", "二季度")
    ]
    assert [place.label for place, _item in prepared.file.good] == ["工作表“一季度”第3行", "工作表“二季度”第3行"]


def test_nothing_is_stored_when_the_book_changed_in_between(
    desk: Desk, items: tuple[ServiceItem, ...], tmp_path: Path
) -> None:
    file = written(tmp_path / "清单.csv", LIST)
    prepared = compared(desk, "services", file)
    with desk.write() as work:
        catalogue.edit(work, items[1].id, replace(items[1], fee=100))
    before = catalogue_of(desk)
    with pytest.raises(Refused, match="1条记录在核对之后已被修改，第一条是B1 高龄津贴申请。未存入任何内容"):
        take(desk, prepared, prepared.usual(), file)
    assert catalogue_of(desk) == before
    with desk.write() as work:
        catalogue.add(work, ServiceItem("D1", "别人先加的", "人社局", ServiceMode.NEARBY))
    with pytest.raises(Refused, match="未存入任何内容"):
        take(desk, prepared, UpdateChoice(new=frozenset({0})), file)
    assert catalogue_of(desk) == before | {"D1": catalogue_of(desk)["D1"]}


def test_one_row_that_the_book_refuses_keeps_all_others_out(
    desk: Desk, items: tuple[ServiceItem, ...], tmp_path: Path
) -> None:
    """The check finds it first; what only storing can find takes everything back."""
    rows = (HEADS, LIST[2], ("A1", "医保参保登记", "医保局", "马上办", "3", "", ""))
    prepared = compared(desk, "services", written(tmp_path / "清单.csv", rows))
    assert [(row.row, row.message) for row in prepared.file.rejected] == [(3, "“马上办”事项的承诺工作日应为0。")]
    broken = replace(prepared.changed[0], place=RowPlace(9), stored=items[0], wanted=replace(items[0], promised_days=3))
    prepared = replace(prepared, changed=(*prepared.changed, broken))
    before = catalogue_of(desk)
    with pytest.raises(Refused, match=r"第9行，事项名称：.*马上办.*未存入任何内容"):
        take(desk, prepared, prepared.usual(), tmp_path / "清单.csv")
    assert catalogue_of(desk) == before
    with pytest.raises(Refused, match="没有勾选"):
        take(desk, prepared, UpdateChoice(), tmp_path / "清单.csv")


def test_a_new_row_lacks_nothing_and_a_column_that_is_not_compared_is_named(
    desk: Desk, items: tuple[ServiceItem, ...], tmp_path: Path
) -> None:
    rows = (("编码", "事项名称", "收费"), ("A1", "医保参保登记", "3"), ("Z9", "没见过", "3"))
    prepared = compared(desk, "services", written(tmp_path / "部分.csv", rows))
    assert groups(prepared)[:2] == (0, 1) and {each.row for each in prepared.file.rejected} == {3}
    with pytest.raises(Refused, match="“活动”只能从文件增加"):
        compared(desk, "activities", tmp_path / "部分.csv")


def test_staff_get_new_telephones_and_never_roles_or_passwords(desk: Desk, tmp_path: Path) -> None:
    accounts.add_person(desk, "林小芳", Role.CLERK, "frontdesk-2")
    accounts.add_person(desk, "黄志强", Role.CLERK, "frontdesk-3")
    heads = ("姓名", "角色", "电话", "初始密码")
    rows = (
        heads,
        ("林 小芳", "管理员", "13800001111", "another-9"),
        ("管理员",),
        ("陈新人", "值班人员", "", "newcomer-7"),
    )
    file = written(tmp_path / "人员.csv", rows)
    prepared = compared(desk, "staff", file)
    assert groups(prepared) == (1, 1, 1, 1, 0) and "不比对的列：初始密码" in prepared.file.notes
    assert told(prepared)[0] == ("联系电话", "无", "13800001111")
    assert prepared.changed[0].differences[1].refused == "岗位权限只能在“设置 → 人员”中修改"
    assert take(desk, prepared, prepared.usual(gone=True), file) == (1, 1, 1)
    with desk.read() as work:
        people = {person.name: person for person in staff.everyone(work)}
    assert people["林小芳"].role is Role.CLERK and people["林小芳"].telephone == "13800001111"
    assert not people["黄志强"].active
    sign_in(desk.folder, "林小芳", "frontdesk-2", desk.clock).close()
    sign_in(desk.folder, "陈新人", "newcomer-7", desk.clock).close()
    with pytest.raises(Refused):
        sign_in(desk.folder, "黄志强", "frontdesk-3", desk.clock)


def test_a_file_disables_neither_oneself_nor_the_last_manager(desk: Desk, tmp_path: Path) -> None:
    file = written(tmp_path / "人员.csv", (("姓名", "电话"), ("新人", "13800001111")))
    prepared = compared(desk, "staff", file)
    with pytest.raises(Refused, match="不能停用自己"):
        take(desk, prepared, prepared.usual(gone=True), file)
    with desk.read() as work:
        assert [person.name for person in staff.everyone(work)] == ["管理员"]
