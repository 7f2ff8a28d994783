"""A label scanner is a keyboard that types faster than people: a burst of characters and then Enter.

Where such a burst is the number of a card, the card opens, and the field that had the keyboard gets back what stood in
it before: scanning never spoils what is being typed elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

FASTER_THAN = 0.05
"""Seconds between two keys; a scanner needs 1 to 20 ms, a fast typist 80 or more."""
SHORTEST = 3
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Scanner(QObject):
    """Watches the keys of the application's windows. ``known`` says whether a text is a card's number; ``opened`` opens
    it.

    ``clock`` gives seconds and is there for tests.
    """

    def __init__(
        self, known: Callable[[str], bool], opened: Callable[[str], object], clock: Callable[[], float] = monotonic
    ) -> None:
        super().__init__()
        self._known, self._opened, self._clock = known, opened, clock
        self._keys, self._last = "", -1.0
        self._field: QWidget | None = None
        self._before = ""
        self._cursor = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        """True when the key was the end of a scan, and is taken away from whoever had the keyboard."""
        now = moment_of(event, self._clock)
        in_burst = now - self._last <= FASTER_THAN
        self._last = now
        if event.key() in ENTER:
            label, self._keys = self._keys, ""
            return in_burst and len(label) >= SHORTEST and self._take(label)
        text = event.text()
        if (
            not text
            or not text.isprintable()
            or event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        ):
            if event.key() != Qt.Key.Key_Shift:
                self._keys = ""
            return False
        if not in_burst or not self._keys:
            self._begin()
        self._keys += text
        return False

    def _begin(self) -> None:
        """Remember the field as it is before the first character of what may be a scan."""
        self._keys = ""
        field = QApplication.focusWidget()
        self._field = field
        self._before, self._cursor = content_of(field)

    def _take(self, label: str) -> bool:
        field = self._field
        if getattr(field, "takes_scans", False) or field is not QApplication.focusWidget() or not self._known(label):
            return False
        restore(field, self._before, self._cursor)
        self._opened(label)
        return True


def moment_of(event: QKeyEvent, clock: Callable[[], float]) -> float:
    """When a key came in, in seconds: as the system has it, which a busy window does not shift. By ``clock`` where the
    event does not say.
    """
    return event.timestamp() / 1000 or clock()


def content_of(field: QWidget | None) -> tuple[str, int]:
    """A field's text and where the cursor stands."""
    if isinstance(field, QLineEdit):
        return field.text(), field.cursorPosition()
    if isinstance(field, QPlainTextEdit | QTextEdit):
        return field.toPlainText(), field.textCursor().position()
    return "", 0


def restore(field: QWidget | None, text: str, cursor: int) -> None:
    """Give a field back what stood in it, with the cursor where it was; its form hears of it."""
    if isinstance(field, QLineEdit):
        field.setText(text)
        field.setCursorPosition(cursor)
        field.textEdited.emit(text)
    elif isinstance(field, QPlainTextEdit | QTextEdit):
        field.setPlainText(text)
        moved = field.textCursor()
        moved.setPosition(cursor)
        field.setTextCursor(moved)
