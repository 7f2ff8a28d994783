"""Files that burst, mislead or break off are told in words; what spreadsheets hide is seen."""

import io
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from desk.core import sheet_process, spreadsheet
from desk.core.errors import Cancelled, Refused
from desk.core.pasted_table import PastedTable
from desk.core.spreadsheet import SheetChoice
from tests.support import xls

NAMES = {"name": ("姓名",), "telephone": ("电话",), "note": ("备注",)}


def rows_of(path: Path) -> list[tuple[int, dict[str, Any]]]:
    (table,) = spreadsheet.read(path, NAMES, ("name",), {}).tables
    return list(table)


def workbook(path: Path, *rows: list[Any], change: Any = None) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book.active)
    book.save(path)
    return path


def changed(path: Path, part: str, **texts: str) -> Path:
    """A workbook with texts of one part of it put for others."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name).decode("utf-8")
            if name == part:
                for was, now in texts.items():
                    assert was in content
                    content = content.replace(was, now)
            new.writestr(name, content)
    path.write_bytes(out.getvalue())
    return path


def far(sheet: Any) -> None:
    sheet["XFD1048576"] = 1


def wide(sheet: Any) -> None:
    sheet["XFD5000"] = 1


@pytest.mark.parametrize(("reach", "cell"), [(far, "XFD1048576"), (wide, "XFD5000")])
def test_a_small_workbook_that_reaches_far_is_told_at_once(tmp_path: Path, reach: Any, cell: str) -> None:
    """4.7 KB aborted the whole program once, others took 20 s and 2.8 GB."""
    path = workbook(tmp_path / "远.xlsx", ["姓名"], ["甲"], change=reach)
    began = time.monotonic()
    with pytest.raises(Refused, match=f"单元格 {cell}，"):
        rows_of(path)
    assert time.monotonic() - began < 10


@pytest.mark.skipif(sys.platform == "win32", reason="the process has no limit of memory there")
@pytest.mark.parametrize("written", ['<row r="240000"><c r="C240000"', "<row r='240000'><c s='0' r='C240000'"])
def test_a_long_sheet_of_few_columns_is_read_however_its_cells_are_written(tmp_path: Path, written: str) -> None:
    """240,000 rows up to column Z would be too many; these end at C."""

    def last(sheet: Any) -> None:
        sheet["C240000"] = 1

    path = workbook(tmp_path / "长.xlsx", ["姓名"], ["林小芳"], change=last)
    changed(path, "xl/worksheets/sheet1.xml", **{'<row r="240000"><c r="C240000"': written})
    assert rows_of(path) == [(2, {"name": "林小芳"}), (240_000, {"name": ""})]


def test_what_the_look_does_not_find_ends_at_the_limit_of_memory(tmp_path: Path) -> None:
    path = workbook(tmp_path / "远.xlsx", ["姓名"], ["甲"], change=far)
    hidden = {'<c r="XFD1048576"': '<c z=">" r="XFD1048576"', '<row r="1048576"': "<row"}
    changed(path, "xl/worksheets/sheet1.xml", **hidden)
    with pytest.raises(Refused, match="需要的内存远超一张表格"):
        rows_of(path)


def test_a_workbook_that_unpacks_to_hundreds_of_megabytes_is_not_unpacked(tmp_path: Path) -> None:
    path = workbook(tmp_path / "炸.xlsx", ["姓名"], ["甲"])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package, package.open("xl/media/a.bin", "w") as part:
        for _n in range(350):
            part.write(bytes(2**20))
    with pytest.raises(Refused, match="展开后太大（350 MB）"):
        rows_of(path)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('姓名,备注\n甲,一\n乙,"二\n丙,三\n丁,四\n', '第3行（文本第3行：“乙,"二…”）的引号没有正确配对'),
        ('姓名,备注\n甲,一\n乙,"二\n丙,"三"\n丁,四\n', "第3行（文本第3行"),
        ('姓名,备注\n甲,"一\n行"\n乙,"二\n丙\n', "第3行（文本第4行"),
        ("姓名,备注\n甲,一\n乙," + "长" * 140_000 + "\n", "第3行有一个单元格长达140000个字符"),
    ],
)
def test_a_csv_that_would_swallow_rows_names_the_row(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "表.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(Refused, match=r"无法读取|请缩短") as told:
        rows_of(path)
    assert words in str(told.value)


@pytest.mark.parametrize("coding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_below_a_title_in_any_coding_and_separation(tmp_path: Path, coding: str, separator: str) -> None:
    lines = ["二〇二六年,人员名单", separator.join(["姓名", "电话", "备注"]), separator.join(["甲", "1", "一"])]
    path = tmp_path / "表.csv"
    path.write_bytes("\n".join(lines).encode(coding))
    assert rows_of(path) == [(3, {"name": "甲", "telephone": "1", "note": "一"})]


def test_signs_that_are_in_no_coding_are_told_with_their_row(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_bytes("姓名\n甲\n".encode() + b"\xff\xff\xff\n")
    with pytest.raises(Refused, match="第3行有无法识别的字符"):
        rows_of(path)


def test_a_quoted_cell_of_several_lines_is_one_cell(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_text('姓名,备注\n甲,"一\n二 ""三"""\n乙,四\n', "utf-8")
    assert [(n, cells["note"]) for n, cells in rows_of(path)] == [(2, '一\n二 "三"'), (3, "四")]


def test_merged_cells_below_the_header_hold_for_each_row_of_theirs(tmp_path: Path) -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells("B2:B4")
        sheet.row_dimensions[3].hidden = True

    path = workbook(
        tmp_path / "户.xlsx", ["姓名", "电话"], ["甲", 123], ["乙", None], ["丙", None], ["丁", None], change=merge
    )
    (table,) = spreadsheet.read(path, NAMES, ("name",), {}).tables
    assert [cells["telephone"] for _n, cells in table] == [123, 123, 123, ""]
    assert table.carried == {(3, 1), (4, 1)} and table.hidden_rows == (3,)


def test_formulas_without_a_result_are_seen_and_those_with_one_are_not(tmp_path: Path) -> None:
    path = workbook(tmp_path / "公式.xlsx", ["姓名", "电话", "备注"], ["甲", "=1+1", "=A2"], ["乙", 2, "三"])
    part = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(path) as package:
        content = package.read(part).decode()
    stored = content[content.index('<c r="C2"') : content.index("</c>", content.index('<c r="C2"'))]
    changed(path, part, **{stored: '<c r="C2" t="str"><f>A2</f><v></v>'})
    (table,) = spreadsheet.read(path, NAMES, ("name",), {}).tables
    assert table.unstored == {(2, 1)}


def test_an_old_workbook_tells_its_hidden_rows_and_merged_cells_too(tmp_path: Path) -> None:
    """Of an .xls the hidden rows were taken in without a word."""
    rows = [["姓名", "电话"], ["甲", 123.0], ["乙", ""], ["丙", 456.0]]
    (path := tmp_path / "旧.xls").write_bytes(xls.workbook(rows, hidden=[2], merged=[(1, 2, 1, 1)]))
    (table,) = spreadsheet.read(path, NAMES, ("name",), {}).tables
    assert [cells for _number, cells in table.rows] == [["甲", 123.0], ["乙", 123.0], ["丙", 456.0]]
    assert (table.hidden_rows, table.carried) == ((3,), {(3, 1)})


def sheets(path: Path) -> Path:
    book = Workbook()
    book.active.title = "说明"
    book.active.append(["这里没有表格"])
    for month in (1, 2, 3):
        sheet = book.create_sheet(f"{month}月")
        sheet.append(["姓名", "电话"] if month < 3 else ["电话", "姓名"])
        sheet.append([f"甲{month}", "1"] if month < 3 else ["1", f"甲{month}"])
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("choice", "taken", "left"),
    [
        (SheetChoice(), ["甲1"], ("说明", "2月", "3月")),
        (SheetChoice(("2月",)), ["甲2"], ("说明", "1月", "3月")),
        (SheetChoice(("3月", "1月")), ["甲3", "甲1"], ("说明", "2月")),
        (SheetChoice(all=True), ["甲1", "甲2", "甲3"], ("说明",)),
    ],
)
def test_one_sheet_several_or_all(tmp_path: Path, choice: SheetChoice, taken: list[str], left: tuple[str, ...]) -> None:
    found = spreadsheet.read(sheets(tmp_path / "月.xlsx"), NAMES, ("name",), {}, choice)
    assert [cells["name"] for table in found.tables for _n, cells in table] == taken
    assert (found.sheets, found.left) == (("1月", "2月", "3月"), left)


def test_a_sheet_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    path = sheets(tmp_path / "月.xlsx")
    with pytest.raises(Refused, match="没有工作表“4月”，或者它是空的。现有：说明、1月、2月、3月"):
        spreadsheet.read(path, NAMES, ("name",), {}, SheetChoice(("4月",)))
    with pytest.raises(Refused, match="工作表“说明” 缺少这些列：姓名"):
        spreadsheet.read(path, NAMES, ("name",), {}, SheetChoice(("说明",)))


def test_reading_can_be_stopped(tmp_path: Path) -> None:
    path = tmp_path / "大.csv"
    path.write_text("姓名,电话\n" + "甲,1\n" * 1_500_000, "utf-8")

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        sheet_process.load(path, stop)


@pytest.mark.parametrize(
    ("copied", "cells"),
    [
        ('甲\t"党员"先锋\n', [["甲", '"党员"先锋']]),
        ('"党员"\t乙\r\n', [['"党员"', "乙"]]),
        ('"住三楼 ""东""头"\t乙\n', [['住三楼 "东"头', "乙"]]),
        ('"第一行\n第二行"\t乙\n丙\n', [["第一行\n第二行", "乙"], ["丙"]]),
        ('"没有关上\t乙\n丙\n', [['"没有关上', "乙"], ["丙"]]),
        ("\t\t甲\n\n乙", [["", "", "甲"], ["乙"]]),
    ],
)
def test_quotation_marks_that_somebody_typed_are_pasted_as_they_are(copied: str, cells: list[list[str]]) -> None:
    """A spreadsheet puts a cell in marks of its own only where tabs, line ends or marks in it need them."""
    (sheet,) = sheet_process.load(PastedTable(copied.encode()))
    assert [row for _number, row in sheet["rows"]] == cells
