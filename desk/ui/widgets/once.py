"""Whatever starts work is started once: the second press of a double click, or of a key hit twice, begins nothing.

Two presses within the system's double-click time are one wish. The time counts from the end of what the first one did,
since a press made while the window was busy arrives only then. Jobs (``desk.ui.widgets.jobs``), buttons, keys, the
set-up wizard and the forms over the window all ask here.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from time import monotonic

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Once:
    """Remembers what was begun, and when it was done."""

    def __init__(self) -> None:
        self._going: set[Hashable] = set()
        self._done: dict[Hashable, float] = {}

    def may_begin(self, what: Hashable = None) -> bool:
        """False while it is being done, and for the moment afterwards in which a press still belongs to the first
        one.
        """
        return what not in self._going and not self.has_just_ended(what)

    def has_just_ended(self, what: Hashable = None) -> bool:
        """Was it done within the time of a double click?"""
        return what in self._done and monotonic() - self._done[what] < QApplication.doubleClickInterval() / 1000

    @contextmanager
    def doing(self, what: Hashable = None) -> Iterator[None]:
        """Around what is done in the window's own thread."""
        self._going.add(what)
        try:
            yield
        finally:
            self._going.discard(what)
            self.mark(what)

    def mark(self, what: Hashable = None) -> None:
        """It was begun, or done, just now."""
        self._done[what] = monotonic()


class Button(QPushButton):
    """A button that a double click presses once. One that steps through things (``repeats``) takes every click."""

    def __init__(self, text: str, *, repeats: bool = False) -> None:
        super().__init__(text)
        self._once = Once()
        self._repeats = repeats
        self._ignored = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._ignored = not self._repeats and not self._once.may_begin()
        if not self._ignored:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._ignored:
            with self._once.doing():
                super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key that is held down presses once as well. Enter presses the button that has the focus, like the space
        bar.
        """
        if not self._repeats and (event.isAutoRepeat() or not self._once.may_begin()):
            event.accept()
        elif event.key() in ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            with self._once.doing():
                self.click()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if self.isDown() and not self._repeats:
            with self._once.doing():
                super().keyReleaseEvent(event)
        else:
            super().keyReleaseEvent(event)


def shortcut(
    parent: QWidget,
    key: str,
    act: Callable[[], object],
    *,
    repeats: bool = False,
    held: bool = True,
    context: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut,
) -> None:
    """A key in a window: hit twice, or held down, it does its work once. One that steps through things (``repeats``)
    counts every time, also while it is ``held`` down.
    """
    once = Once()

    def press() -> None:
        if repeats or once.may_begin():
            with once.doing():
                act()

    made = QShortcut(QKeySequence(key), parent)
    made.setContext(context)
    made.setAutoRepeat(repeats and held)
    made.activated.connect(press)
