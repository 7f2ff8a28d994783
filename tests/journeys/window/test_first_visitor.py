"""From the first start to the first visitor registered, by the keyboard alone, and how long its keys take.

Time is counted as in the keystroke-level model (Card, Moran and Newell 1980): 0.2 s for each key of an average typist,
Ctrl and Alt as keys of their own, and 1.35 s to think before each field or choice. A Chinese character counts as three
keys of an input method by pinyin. What the program computes meanwhile is not counted; docs/benchmarks.md has that.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk import app
from desk.demo.tour import CTRL, NONE, Hands
from desk.ui.shell.preview import Preview
from desk.ui.shell.setup import CENTRE, HOURS, MANAGER, RECOVERY, START, VENUES, SetUpWizard
from tests.conftest import PASSWORD
from tests.support.tabs import desk_of, told
from tests.support.visits_tab import newest
from tests.support.visits_tab import tab as registration

KEY, THINKING, CHARACTER = 0.2, 1.35, 3
"""Seconds a key, seconds a field, keys of a Chinese character."""
MOST_KEYS, MOST_STEPS = 165, 17
"""As docs/benchmarks.md has it: a field more in the way, and this says so."""
Key = Qt.Key


class Typist:
    """Presses keys on whatever has the focus, and counts them."""

    def __init__(self, hands: Hands) -> None:
        self._hands, self.keys, self.steps = hands, 0, 0

    def step(self, *typed: str) -> None:
        """Think, then type this into the field that has the focus."""
        self.steps += 1
        for text in typed:
            self._hands.type(text)
            self.keys += sum(1 if character.isascii() else CHARACTER for character in text)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        self.keys += 1 + (modifier is not NONE)
        self._hands.press(key, modifier)

    @property
    def seconds(self) -> float:
        return self.keys * KEY + self.steps * THINKING


@pytest.fixture
def wizard(tmp_path: Path, dressed: QApplication, qtbot: QtBot) -> Iterator[SetUpWizard]:
    made = SetUpWizard(tmp_path / "new")
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.done(0)
    made.deleteLater()


def set_up(typist: Typist, wizard: SetUpWizard, qtbot: QtBot) -> None:
    """Six pages; what is filled in already is read and left as it is."""

    def turned_to(page: int) -> None:
        qtbot.waitUntil(lambda: wizard.currentId() == page and not wizard._once.has_just_ended())

    turned_to(START)
    typist.step()
    typist.press(Key.Key_Return)
    turned_to(CENTRE)
    typist.step("凤翔村邻里中心")
    typist.press(Key.Key_Tab)
    typist.step("示例区")
    for page in (HOURS, VENUES, MANAGER):
        typist.press(Key.Key_Return)
        turned_to(page)
        typist.step()
    typist.step("陈主任")
    for _field in range(2):
        typist.press(Key.Key_Tab)
        typist.step(PASSWORD)
    typist.press(Key.Key_Return)
    turned_to(RECOVERY)
    typist.step()
    look_at_sheet(typist, wizard)
    wizard.activateWindow()
    qtbot.waitUntil(wizard.isActiveWindow)
    typist.press(Key.Key_Tab)
    typist.step(wizard.recovery_key)
    typist.press(Key.Key_Return)
    qtbot.waitUntil(lambda: not wizard.isVisible())


def look_at_sheet(typist: Typist, wizard: SetUpWizard) -> None:
    """The sheet with the key is previewed, and put away again: this PC has no printer."""
    seen: list[Preview] = []

    def put_away() -> None:
        preview = QApplication.activeModalWidget()
        if isinstance(preview, Preview) and preview.isVisible():
            looking.stop()
            seen.append(preview)
            typist.keys += 1
            QTest.keyClick(preview, Key.Key_Escape)

    looking = QTimer(wizard)
    looking.timeout.connect(put_away)
    looking.start(20)
    typist.press(Key.Key_Return)
    assert seen


def register(typist: Typist, hands: Hands) -> None:
    """Signed in, to the counter, a new person in one line, an item by its initials."""
    typist.step(PASSWORD)
    typist.press(Key.Key_Return)
    QTest.qWait(50)
    assert hands.window.working
    typist.step()
    typist.press(Key.Key_1, CTRL)
    page = registration(hands)
    typist.step("许晴 13900001234")
    typist.press(Key.Key_Return)
    typist.step()
    go_to_item(typist, page.form.item.finder)
    typist.step("ylbx")
    typist.press(Key.Key_Return)
    typist.step()
    typist.press(Key.Key_Return, CTRL)


def go_to_item(typist: Typist, item: QWidget) -> None:
    """Enter passes the fields of the new person that are left empty: told at the counter is only the telephone."""
    for _field in range(12):
        if QApplication.focusWidget() is item:
            return
        typist.press(Key.Key_Return)
    raise AssertionError("the item is not reached by Enter")


def test_the_first_visitor_is_served_within_a_minute_of_keys(wizard: SetUpWizard, qtbot: QtBot, tmp_path: Path) -> None:
    typist = Typist(Hands(wizard, tmp_path))  # type: ignore[arg-type]
    set_up(typist, wizard, qtbot)
    window = app.make_window(wizard.folder)
    window.resize(1366, 740)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    hands = typist._hands = Hands(window, tmp_path)
    register(typist, hands)
    (case,) = newest(hands)
    assert case.number in told(hands) and "养老保险" in case.service
    with desk_of(hands).read() as work:
        assert work.today == case.due_on, "settled at once, on the first day"
    assert typist.keys <= MOST_KEYS and typist.steps <= MOST_STEPS, (typist.keys, typist.steps)
    assert typist.seconds < 60
    window.close()
    window.deleteLater()
