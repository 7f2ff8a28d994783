"""The data file turns out to be damaged while it is open: the book closes, once, and the way back is in sight."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from desk import app
from desk.core.errors import Damaged
from desk.demo.tour import CTRL, Hands
from desk.services import daily_look
from desk.services.sign_in import sign_in
from desk.storage.store import FILE
from desk.ui.shell.restore_dialog import BringBack
from tests.conftest import PASSWORD
from tests.support.restore_dialog import backed_up, bring_back, in_the_dialog
from tests.support.tabs import place_of


@pytest.fixture
def as_started(book: Path, dressed: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Mistakes are reported as in the started program; every box that opens, by its words."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    app.report_mistakes(book)
    boxes: list[str] = []
    looking = QTimer(dressed)

    def look() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox) and box.icon() is not QMessageBox.Icon.Question:
            boxes.append(box.text())
            box.reject()

    looking.timeout.connect(look)
    looking.start(10)
    yield boxes
    looking.stop()


def flip(book: Path, per_cent: int) -> None:
    content = bytearray((book / FILE).read_bytes())
    content[len(content) * per_cent // 100] ^= 1
    (book / FILE).write_bytes(bytes(content))


def try_to_sign_in(hands: Hands) -> None:
    page = hands.window.sign_in
    page.name.setText("管理员")
    page.password.setText(PASSWORD)
    page.try_it()


def is_closed(hands: Hands) -> bool:
    return hands.window.desk is None and hands.window.sign_in.rescue.isVisible()


@pytest.mark.parametrize("per_cent", [10, 30, 50, 70, 90])
def test_one_flipped_byte_closes_the_book_and_shows_the_way_back(
    hands: Hands, book: Path, qtbot: QtBot, as_started: list[str], per_cent: int
) -> None:
    """Today's backup is there already; wherever the page is met first, or by the day's look at the file."""
    made = backed_up(book)
    flip(book, per_cent)
    try_to_sign_in(hands)
    qtbot.waitUntil(lambda: is_closed(hands), timeout=15_000)
    page = hands.window.sign_in
    assert page.isVisible() and page.name.text() == "管理员" and page.rescue.hasFocus()
    assert page.fields["password"].problem.startswith("数据文件已损坏") and "今天，自动备份" in page.backups.text()
    seen: list[str] = []

    def act(asked: BringBack) -> None:
        assert asked.file == made
        bring_back(asked, seen)

    in_the_dialog(act)
    QTest.keyClick(page.rescue, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "备份已恢复" in page.about.text())
    assert len(seen) == 1 and as_started == []
    try_to_sign_in(hands)
    assert hands.window.working


def test_damage_that_is_met_behind_the_lock_is_called_damage(
    hands: Hands, book: Path, qtbot: QtBot, as_started: list[str]
) -> None:
    """SQLCipher answers “read-only” once it met a damaged page: the folder is not what is wrong."""
    backed_up(book)
    try_to_sign_in(hands)
    desk = hands.window.desk
    assert desk is not None
    hands.press(Qt.Key.Key_L, CTRL)
    desk.store.tidy()
    desk.store.close()
    flip(book, 70)
    try_to_sign_in(hands)
    qtbot.waitUntil(lambda: is_closed(hands) or hands.window.working, timeout=5_000)
    if hands.window.working:
        hands.window.go_to(place_of("bookings"))
        hands.window.go_to(place_of("assets"))
    qtbot.waitUntil(lambda: is_closed(hands), timeout=15_000)
    assert hands.window.sign_in.fields["password"].problem.startswith("数据文件已损坏") and as_started == []


def test_a_connection_that_met_a_damaged_page_does_not_blame_the_folder(book: Path) -> None:
    flip(book, 70)
    desk = sign_in(book, "管理员", PASSWORD)
    with desk.read() as work:
        work.rows("PRAGMA integrity_check")
    with pytest.raises(Damaged, match="已损坏"), desk.write() as work:
        work.audit("session.sign_in", "staff:1")
    desk.close()


def test_the_look_at_the_file_is_due_once_a_day(book: Path) -> None:
    backed_up(book)
    desk = sign_in(book, "管理员", PASSWORD)
    assert daily_look.is_due(desk), "a backup of today is no look at the file"
    assert daily_look.look_after(desk) == ([], [])
    assert not daily_look.is_due(desk)
    desk.close()


def test_words_that_pass_through_a_call_of_qt_stay_as_they_were_given(dressed: QApplication, qtbot: QtBot) -> None:
    class Reading(QWidget):
        def event(self, event: QEvent) -> bool:
            if event.type() == QEvent.Type.User:
                raise Damaged("数据文件已损坏")
            return super().event(event)

    page = Reading()
    qtbot.addWidget(page)
    with pytest.raises(Damaged) as met:
        QApplication.sendEvent(page, QEvent(QEvent.Type.User))
    assert met.value.message == "数据文件已损坏"
