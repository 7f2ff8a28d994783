"""A clerk's hands at the window of the guided demo, and what the clerk does in it: serves, looks around, locks."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desk.core.words import P_
from desk.ui.shell.window import Window
from desk.ui.widgets.newest_answer import NewestAnswer

MANAGER, PASSWORD = "管理员", "demo-desk"
KEYS = Qt.KeyboardModifier
NONE, CTRL, ALT = KEYS.NoModifier, KEYS.ControlModifier, KEYS.AltModifier
ROUNDS = 3
"""What a key asks for comes in the first round of events, what that asks for in the second, and so on."""


def let_it_happen() -> None:
    """All that the window does at once after a key: nobody waits for a clock, and what works beside it goes on."""
    for _round in range(ROUNDS):
        QTest.qWait(0)


class Hands:
    """A clerk's hands on the keyboard of a window, and a camera."""

    def __init__(self, window: Window, pictures: Path) -> None:
        self.window, self.pictures, self.taken = window, pictures, 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """One key, with Ctrl or without."""
        QTest.keyClick(self._target(), key, modifier)
        let_it_happen()

    def type(self, text: str) -> None:
        """Text as a keyboard or an input method sends it."""
        for character in text:
            if character.isascii():
                QTest.keyClicks(self._target(), character)
            else:
                event = QInputMethodEvent()
                event.setCommitString(character)
                QCoreApplication.sendEvent(self._target(), event)
        let_it_happen()

    def _target(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def picture(self, name: str, of: QWidget | None = None) -> None:
        """A numbered picture of the window, or of a part."""
        self.taken += 1
        QTest.qWait(120)
        while NewestAnswer.is_awaited_in(self.window):
            QTest.qWait(20)
        path = self.pictures / f"{self.taken:02d}-{name}.png"
        (of or self.window).grab().save(str(path))
        print(f"  {path.name}")


def sign_in(hands: Hands) -> None:
    """A clerk signs in by initials and password; what is late comes by itself, once a day."""
    hands.type("lin")
    hands.picture("sign-in")
    hands.press(Qt.Key.Key_Return)
    hands.type(PASSWORD)
    hands.press(Qt.Key.Key_Return)
    QTest.qWait(300)
    _put_away_drawer(hands, "what-is-late")
    hands.picture("queue-and-overview")


def _put_away_drawer(hands: Hands, picture: str) -> None:
    if hands.window.work is not None and hands.window.work.drawer.isVisible():
        hands.picture(picture)
        hands.press(Qt.Key.Key_Escape)


def serve_returning(hands: Hands) -> None:
    """Calls the next person and takes their case, the item found by pinyin or initials."""
    hands.press(Qt.Key.Key_F9)
    hands.picture("called-next")
    hands.type("yanglao")
    hands.picture("item-by-pinyin-or-name")
    _clear(hands)
    hands.type("ylbx")
    hands.picture("item-by-initials")
    hands.press(Qt.Key.Key_Return)
    hands.picture("papers-ticked")
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.picture("stored")


def _clear(hands: Hands) -> None:
    hands.press(Qt.Key.Key_A, CTRL)
    hands.press(Qt.Key.Key_Delete)


def register_new(hands: Hands) -> None:
    """Somebody new in one line, with a paper missing."""
    hands.press(Qt.Key.Key_F2)
    hands.type("欧阳晓燕 13900001234")
    hands.press(Qt.Key.Key_Return)
    hands.picture("new-person-in-one-line")
    work = hands.window.work
    assert work is not None
    item = work.page(0).page.form.item  # type: ignore[attr-defined]
    item.finder.setFocus()
    hands.type("高龄")
    hands.press(Qt.Key.Key_Return)
    list(item._papers.values())[-1].click()
    hands.picture("paper-missing")
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.picture("one-time-notice-due")


def wrong_number(hands: Hands) -> None:
    """An ID number with a wrong check digit; then the form is empty again."""
    hands.press(Qt.Key.Key_F2)
    hands.type("周小波 350599198002300017")
    hands.press(Qt.Key.Key_Return)
    work = hands.window.work
    assert work is not None
    work.page(0).page.form.item.finder.setFocus()  # type: ignore[attr-defined]
    hands.type("ylbx")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.picture("words-beside-the-field")
    QTest.qWait(QApplication.doubleClickInterval())
    hands.press(Qt.Key.Key_F2)


CALLED = {
    "visits": "walk-in",
    "roster": "duty-roster",
    "activities": "activity-calendar",
    "organisations": "partners",
    "officers": "findings",
    "assets": "asset-ledger",
    "incidents": "emergency-incidents",
    "figures": "reports",
}
"""What the picture of a tab is called, where it is not called as the tab."""


def tour(hands: Hands) -> None:
    """Every tab once."""
    assert hands.window.work is not None
    for place, tab in enumerate(hands.window.work.declared):
        hands.window.go_to(place)
        hands.picture(CALLED.get(tab.name, tab.name))
    hands.window.go_to(0)
    for key, name in ((Qt.Key.Key_2, "case-ledger"), (Qt.Key.Key_3, "residents"), (Qt.Key.Key_1, "walk-in-again")):
        hands.press(key, ALT)
        if name == "residents":
            hands.type("chen")
            hands.press(Qt.Key.Key_Return)
        hands.picture(name)


def lock(hands: Hands) -> None:
    """Locks, and hands over to the manager, who looks at what only managers see."""
    hands.window.go_to(0)
    hands.press(Qt.Key.Key_L, CTRL)
    hands.picture("locked")
    hands.window.hand_over()
    hands.window.sign_in.ask(P_("window", "Hand over"))
    hands.type("gly")
    hands.press(Qt.Key.Key_Return)
    hands.type(PASSWORD)
    hands.press(Qt.Key.Key_Return)
    QTest.qWait(300)
    _put_away_drawer(hands, "manager-what-is-late")
    assert hands.window.work is not None
    places = [tab.name for tab in hands.window.work.declared]
    for tab, name in (("roster", "manager-roster"), ("figures", "manager-reports"), ("settings", "manager-settings")):
        hands.window.go_to(places.index(tab))
        hands.picture(name)
