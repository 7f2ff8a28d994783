"""The short form: a few trials of every kind, always the same ones."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.torture import disks, running, table
from tests.torture.known import Gap
from tests.torture.outcome import Row, Verdict, unharmed
from tests.torture.running import Result

ROOT = Path(__file__).resolve().parents[2]
ROW = Row("killed: the window", 1, 1, lambda _place: unharmed())


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9, fork and limits of file sizes are of POSIX systems")
def test_what_is_confirmed_is_there_or_its_loss_is_told_whatever_is_done_to_the_book() -> None:
    """In a program of its own: it forks, and this one may have a window open."""
    command = [sys.executable, "-m", "tests.torture", "--short", "--seed", "16"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr[-6000:]
    tried = dict(re.findall(r"^\| (.+?) \| (\d+) \|", done.stdout, re.M))
    rows = {row.name: str(row.short) for row in running.ROWS if row.name in tried or row is not disks.BY_MOUNT}
    assert {name: many for name, many in tried.items() if name != "all"} == rows


def result(lost: int, tried: int = 5) -> Result:
    made = Result(ROW, losses=[(3, "a line")] * lost)
    made.verdicts.update({Verdict.LOST: lost, Verdict.UNHARMED: tried - lost})
    return made


def test_a_loss_that_nobody_knows_of_fails_the_run_and_so_does_a_gap_that_is_none() -> None:
    gap = Gap(ROW.name, "a line", "being built", after=4)
    assert running.wrong([result(0)], ()) == []
    assert running.wrong([result(2)], ()) == ["killed: the window: 2 of 5 lost; trial 3: a line"]
    assert running.wrong([result(2)], (gap,)) == []
    other = Gap(ROW.name, "a photo", "being built", after=9)
    assert running.wrong([result(2)], (other,)) == ["killed: the window: 2 of 5 lost; trial 3: a line"]
    assert "known as a gap" in running.wrong([result(0)], (gap,))[0]
    assert running.wrong([result(0, tried=3)], (gap,)) == []
    assert running.wrong([], (Gap("nothing", "", ""),)) == ["no such row: nothing"]


def test_the_table_takes_the_place_between_its_markers_only(tmp_path: Path) -> None:
    document = tmp_path / "reliability.md"
    document.write_text(f"before\n{table.BEGIN}\nold\n{table.END}\nafter\n", "utf-8")
    table.write("new\n", document)
    assert document.read_text("utf-8") == f"before\n{table.BEGIN}\nnew\n{table.END}\nafter\n"


def test_the_document_has_the_place_for_it() -> None:
    text = table.DOCUMENT.read_text("utf-8")
    assert text.index(table.BEGIN) < text.index(table.END)
