"""A list of partners as a town keeps it: taken in, out again, and brought up to date by code or name."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from desk.books import imports, updates
from desk.books.organisations import organisations, queries
from desk.books.organisations.model import OrganisationKind, OrganisationRole
from desk.services.session import Desk
from tests.support.organisations import CLINIC, SCHOOL, code, organisation

HEADERS = ("共建单位", "单位性质", "统一社会信用代码", "身份", "党支部", "联络员", "联系方式", "地址")


def listed(folder: Path, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(HEADERS)
    for row in rows:
        book.active.append(list(row))
    book.save(file := folder / "共建单位名单.xlsx")
    return file


def test_rows_become_organisations_and_what_is_wrong_is_told_by_its_row(desk: Desk, tmp_path: Path) -> None:
    file = listed(
        tmp_path,
        (SCHOOL, "小学", code(1).lower(), "合伙人、服务机构", "实验小学党支部", "陈老师", "13800002601", "海滨路8号"),
        (CLINIC, "", "", "", "", "", "", ""),
        ("海湾物业", "物业公司", "91350599MA00000019", "", "", "", "", ""),
        ("海湾社工", "银行", "", "朋友", "", "", "", ""),
    )
    with desk.write() as work:
        prepared = imports.prepare(work, "organisations", file)
        assert len(prepared.good) == 2
        said = " ".join(each.message for each in prepared.rejected)
        assert "按前17位推算应为" in said and "朋友" in said and "银行" in said
        imports.store(work, prepared, file)
        school, clinic = queries.by_name(work, SCHOOL), queries.by_name(work, CLINIC)
        assert school is not None and clinic is not None
        assert (school.kind, school.credit_code) == (OrganisationKind.SCHOOL, code(1))
        assert school.roles == (OrganisationRole.PARTNER, OrganisationRole.PROVIDER)
        assert (clinic.kind, clinic.roles) == (OrganisationKind.OTHER, (OrganisationRole.PARTNER,))


def test_one_name_in_two_rows_is_told_before_anything_is_stored(desk: Desk, tmp_path: Path) -> None:
    file = listed(tmp_path, (SCHOOL, "小学"), (CLINIC, "医院"), (SCHOOL, "", code(1)))
    with desk.read() as work:
        prepared = imports.prepare(work, "organisations", file)
    assert len(prepared.good) == 2
    assert "与第2行同名" in prepared.rejected[0].text


def test_one_that_is_there_is_brought_up_to_date_by_code_or_another_name(desk: Desk, tmp_path: Path) -> None:
    with desk.write() as work:
        school, clinic = organisation(work, credit_code=code(1)), organisation(work, CLINIC)
        organisations.remember_alias(work, clinic.id, "镇卫生院")
    file = listed(
        tmp_path,
        ("月亮湾第一小学", "", code(1), "", "", "陈老师", "", ""),
        (CLINIC, "医院", "", "", "卫生院党支部", "", "", ""),
    )
    with desk.write() as work:
        prepared = updates.prepare(work, "organisations", file)
        assert len(prepared.changed) == 2 and not prepared.file.good
        updates.store(work, prepared, prepared.usual(), file)
        renamed, same = queries.find(work, school.id), queries.find(work, clinic.id)
        assert (renamed.name, renamed.liaison, renamed.aliases) == ("月亮湾第一小学", "陈老师", (SCHOOL,))
        assert (same.kind, same.party_name) == (OrganisationKind.HOSPITAL, "卫生院党支部")


@pytest.mark.parametrize("alias", ("镇卫生院",))
def test_a_row_under_another_name_is_the_same_organisation(desk: Desk, tmp_path: Path, alias: str) -> None:
    with desk.write() as work:
        clinic = organisation(work, CLINIC)
        organisations.remember_alias(work, clinic.id, alias)
        file = listed(tmp_path, (alias, "", "", "", "", "林护士长", "", ""))
        prepared = updates.prepare(work, "organisations", file)
        [row] = prepared.changed
        assert "联络人" in " ".join(row.lines())
