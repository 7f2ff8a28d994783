"""The district's figures from the command line: a folder merged, what is odd told, and the list of centres."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from desk.books.centre import Centre
from desk.books.district import report
from desk.core.month import Month
from desk.core.period import Period, PeriodKind
from desk.services import new_data_file
from desk.services.session import Desk
from desk.services.sign_in import sign_in
from tests.conftest import CHEAP, PASSWORD
from tests.support import district
from tests.support.command_line import desk as run

MANY = 12


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Desk]:
    """A district's data file by the clock of this PC, with twelve centres."""
    made, _recovery = new_data_file.create(tmp_path / "own", Centre("示例区", "示例区"), "管理员", PASSWORD, cost=CHEAP)
    with made.write() as work:
        district.enlist(work, district.centres(MANY))
    made.close()
    yield made


@pytest.fixture
def period(own: Desk) -> Period:
    """The last month that is over."""
    return Period.around(PeriodKind.MONTH, own.clock.today()).plus(-1)


@pytest.fixture
def folder(tmp_path: Path, period: Period) -> Path:
    """What the centres sent, two of them nothing."""
    made = tmp_path / "报表"
    made.mkdir()
    for each in district.centres(MANY)[2:]:
        district.write(made / each.file_name, each.sheet(period).rows)
    return made


def test_a_folder_is_merged_into_a_workbook_and_a_paper(
    own: Desk, folder: Path, period: Period, tmp_path: Path
) -> None:
    book, paper = tmp_path / "区级.xlsx", tmp_path / "区级.pdf"
    done = run(own.folder, "district", "merge", str(folder), "--period", period.name, "-o", str(book), "-o", str(paper))
    assert done.returncode == 0, done.stderr
    assert "已读取10个文件：绿灯 10" in done.stdout
    assert openpyxl.load_workbook(book).sheetnames[:3] == ["总表", "排名", "完整及时"]
    assert paper.read_bytes().startswith(b"%PDF")


def test_a_red_file_is_told_and_ends_with_two(own: Desk, folder: Path, period: Period, tmp_path: Path) -> None:
    (folder / "第1邻里中心.xlsx").write_text("来访 120", "utf-8")
    done = run(own.folder, "district", "merge", str(folder), "--period", period.name, "-o", str(tmp_path / "F.xlsx"))
    assert done.returncode == 2
    assert done.stdout.startswith("红灯\t第1邻里中心.xlsx\t不是.xlsx表格")


def test_the_day_on_which_files_came_can_be_said(own: Desk, folder: Path, period: Period, tmp_path: Path) -> None:
    day = Month.of(period.last).next.first
    args = ("--period", period.name, "-o", str(tmp_path / "F.pdf"), "--received-on", day.isoformat())
    assert run(own.folder, "district", "merge", str(folder), *args).returncode == 0
    opened = sign_in(own.folder, "管理员", PASSWORD)
    with opened.read() as work:
        assert report.of_name(work, period.name).delivery.in_time == MANY - 2
    opened.close()
    wrong = run(own.folder, "district", "merge", str(folder), *args[:-1], period.first.isoformat())
    assert wrong.returncode == 1 and "收到日期应晚于" in wrong.stderr


@pytest.mark.parametrize(
    ("name", "code", "words"), [("2026-13", 1, "不是统计期间"), ("2090-01", 1, "尚未结束"), ("上月", 1, "不是统计期间")]
)
def test_a_period_that_is_none_is_refused(
    own: Desk, folder: Path, tmp_path: Path, name: str, code: int, words: str
) -> None:
    done = run(own.folder, "district", "merge", str(folder), "--period", name, "-o", str(tmp_path / "F.xlsx"))
    assert done.returncode == code and words in done.stderr and not (tmp_path / "F.xlsx").exists()


def test_the_centres_are_listed(own: Desk) -> None:
    lines = run(own.folder, "district", "centres").stdout.splitlines()
    assert len(lines) == MANY
    assert lines[0].split("\t")[:2] == ["3505990001", "第1邻里中心"] and lines[0].endswith("已登记\t是")
