"""The tabs: as much as there is room for, and the digit of the key on each."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desk.demo.tour import Hands
from desk.ui.shell.tab_bar import CaptionedTabBar
from desk.ui.shell.tokens import SMALL
from desk.ui.widgets.inks import Letters


def bar_of(hands: Hands) -> CaptionedTabBar:
    assert hands.window.work is not None
    return hands.window.work.tabs.captions


@pytest.mark.parametrize("size", [(1366, 740), (910, 493), (800, 480)])
def test_every_tab_is_in_sight_with_the_digit_of_its_key(manager: Hands, size: tuple[int, int]) -> None:
    manager.window.resize(*size)
    QTest.qWait(30)
    bar = bar_of(manager)
    assert [bar.digit(place) for place in range(bar.count())] == list("1234567890-")
    metrics = Letters(SMALL, bold=True).metrics
    for place in range(bar.count()):
        box = bar.tabRect(place)
        assert bar.rect().contains(box) and box.right() < manager.window.width()
        assert box.width() >= metrics.horizontalAdvance(bar.shown_words(place))
        manager.press(Qt.Key(ord(bar.digit(place))), Qt.KeyboardModifier.ControlModifier)
        assert bar.currentIndex() == place
    assert bar.height() == (42 if size[0] >= 1100 else 36)


def test_names_become_short_before_a_tab_is_pushed_out(manager: Hands) -> None:
    bar = bar_of(manager)
    bar.fit(1366)
    assert bar.shown_words(3) == "坐班轮值"
    wide = bar.tabSizeHint(3).width()
    bar.fit(1090)
    assert bar.shown_words(3) == "坐班轮值" and bar.tabSizeHint(3).width() < wide
    bar.fit(800)
    assert bar.shown_words(3) == "轮值" and bar.tabText(3) == "坐班轮值", "a screen reader reads the whole name"
    assert sum(bar.tabSizeHint(place).width() for place in range(bar.count())) <= 800


def test_the_focus_shows_round_the_tab(manager: Hands) -> None:
    bar = bar_of(manager)
    without = bar.grab().toImage()
    bar.setFocus()
    QTest.qWait(20)
    assert bar.grab().toImage() != without
    manager.press(Qt.Key.Key_Right)
    assert bar.currentIndex() == 10
