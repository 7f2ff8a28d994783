"""The bar: nothing of it is cut at any width."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtTest import QTest

from desk.books.zones import editing
from desk.books.zones.model import NewZone
from desk.core.book import Attention, Concern
from desk.core.clock import Clock
from desk.core.tone import Tone
from desk.demo.tour import Hands
from desk.ui.shell.bar import StatusBar
from desk.ui.shell.bar_block import Block
from tests.support.tables_read import tables_read
from tests.support.tabs import desk_of
from tests.ui.conftest import answer_when_asked


def bar_of(hands: Hands) -> StatusBar:
    assert hands.window.work is not None
    return hands.window.work.bar


LATE = Attention("late", Concern.RESIDENTS, 12, "超期 12", "超期12", "cases.overdue", Tone.OVERDUE)
FIRE = Attention("fire", Concern.EMERGENCY, 1, "处置中 1", "处置1", "incidents.list", Tone.DANGER)


@pytest.mark.parametrize("size", [(1366, 740), (1100, 740), (1099, 740), (910, 493), (800, 480)])
@pytest.mark.parametrize("name", ["凤亭邻里中心", "示例区凤亭街道凤亭村“党建+”邻里中心（含党群服务驿站）"])
def test_every_block_is_whole_and_in_sight_at_every_width(manager: Hands, size: tuple[int, int], name: str) -> None:
    bar = bar_of(manager)
    bar._centre = name
    manager.window.resize(*size)
    bar._say_centre()
    bar.tell_trouble("backup", "备份没有写到U盘。")
    bar.show_attention([LATE, FIRE])
    QTest.qWait(30)
    right = 0
    for block in bar.findChildren(Block):
        if block.isVisible():
            assert block.width() == block.sizeHint().width(), block.accessibleName()
            assert bar.rect().contains(block.geometry()) and block.x() >= right, block.accessibleName()
            right = block.geometry().right()
    assert bar.height() == (48 if size[0] >= 1100 else 44)
    assert "待办 13" in bar.due_button.form.first and bar.emergency.form.first == "应急"
    assert name in bar.centre.toolTip() and bar.who.accessibleName().startswith("管理员")


def test_the_siren_is_filled_while_an_incident_goes_on(clerk: Hands) -> None:
    bar = bar_of(clerk)
    bar.show_attention([LATE])
    assert bar.emergency.property("role") == "siren"
    bar.show_attention([LATE, FIRE])
    assert bar.emergency.property("role") == "alarm"


def test_lasting_trouble_is_a_chip_that_is_read_and_no_toast(clerk: Hands) -> None:
    bar, seen = bar_of(clerk), list[str]()
    assert clerk.window.work is not None
    bar.tell_trouble("backup", "备份没有写到U盘。")
    bar.tell_trouble("clock", "电脑时间可能不对。")
    assert bar.trouble.isVisible() and bar.trouble.form.first == "提醒 2" and not clerk.window.work.toasts.standing
    clerk.window.go_to(1)
    assert bar.trouble.isVisible()
    answer_when_asked(clerk.window, seen, 0)
    bar.trouble.click()
    assert seen == ["备份没有写到U盘。\n\n电脑时间可能不对。"] and not bar.trouble.isVisible()


def test_what_books_gather_over_weeks_is_read_when_they_change_and_when_a_day_begins(manager: Hands) -> None:
    """Not at each registration, nor each minute: low zones and proposals are made of months."""
    bar, desk = bar_of(manager), desk_of(manager)
    QTest.qWait(30)
    with tables_read(desk) as tables:
        bar._minutely.timeout.emit()
    assert "cases" in tables and "zone_adjustments" not in tables
    with tables_read(desk) as tables:
        with desk.write() as work:
            editing.add(work, NewZone("棋牌角"))
        QTest.qWait(30)
    assert "zone_adjustments" in tables
    now = desk.clock.now()
    desk.clock = Clock(lambda: now + timedelta(days=1))
    with tables_read(desk) as tables:
        bar._minutely.timeout.emit()
    assert "zone_adjustments" in tables
