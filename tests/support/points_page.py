"""Hands on the pages of points: a page over an open desk, keys pressed in it, forms answered while they are open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from desk.ui.shell.page import Page
from desk.ui.widgets.form_dialog import FormDialog, TextsDialog

Form = TypeVar("Form", bound=FormDialog)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Into whatever has the keyboard, in the form that is open or the page."""
    form = QApplication.activeModalWidget()
    target = form.focusWidget() or form if form else QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, modifier)


def scan(text: str) -> None:
    """Type into whatever has the keyboard, then Enter."""
    target = QApplication.focusWidget()
    assert isinstance(target, QLineEdit)
    target.setText(text)
    target.textEdited.emit(text)
    press(Qt.Key.Key_Return)


@contextmanager
def answered(kind: type[Form], answer: Callable[[Form], object]) -> Iterator[list[str]]:
    """Inside, the next form that opens is of this kind and gets this answer; what it says of the fields is kept, and a
    form that is still open then is closed.
    """
    said: list[str] = []
    wrong: list[BaseException] = []

    def act() -> None:
        form = QApplication.activeModalWidget()
        try:
            assert isinstance(form, kind), form
            answer(form)
            said.extend(field.problem for field in form.fields.values() if field.problem)
        except BaseException as error:
            wrong.append(error)
        still = QApplication.activeModalWidget()
        if isinstance(still, QDialog) and still is form:
            still.reject()

    QTimer.singleShot(0, act)
    yield said
    for page in QApplication.topLevelWidgets():
        if isinstance(page, Page) and page.isVisible():
            page.activateWindow()
            for _step in range(200):
                QTest.qWait(5 if page.isActiveWindow() else 10)
                if page.isActiveWindow():
                    break
    if wrong:
        raise wrong[0]


def reason(text: str) -> Callable[[TextsDialog], None]:
    """An answer to a form that asks why."""

    def act(form: TextsDialog) -> None:
        form.lines["reason"].setText(text)
        form.ok.click()

    return act


def in_sight(page: Page, told: list[str]) -> None:
    """Bring a page into sight, and keep what it tells."""
    page.toast.connect(lambda sentence, _kind: told.append(sentence))
    page.resize(1350, 660)
    page.show()
    page.activateWindow()
    page.load()
