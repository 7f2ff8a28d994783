"""A line that grows: what does not fit goes on below, so that the whole of an address can be read."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from desk.ui.shell.text_size import line_height

FRAME = 4
"""Pixels: the frame of a field that has the focus."""


class Wrapping(QPlainTextEdit):
    """Used like a ``QLineEdit``: one line of text without a break in it, which Enter and Tab leave."""

    textEdited = Signal(str)
    editingFinished = Signal()

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most
        self._edited = True
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(60)
        self.document().setDocumentMargin(3)
        self.setProperty("role", "line")
        self.textChanged.connect(self._changed)
        self._grow()

    def text(self) -> str:
        """As a ``QLineEdit`` has it."""
        return self.toPlainText()

    def setText(self, text: str) -> None:
        """As a program sets it: not told as an edit."""
        self._edited = False
        self.setPlainText(text)
        self._edited = True

    def _changed(self) -> None:
        text = self.toPlainText()
        fits = " ".join(text.splitlines())[: self._most]
        if fits != text:
            self.setPlainText(fits)  # comes back here with what fits
            self.moveCursor(self.textCursor().MoveOperation.End)
            return
        self._grow()
        if self._edited:
            self.textEdited.emit(text)

    def _grow(self) -> None:
        high = self.blockBoundingRect(self.document().firstBlock()).height()
        self.setFixedHeight(max(ceil(high + 2 * self.document().documentMargin()) + FRAME, line_height() + 2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def changeEvent(self, event: QEvent) -> None:
        """Letters of another size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_edited"):
            self._grow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is for whoever stands around the field, as from any line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.editingFinished.emit()
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.editingFinished.emit()
