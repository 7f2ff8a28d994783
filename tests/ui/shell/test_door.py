"""The left half of the sign-in page."""

from __future__ import annotations

from datetime import UTC, datetime
from threading import Thread

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.books import centre
from desk.core.clock import Clock
from desk.demo.tour import Hands
from desk.services.doorplate import Doorplate
from desk.ui.shell import loading
from desk.ui.shell.door import Door
from desk.ui.shell.sign_in import SignIn
from tests.ui.conftest import signed_in

OPEN = ("08:00—12:00", "14:30—17:30")


def shown(qtbot: QtBot, plate: Doorplate, moment: datetime) -> Door:
    door = Door(lambda: plate, Clock(lambda: moment))
    qtbot.addWidget(door)
    door.resize(460, 540)
    door.show()
    return door


def test_it_tells_whose_desk_this_is_which_day_and_when_it_is_open(qtbot: QtBot, dressed: QApplication) -> None:
    plate = Doorplate("凤亭村“党建+”邻里中心", (OPEN,) * 5 + ((), ()))
    door = shown(qtbot, plate, datetime(2026, 11, 27, 2, tzinfo=UTC))
    assert door.centre.text() == "凤亭村“党建+”邻里中心"
    assert door.day.text() == "11月27日 周五"
    assert door.hours.text() == "08:00—12:00　14:30—17:30"
    top = door.day.mapTo(door, QPoint(0, 0))
    door.loaded.emit()
    assert door.lunar.text() == "2026年 · 农历十月十九"
    assert door.day.mapTo(door, QPoint(0, 0)) == top, "nothing moves when the lunar day comes"


def test_a_closed_day_and_an_unknown_centre_are_said_so(qtbot: QtBot, dressed: QApplication) -> None:
    sunday = datetime(2026, 11, 29, 2, tzinfo=UTC)
    assert shown(qtbot, Doorplate("甲", (OPEN,) * 5 + ((), ())), sunday).hours.text() == "不开放"
    unknown = shown(qtbot, Doorplate(), sunday)
    assert unknown.centre.text() == "邻里中心前台" and not unknown.hours.isVisible() and not unknown.under.isVisible()


def test_the_page_knows_the_centre_once_somebody_has_signed_in(hands: Hands) -> None:
    page = hands.window.sign_in
    assert page.door.centre.text() == "邻里中心前台"
    signed_in(hands, "管理员").window.lock()
    assert hands.window.desk is not None
    with hands.window.desk.read() as work:
        name = centre.get(work).name
    assert page.door.centre.text() == name


@pytest.mark.parametrize("size", [(1366, 740), (910, 493)])
def test_the_list_of_names_never_lies_on_the_password(
    qtbot: QtBot, dressed: QApplication, size: tuple[int, int]
) -> None:
    people = [f"林{letter}芳" for letter in "甲乙丙丁戊己庚辛"]
    page = SignIn(lambda: people, lambda *_given: None, lambda *_given: None)
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.ask("登录")
    QTest.keyClicks(page.name, "l")
    assert len(page.name.hits) == len(people)
    popup = page.name._popup
    assert popup is not None and popup.isVisible()
    assert popup.geometry().bottom() < page.password.mapTo(page, QPoint(0, 0)).y()
    QTest.keyClick(page.name, Qt.Key.Key_Escape)


def test_once_the_name_is_known_no_room_is_kept_for_the_list(qtbot: QtBot, dressed: QApplication) -> None:
    page = SignIn(lambda: ["甲", "乙"], lambda *_given: None, lambda *_given: None)
    qtbot.addWidget(page)
    page.resize(1366, 740)
    page.show()
    page.ask("登录")
    assert page.names.height() > 100
    page.ask("已锁定", name="甲")
    assert page.names.height() == 0


def test_the_lunar_day_comes_while_the_first_screen_is_loaded(qtbot: QtBot) -> None:
    """It was once announced by nobody: a line stayed empty as long as the page stood."""
    page = SignIn(list, lambda *_given: None, lambda *_given: None)
    qtbot.addWidget(page)
    page.show()
    loading.load_ahead(page.door.loaded.emit)
    assert "农历" in page.door.lunar.text()


def test_the_loading_thread_may_come_after_the_window_is_gone(qtbot: QtBot) -> None:
    """It speaks to nobody's part directly: whoever is still there is told, in the window's thread."""
    gone, still = (SignIn(list, lambda *_given: None, lambda *_given: None) for _page in range(2))
    qtbot.addWidget(still)
    still.show()
    for page in (gone, still):
        loading.announcer().loaded.connect(page.door.loaded)
    shiboken6.delete(gone.door)
    speaking = Thread(target=loading.announcer().loaded.emit)
    speaking.start()
    speaking.join()
    assert "农历" not in still.door.lunar.text()
    qtbot.waitUntil(lambda: "农历" in still.door.lunar.text())
    assert not shiboken6.isValid(gone.door)
