"""An ID card reader that types into the real window: 身份证读卡器."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.demo.tour import Hands
from desk.ui.assets.tab import AssetsTab
from desk.ui.shell import scanner
from desk.ui.shell.card_reader import PAUSE_MS
from desk.ui.visits.person import PersonPicker
from tests.support.people import id_number
from tests.support.tabs import desk_of, reach, told
from tests.support.visits_tab import somebody, tab

Key = Qt.Key
NUMBER = id_number(date(1962, 3, 8), 321)
ADDRESS = "福建省泉州市泉港区涂岭镇枫亭村三组12号"
FULL = f"林建国\t男\t汉\t19620308\t{ADDRESS}\t{NUMBER}\n"


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """What types for the reader counts as one however busy the machine of the tests is."""
    monkeypatch.setattr(scanner, "FASTER_THAN", 10.0)


def handle(clerk: Hands) -> QWindow:
    found = clerk.window.windowHandle()
    clerk.window.watch(found)
    return found


def burst(clerk: Hands, typed: str) -> None:
    """As such a reader does it: keys into the window, Chinese too, which no input method writes."""
    window = handle(clerk)
    for character in typed:
        code = {"\t": Key.Key_Tab, "\n": Key.Key_Return}.get(character, Key.Key_unknown)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, character)
            if not clerk.window.eventFilter(window, event):
                target = QApplication.focusWidget()
                assert target is not None
                QApplication.sendEvent(target, event)
    QTest.qWait(PAUSE_MS)
    for _look in range(100):
        if not clerk.window._devices._cards._held:
            break
        QTest.qWait(20)
    QTest.qWait(20)


def picker(clerk: Hands) -> PersonPicker:
    return tab(clerk).form.person


def test_a_card_fills_a_new_person_and_leaves_no_trace_in_any_field(clerk: Hands) -> None:
    form = tab(clerk).form
    form.item.remark.setText("急办")
    form.item.remark.setFocus()
    burst(clerk, FULL)
    details = picker(clerk).details.details()
    assert (details.name, details.id_number, details.address) == ("林建国", NUMBER, ADDRESS)
    assert picker(clerk).is_new and form.item.remark.text() == "急办"
    assert told(clerk) == "已读取身份证：林*国"


def test_a_card_read_into_the_line_of_the_person_keeps_what_was_typed_of_them(clerk: Hands) -> None:
    clerk.press(Key.Key_F2)
    clerk.type("林建国")
    clerk.press(Key.Key_Return)
    person = picker(clerk)
    assert person.is_new
    person.details.telephone.setText("13912345678")
    person.finder.setFocus()
    burst(clerk, FULL)
    details = person.details.details()
    assert (details.telephone, details.id_number, person.finder.text()) == ("13912345678", NUMBER, "林建国")


def test_who_is_known_by_the_number_is_shown_and_another_name_is_told(clerk: Hands) -> None:
    known = somebody(clerk)
    clerk.press(Key.Key_F2)
    burst(clerk, f"{known.name}\t{known.id_number}\t{ADDRESS}\n")
    assert picker(clerk).resident is not None and picker(clerk).resident.id == known.id  # type: ignore[union-attr]
    clerk.press(Key.Key_F2)
    burst(clerk, f"别名人\t{known.id_number}\t{ADDRESS}\n")
    assert picker(clerk).resident is not None and "姓名与证件不同，请核对" in told(clerk)


def test_a_card_that_disagrees_with_its_number_is_taken_by_the_number_and_said(clerk: Hands) -> None:
    clerk.press(Key.Key_F2)
    burst(clerk, f"林建国\t女\t汉\t19620309\t{ADDRESS}\t{NUMBER}\n")
    assert picker(clerk).details.details().id_number == NUMBER
    assert "出生日期与证件号码不一致" in told(clerk) and "性别与证件号码不一致" in told(clerk)


def test_a_burst_that_is_no_card_is_typed_where_it_would_have_gone(clerk: Hands) -> None:
    clerk.press(Key.Key_F2)
    remark = tab(clerk).form.item.remark
    remark.setFocus()
    burst(clerk, "1234567890abc")
    assert remark.text() == "1234567890abc" and not picker(clerk).is_new
    burst(clerk, "王小明\t")
    assert remark.text() == "1234567890abc王小明" and not remark.hasFocus(), "the Tab went on to the next field"


def test_a_person_types_as_before_and_an_input_method_is_not_disturbed(
    clerk: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanner, "FASTER_THAN", 0.0)
    clerk.press(Key.Key_F2)
    window = handle(clerk)
    remark = tab(clerk).form.item.remark
    remark.setFocus()
    now = 1000
    for character in "abcdefghij":
        event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_unknown, Qt.KeyboardModifier.NoModifier, character)
        now += 90
        event.setTimestamp(now)
        assert not clerk.window.eventFilter(window, event), "no key of a person is held back"
    composing = QInputMethodEvent("lin'jian", [])
    QCoreApplication.sendEvent(remark, composing)
    committed = QInputMethodEvent()
    committed.setCommitString("林建")
    QCoreApplication.sendEvent(remark, committed)
    assert remark.text() == "林建"


def test_the_time_of_a_key_is_that_of_the_system_not_of_a_busy_window(clerk: Hands) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
    assert scanner.moment_of(event, lambda: 7.5) == 7.5
    event.setTimestamp(4200)
    assert scanner.moment_of(event, lambda: 7.5) == 4.2


def test_on_another_tab_a_card_is_typed_as_ever(manager: Hands, qtbot: QtBot) -> None:
    reach(manager, AssetsTab)
    target = QApplication.focusWidget()
    window = handle(manager)
    for character in FULL[:20]:
        event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_unknown, Qt.KeyboardModifier.NoModifier, character)
        assert not manager.window.eventFilter(window, event)
    assert target is QApplication.focusWidget() and desk_of(manager).actor.name == "管理员"


def test_a_card_that_begins_with_its_number_chooses_no_item_by_its_digits(clerk: Hands) -> None:
    """In the open list of items a digit alone takes a line."""
    clerk.press(Key.Key_F2)
    item = tab(clerk).form.item
    item.finder.setFocus()
    item.finder.refresh()
    assert item.finder.hits
    burst(clerk, f"{NUMBER}\t林建国\t男\t{ADDRESS}\n")
    assert picker(clerk).details.details().id_number == NUMBER
    assert item.finder.text() == "" and not item.content()


def test_a_lock_in_the_middle_of_a_card_types_nothing_into_the_password(clerk: Hands) -> None:
    clerk.press(Key.Key_F2)
    window = handle(clerk)
    for character in f"林建国男汉{NUMBER}":
        event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_unknown, Qt.KeyboardModifier.NoModifier, character)
        if not clerk.window.eventFilter(window, event):
            QApplication.sendEvent(picker(clerk).finder, event)
    clerk.window.lock()
    QTest.qWait(PAUSE_MS + 100)
    assert clerk.window.sign_in.password.text() == "" and not clerk.window.working
