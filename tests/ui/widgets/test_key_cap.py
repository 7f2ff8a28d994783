"""The cap of a key: room for it, its colours, and what a screen reader and the mouse are told."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desk.ui.shell.tokens import DARK, LIGHT, Tokens
from desk.ui.widgets.controls import button, keyed
from desk.ui.widgets.key_cap import as_shown, cap_colours, cap_width, with_key
from tests.support.pictures import contrast

GROUND = {"": "panel", "primary": "brand_fill", "alarm": "alarm", "siren": "panel"}


def test_there_is_room_for_the_key_and_its_text_is_the_words_only(qtbot: QtBot, dressed: QApplication) -> None:
    plain, capped = button("保存", print), button("保存", print, key="Ctrl+Enter")
    for each in (plain, capped):
        qtbot.addWidget(each)
        each.show()
    assert capped.text() == plain.text() == "保存" and capped.toolTip() == "保存（Ctrl+Enter）"
    assert capped.minimumSizeHint().width() >= plain.sizeHint().width() + cap_width("Ctrl+Enter")
    assert capped.sizeHint().height() == plain.sizeHint().height()


def test_the_cap_is_painted_behind_the_words(qtbot: QtBot, dressed: QApplication) -> None:
    made = button("办理", print, key="F4")
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    made.show()
    picture = made.grab().toImage()
    row = [picture.pixelColor(x, picture.height() // 2 - 8).name() for x in range(picture.width())]
    press = QColor(LIGHT.press).name()
    assert press not in row[: len(row) // 2] and row.count(press) > cap_width("F4") // 2


@pytest.mark.parametrize("c", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("role", GROUND)
def test_a_key_can_be_read_on_every_ground(c: Tokens, role: str) -> None:
    ink, cap = cap_colours(c, role)
    under, over = QColor(getattr(c, GROUND[role])), cap.alphaF()
    mixed = QColor(*(round(a * over + b * (1 - over)) for a, b in zip(_rgb(cap), _rgb(under), strict=True)))
    assert contrast(ink.name(), mixed.name()) >= 4.5


def _rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


def test_the_key_of_a_window_does_what_its_button_does(qtbot: QtBot, dressed: QApplication) -> None:
    pressed: list[str] = []
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(keyed(window, "保存", lambda: pressed.append("save"), "Ctrl+Enter"))
    column.addWidget(keyed(window, "办理", lambda: pressed.append("act"), "F4"))
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    QTest.keyClick(window, Qt.Key.Key_F4)
    QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pressed == ["act", "save"]


def test_arrows_are_written_as_on_the_keyboard() -> None:
    assert [as_shown(key) for key in ("Alt+Up", "Alt+Down", "Ctrl+Left", "Right", "F2", "Ctrl++", "D")] == [
        "Alt+↑",
        "Alt+↓",
        "Ctrl+←",
        "→",
        "F2",
        "Ctrl++",
        "D",
    ]
    assert with_key("上移", "Alt+Up") == "上移（Alt+↑）"
