"""People and things as other programs write them into their tables: what is understood, and what no table hands on."""

import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desk.books import imports, residents
from desk.books.assets import queries
from desk.books.assets.statistics import GroupBy
from desk.books.residents import Resident
from desk.books.roster import assignees
from desk.core.identity import IdKind
from desk.core.permissions import Role
from desk.reports.assets import asset_list_workbook
from desk.services import accounts
from desk.services.session import Desk
from tests.conftest import PASSWORD
from tests.support.people import id_number

NUMBER = id_number(date(1980, 1, 1), 123)
WITH_X = next(n for n in (id_number(date(1980, 1, 1), serial) for serial in range(200)) if n.endswith("X"))
PERMANENT = id_number(date(1988, 5, 4), 121, region="935840")


def taken_in(desk: Desk, file: Path, kind: str, *lines: str) -> None:
    file.write_text("\n".join(lines), "utf-8")
    with desk.read() as work:
        prepared = imports.prepare(work, kind, file)
    assert [each.message for each in prepared.rejected] == []
    accounts.take_in(desk, prepared, file)


def person(desk: Desk, file: Path, line: str) -> Resident:
    taken_in(desk, file, "residents", "姓名,身份证号,联系电话,家庭住址,备注", line)
    with desk.read() as work:
        return residents.find(work, 1)


@pytest.mark.parametrize(
    ("cell", "number", "kind"),
    [
        (f"'{NUMBER}", NUMBER, IdKind.RESIDENT),
        (f'"=""{NUMBER}"""', NUMBER, IdKind.RESIDENT),
        (f"\u200e{NUMBER}\u200b", NUMBER, IdKind.RESIDENT),
        (WITH_X[:17] + "×", WITH_X, IdKind.RESIDENT),
        (f"{NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}", NUMBER, IdKind.RESIDENT),
        (PERMANENT, PERMANENT, IdKind.PERMANENT),
    ],
)
def test_an_id_number_is_understood(desk: Desk, tmp_path: Path, cell: str, number: str, kind: IdKind) -> None:
    taken = person(desk, tmp_path / "people.csv", f"林　小芳,{cell},,,")
    assert (taken.name, taken.id_number, taken.id_kind) == ("林小芳", number, kind)
    assert taken.birth is not None and taken.sex


@pytest.mark.parametrize(
    ("cell", "telephone"),
    [("无", ""), ("8613800005678", "13800005678"), ("13800005678、0595-87654321转8", "13800005678、059587654321转8")],
)
def test_a_telephone_is_understood(desk: Desk, tmp_path: Path, cell: str, telephone: str) -> None:
    assert person(desk, tmp_path / "people.csv", f"李〇明,,{cell},,").telephone == telephone


def test_prose_keeps_its_punctuation_and_loses_what_is_no_text(desk: Desk, tmp_path: Path) -> None:
    taken = person(desk, tmp_path / "people.csv", "张三,,,示例村（一组）１２号,门口\x07右转\uffff！")
    assert (taken.address, taken.note) == ("示例村（一组）１２号", "门口右转！")


def test_a_list_with_a_character_from_a_scanner_opens_as_a_workbook(desk: Desk, tmp_path: Path) -> None:
    head = "资产编号,资产名称,分类,购置日期,数量,计量单位,原值,保管人"
    taken_in(desk, tmp_path / "assets.csv", "assets", head, "1001,打印机\x07甲,A020210,2024-03-15,1,台,3600,林　小芳")
    with desk.read() as work:
        [asset] = queries.page(work, queries.AssetFilter())
        book = load_workbook(io.BytesIO(asset_list_workbook.xlsx(work, GroupBy.ZONE, work.today)))
    assert (asset.name, asset.custodian) == ("打印机甲", "林小芳")
    assert "打印机甲" in {cell.value for row in book.worksheets[0].iter_rows() for cell in row}


def test_leave_is_found_to_be_somebodys_whose_name_is_padded(desk: Desk, tmp_path: Path) -> None:
    accounts.add_person(desk, "林小芳", Role.CLERK, PASSWORD)
    taken_in(
        desk, tmp_path / "leave.csv", "leave", "姓名,类型,开始日期,结束日期", "林　小芳,年休假,2026-12-01,2026-12-02"
    )
    with desk.read() as work:
        [absence] = assignees.absences_between(work, date(2026, 12, 1), date(2026, 12, 2))
    assert (absence.first, absence.last) == (date(2026, 12, 1), date(2026, 12, 2))
