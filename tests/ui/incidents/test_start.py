"""At two in the morning: F12, a key for what, a key for where, and the log is open."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.books.incidents import queries, verifier
from desk.books.incidents.model import Incident, IncidentCategory, IncidentKind, IncidentState
from desk.demo.tour import Hands
from desk.services import data_check
from desk.ui.incidents.start import StartIncident
from desk.ui.incidents.tab import IncidentsTab
from desk.ui.incidents.window import IncidentWindow
from desk.ui.widgets.day_span import SpanChoice
from desk.ui.widgets.form_dialog import TextsDialog
from tests.support.assets_tab import once_open
from tests.support.roster_tab import dialog, in_dialog
from tests.support.tabs import desk_of, due, go_to_due, reach, told
from tests.ui.conftest import say_no, say_yes, signed_in


def tab_of(hands: Hands) -> IncidentsTab:
    return reach(hands, IncidentsTab)


def latest(hands: Hands) -> Incident:
    with desk_of(hands).read() as work:
        return queries.find(work, work.rows("SELECT max(id) FROM incidents")[0][0])


def emergency(hands: Hands, qtbot: QtBot, *keys: str) -> list[str]:
    """F12 and keys on the window's own keyboard; the log's head and what it said, once it is open."""
    seen: list[str] = []
    hands.window.watch(hands.window.windowHandle())

    def start(asked: StartIncident) -> None:
        once_open(IncidentWindow, look)
        for key in keys:
            QTest.keyClick(asked, key)

    def look(window: IncidentWindow) -> None:
        head = window.head
        seen.extend((head.title.text(), head.state.text(), head.clock.text(), head.about.text()))
        window.line.setText("广播疏散")
        QTest.keyClick(window.line, Qt.Key.Key_Return)
        seen.append(window.list.model.rows[-1].text)
        window.done(0)

    once_open(StartIncident, start)
    QTest.keyClick(hands.window.windowHandle(), Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: len(seen) == 5)
    return seen


def test_three_keys_open_the_log_and_enter_writes(clerk: Hands, qtbot: QtBot) -> None:
    """F12, 5, 1: a fire in the first room. With the first entry's Enter that is all there is to press besides its
    words.
    """
    head, state, clock, about, text = emergency(clerk, qtbot, "5", "1")
    one = latest(clerk)
    assert (one.kind, one.place, one.state) == (IncidentKind.FIRE, "便民服务大厅", IncidentState.REPORTED)
    assert head == "火灾 · 便民服务大厅" and about.startswith(f"{one.number} · 接报 ")
    assert state == "已接报" and clock.startswith("0:00:0") and text == "广播疏散"


def test_a_drill_at_another_place_is_marked_as_one(clerk: Hands) -> None:
    tab = tab_of(clerk)

    def start() -> None:
        asked = dialog(StartIncident)
        QTest.keyClick(asked, Qt.Key.Key_F8)
        QTest.keyClick(asked, "G")
        QTest.keyClick(asked, Qt.Key.Key_Backspace)
        QTest.keyClick(asked, "7")
        once_open(IncidentWindow, lambda window: (heads.append(window.head.drill.text()), window.done(0)))
        asked.other.setText(" ")
        asked.other.returnPressed.emit()
        assert asked.problem.text() == "请填写事发地点。"
        asked.other.setText("南门停车场")
        asked.other.returnPressed.emit()

    heads: list[str] = []
    in_dialog(start)
    tab.start()
    one = latest(clerk)
    assert (one.drill, one.kind, one.place) == (True, IncidentKind.LIFT, "南门停车场")
    tab.log_page.set_span(date(2020, 1, 1), desk_of(clerk).clock.today())
    tab.log_page.load()
    assert heads == ["演练"] and tab.log_page.count.text() == "突发事件1起，演练2次"


@pytest.mark.parametrize(("width", "height", "wide"), [(1366, 698, 1100), (910, 441, 910)])
def test_every_kind_and_place_is_in_sight_with_its_key(clerk: Hands, width: int, height: int, wide: int) -> None:
    """On an old screen at 150 % too; what cannot be done yet is grey, and the mouse does what the keys do."""
    clerk.window.setMinimumSize(1, 1)  # its own word, not what its layout asks for while it is wide
    clerk.window.resize(width, height)
    asked = StartIncident(clerk.window, desk_of(clerk))
    asked.show()
    QTest.qWait(50)
    assert asked.width() == wide and asked.height() <= height
    keys = [*asked.board.keys.values(), *asked.place_keys]
    assert len(asked.board.keys) == len(IncidentKind)
    accidents = [key for kind, key in asked.board.keys.items() if kind.category is IncidentCategory.ACCIDENT]
    last = max(accidents, key=lambda key: (key.x(), key.y()))
    assert last is asked.board.keys[IncidentKind.ACCIDENT], "the others stand last, whatever their key"
    assert last.key == "A", "who knows a key by heart finds it where it was"
    for part in (*keys, asked.other, asked.drill):
        assert asked.rect().contains(QRect(part.mapTo(asked, QPoint(0, 0)), part.size())), part.accessibleName()
        assert part.width() >= part.minimumSizeHint().width()
    assert not any(each.isEnabled() for each in (*asked.place_keys, asked.other))
    QTest.mouseClick(asked.board.keys[IncidentKind.LOST_PERSON], Qt.MouseButton.LeftButton)
    assert asked.kind is IncidentKind.LOST_PERSON and asked.chosen.text() == "老人儿童走失 →"
    assert all(each.isEnabled() for each in asked.place_keys) and asked.place_keys[0].key == "1"
    QTest.keyClick(asked, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is asked.other
    asked.done(0)


def test_f12_reaches_past_an_open_form(clerk: Hands, qtbot: QtBot) -> None:
    from desk.ui.widgets.form_dialog import ask

    seen: list[str] = []

    def press() -> None:
        form = dialog(TextsDialog)
        form.lines["reason"].setText("写到一半")
        handle = form.windowHandle()
        clerk.window.watch(handle)

        def start(asked: StartIncident) -> None:
            once_open(IncidentWindow, look)
            for key in "51":
                QTest.keyClick(asked, key)

        def look(window: IncidentWindow) -> None:
            window.done(0)
            seen.append(form.lines["reason"].text())
            form.reject()

        once_open(StartIncident, start)
        QTest.keyClick(handle, Qt.Key.Key_F12)

    in_dialog(press)
    ask(clerk.window, "别的事", {"reason": "事由"}, lambda _texts: None)
    assert seen == ["写到一半"] and latest(clerk).kind is IncidentKind.FIRE


@pytest.fixture
def burning(clerk: Hands) -> IncidentWindow:
    from desk.books.incidents import log

    with desk_of(clerk).write() as work:
        id = log.open_incident(work, IncidentKind.FIRE, "长者食堂")
    window = IncidentWindow(desk_of(clerk), clerk.window, id)
    window.show()
    return window


def test_what_is_wrong_is_told_and_stays_typed(clerk: Hands, burning: IncidentWindow) -> None:
    burning.write()
    assert burning.problem.text() == "请填写发生了什么、做了什么。"
    burning.line.setText("还没写完")
    seen: list[str] = []
    say_no(seen)
    burning.reject()
    assert burning.isVisible() and len(seen) == 1
    say_yes([])
    burning.reject()


def test_the_lock_keeps_a_half_written_entry(clerk: Hands, burning: IncidentWindow) -> None:
    burning.done(0)
    tab = tab_of(clerk)

    def type_and_lock() -> None:
        dialog(IncidentWindow).line.setText("写到一半")
        clerk.window.lock()

    in_dialog(type_and_lock)
    tab.open_incident(burning.id)
    signed_in(clerk, "林小芳")
    found: list[str] = []

    def look() -> None:
        window = dialog(IncidentWindow)
        found.append(window.line.text())
        window.write()
        window.reject()

    in_dialog(look)
    tab.open_incident(burning.id)
    assert found == ["写到一半"]


def test_the_export_is_checked_and_a_change_in_the_file_is_named(
    clerk: Hands, burning: IncidentWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    burning.write_export(tmp_path / "事件.json")
    qtbot.waitUntil(lambda: "事件.json" in burning.problem.text())
    content = json.loads((tmp_path / "事件.json").read_text("utf-8"))
    assert verifier.first_fault(content) == ""
    burning.done(0)
    tab = tab_of(clerk)
    tab.log_page.verify()
    with desk_of(clerk).write() as work:
        last = work.rows("SELECT max(id) FROM incident_entries")[0][0]
        work.connection.exec_driver_sql(f"UPDATE incident_entries SET text = '没有起火' WHERE id = {last}")
    assert told(clerk) == f"应急日志{last}条记录校验通过。"
    tab.log_page.verify()
    assert told(clerk) == f"应急日志第{last}条（{content['number']} 第1条）被改动。"
    assert any(f"应急日志第{last}条" in words for words in data_check.problems(desk_of(clerk)))


def test_what_is_going_on_stands_on_the_bar_until_it_ends(clerk: Hands, burning: IncidentWindow) -> None:
    from desk.books.incidents import log

    burning.done(0)
    assert clerk.window.work is not None
    bar = clerk.window.work.bar
    bar.refresh()
    assert due(clerk)["going_on"].text == "处置中 1" and bar.emergency.property("role") == "alarm"
    go_to_due(clerk, "going_on")
    assert isinstance(clerk.window.work.current, IncidentsTab)
    with desk_of(clerk).write() as work:
        log.strike_rest(work, burning.id, "消防队处置")
        log.set_state(work, burning.id, IncidentState.CLOSED, "已扑灭")
        log.open_incident(work, IncidentKind.FIRE, "长者食堂", drill=True)
    bar.refresh()
    assert "going_on" not in due(clerk) and bar.emergency.property("role") == "siren"


def test_the_window_is_no_higher_than_an_old_screen_at_150_percent(clerk: Hands, burning: IncidentWindow) -> None:
    """768 pixels at 150 % are 512, less a title bar and the task bar; the line to write in must be in sight."""
    assert burning.minimumSizeHint().height() <= 450 and burning.minimumSizeHint().width() <= 870
    burning.done(0)


def test_the_list_of_a_span(clerk: Hands, burning: IncidentWindow) -> None:
    burning.done(0)
    page = tab_of(clerk).log_page
    assert page.span.value is SpanChoice.YEAR, "what this year brought"
    page.span.choose(SpanChoice.TODAY)
    assert [one.id for one in page.list.model.rows] == [latest(clerk).id]
    page.span.choose(SpanChoice.YESTERDAY)
    assert page.list.model.rows == []
    page.set_span(date(2020, 1, 1), desk_of(clerk).clock.today())
    page.load()
    assert [one.id for one in page.list.model.rows] == [latest(clerk).id, 2, 1]
    page.span.first.setText("去年")
    page.load()
    assert "不是日期" in told(clerk)
    page.span.first.setText("2020-01-01")
    page.span.last.setText("2020-12-31")
    page.load()
    assert page.list.model.rows == []
    assert QApplication.activeModalWidget() is None
