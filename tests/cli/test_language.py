"""The command line speaks the language chosen on this PC; what it writes for others stays Chinese."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.books.sample import SampleSize
from desk.services import new_data_file
from desk.services.preferences import Preferences
from tests.conftest import CHEAP, PASSWORD
from tests.support.command_line import desk as run


@pytest.fixture
def in_english(tmp_path: Path) -> Path:
    folder = tmp_path / "book"
    size = SampleSize(residents=20, months=1, per_day=2)
    new_data_file.create_demo(folder, "管理员", PASSWORD, size, cost=CHEAP).close()
    Preferences(language="en").save(folder)
    return folder


def test_the_command_line_speaks_as_the_window_does_and_papers_stay_chinese(
    in_english: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = tmp_path / "calendar.txt"
    done = run(in_english, "report", "calendar", "2026-01", "-o", str(paper))
    assert done.stdout.startswith("Written: ")
    text = paper.read_text("utf-8")
    assert "运营时间" in text and "Open" not in text
    monkeypatch.setenv("DESK_LANGUAGE", "zh_CN")
    assert run(in_english, "report", "calendar", "2026-01", "-o", str(paper)).stdout.startswith("已生成 ")
    monkeypatch.setenv("DESK_LANGUAGE", "en")
    assert run(in_english, "report", "calendar", "2026-01", "-o", str(paper)).returncode == 0
    assert "Open " in paper.read_text("utf-8")
