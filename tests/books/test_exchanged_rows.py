"""Files that were sorted, filled or copied wrongly: what is not meant is told, and nothing of it is stored."""

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from desk.books import catalogue, imports, residents
from desk.books.assets import queries
from desk.books.catalogue import ServiceItem
from desk.books.import_check import PreparedImport
from desk.books.residents import ResidentDetails
from desk.core.errors import Refused
from desk.core.identity import IdKind
from desk.services import accounts
from desk.services.session import Desk
from tests.support import assets as things
from tests.support.people import id_number
from tests.support.updating import compared, groups, written

NUMBER, OTHER = id_number(date(1980, 1, 1), 123), id_number(date(1985, 5, 1), 125)
HEADS = ("姓名", "身份证号", "出生日期", "性别", "联系电话", "村组", "家庭住址")
SERVICE_HEADS = ("事项编码", "事项名称", "主管部门", "办理方式")


@pytest.fixture
def two(desk: Desk) -> None:
    first = ResidentDetails("慕容甲", IdKind.RESIDENT, NUMBER, telephone="13900001111", village_group="一组")
    second = ResidentDetails("慕容乙", IdKind.RESIDENT, OTHER, telephone="13900002222", address="港口路1号")
    with desk.write() as work:
        residents.add(work, first)
        residents.add(work, second)


def words(prepared: PreparedImport) -> str:
    return "\n".join(each.text for each in prepared.rejected)


def checked(desk: Desk, kind: str, file: Path) -> PreparedImport:
    with desk.read() as work:
        return imports.prepare(work, kind, file)


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("telephones", [("", ""), ("13900001111", "13900002222")])
def test_id_numbers_exchanged_between_two_people_make_nobody_another(
    desk: Desk, tmp_path: Path, telephones: tuple[str, str]
) -> None:
    rows = (HEADS, ("慕容甲", OTHER, "", "", telephones[0]), ("慕容乙", NUMBER, "", "", telephones[1]))
    prepared = compared(desk, "residents", written(tmp_path / "名册.csv", rows))
    assert groups(prepared) == (0, 0, 0, 0, 2), "neither is new, changed or gone"
    assert "是否填串了行" in words(prepared.file) and NUMBER not in words(prepared.file)


@pytest.mark.usefixtures("two")
def test_a_new_name_that_nobody_else_has_is_a_change(desk: Desk, tmp_path: Path) -> None:
    rows = (HEADS, ("慕容丙", NUMBER, "", "", "13900001111"), ("慕容乙", OTHER, "", "", ""))
    assert groups(compared(desk, "residents", written(tmp_path / "名册.csv", rows))) == (0, 1, 0, 1, 0)


def test_codes_that_moved_a_line_against_their_names_change_no_item(
    desk: Desk, items: tuple[ServiceItem, ...], tmp_path: Path
) -> None:
    moved = zip(items, (*items[1:], items[0]), strict=True)
    rows = [(code.code, item.name, item.department, item.mode.label) for item, code in moved]
    prepared = compared(desk, "services", written(tmp_path / "清单.csv", (SERVICE_HEADS, *rows)))
    assert groups(prepared) == (0, 0, 0, 0, len(items)) and "是否填串了行" in words(prepared.file)


def test_a_number_of_another_kind_of_thing_is_no_correction_of_it(desk: Desk, tmp_path: Path) -> None:
    with desk.write() as work:
        number = queries.find(work, things.cards.add(work, things.card())).number
    rows = (("资产编号", "资产名称", "资产类别", "购置日期"), (number, "会议桌", "A05", "2024-01-01"))
    prepared = compared(desk, "assets", written(tmp_path / "台账.csv", rows))
    assert groups(prepared)[1:3] == (0, 0) and "不是同一类资产" in words(prepared.file)


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("stroke", ["-", "—", "——", "/", " － "])
def test_a_stroke_in_a_cell_wipes_nothing_out(desk: Desk, tmp_path: Path, stroke: str) -> None:
    rows = (HEADS, ("慕容甲", NUMBER, stroke, stroke, stroke, stroke, stroke), ("慕容乙", OTHER, *[stroke] * 5))
    assert groups(compared(desk, "residents", written(tmp_path / "名册.csv", rows))) == (0, 0, 0, 2, 0)


def test_what_is_on_a_sheet_that_was_not_taken_is_not_gone(
    desk: Desk, items: tuple[ServiceItem, ...], tmp_path: Path
) -> None:
    book = Workbook()
    for sheet, some in (("甲", items[:2]), ("乙", items[2:])):
        page = book.create_sheet(sheet)
        for row in (SERVICE_HEADS, *((each.code, each.name, each.department, each.mode.label) for each in some)):
            page.append(row)
    book.save(file := tmp_path / "清单.xlsx")
    prepared = compared(desk, "services", file)
    with pytest.raises(Refused, match="还有同样的工作表没有读入：乙"):
        accounts.bring_up_to_date(desk, prepared, prepared.usual(gone=True), file)
    with desk.read() as work:
        assert catalogue.all_items(work) == list(items)


@pytest.mark.parametrize(
    ("birth", "sex", "telephone", "told"),
    [
        ("1981-02-02", "", "", "与身份证号中的出生日期不一致"),
        ("", "女", "", "与身份证号不符"),
        ("1980-01-01", "男", "", ""),
        ("正月初一", "", "", ""),
        ("", "", "2002-08-16", "手机号11位"),
    ],
)
def test_what_does_not_fit_the_id_number_is_told(
    desk: Desk, tmp_path: Path, birth: str, sex: str, telephone: str, told: str
) -> None:
    prepared = checked(
        desk, "residents", written(tmp_path / "名册.csv", (HEADS, ("慕容甲", NUMBER, birth, sex, telephone)))
    )
    assert told in words(prepared) and len(prepared.good) == (0 if told else 1)


def test_a_day_that_a_spreadsheet_made_of_a_telephone_is_told(desk: Desk, tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(("姓名", "联系电话"))
    book.active.append(("慕容甲", datetime(2002, 8, 16)))
    book.save(file := tmp_path / "名册.xlsx")
    assert "表格里却是日期（2002-08-16）" in words(checked(desk, "residents", file))


def test_the_sum_below_a_list_is_nobody_and_a_marked_text_is_a_name(desk: Desk, tmp_path: Path) -> None:
    rows = (("姓名", "备注"), ("'慕容甲", ""), ("合 计：", "1"))
    prepared = checked(desk, "residents", written(tmp_path / "名册.csv", rows))
    assert [details.name for _row, details in prepared.good] == ["慕容甲"] and not prepared.rejected
    assert [each.text for each in prepared.mended] == ["第3行，姓名：是表格下面的合计行，未导入"]
