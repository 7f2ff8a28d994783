"""The public screen 叫号屏, as the hall sees it: a real window beside the real one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.books import visits
from desk.books.visits import QueueKind
from desk.books.visits.hall_settings import HALL_NOTICE, NAMES
from desk.demo.tour import Hands
from desk.services import call_sounds
from desk.services.counter_window import CallSound, CounterWindow
from desk.services.preferences import Preferences
from desk.ui.hall.hall_text import HallText
from desk.ui.hall.legibility import DIGIT_SHARE, font
from desk.ui.hall.window import HallWindow
from desk.ui.shell import theme
from desk.ui.shell.tokens import DARK, LIGHT
from tests.support.shown_text import drawn_on
from tests.support.tabs import desk_of, told
from tests.support.visits_tab import somebody, tab
from tests.ui.conftest import after_a_double_click, signed_in

Key = Qt.Key


def line_up(clerk: Hands, many: int) -> None:
    """Nobody is here but as many people, who are known by name."""
    known = somebody(clerk).id
    with desk_of(clerk).write() as work:
        for visit in visits.queue(work):
            visits.leave(work, visit.id)
        for _n in range(many):
            visits.take_number(work, resident_id=known)
    tab(clerk).queue.load()


def opened(clerk: Hands) -> HallWindow:
    tab(clerk).queue.show_hall()
    (hall,) = halls()
    return hall


def halls() -> list[HallWindow]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, HallWindow) and each.isVisible()]


def test_a_call_stands_on_the_screen_with_the_window_of_this_pc(clerk: Hands) -> None:
    CounterWindow("1号窗口").save(desk_of(clerk).folder)
    line_up(clerk, 3)
    hall = opened(clerk)
    first = tab(clerk).queue._visits[0].label
    assert first in drawn_on(hall), "it is told to come soon"
    clerk.window.activateWindow()
    clerk.press(Key.Key_F9)
    assert told(clerk) == f"{first} 请到1号窗口。"
    assert [hall.board.number.text, hall.board.window_words.text] == [first, "请到1号窗口"]
    drawn = "".join(drawn_on(hall))
    assert "等候2人" in drawn and "分钟" in drawn and somebody(clerk).name not in drawn
    after_a_double_click()
    clerk.press(Key.Key_F11)
    assert told(clerk) == f"{first} 重呼，已叫2次。请到1号窗口。"


def test_what_is_called_while_the_main_window_is_locked_or_by_another_program_is_shown(clerk: Hands) -> None:
    line_up(clerk, 1)
    hall = opened(clerk)
    clerk.window.lock()
    assert not clerk.window.working and hall.isVisible()
    desk = desk_of(clerk)
    number = tab(clerk).queue._visits[0]
    heard: list[str] = []
    hall.called.connect(lambda call: heard.append(call.label))
    listeners = list(desk.listeners)
    desk.listeners.clear()
    with desk.write() as work:
        visits.call(work, number.id, window="2号窗口")
    desk.listeners.extend(listeners)
    hall.load()
    assert hall.board.window_words.text == "请到2号窗口"
    assert heard == [number.label], "what was called before the screen was opened is not told again"


def test_the_screen_takes_the_other_monitor_and_leaves_by_keys(clerk: Hands, qtbot: QtBot) -> None:
    hall = opened(clerk)
    other = next(each for each in QGuiApplication.screens() if each is not clerk.window.screen())
    assert hall.isFullScreen() and hall.screen() is other
    qtbot.waitUntil(hall.isActiveWindow)
    QTest.keyClick(hall, Key.Key_F11)
    assert not hall.isFullScreen()
    assert opened(clerk) is hall, "there is one"
    QTest.keyClick(hall, Key.Key_Escape)
    qtbot.waitUntil(lambda: not halls())
    assert clerk.window.isVisible()


def test_the_screen_closes_before_the_data_file_and_another_person_gets_the_same_one(
    clerk: Hands, qtbot: QtBot
) -> None:
    hall = opened(clerk)
    clerk.window.lock()
    signed_in(clerk, "管理员")
    assert opened(clerk) is hall
    clerk.window.at_close = lambda desk, _window: desk.close()
    clerk.window.close()
    qtbot.waitUntil(lambda: not halls())


def test_the_screen_closes_with_a_data_file_that_is_damaged(clerk: Hands, qtbot: QtBot) -> None:
    """It must not open the file again while a backup is being brought back."""
    hall = opened(clerk)
    clerk.window.damaged.emit("损坏")
    qtbot.waitUntil(lambda: clerk.window.desk is None)
    hall.load()
    qtbot.waitUntil(lambda: not halls())
    assert not hall.isVisible()


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080), (910, 512), (1024, 768)])
def test_numbers_and_windows_are_read_from_six_metres(clerk: Hands, width: int, height: int, qtbot: QtBot) -> None:
    """35 mm on a monitor of 32 inches, whatever its pixels are; nothing lies over the edge."""
    CounterWindow("2号窗口").save(desk_of(clerk).folder)
    line_up(clerk, 4)
    for _call in range(2):
        tab(clerk).queue.call_next() if not tab(clerk).form.visit else tab(clerk).queue.finish()
    hall = opened(clerk)
    hall.showNormal()
    hall.resize(width, height)
    laid_out = hall.board.layout()
    qtbot.waitUntil(lambda: laid_out.geometry().size() == hall.size() == QSize(width, height))
    picture = min(height, width * 9 / 16)
    far = [hall.board.number, *hall.board.calls, *hall.board.next]
    shown = [text for text in far if text.text]
    assert len(shown) >= 3
    for text in shown:
        high = QFontMetricsF(font(text.pixels)).tightBoundingRect("0").height()
        assert high >= DIGIT_SHARE * picture - 1.5, text.text
    for text in hall.findChildren(HallText):
        if text.isVisibleTo(hall):
            place = text.mapTo(hall, text.rect().topLeft())
            assert place.y() >= 0 and place.y() + text.height() <= hall.height() + 1, text.text


def test_a_long_notice_is_shown_page_after_page_and_follows_the_settings(clerk: Hands, qtbot: QtBot) -> None:
    hall = opened(clerk)
    hall.showNormal()
    hall.resize(1366, 768)
    notice = "11月26日下午系统升级，医保业务暂停办理，请提前安排；急事请拨打0595-12345，也可以到镇便民服务中心办理。"
    manager = signed_in_again(clerk)
    letters = dict(zip(NAMES.values(), "ABC", strict=True))
    with desk_of(manager).write() as work:
        visits.save_hall(work, {HALL_NOTICE: notice, **letters})
    qtbot.waitUntil(lambda: bool(hall.board.notice.text))
    pages: list[str] = []
    while (page := hall.board.notice.text) not in pages:
        pages.append(page)
        hall.board.turn()
    assert len(pages) > 1 and "".join(pages) == notice
    assert QueueKind.BOOKED.label == "预约"


def signed_in_again(clerk: Hands) -> Hands:
    clerk.window.lock()
    return signed_in(clerk, "管理员")


def test_the_screen_follows_light_and_dark(clerk: Hands, dressed: QApplication, qtbot: QtBot) -> None:
    hall = opened(clerk)
    edge = lambda: hall.grab().toImage().pixelColor(2, 2).name().upper()  # noqa: E731
    assert edge() == LIGHT.ground
    theme.dress(dressed, Preferences(appearance="dark"))
    try:
        qtbot.waitUntil(lambda: edge() == DARK.ground)
    finally:
        theme.dress(dressed, Preferences(appearance="light"))


def test_a_call_is_heard_once_where_the_screen_is_open(
    clerk: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """Chime and number for 叫号 and 重呼; nothing for 过号 and 弃号."""
    heard, folder = tmp_path / "heard", tmp_path / "programs"
    folder.mkdir()
    program = folder / "paplay"
    program.write_text(f'#!/bin/sh\n/bin/cat "$1" >> "{heard}"\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    here = CounterWindow("1号窗口", CallSound.VOICE, 60)
    here.save(desk_of(clerk).folder)
    line_up(clerk, 3)
    tab(clerk).queue.call_next()
    tab(clerk).queue.finish()
    opened(clerk)
    clerk.window.activateWindow()
    qtbot.waitUntil(clerk.window.isActiveWindow)
    queue = tab(clerk).queue
    once, after = (call_sounds.of_call(here.sound, v.label, here.name, here.volume) for v in queue._visits)
    queue.call_next()
    qtbot.waitUntil(lambda: heard.exists() and heard.stat().st_size == len(once))
    queue.recall()
    qtbot.waitUntil(lambda: heard.stat().st_size == 2 * len(once))
    assert heard.read_bytes() == once + once
    queue.miss()
    queue.list.setCurrentRow(queue.list.count() - 1)
    queue.strike_off()
    queue.call_next()
    qtbot.waitUntil(lambda: heard.stat().st_size >= 2 * len(once) + len(after))
    assert heard.read_bytes() == once + once + after, "one sound follows the other, and none came between"
