"""The figures' tab 统计: handing a month in, and exporting the rows behind it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desk.demo.tour import Hands
from desk.ui.figures.tab import FiguresTab
from tests.support.tabs import told
from tests.ui.conftest import say_yes


def test_a_month_is_handed_in_from_the_reports(
    manager: Hands, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = manager.window
    window.go_to(5)
    assert window.work is not None and window.desk is not None
    page = window.work.page(5)
    assert isinstance(page, FiguresTab)
    page.span.choose("month")
    assert not page.hand_in_button.isVisible()
    last_month = page.month.month.previous
    page.month.earlier.click()
    assert page.hand_in_button.isVisible()
    file = tmp_path / "month.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_args, **_kw: (str(file), "")))
    asked: list[str] = []
    say_yes(asked)
    page.hand_in()
    assert "冻结" in asked[0]
    qtbot.waitUntil(file.exists, timeout=30_000)
    assert not page.hand_in_button.isVisible()
    first = last_month.first
    qtbot.waitUntil(lambda: "month.xlsx" in told(manager))
    sent = file.read_bytes()
    file.unlink()
    page.save_handed_in(f"{first:%Y-%m}")
    qtbot.waitUntil(file.exists)
    assert file.read_bytes() == sent


def test_details_are_exported_with_a_job(
    manager: Hands, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = manager.window
    window.go_to(5)
    assert window.work is not None
    page = window.work.page(5)
    assert isinstance(page, FiguresTab)
    page.span.choose("month")
    file = tmp_path / "rows.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_args, **_kw: (str(file), "")))
    page.export()
    qtbot.waitUntil(file.exists, timeout=30_000)
    qtbot.waitUntil(lambda: "rows.xlsx" in told(manager))
