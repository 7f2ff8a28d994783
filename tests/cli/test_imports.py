"""``desk import`` tells everything of a file before it stores; places that are no place get words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook

from desk.books import residents
from desk.books.centre import Centre
from desk.services import new_data_file
from desk.services.session import Desk
from tests.conftest import CHEAP, PASSWORD
from tests.support.command_line import desk as run


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Desk]:
    made, _key = new_data_file.create(tmp_path / "book", Centre("甲", "示例区"), "管理员", PASSWORD, cost=CHEAP)
    yield made
    made.close()


def names(book: Desk) -> list[str]:
    with book.read() as work:
        return sorted(hit.name for hit in residents.search(work, "慕容"))


def test_sheets_unused_columns_and_doubles_are_told_before_storing(book: Desk, tmp_path: Path) -> None:
    workbook = Workbook()
    for month, name in (("1月", "慕容甲"), ("2月", "慕容乙"), ("3月", "慕容丙")):
        sheet = workbook.create_sheet(month)
        sheet.append(["姓名", "出生日期", "血型"])
        sheet.append([name, "2016-05-01", "A"])
    file = tmp_path / "月.xlsx"
    workbook.save(file)
    one = run(book.folder, "import", "residents", str(file), "--sheet", "2月")
    assert (one.returncode, names(book)) == (0, ["慕容乙"])
    assert "未导入的工作表：1月、3月" in one.stderr and "未使用的列：血型" in one.stderr
    every = run(book.folder, "import", "residents", str(file), "--all-sheets")
    assert (every.returncode, names(book)) == (2, ["慕容乙"]), "nothing is stored while a likely double is in it"
    assert "工作表“2月”第2行，姓名：台账中可能已有" in every.stderr and "已导入过（1行）" in every.stderr
    left = run(book.folder, "import", "residents", str(file), "--all-sheets", "--skip-bad")
    assert (left.returncode, names(book)) == (2, ["慕容丙", "慕容乙", "慕容甲"])
    doubled = run(book.folder, "import", "residents", str(file), "--sheet", "1月", "--doubles")
    assert (doubled.returncode, len(names(book))) == (0, 4)
    wrong = run(book.folder, "import", "residents", str(file), "--sheet", "4月")
    assert wrong.returncode == 1 and "现有：1月、2月、3月" in wrong.stderr


def test_a_workbook_that_reaches_too_far_is_one_line(book: Desk, tmp_path: Path) -> None:
    workbook = Workbook()
    assert workbook.active is not None
    workbook.active.append(["姓名"])
    workbook.active["XFD1048576"] = 1
    workbook.save(tmp_path / "远.xlsx")
    done = run(book.folder, "import", "residents", str(tmp_path / "远.xlsx"))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1) and "XFD1048576" in done.stderr


def test_a_folder_for_a_file_and_a_file_for_a_folder_get_words(book: Desk, tmp_path: Path) -> None:
    folder, file = tmp_path / "表.xlsx", tmp_path / "文件"
    folder.mkdir()
    file.write_text("x", "utf-8")
    span = ("--from", "2026-11-01", "--to", "2026-11-02")
    for args, words in (
        (("export", "visits", *span, "-o", str(folder)), "是文件夹，请写出文件名"),
        (("report", "assets", "-o", str(folder)), "是文件夹，请写出文件名"),
        (("backup", str(file)), "是文件，备份须存入文件夹"),
        (("restore", str(folder)), "是文件夹，请指明其中的"),
        (("import", "residents", str(folder)), "是文件夹"),
    ):
        done = run(book.folder, *args)
        shown = "".join(done.stderr.replace("│", "").split())
        assert done.returncode in (1, 2) and "Traceback" not in done.stderr and words in shown, args
