"""Loads as charts: walked by keys, each bar told in words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from desk.books.roster.year import YearRow
from desk.ui.roster.load_charts import LoadBar, LoadBars, YearBars


def test_a_persons_load_is_explained_at_the_arrows(dressed: QApplication, qtbot: QtBot) -> None:
    chart = LoadBars()
    qtbot.addWidget(chart)
    chart.show_bars([LoadBar("林甲", 1500, 1400, "本月多值1班"), LoadBar("陈乙", 1200, 1300, "上月多值1班")])
    chart.resize(240, chart.sizeHint().height())
    assert chart.accessibleDescription() == "林甲 15/14；陈乙 12/13"
    chart.show()
    chart.look_at(None)
    QTest.keyClick(chart, Qt.Key.Key_Down)
    QTest.keyClick(chart, Qt.Key.Key_Down)
    assert chart.tip == "陈乙：上月多值1班" and QToolTip.text() == "上月多值1班"
    QTest.keyClick(chart, Qt.Key.Key_Up)
    assert QToolTip.text() == "本月多值1班"
    QToolTip.hideText()


def test_a_year_is_walked_by_people_and_months(dressed: QApplication, qtbot: QtBot) -> None:
    chart = YearBars()
    qtbot.addWidget(chart)
    months = (None,) * 11
    chart.show_lines(
        [YearRow(1, "林甲", (1500, *months), (1400, *months)), YearRow(2, "陈乙", (None, *months), (None, *months))]
    )
    chart.resize(900, 200)
    chart.show()
    QTest.qWait(20)
    chart.look_at(None)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
        QTest.keyClick(chart, key)
    assert chart.tip == "林甲　1月：值班量 15、应值班量 14"
    QTest.keyClick(chart, Qt.Key.Key_Down)
    assert chart.tip == "陈乙　1月：没有值班"
