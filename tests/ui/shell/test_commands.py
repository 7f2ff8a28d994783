"""Every key that does something on a page is told by F1, every told key does something, and none is told twice.

Twelve pages once answered F3 without telling it, and F5 was told twice: the keys stood in one table, what they did in
another, and the buttons in a third.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from desk.core.manual import KEYS
from desk.demo.tour import Hands
from desk.ui.cases.ledger import CaseLedgerPage
from desk.ui.help.window import HelpWindow
from desk.ui.roster.shifts import ShiftsPage
from desk.ui.roster.tab import RosterTab
from desk.ui.shell.commands import OPENING
from tests.support.keys import keys_of, shortcuts
from tests.support.tabs import every_page, reach
from tests.ui.conftest import signed_in


def hears(widget: QWidget, key: str) -> bool:
    """Whether a widget has a use for a key by itself; what it would do is not done."""
    combination = QKeySequence(key)[0]
    event = QKeyEvent(QEvent.Type.KeyPress, combination.key(), combination.keyboardModifiers(), key)
    if isinstance(widget, QAbstractItemView):
        widget.setCurrentIndex(widget.model().index(0, 0))
    widget.blockSignals(True)
    widget.keyPressEvent(event)
    widget.blockSignals(False)
    return event.isAccepted()


@pytest.mark.parametrize("name", ["管理员", "林小芳"])
def test_f1_tells_every_key_once_and_each_does_something(hands: Hands, name: str) -> None:
    signed_in(hands, name)
    for_all = {command.key for command in hands.window.commands}
    for where, page in every_page(hands):
        told = [command for command in page.commands if command.key]
        names = [command.key for command in told]
        assert len(set(names)) == len(names), f"{where} tells a key twice: {names}"
        assert not for_all & set(names), f"{where} tells again what F1 tells everywhere"
        made = shortcuts(page)
        meant = {QKeySequence(key).toString() for command in told for key in (*command.keys, *keys_of(command))}
        assert made <= meant, f"{where} has keys that F1 does not tell: {made - meant}"
        for command in told:
            assert command.purpose, f"{where}: {command.key} is told without words"
            if command.key == OPENING and command.act is not None:
                assert command.views, f"{where}: no list for Enter"
                continue
            for key in keys_of(command):
                by_itself = command.act is None and command.inside is not None
                answered = QKeySequence(key).toString() in made or (by_itself and hears(command.inside, key))
                assert answered, f"{where}: nothing happens on {key}"


def test_the_menu_of_a_list_offers_what_the_keys_do(manager: Hands) -> None:
    """Right click: every list with commands has a menu, with the keys beside the words."""
    seen = 0
    for where, page in every_page(manager):
        for part in (page, *page.parts()):
            views = {view for command in part.own_commands for view in command.views}
            for view in views:
                assert isinstance(view, QAbstractItemView)
                assert view.contextMenuPolicy() is Qt.ContextMenuPolicy.CustomContextMenu, where
                menu = part.menu_of(view)
                if menu is not None:
                    seen += 1
                    assert menu.actions(), where
                    menu.deleteLater()
    assert seen > 5


def test_f1_shows_what_the_page_lists_and_the_key_does_it(manager: Hands) -> None:
    page = reach(manager, RosterTab).open(ShiftsPage)
    assert isinstance(page, ShiftsPage)
    manager.press(Qt.Key.Key_F3)
    assert QApplication.focusWidget() is page.list.table
    shown: list[str] = []

    def read() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, HelpWindow)
        shown.extend(dialog.text.toPlainText().replace("\xa0", "").partition(KEYS)[2].split())
        dialog.reject()

    QTimer.singleShot(0, read)
    manager.press(Qt.Key.Key_F1)
    assert shown[:6] == ["F2", "新增班次", "F3", "到列表", "Enter", "修改所选班次"]
    assert shown.count("F5") == shown.count("Ctrl+1…-") == 1


def test_a_key_that_a_page_takes_is_a_sign_of_life(clerk: Hands) -> None:
    """What means something on a page never comes to the window as a key pressed: it would lock under busy hands."""
    reach(clerk, CaseLedgerPage)
    in_window = clerk.window.windowHandle()
    clerk.window.watch(in_window)
    clerk.window._idle_for = 60_000
    QTest.keyClick(in_window, Qt.Key.Key_F3)
    assert QApplication.focusWidget() is reach(clerk, CaseLedgerPage).text
    assert clerk.window._idle_for == 0
