"""What is told of a file before it is stored: doubles, what came into the book meanwhile, merged cells, sheets."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from desk.books import catalogue, imports, residents
from desk.books.imports import PreparedImport
from desk.books.residents import ResidentDetails, queries
from desk.core.days import Century, DayForm, DayOrder
from desk.core.errors import Refused
from desk.core.identity import IdKind
from desk.core.spreadsheet import SheetChoice
from desk.services import accounts
from desk.services.session import Desk
from tests.support.people import id_number

GOOD = id_number(date(1980, 1, 1), 123)
PEOPLE = f"姓名,身份证号,出生日期,联系电话\n甲甲,,2016-05-01,\n乙乙,,,13800005678\n丙丙,{GOOD},,\n"
ACTIVITIES = "活动名称,活动日期,时间,活动地点\n义诊,2026-12-20,9:00-11:00,村口广场\n"
THINGS = "资产名称,规格型号,购置日期,原值\n折叠桌,1.2米,2023-05-01,300\n折叠桌,1.2米,2023-05-01,300\n"
SERVICES = "事项名称,主管部门,办理方式\n登记,民政局,就近办\n查询,民政局,马上办\n参保,人社局,就近办\n"


def prepare(desk: Desk, file: Path, kind: str, **chosen: Any) -> PreparedImport:
    with desk.read() as work:
        return imports.prepare(work, kind, file, imports.Reading(**chosen))


def csv(tmp_path: Path, text: str, name: str = "表.csv") -> Path:
    file = tmp_path / name
    file.write_text(text, "utf-8")
    return file


def told(prepared: PreparedImport) -> list[tuple[int, str]]:
    return [(double.row, double.message) for double in prepared.doubles.values()]


@pytest.mark.parametrize(
    ("kind", "text", "left"),
    [
        ("residents", "序号,姓名,联系电话\n1,甲甲,13800005678\n合计,,1人\n", [3]),
        ("residents", "村组,姓名,联系电话\n一组,甲甲,\n小计：,,\n二组,乙乙,\n总　计,,2\n", [3, 5]),
        ("assets", "序号,资产名称,购置日期,原值\n1,折叠桌,2023-05-01,300\n合计,,,300\n", [3]),
        ("services", "序号,事项名称,主管部门,办理方式,承诺天数\n1,登记,民政局,就近办,5\n合计,,,,5\n", [3]),
    ],
)
def test_a_line_of_sums_is_left_out_whatever_column_its_word_is_in(
    desk: Desk, tmp_path: Path, kind: str, text: str, left: list[int]
) -> None:
    """It was told as a row without a name, which kept the whole file out."""
    prepared = prepare(desk, csv(tmp_path, text), kind)
    assert prepared.rejected == []
    assert [mend.row for mend in prepared.mended if "合计" in mend.message] == left
    assert not {"承诺天数"} & set(prepared.unknown)


@pytest.mark.parametrize(
    ("kind", "text", "doubles"),
    [
        ("residents", PEOPLE, [2, 3]),
        ("activities", ACTIVITIES, [2]),
        ("assets", THINGS, [2, 3]),
        ("services", SERVICES, [2, 3, 4]),
    ],
)
def test_the_same_file_twice_is_told_before_anything_is_doubled(
    desk: Desk, tmp_path: Path, kind: str, text: str, doubles: list[int]
) -> None:
    """People without papers, activities outside and things without numbers were doubled silently once."""
    file = csv(tmp_path, text)
    first = prepare(desk, file, kind)
    assert (first.doubles, first.rejected, first.notes) == ({}, [], ())
    many = accounts.take_in(desk, first, file)
    again = prepare(desk, file, kind)
    assert told(again) == [(row, "台账中可能已有") for row in doubles]
    assert again.notes == (f"这个文件11月24日已导入过（{many}行）。",)
    assert again.without_doubles().good == []


def test_two_rows_of_one_person_without_papers_are_told(desk: Desk, tmp_path: Path) -> None:
    file = csv(tmp_path, "姓名,出生日期,备注\n甲甲,2016-05-01,\n甲甲,2016-05-01,又一次\n甲甲,2017-05-01,\n")
    assert told(prepare(desk, file, "residents")) == [(3, "可能与第2行重复")]


@pytest.mark.parametrize(("kind", "text"), [("residents", PEOPLE), ("assets", THINGS), ("services", SERVICES)])
def test_two_imports_of_one_file_at_once_store_it_once(desk: Desk, tmp_path: Path, kind: str, text: str) -> None:
    file, copy = csv(tmp_path, text), csv(tmp_path, text + "\n", "另存.csv")
    one, other, renamed = prepare(desk, file, kind), prepare(desk, file, kind), prepare(desk, copy, kind)
    accounts.take_in(desk, one, file)
    with pytest.raises(Refused, match="检查之后，这个文件已被导入"):
        accounts.take_in(desk, other, file)
    with pytest.raises(Refused, match=r"检查之后，其中\d行已进入数据"):
        accounts.take_in(desk, renamed, copy)
    again = prepare(desk, copy, kind)
    assert accounts.take_in(desk, again, copy) == len(again.good), "whoever has seen the doubles may take them in"


def test_codes_of_services_are_made_from_department_and_order(desk: Desk, tmp_path: Path) -> None:
    file = csv(tmp_path, SERVICES)
    prepared = prepare(desk, file, "services")
    assert [(mend.row, mend.message) for mend in prepared.mended] == [
        (2, "按部门和顺序编为 民政局01"),
        (3, "按部门和顺序编为 民政局02"),
        (4, "按部门和顺序编为 人社局01"),
    ]
    accounts.take_in(desk, prepared, file)
    more = prepare(desk, csv(tmp_path, "事项名称,主管部门,办理方式\n注销,民政局,就近办\n", "新.csv"), "services")
    assert [item.code for _row, item in more.good] == ["民政局03"]
    with desk.read() as work:
        assert sorted(item.code for item in catalogue.all_items(work)) == ["人社局01", "民政局01", "民政局02"]


def family(path: Path, header: str, *values: Any) -> Path:
    book = Workbook()
    sheet: Any = book.active
    sheet.append(["姓名", header])
    for name, value in zip(("甲甲", "乙乙", "丙丙"), values, strict=True):
        sheet.append([name, value])
    sheet.merge_cells("B2:B4")
    sheet.row_dimensions[3].hidden = True
    book.save(path)
    return path


def test_a_family_shares_the_address_of_one_merged_cell(desk: Desk, tmp_path: Path) -> None:
    prepared = prepare(desk, family(tmp_path / "户.xlsx", "家庭住址", "凤亭村1号", None, None), "residents")
    assert [details.address for _row, details in prepared.good] == ["凤亭村1号"] * 3
    assert prepared.notes == (
        "隐藏的行也会导入：第3行",
        "“家庭住址”有合并单元格，其中每一行都取同一内容（第3、4行）",
    )


def test_a_number_in_a_merged_cell_is_nobody_elses(desk: Desk, tmp_path: Path) -> None:
    prepared = prepare(desk, family(tmp_path / "户.xlsx", "身份证号", GOOD, None, None), "residents")
    assert [(bad.row, bad.field, bad.message[:8]) for bad in prepared.rejected] == [
        (3, "身份证号", "一个合并单元格占"),
        (4, "身份证号", "一个合并单元格占"),
    ]


def test_a_formula_without_a_result_is_a_rejected_row(desk: Desk, tmp_path: Path) -> None:
    book = Workbook()
    sheet: Any = book.active
    for row in (["姓名", "联系电话", "合计"], ["甲甲", "=1+1", 1], ["乙乙", "13800005678", "=2"]):
        sheet.append(row)
    book.save(tmp_path / "公式.xlsx")
    prepared = prepare(desk, tmp_path / "公式.xlsx", "residents")
    assert [(bad.row, bad.field, bad.message[:13]) for bad in prepared.rejected] == [
        (2, "联系电话", "文件里没有这个公式的结果。")
    ]
    assert [place.row for place, _details in prepared.good] == [3], "of a column that is not used it does not matter"


def test_rows_of_several_sheets_are_told_with_their_sheet(desk: Desk, tmp_path: Path) -> None:
    book = Workbook()
    for month in (1, 2):
        sheet: Any = book.create_sheet(f"{month}月")
        sheet.append(["姓名", "身份证号"])
        sheet.append(["甲甲", GOOD])
    book.save(tmp_path / "月.xlsx")
    prepared = prepare(desk, tmp_path / "月.xlsx", "residents", sheets=SheetChoice(all=True))
    (bad,) = prepared.rejected
    assert bad.text.startswith("工作表“2月”第2行，身份证号：") and "与工作表“1月”第2行重复" in bad.text
    assert (prepared.sheets, prepared.taken_sheets) == (("1月", "2月"), ("1月", "2月"))


@pytest.mark.parametrize(
    ("header", "said", "marks", "note"),
    [
        ("人员类别", "非残疾人", (), ""),
        ("人员类别", "残疾人", ("disabled",), ""),
        ("人员类别", "肢体残疾二级、低保户", ("disabled", "low_income"), ""),
        ("人员类别", "党员，独居老人", ("alone",), "党员"),
        ("人员类别", "无", (), ""),
        ("人员类别", "高收入家庭", (), "高收入家庭"),
        ("是否残疾", "是", ("disabled",), ""),
        ("是否残疾", "否", (), ""),
        ("是否残疾", "√", ("disabled",), ""),
        ("残疾", "非残疾", (), ""),
        ("是否退役军人", "是", ("soldier",), ""),
        ("人员类别", "现役（军人）", ("soldier",), ""),
        ("人员类别", "现役", ("soldier",), ""),
        ("人员类别", "现役军官、独居", ("soldier", "alone"), ""),
        ("人员类别", "非现役", (), ""),
        ("人员类别", "村干部", (), "村干部"),
        ("是否现役", "是", ("soldier",), ""),
    ],
)
def test_marks_count_by_whole_word_and_by_yes_and_no(
    desk: Desk, tmp_path: Path, header: str, said: str, marks: tuple[str, ...], note: str
) -> None:
    prepared = prepare(desk, csv(tmp_path, f"姓名,{header}\n甲甲,{said}\n"), "residents")
    ((_row, details),) = prepared.good
    assert (details.marks, details.note) == (marks, note)


def test_one_number_on_two_kinds_of_papers_is_a_likely_double_and_on_one_kind_refused(
    desk: Desk, tmp_path: Path
) -> None:
    with desk.write() as work:
        residents.add(work, ResidentDetails("John Smith", IdKind.PASSPORT, "H12345678", birth=date(1980, 1, 1)))
    rows = "姓名,证件类型,身份证号,出生日期\n甲甲,港澳通行证,H12345678,1990-02-01\n乙乙,护照,H12345678,1991-03-01\n"
    found = prepare(desk, csv(tmp_path, rows), "residents")
    assert [bad.text for bad in found.rejected] == ["第3行，身份证号：H******78 台账中已有"]
    assert [double.text for double in found.doubles.values()] == ["第2行，姓名：台账中可能已有"]
    with desk.write() as work:
        assert imports.store(work, found, tmp_path / "表.csv") == 1
        assert queries.by_number(work, IdKind.HK_MACAO, "H12345678") is not None


def test_a_mark_that_is_neither_yes_nor_no_is_asked_about(desk: Desk, tmp_path: Path) -> None:
    (bad,) = prepare(desk, csv(tmp_path, "户主姓名,是否残疾\n甲甲,可能\n"), "residents").rejected
    assert bad.text == "第2行，是否残疾：“可能”无法识别，请填“是”或“否”。"


def test_the_days_of_all_sheets_are_asked_about_at_once(desk: Desk, tmp_path: Path) -> None:
    book = Workbook()
    for month, written in (("1月", "50.1.5"), ("2月", "1月5日")):
        sheet = book.create_sheet(month)
        sheet.append(["姓名", "出生日期"])
        sheet.append([f"甲{month[1:]}", written])
    file = tmp_path / "月.xlsx"
    book.save(file)
    asked = prepare(desk, file, "residents", sheets=SheetChoice(all=True))
    assert asked.question is not None and asked.question.lacks == {"order", "century", "year"}
    assert asked.question.samples == ("50.1.5", "1月5日") and len(asked.rejected) == 2
    form = DayForm(DayOrder.YEAR_FIRST, Century.LAST, 1951)
    found = prepare(desk, file, "residents", sheets=SheetChoice(all=True), form=form)
    assert [one.birth for _row, one in found.good] == [date(1950, 1, 5), date(1951, 1, 5)] and found.question is None
