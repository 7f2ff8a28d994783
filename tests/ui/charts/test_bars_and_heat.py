"""Lying bars and heat maps: number, share and colour of each part, and how they are walked through."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.core.chart_scale import Measure
from desk.core.figure import Unit
from desk.ui.charts.bar_chart import Bar, BarChart
from desk.ui.charts.heat_chart import HeatChart
from desk.ui.shell.tokens import DARK, LIGHT, Tokens
from desk.ui.widgets.shades import SHADES, shades
from tests.support.pictures import contrast

CASES = Measure.of(Unit.CASES)


@pytest.fixture
def bars(dressed: QApplication, qtbot: QtBot) -> BarChart:
    made = BarChart("好差评", 3)
    qtbot.addWidget(made)
    made.show_bars([Bar("满意", 30), Bar("基本满意", 0), Bar("不满意", 10, is_bad=True)], CASES)
    made.resize(400, made.sizeHint().height())
    made.show()
    return made


def test_a_bar_tells_its_number_and_its_share_of_all(bars: BarChart) -> None:
    QTest.mouseMove(bars, bars.area(0).center().toPoint())
    assert bars.tip == "满意：30件、占75.0%"
    assert bars.accessibleDescription() == bars.tip


def test_arrows_go_through_the_bars_and_enter_opens_only_what_has_rows(bars: BarChart) -> None:
    opened: list[int] = []
    bars.opened.connect(opened.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Right):
        QTest.keyClick(bars, key)
        QTest.keyClick(bars, Qt.Key.Key_Return)
    assert 1 not in opened and opened.count(2) >= 2


def test_without_anything_there_is_no_share(bars: BarChart) -> None:
    bars.show_bars([Bar("满意", 0), Bar("不满意", None)], CASES)
    assert bars.largest() is None and not bars.accessibleDescription()
    assert bars.reading(0).sentence == "满意：0件"


@pytest.fixture
def heat(dressed: QApplication, qtbot: QtBot) -> HeatChart:
    made = HeatChart("各时段办件")
    qtbot.addWidget(made)
    cells = [[0] * 24 for _weekday in range(7)]
    cells[1][9], cells[1][10], cells[4][19] = 7, 12, 3
    made.resize(600, made.sizeHint().height())
    made.show()
    made.show_cells(tuple(map(tuple, cells)), CASES)
    QTest.qWait(20)
    made.look_at(None)  # the window got the focus, and with it the chart
    return made


def test_hours_with_anything_in_them_are_shown_beside_the_usual_ones(heat: HeatChart) -> None:
    assert heat.hours == range(8, 20) and list(heat.busiest()) == [9, 10, 19]
    assert heat.accessibleDescription() == "最多：周二10:00—11:00：12件"


def test_arrows_go_from_cell_to_cell_and_stay_inside(heat: HeatChart) -> None:
    opened: list[tuple[int, int]] = []
    heat.opened.connect(lambda place: opened.append(heat.cell(place)))
    QTest.keyClick(heat, Qt.Key.Key_Up)
    assert heat.tip == "周二10:00—11:00：12件", "it begins at the largest"
    QTest.keyClick(heat, Qt.Key.Key_Left)
    assert heat.tip == "周二09:00—10:00：7件"
    QTest.keyClick(heat, Qt.Key.Key_Return)
    for _step in range(9):
        QTest.keyClick(heat, Qt.Key.Key_Up)
    assert heat.tip == "周一09:00—10:00：0件"
    QTest.keyClick(heat, Qt.Key.Key_Return)
    assert opened == [(1, 9)], "nothing is behind an empty cell"


def test_the_mouse_finds_the_cell_under_it(heat: HeatChart) -> None:
    for place in (0, 17, heat.many - 1):
        QTest.mouseMove(heat, heat.area(place).center().toPoint())
        assert heat.at == place


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_number_is_read_on_its_ground(tokens: Tokens) -> None:
    made = shades(QColor(tokens.sunken), QColor(tokens.data[0]))
    assert len(made) == SHADES + 1
    assert min(contrast(ground.name(), ink.name()) for ground, ink in made) >= 4.5
