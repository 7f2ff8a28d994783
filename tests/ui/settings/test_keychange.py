"""The book's key is changed from the window, by keys and clicks."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from desk.books import staff
from desk.books.staff import Person
from desk.core.clock import Clock
from desk.core.errors import WrongPassword
from desk.demo.tour import Hands
from desk.services import backups, data_check
from desk.services.sign_in import sign_in
from desk.storage.attempts import AttemptCounter
from desk.storage.keys import KeyFile
from desk.ui.settings.keychange import ChangeKey, NewSheet, ask_after_recovery
from desk.ui.settings.staff import StaffSection
from desk.ui.shell.preview import Preview
from tests.conftest import PASSWORD
from tests.support.open_window import when_open
from tests.support.settings_tab import section
from tests.support.tabs import told
from tests.ui.conftest import say_yes


def everyone(hands: Hands) -> list[Person]:
    assert hands.window.desk is not None
    with hands.window.desk.read() as work:
        return staff.everyone(work)


def begin(password: str = PASSWORD) -> None:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ChangeKey)
    dialog.password.setText(password)
    dialog.ok.click()


def over_the(sheet: NewSheet) -> Preview:
    """The paper that is looked at before it is printed."""
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, Preview) and shown.parent() is sheet
    return shown


def type_back(hands: Hands, seen: list[str]) -> None:
    """Wait for the new sheet; the wrong key first, then the right one."""

    def answer(sheet: NewSheet) -> None:
        sheet.typed.setText("AAAA")
        sheet.ok.click()
        seen.append(sheet.fields["typed"].problem)
        seen.append(sheet.key.text())
        sheet.key.setFocus()
        QTimer.singleShot(0, lambda: over_the(sheet).reject())
        sheet.show_sheet()
        assert sheet.focusWidget() is sheet.typed, "printed, it is typed back"
        sheet.typed.setText(sheet.key.text().lower())
        sheet.ok.click()

    when_open(hands.window, NewSheet, answer)


def test_a_manager_changes_the_key_and_signs_in_again(manager: Hands, book: Path, qtbot: QtBot) -> None:
    shown = section(manager, StaffSection)
    before = KeyFile.load(book)
    seen: list[str] = []
    QTimer.singleShot(0, begin)
    type_back(manager, seen)
    shown.change_key()
    assert manager.window.desk is None and not manager.window.working
    qtbot.waitUntil(lambda: "已更换" in manager.window.sign_in.about.text(), timeout=60_000)
    assert "逐字核对" in seen[0] and len(KeyFile.load(book).people) == 1
    assert not {slot.wrapped for slot in before.slots} & {slot.wrapped for slot in KeyFile.load(book).slots}
    manager.window.sign_in.password.setText(PASSWORD)
    manager.window.sign_in.try_it()
    assert manager.window.working and manager.window.desk
    assert data_check.problems(manager.window.desk) == []
    people = section(manager, StaffSection)
    assert [people._signs_in(person) for person in everyone(manager)].count("待重设密码") == len(before.people) - 1


def test_the_wrong_password_stands_beside_its_field_and_nothing_begins(
    manager: Hands, book: Path, qtbot: QtBot
) -> None:
    shown = section(manager, StaffSection)
    told: list[str] = []

    def wrong() -> None:
        dialog = QApplication.activeModalWidget()
        begin("not-my-password")
        assert isinstance(dialog, ChangeKey)
        told.append(dialog.fields["password"].problem)
        told.append(dialog.password.selectedText())
        attempts = AttemptCounter(book)
        for _time in range(4):
            attempts.failed("管理员", Clock().now())
        dialog.try_it()
        told.append(dialog.fields["password"].problem)
        told.append(dialog._rest.text())
        dialog.reject()

    QTimer.singleShot(0, wrong)
    shown.change_key()
    assert told[0] == "密码有误，请重新输入。" and manager.window.working
    assert len(told[1]) == len("not-my-password"), "the next try takes the place of this one"
    assert told[2] == "" and "秒" in told[3], "one message, the old one goes first"


def answer(button: int, asked: list[str]) -> None:
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    asked.append(box.text())
    box.buttons()[button].click()


@pytest.mark.qt_no_exception_capture
def test_what_breaks_after_the_key_was_decided_is_not_called_stopped(
    manager: Hands, book: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistake of the program while it makes the backup under the new key."""
    shown = section(manager, StaffSection)
    seen: list[str] = []
    monkeypatch.setattr(backups, "back_up", lambda _desk, _progress: 1 // 0)
    QTimer.singleShot(0, begin)
    type_back(manager, seen)
    told = list[type[BaseException]]()
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: told.append(kind))
    shown.change_key()
    qtbot.waitUntil(lambda: "数据密钥已更换" in manager.window.sign_in.about.text(), timeout=60_000)
    assert told == [ZeroDivisionError]
    monkeypatch.undo()
    manager.window.sign_in.password.setText(PASSWORD)
    manager.window.sign_in.try_it()
    assert manager.window.working


def test_who_stops_at_the_new_sheet_keeps_the_old_key(manager: Hands, book: Path, qtbot: QtBot) -> None:
    shown = section(manager, StaffSection)
    before = (book / "keys.json").read_bytes()
    asked: list[str] = []
    still: list[bool] = []

    def stop(sheet: NewSheet) -> None:
        for button in (1, 0):  # first not after all, then yes
            QTimer.singleShot(0, partial(answer, button, asked))
            sheet.reject()
            still.append(sheet.isVisible())

    QTimer.singleShot(0, begin)
    when_open(manager.window, NewSheet, stop)
    shown.change_key()
    qtbot.waitUntil(lambda: "原恢复密钥单仍然有效" in manager.window.sign_in.about.text(), timeout=60_000)
    assert len(asked) == 2 and "停止更换密钥吗" in asked[0] and still == [True, False]
    assert (book / "keys.json").read_bytes() == before and not (book / "rekey").exists()
    manager.window.sign_in.password.setText(PASSWORD)
    manager.window.sign_in.try_it()
    assert manager.window.working


def test_disabling_somebody_says_what_the_old_password_still_opens(manager: Hands, book: Path) -> None:
    shown = section(manager, StaffSection)
    shown.list.table.selectRow([person.name for person in everyone(manager)].index("林小芳"))
    say_yes([])
    shown.toggle()
    assert "更换数据密钥" in told(manager)
    with pytest.raises(WrongPassword):
        sign_in(book, "林小芳", PASSWORD)


def test_after_the_recovery_key_a_manager_is_asked_and_may_wait(manager: Hands) -> None:
    asked: list[str] = []

    def wait() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        asked.append(box.text())
        box.buttons()[1].click()

    QTimer.singleShot(0, wait)
    assert manager.window.desk
    ask_after_recovery(manager.window, manager.window.desk)
    assert "恢复密钥" in asked[0] and manager.window.working
