"""Hands on the pages of points: a page over an open desk, keys pressed in it, forms answered while they are open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desk.ui.shell.page import Page
from desk.ui.widgets.form_dialog import FormDialog, TextsDialog

Form = TypeVar("Form", bound=FormDialog)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Into whatever has the keyboard."""
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, modifier)


def scan(text: str) -> None:
    """Type into whatever has the keyboard, then Enter."""
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClicks(target, text)
    press(Qt.Key.Key_Return)


@contextmanager
def answered(kind: type[Form], answer: Callable[[Form], object]) -> Iterator[list[str]]:
    """Inside, the next form that opens is of this kind and gets this answer; what it says of the fields is kept, and a
    form that is still open then is closed.
    """
    said: list[str] = []

    def act() -> None:
        form = QApplication.activeModalWidget()
        assert isinstance(form, kind), form
        answer(form)
        said.extend(field.problem for field in form.fields.values() if field.problem)
        if form.isVisible():
            form.reject()

    QTimer.singleShot(0, act)
    yield said


def reason(text: str) -> Callable[[TextsDialog], None]:
    """An answer to a form that asks why."""

    def act(form: TextsDialog) -> None:
        form.lines["reason"].setText(text)
        form.ok.click()

    return act


def in_sight(page: Page, told: list[str]) -> None:
    """Bring a page into sight, its focus where F3 puts it, and keep what it tells."""
    page.toast.connect(lambda sentence, _kind: told.append(sentence))
    page.resize(1350, 660)
    page.show()
    page.activateWindow()
    page.load()
    page.take_focus()


def shown(widget: QWidget) -> str:
    """The words of a label."""
    return str(widget.property("text"))
