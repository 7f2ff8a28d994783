"""Every file leaves the window one way: the folder is remembered, the ending added, nothing replaced unasked."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desk.core.errors import DeskError
from desk.ui.widgets.save_as import LastFolder, ask_path, write_files
from tests.ui.conftest import say_no, say_yes


@pytest.fixture
def parent(qtbot: QtBot, dressed: QApplication, monkeypatch: pytest.MonkeyPatch) -> QWidget:
    monkeypatch.setattr(LastFolder, "path", None)
    made = QWidget()
    qtbot.addWidget(made)
    return made


def choosing(monkeypatch: pytest.MonkeyPatch, chosen: Path) -> list[str]:
    """The person chooses this; the list gets what was offered."""
    offered: list[str] = []

    def ask(_parent: QWidget, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        offered.append(name)
        return str(chosen), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    return offered


def test_the_next_file_is_offered_where_the_last_one_went(
    parent: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered = choosing(monkeypatch, tmp_path / "一月.xlsx")
    ask_path(parent, "一月.xlsx")
    ask_path(parent, "2026/02.pdf")
    assert offered == [str(Path.home() / "一月.xlsx"), str(tmp_path / "2026-02.pdf")]


def test_an_ending_that_was_left_out_is_added(parent: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    choosing(monkeypatch, tmp_path / "11.25 月历")
    assert ask_path(parent, "月历.xlsx") == tmp_path / "11.25 月历.xlsx"


def test_a_file_that_the_added_ending_meets_is_asked_about(
    parent: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "月历.xlsx").write_bytes(b"of last month")
    choosing(monkeypatch, tmp_path / "月历")
    seen: list[str] = []
    say_no(seen)
    assert ask_path(parent, "月历.xlsx") is None
    say_yes(seen)
    assert ask_path(parent, "月历.xlsx") == tmp_path / "月历.xlsx"
    assert "月历.xlsx" in seen[0]


def test_where_it_is_or_why_not_is_told(parent: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    told: list[tuple[str, str]] = []
    path = tmp_path / "a.pdf"
    write_files(parent, path, lambda: {path: b"paper"}, lambda words, kind: told.append((words, kind)))
    qtbot.waitUntil(lambda: len(told) == 1)
    assert path.read_bytes() == b"paper" and told[0][1] == "good" and str(path) in told[0][0]

    def refused() -> dict[Path, bytes]:
        raise DeskError("没有可写的内容。")

    write_files(parent, path, refused, lambda words, kind: told.append((words, kind)))
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1] == ("没有可写的内容。", "bad")
