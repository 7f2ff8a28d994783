"""A chart of columns: its scale, and how it is looked at."""

from __future__ import annotations

import pytest
from desk.ui.widgets.chart_scale import LINES, step_of
from desk.ui.widgets.column_chart import ColumnChart, Group
from hypothesis import given
from hypothesis import strategies as some
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.ui.shell import theme

GROUPS = [Group(f"{n}月", (10 * n, 9 * n), f"2026年{n}月") for n in range(1, 13)]


@pytest.fixture
def chart(qtbot: QtBot) -> ColumnChart:
    made = ColumnChart("办件", "件", ("今年", "去年"))
    qtbot.addWidget(made)
    made.resize(600, 200)
    made.show_groups(GROUPS)
    made.show()
    return made


@pytest.mark.parametrize(
    ("most", "step"), [(0, 1), (1, 1), (4, 1), (5, 2), (9, 5), (21, 10), (100, 25), (120, 50), (900, 250)]
)
def test_the_lines_stand_for_round_numbers(most: int, step: int) -> None:
    assert step_of(most) == step


@given(some.integers(1, 10**7))
def test_every_value_lies_below_the_last_line_and_not_far_below(most: int) -> None:
    step = step_of(most)
    assert most <= step * LINES and (most < 9 or step * LINES < most * 3)
    assert float(step).is_integer() and int(f"{step:.0f}".rstrip("0")) in (1, 2, 25, 5)


def test_the_largest_is_told_to_whoever_cannot_see_it(chart: ColumnChart) -> None:
    assert "2026年12月" in chart.accessibleDescription() and "120" in chart.accessibleDescription()


def test_the_mouse_tells_the_group_under_it_and_nothing_beside_it(chart: ColumnChart) -> None:
    QTest.mouseMove(chart, chart.area(2).center().toPoint())
    assert chart.tip == "2026年3月：今年 30、去年 27"
    QTest.mouseMove(chart, QPoint(5, 100))
    assert not chart.tip


def test_arrows_go_from_group_to_group_and_enter_opens_what_is_behind(chart: ColumnChart, qtbot: QtBot) -> None:
    opened: list[int] = []
    chart.opened.connect(opened.append)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        QTest.keyClick(chart, key)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert opened == [10] and "2026年11月" in chart.accessibleDescription()


def test_the_picture_is_copied_without_what_is_looked_at(chart: ColumnChart) -> None:
    QTest.keyClick(chart, Qt.Key.Key_Left)
    chart.copy_picture()
    assert not chart.tip and not QApplication.clipboard().pixmap().isNull()


def test_the_colours_are_those_in_use(chart: ColumnChart) -> None:
    shown = chart.grab().toImage()
    colours = {shown.pixelColor(x, y).name() for x in range(44, 600, 3) for y in range(30, 176, 7)}
    wanted = theme.colours().data
    assert {wanted[0].lower(), wanted[4].lower()} <= colours
