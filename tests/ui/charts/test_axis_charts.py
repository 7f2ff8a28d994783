"""Charts with an axis: their scale, and how they are looked at."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as some
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.core.chart_scale import LINES, Measure, around, step_of
from desk.core.figure import Unit
from desk.ui.charts.axis_chart import ColumnChart, Group, LineChart
from desk.ui.shell import theme

CASES = Measure.of(Unit.CASES)
GROUPS = [Group(f"{n}月", (10 * n, 9 * n), f"2026年{n}月") for n in range(1, 13)]


@pytest.fixture
def chart(dressed: QApplication, qtbot: QtBot) -> ColumnChart:
    made = ColumnChart("办件", ("今年", "去年"), compares=True)
    qtbot.addWidget(made)
    made.resize(600, 200)
    made.show_groups(GROUPS, CASES)
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
    assert chart.tip == "2026年3月：今年 30件、去年 27件"
    QTest.mouseMove(chart, QPoint(5, 100))
    assert not chart.tip


def test_arrows_go_from_group_to_group_and_enter_opens_what_is_behind(chart: ColumnChart, qtbot: QtBot) -> None:
    opened: list[int] = []
    chart.opened.connect(opened.append)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        QTest.keyClick(chart, key)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert opened == [10] and "2026年11月" in chart.accessibleDescription()


def test_a_click_opens_a_month_and_nothing_where_nothing_is_behind(chart: ColumnChart) -> None:
    opened: list[int] = []
    chart.opened.connect(opened.append)
    chart.show_groups([*GROUPS[:11], Group("12月", (0, 4), "2026年12月")], CASES)
    for place in (4, 11):
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.area(place).center().toPoint())
    assert opened == [4]


@given(some.lists(some.floats(0, 10**8), min_size=1, max_size=12), some.sampled_from(list(Unit)))
@example([0.0, 0.03125], Unit.CASES)
def test_a_line_has_all_its_values_between_the_lines_and_no_share_above_a_hundred(
    values: list[float], unit: Unit
) -> None:
    assume(unit is not Unit.PERCENT or max(values) <= 100)
    measure = Measure.of(unit, values)
    scaled = [value / measure.divisor for value in values]
    scale = around(scaled, measure)
    top = scale.bottom + LINES * scale.step
    assert scale.bottom <= min(scaled) * (1 + 1e-9) and max(scaled) <= top * (1 + 1e-9)
    assert scale.bottom >= 0 and (unit is not Unit.PERCENT or top <= 100)


def test_the_numbers_of_an_axis_have_as_many_places_as_each_other() -> None:
    money = Measure.of(Unit.FEN, [44_006_700])
    assert around([44.01, 44.54], money).marks() == ["44.0", "44.2", "44.4", "44.6", "44.8"]
    assert around([1_000, 4_000], CASES).marks() == ["1,000", "2,000", "3,000", "4,000", "5,000"]


def test_much_money_is_drawn_in_ten_thousands_and_told_to_the_cent(dressed: QApplication, qtbot: QtBot) -> None:
    chart = LineChart("价值", ("期末原值",))
    qtbot.addWidget(chart)
    groups = [Group(f"{n}月", (44_006_700 + n,), f"2026年{n}月") for n in (1, 2)]
    measure = Measure.of(Unit.FEN, (value for group in groups for value in group.values))
    chart.show_groups(groups, measure)
    assert measure.unit == "万元" and chart.reading(0).sentence == "2026年1月：期末原值 440,067.01元"


def test_a_line_is_broken_where_nothing_is_known(dressed: QApplication, qtbot: QtBot) -> None:
    chart = LineChart("满意率", ("满意率",))
    qtbot.addWidget(chart)
    chart.resize(600, 200)
    shares = (98.5, None, 99.0, 97.5)
    chart.show_groups([Group(f"{n}月", (share,), f"{n}月") for n, share in enumerate(shares)], Measure.of(Unit.PERCENT))
    assert chart.largest() == 2 and not chart.has_rows(1)
    assert chart.reading(1).sentence == "1月：—"
    shown = chart.grab().toImage()
    ink = theme.colours().data[0].lower()
    inked = [
        any(shown.pixelColor(chart.area(place).center().toPoint().x(), y).name() == ink for y in range(30, 176))
        for place in range(len(shares))
    ]
    assert inked == [True, False, True, True]


def test_the_picture_is_copied_without_what_is_looked_at(chart: ColumnChart) -> None:
    QTest.keyClick(chart, Qt.Key.Key_Left)
    QApplication.clipboard().clear()
    chart.copy_picture()
    assert not chart.tip and QApplication.clipboard().pixmap().size() == chart.grab().size()


def test_the_colours_are_those_in_use(chart: ColumnChart) -> None:
    shown = chart.grab().toImage()
    colours = {shown.pixelColor(x, y).name() for x in range(44, 600, 3) for y in range(30, 176, 7)}
    wanted = theme.colours().data
    assert {wanted[0].lower(), wanted[4].lower()} <= colours
