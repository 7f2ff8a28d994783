"""``desk report district`` and ``desk report submitted``: any whole period, drafted, handed in, and written again."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from desk.core import figures_sheet
from desk.core.month import Month
from tests.support.command_line import desk as run
from tests.support.demo import lived


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small centre that has lived up to today, closed."""
    (desk,) = lived(tmp_path_factory)
    return desk.folder


LAST = Month.of(date.today()).previous.name


def test_what_was_handed_in_is_written_again_byte_for_byte(book: Path, tmp_path: Path) -> None:
    draft, sent, again = (tmp_path / f"{name}.xlsx" for name in ("draft", "sent", "again"))
    assert run(book, "report", "district", LAST, "-o", str(draft)).stdout.strip() == f"已生成 {draft}"
    done = run(book, "report", "district", LAST, "-o", str(sent), "--hand-in")
    assert done.returncode == 0, done.stderr
    assert "已上报" in done.stdout and "上报时的文件" in done.stdout
    run(book, "report", "district", LAST, "-o", str(again))
    assert again.read_bytes() == sent.read_bytes()
    sheets = [openpyxl.load_workbook(file)["_figures"].iter_rows(values_only=True) for file in (draft, sent)]
    before, frozen = map(figures_sheet.read, sheets)
    assert before.values == frozen.values and frozen.is_whole
    listed = run(book, "report", "submitted").stdout.splitlines()
    assert listed[0].split("\t")[:2] == [LAST, "已上报"]
    lines = [line.split("\t") for line in run(book, "report", "submitted", LAST).stdout.splitlines()]
    listed_hashes = [line[2] for line in lines if line[0].endswith(".xlsx")]
    assert hashlib.sha256(sent.read_bytes()).hexdigest() == listed_hashes[0], "and then the district's forms"
    twice = run(book, "report", "district", LAST, "--hand-in")
    assert twice.returncode == 1 and "已经上报" in twice.stderr


@pytest.mark.parametrize("period", ["2020-Q3", "2020-H1", "2020"])
def test_a_period_of_any_kind_is_written(book: Path, tmp_path: Path, period: str) -> None:
    file = tmp_path / "report.xlsx"
    assert run(book, "report", "district", period.lower(), "-o", str(file)).returncode == 0
    sheet = figures_sheet.read(openpyxl.load_workbook(file)["_figures"].iter_rows(values_only=True))
    assert sheet.period == period and sheet.values["cases"] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("2026-13", "-o", "F.xlsx"), "2026-Q4"),
        (("2026-11",), "--hand-in"),
        (("2026-11", "-o", "F.docx"), ".xlsx"),
    ],
)
def test_wrong_use_is_told(book: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run(book, "report", "district", *arguments)
    assert done.returncode == 2 and said in done.stderr


def test_a_period_that_runs_is_not_handed_in(book: Path) -> None:
    done = run(book, "report", "district", f"{date.today().year}", "--hand-in")
    assert done.returncode == 1 and "还没有结束" in done.stderr
