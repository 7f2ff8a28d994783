"""A queue's rows: two lines, a tag for the state, and the ground of the row for nothing but where one is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.core.tone import Tone
from desk.ui.shell import theme
from desk.ui.shell.tokens import OF_TONE
from desk.ui.widgets.line_list import LineList


@pytest.fixture
def shown(qtbot: QtBot, dressed: QApplication) -> LineList:
    made = LineList("Queue")
    qtbot.addWidget(made)
    made.resize(260, 300)
    made.add("A001　郑*英", "等候 3 分钟", "优先", Tone.DUE_SOON)
    made.add("A002　林*", "等候 1 分钟")
    made.show()
    qtbot.waitExposed(made)
    return made


def colours_of(shown: LineList, row: int) -> set[str]:
    area = shown.visualItemRect(shown.item(row))
    picture = shown.viewport().grab(area).toImage()
    return {picture.pixelColor(x, y).name().upper() for x in range(picture.width()) for y in range(picture.height())}


def test_a_state_is_a_tag_at_the_right_and_not_the_ground(shown: LineList) -> None:
    c, soft = theme.colours(), OF_TONE[Tone.DUE_SOON](theme.colours())[1]
    assert {soft, c.line} <= colours_of(shown, 0)
    assert shown.viewport().grab().toImage().pixelColor(2, 20).name().upper() in (c.panel, c.hover)
    assert soft not in colours_of(shown, 1)
    shown.setCurrentRow(0)
    assert {c.select, c.focus, c.panel} <= colours_of(shown, 0)
    assert soft not in colours_of(shown, 0)


def test_the_tag_is_read_out(shown: LineList) -> None:
    assert shown.item(0).data(Qt.ItemDataRole.AccessibleTextRole) == "A001　郑*英 优先 等候 3 分钟"


def test_what_has_no_room_goes_on_in_a_line_below_where_the_list_lets_it(qtbot: QtBot, dressed: QApplication) -> None:
    made = LineList("Bookings", under=2)
    qtbot.addWidget(made)
    made.resize(200, 300)
    made.add("09:00　郑*英", "身份证换领 · 综合窗口")
    made.add("09:30　林*", "政策性农业保险投保登记 · 综合服务窗口 · 3人")
    made.show()
    qtbot.waitExposed(made)
    short, long = (made.visualItemRect(made.item(row)).height() for row in range(2))
    assert short < long
    assert made.lines_under("政策性农业保险投保登记 · 综合服务窗口 · 3人") == [
        "政策性农业保险投保登记",
        "综合服务窗口 · 3人",
    ]
    made.resize(600, 300)
    qtbot.waitUntil(lambda: made.visualItemRect(made.item(1)).height() == short)
