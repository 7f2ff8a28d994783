"""A line in which a value of an ordered row stands, such as a day or a month: keys take the next one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from desk.core.days import NoDay
from desk.ui.widgets.controls import asks_for_latin, set_role

STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_PageUp: (0, -1),
    Qt.Key.Key_PageDown: (0, 1),
}
"""Small steps and big ones; time runs downwards, as in a calendar."""
MOST = 20
"""Characters."""


class SteppedLine(QLineEdit):
    """``wrong_with`` says what is wrong with what is typed; a line that is no part of a field tells it when it is left.

    Esc brings back what stood there.
    """

    refused = Signal(str)
    """Words for what cannot be read, when the line is left or Enter pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(MOST)
        asks_for_latin(self)
        self._settled = ""
        self.textEdited.connect(lambda _text: set_role(self, "wrong", "false"))
        self.editingFinished.connect(self._finish)

    def mistake(self) -> str:
        """What is wrong with what is typed; empty when nothing is."""
        try:
            self.understand()
        except NoDay as wrong:
            return wrong.message
        return ""

    def understand(self) -> object:
        """What is typed, read. Raises ``NoDay``."""
        raise NotImplementedError

    def settle(self) -> None:
        """What was typed is read: write it out, and tell whoever waits for it."""
        raise NotImplementedError

    def step(self, small: int, big: int) -> None:
        """So many further, or back."""
        raise NotImplementedError

    def setText(self, text: str | None, /) -> None:
        """Not by hand: this is what Esc brings back."""
        self._settled = text or ""
        set_role(self, "wrong", "false")
        if self.text() != self._settled:
            super().setText(self._settled)

    def _finish(self) -> None:
        """The line is left, or Enter was pressed."""
        if sentence := self.mistake():
            set_role(self, "wrong", "true")
            self.refused.emit(sentence)
        else:
            self.settle()

    @property
    def is_touched(self) -> bool:
        """Does something else stand there than was shown or last understood?"""
        return self.text() != self._settled

    def _takes(self, event: QKeyEvent) -> bool:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return plain and (event.key() in STEPS or (event.key() == Qt.Key.Key_Escape and self.is_touched))

    def event(self, event: QEvent) -> bool:
        """Its keys are its own, also where the page has them for something else."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._takes(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._takes(event):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.setText(self._settled)
            self.selectAll()
        else:
            self.step(*STEPS[Qt.Key(event.key())])
            self.selectAll()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What is typed takes the place of what stands there."""
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason and self.property("wrong") != "true":
            self.selectAll()
