"""Files as centres send them: read by the hidden sheet, by older programs' sheets, by headers; never by details."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from desk.books.district import reading
from desk.books.district.model import FigureFile, Source, Trouble
from desk.core import figures_reader
from desk.core.errors import Refused
from desk.core.figure import FigureParts
from tests.support import district
from tests.support.district import OCTOBER

ONE = district.centres(1)[0]


def alone(path: Path) -> FigureFile:
    read = reading.read_folder(path.parent)
    assert len(read) == 1
    return read[0]


def troubles(file: FigureFile) -> list[Trouble]:
    return [reason.trouble for reason in file.reasons]


@pytest.mark.parametrize("write", [district.write, district.write_by_library])
def test_a_sheet_comes_back_whole_and_signed(tmp_path: Path, write: object) -> None:
    path = write(tmp_path / "a.xlsx", ONE.sheet().rows) or tmp_path / "a.xlsx"  # type: ignore[operator]
    sheet = alone(path).sheet
    assert sheet == ONE.sheet() and sheet is not None and sheet.is_whole


def test_details_are_never_opened(tmp_path: Path) -> None:
    """A sheet of details that is no XML at all does not matter."""
    path = district.write(tmp_path / "a.xlsx", ONE.sheet().rows)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, b"<broken" if name.endswith("sheet1.xml") else content)
    assert alone(path).sheet == ONE.sheet()


def test_an_older_programs_sheet_tells_what_can_be_added(tmp_path: Path) -> None:
    rows = [("schema", "desk-figures/1"), ("kind", "month"), ("period", "2026-10"), *ONE.values.items()]
    file = alone(district.write(tmp_path / f"{ONE.name}.xlsx", rows))
    assert troubles(file) == [Trouble.OLDER] and file.source is Source.OLDER
    assert file.sheet is not None and file.sheet.period == OCTOBER.name
    parts = {each.code: each.parts for each in file.sheet.figures}
    assert parts["in_time_percent"] == FigureParts(ONE.values["finished_in_time"], ONE.values["finished"])
    assert parts["orders_hours_to_done"] == FigureParts()


def test_a_table_is_read_by_its_headers(tmp_path: Path) -> None:
    rows = [
        ("某中心10月统计",),
        ("序号", "指标名称", "单位", "本月数"),
        (1, "来访", "人次", 1200),
        (2, "办件（件）", "件", "1,010"),
        (3, "按时办结率", "%", "98.5%"),
        (4, "没有的指标", "个", 7),
        (5, "活动举办", "场", "—"),
    ]
    file = alone(district.write_bare(tmp_path / "a.xlsx", "统计表", rows))
    assert file.source is Source.HEADERS and troubles(file) == [Trouble.BY_HEADERS]
    assert file.reasons[0].sentence == "按工作表“统计表”的表头读取，无校验码和签名。"
    assert file.sheet is not None
    assert dict(file.sheet.values) == {"visits": 1200, "cases": 1010, "in_time_percent": 98.5, "activities_held": None}


def test_a_table_with_parts_gives_the_parts(tmp_path: Path) -> None:
    rows = [("代码", "分子", "分母", "数值"), ("satisfaction_percent", 97, 100, 97.0)]
    sheet = alone(district.write_bare(tmp_path / "a.xlsx", "指标", rows)).sheet
    assert sheet is not None and sheet.figures[0].parts == FigureParts(97, 100)


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbb">]><worksheet><sheetData>&b;</sheetData></worksheet>'
    assert troubles(alone(district.write_large(tmp_path / "a.xlsx", bomb))) == [Trouble.DAMAGED]


def test_a_cell_of_no_number_is_damaged(tmp_path: Path) -> None:
    rows = [*ONE.sheet().rows]
    path = district.write(tmp_path / "a.xlsx", rows)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content.replace(b"<c><v>600</v></c>", b"<c><v>nan</v></c>"))
    assert troubles(alone(path)) == [Trouble.DAMAGED]


def test_papers_beside_a_workbook_and_open_files_are_passed_over(tmp_path: Path) -> None:
    district.write(tmp_path / "a.xlsx", ONE.sheet().rows)
    for name in ("a.pdf", "~$a.xlsx", ".hidden.xlsx", "Thumbs.db"):
        (tmp_path / name).write_bytes(b"%PDF-1.7")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7")
    assert [path.name for path in reading.files_in(tmp_path)] == ["a.xlsx", "b.pdf"]


def test_folders_inside_are_read_too(tmp_path: Path) -> None:
    (tmp_path / "东湖").mkdir()
    district.write(tmp_path / "东湖" / "报表.xlsx", ONE.sheet().rows)
    assert [file.name for file in reading.read_folder(tmp_path)] == ["东湖/报表.xlsx"]


def test_a_folder_without_files_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="中没有文件"):
        reading.read_folder(tmp_path)
    with pytest.raises(Refused, match="没有文件夹"):
        reading.read_folder(tmp_path / "没有")


def test_a_file_that_brings_the_reader_down_costs_nobody_elses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b", "c"):
        district.write(tmp_path / f"{name}.xlsx", ONE.sheet().rows)
    fatal = tmp_path.parent / "fatal_reader.py"
    source = Path(figures_reader.__file__).read_text("utf-8")
    fatal.write_text(
        source.replace("    known: dict", '    if path.name == "b.xlsx":\n        sys.exit(3)\n    known: dict', 1)
    )
    monkeypatch.setattr(figures_reader, "__file__", str(fatal))
    read = {file.name: file for file in reading.read_folder(tmp_path)}
    assert troubles(read["b.xlsx"]) == [Trouble.LARGE]
    assert read["a.xlsx"].sheet == read["c.xlsx"].sheet == ONE.sheet()


def test_the_reader_loads_nothing_of_the_desk() -> None:
    loaded = "print([name for name in sys.modules if name == 'desk'])"
    script = f"import runpy, sys; runpy.run_path({figures_reader.__file__!r}); {loaded}"
    done = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_reader_answers_a_line_a_file(tmp_path: Path) -> None:
    path = district.write(tmp_path / "a.xlsx", ONE.sheet().rows)
    asked = "".join(json.dumps(str(each)) + "\n" for each in (path, tmp_path / "none.xlsx"))
    done = subprocess.run(
        [sys.executable, "-I", "-B", figures_reader.__file__], input=asked, capture_output=True, text=True, check=True
    )
    first, second = map(json.loads, done.stdout.splitlines())
    assert first["rows"][0] == ["schema", "desk-figures/2"] and second["fault"] == "unreadable"


def test_a_workbook_saved_again_by_a_spreadsheet_is_still_whole(tmp_path: Path) -> None:
    """Opened and saved, nothing changed: the hash is over values, not over the file."""
    path = district.write(tmp_path / "a.xlsx", ONE.sheet().rows)
    book = openpyxl.load_workbook(path)
    book.save(path)
    sheet = alone(path).sheet
    assert sheet is not None and sheet.is_whole
