"""What is cut in a field is told in whole: by an ellipsis where it is cut, and in words when the mouse rests on it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QHelpEvent, QPaintEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyle, QStyleOptionComboBox, QStylePainter, QToolTip, QWidget

INSIDE = 16
"""Pixels of a line's padding, beside its words."""


def hint(text: str) -> str:
    """What stands on a hint is a text as it was typed; Qt would take <b> in it for markup."""
    return f'<p style="white-space: pre-wrap">{escape(text)}</p>' if "<" in text else text


def tell_whole(event: QEvent, widget: QWidget, text: str, room: int) -> bool:
    """Is it the mouse that rests on words for which there is less ``room`` than they need? Then they are told, unless
    the field has a hint of its own.
    """
    if not isinstance(event, QHelpEvent) or event.type() != QEvent.Type.ToolTip or widget.toolTip():
        return False
    if widget.fontMetrics().horizontalAdvance(text) <= room:
        return False
    QToolTip.showText(event.globalPos(), hint(text), widget)
    return True


class WholeCombo(QComboBox):
    """A drop-down; Qt's own breaks off in the middle of a character what it has no room for."""

    def _option(self) -> tuple[QStyleOptionComboBox, int]:
        """How it is painted, and the pixels for its words."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        parts = (QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField)
        return option, self.style().subControlRect(*parts, self).width()

    def paintEvent(self, event: QPaintEvent) -> None:
        option, room = self._option()
        if self.fontMetrics().horizontalAdvance(option.currentText) <= room:
            super().paintEvent(event)
            return
        option.currentText = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def event(self, event: QEvent) -> bool:
        return tell_whole(event, self, self.currentText(), self._option()[1]) or super().event(event)


class WholeLine(QLineEdit):
    """A line of text; while nobody types in it, it shows how its text begins, where Qt shows how it ends."""

    def setText(self, text: str | None, /) -> None:
        super().setText(text)
        if not self.hasFocus():
            self.setCursorPosition(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.setCursorPosition(0)

    def event(self, event: QEvent) -> bool:
        is_plain = self.echoMode() is QLineEdit.EchoMode.Normal
        whole = is_plain and tell_whole(event, self, self.text(), self.width() - INSIDE)
        return whole or super().event(event)
