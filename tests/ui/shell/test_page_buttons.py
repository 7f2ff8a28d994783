"""The row of buttons of a tab's pages: one button for a page, or for a group of them with a menu."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desk.ui.shell.page_buttons import PageButtons
from desk.ui.shell.tab import PageDeclaration

PAGES = (
    PageDeclaration("概览", "a:A"),
    PageDeclaration("办件", "a:B", group="各项业务"),
    PageDeclaration("红色合伙人", "a:C", group="各项业务"),
    PageDeclaration("区级汇总", "a:D"),
)


@pytest.fixture
def buttons(dressed: QApplication, qtbot: QtBot) -> Iterator[PageButtons]:
    made = PageButtons(PAGES)
    qtbot.addWidget(made)
    made.resize(700, 60)
    made.show()
    yield made
    made.close()


def captions(buttons: PageButtons) -> list[str]:
    return [each.text() for each in buttons._group.buttons()]


def raised(buttons: PageButtons) -> list[str]:
    return [each.text() for each in buttons._group.buttons() if each.isChecked()]


def menu(qtbot: QtBot) -> QMenu:
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    opened = QApplication.activePopupWidget()
    assert isinstance(opened, QMenu)
    return opened


def test_pages_of_a_group_stand_behind_one_button_that_says_which_of_them_is_in_sight(
    buttons: PageButtons, qtbot: QtBot
) -> None:
    told: list[int] = []
    buttons.chosen.connect(told.append)
    assert captions(buttons) == ["概览", "各项业务", "区级汇总"] and raised(buttons) == ["概览"]
    group = buttons._group.buttons()[1]
    wide = group.sizeHint().width()
    qtbot.mouseClick(group, Qt.MouseButton.LeftButton)
    opened = menu(qtbot)
    assert [entry.text() for entry in opened.actions()] == ["办件", "红色合伙人"]
    assert raised(buttons) == ["概览"], "nothing is chosen yet"
    QTest.keyClick(opened, Qt.Key.Key_Down)
    QTest.keyClick(opened, Qt.Key.Key_Return)
    assert told == [2] and raised(buttons) == ["红色合伙人"]
    assert group.sizeHint().width() == wide, "nothing beside it moves"
    buttons.show_place(3)
    assert captions(buttons) == ["概览", "各项业务", "区级汇总"] and raised(buttons) == ["区级汇总"]


def test_alt_and_a_digit_reach_every_button_and_esc_leaves_the_page_in_sight(
    buttons: PageButtons, qtbot: QtBot
) -> None:
    assert buttons.keys == 3
    QTest.keyClick(buttons, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert raised(buttons) == ["区级汇总"]
    QTest.keyClick(buttons, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(menu(qtbot), Qt.Key.Key_Escape)
    assert raised(buttons) == ["区级汇总"] and buttons.place == 3
