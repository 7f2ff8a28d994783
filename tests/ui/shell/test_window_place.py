"""The window comes back where it stood, on a screen that is there, and never larger than what is free."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desk.ui.shell import window_place


def test_it_comes_back_where_it_was_closed(qtbot: QtBot, tmp_path: Path) -> None:
    before = QWidget()
    qtbot.addWidget(before)
    window_place.show(before, tmp_path)
    before.setGeometry(40, 50, 500, 400)
    before.close()
    after = QWidget()
    qtbot.addWidget(after)
    window_place.show(after, tmp_path)
    assert after.isVisible() and after.geometry() == QRect(40, 50, 500, 400)


@pytest.mark.parametrize(
    "content", ['{"last": "gone", "screens": {"gone": [4000, 0, 900, 700, 0]}}', "half a fi", "[]"]
)
def test_a_screen_that_is_gone_or_a_torn_file_shows_it_all_the_same(qtbot: QtBot, tmp_path: Path, content: str) -> None:
    (tmp_path / window_place.PLACES).write_text(content, "utf-8")
    shown = QWidget()
    qtbot.addWidget(shown)
    shown.resize(300, 200)
    window_place.show(shown, tmp_path)
    assert shown.isVisible() and shown.screen().availableGeometry().intersects(shown.geometry())
    shown.close()
    assert shown.screen().name() in json.loads((tmp_path / window_place.PLACES).read_text("utf-8"))["screens"]


@pytest.mark.parametrize(
    ("wanted", "place"),
    [
        (QRect(2000, 100, 800, 400), QRect(110, 72, 800, 400)),
        (QRect(-500, -20, 800, 400), QRect(0, 0, 800, 400)),
        (QRect(0, 0, 1366, 768), QRect(0, 0, 910, 472)),
        (QRect(10, 10, 820, 430), QRect(10, 10, 820, 430)),
    ],
)
def test_all_of_it_is_in_sight(wanted: QRect, place: QRect) -> None:
    assert window_place.fitted(wanted, QRect(0, 0, 910, 472)) == place
