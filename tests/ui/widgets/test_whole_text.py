"""Long names: no words are cut beside empty room, and what is cut is told in whole, to the mouse and to the keys."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desk.ui.widgets.columns import CELL, Column
from desk.ui.widgets.controls import Combo, line_edit
from desk.ui.widgets.lists import ListView

LONG = "泉岸市示例镇中心卫生院（示例镇医疗保健共同体总医院凤亭分院）"


@dataclass(frozen=True)
class Partner:
    id: int
    name: str


PARTNERS = [Partner(n, f"{LONG}{n}") for n in range(1, 5)]


@pytest.fixture
def shown(qtbot: QtBot, dressed: QApplication) -> ListView[Partner]:
    columns: list[Column[Partner]] = [
        Column("Name", 120, lambda each: each.name, flex=1),
        Column("Roles", 120, lambda _each: "红色合伙人", flex=1),
    ]
    made = ListView(columns, "Nothing.", "Partners")
    qtbot.addWidget(made)
    made.resize(900, 420)
    made.show_all(PARTNERS)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def is_cut(shown: ListView[Partner]) -> bool:
    index = shown.table.model().index(0, 0)
    return shown.table.cells.is_cut(index.data(CELL), index)


def rest_on(widget: QWidget) -> None:
    """The mouse rests there."""
    at = widget.rect().center()
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, at, widget.mapToGlobal(at)))


def test_a_long_name_takes_the_room_that_its_neighbour_does_not_need(shown: ListView[Partner]) -> None:
    assert not is_cut(shown)
    assert shown.table.columnWidth(0) > 2 * shown.table.columnWidth(1)
    shown.resize(420, 420)
    assert is_cut(shown), "there is no room at all"


def test_while_the_keys_rest_on_a_row_what_is_cut_in_it_is_told(shown: ListView[Partner], qtbot: QtBot) -> None:
    shown.table.setFocus()
    shown.table.selectRow(0)
    QTest.keyClick(shown.table, Qt.Key.Key_Down)
    assert not QToolTip.isVisible()
    shown.resize(420, 420)
    QTest.keyClick(shown.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: QToolTip.isVisible() and QToolTip.text() == f"Name：{LONG}3")
    QTest.keyClick(shown.table, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_only_the_row_that_was_meant_is_chosen_while_ctrl_is_still_held(shown: ListView[Partner]) -> None:
    """Ctrl+Enter stores a form, and the list chooses what was stored: Qt would have added it to what was chosen."""
    shown.table.selectRow(0)
    QTest.keyPress(shown.table, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    try:
        assert shown.choose(3)
        assert [each.id for each in shown.chosen()] == [3]
    finally:
        QTest.keyRelease(shown.table, Qt.Key.Key_Control)


def test_fields_show_how_a_long_name_begins_and_tell_it_to_the_mouse(qtbot: QtBot, dressed: QApplication) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    combo, line = Combo([(LONG, 1), ("短", 2)]), line_edit()
    column = QVBoxLayout(holder)
    for each in (combo, line):
        each.setFixedWidth(180)
        column.addWidget(each)
    holder.show()
    qtbot.waitExposed(holder)
    line.setText(LONG)
    assert line.cursorPosition() == 0
    for each in (combo, line):
        QToolTip.hideText()
        qtbot.waitUntil(lambda: not QToolTip.isVisible())
        rest_on(each)
        assert QToolTip.text() == LONG
    QToolTip.showText(QPoint(), "")
    combo.choose(2)
    line.setText("短")
    for each in (combo, line):
        rest_on(each)
        assert not QToolTip.isVisible() or QToolTip.text() != "短", "what is not cut needs no tip"
