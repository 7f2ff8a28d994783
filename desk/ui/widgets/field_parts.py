"""The parts of a field: its name with the star 必填, the line that says what is wrong, and who notices a change."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from desk.ui.shell import theme
from desk.ui.shell.text_size import at_usual_size
from desk.ui.shell.tokens import BODY
from desk.ui.widgets.icons import icon
from desk.ui.widgets.inks import Letters

NARROW, MEDIUM, LONG, WIDE, TEXT, CHOSEN, FULL = 160, 240, 380, 420, 560, 760, 0
"""Pixels of a field: a day or a number, a name or a telephone, a sentence, an address, many lines, what is chosen,
which may be a long name (a drop-down takes no more than its choices need); FULL takes what there is.
"""
FEW, SOME = 20, 60
"""Characters of what is a number or a day, and of what is a name."""
INSIDE = 24
"""Pixels of a line's border and padding."""
STAR = 14
"""Pixels from the end of the name to the end of its star."""
SIGN = 16
NOT_LEFT = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.MenuBarFocusReason)


@cache
def _letters() -> Letters:
    return Letters(BODY)


def usual_width(editor: QWidget) -> int:
    """As wide as what is typed in it needs, and as what it says while nothing is; ``FULL`` for what is no line."""
    if isinstance(editor, QAbstractSpinBox):
        return NARROW
    if isinstance(editor, QComboBox):
        return CHOSEN
    if isinstance(editor, QPlainTextEdit):
        return TEXT
    if not isinstance(editor, QLineEdit):
        return FULL
    secret = editor.echoMode() is not QLineEdit.EchoMode.Normal
    most = SOME if secret else editor.maxLength()
    usual = NARROW if most <= FEW else MEDIUM if most <= SOME else WIDE
    hint = at_usual_size(_letters().width(editor.placeholderText()) + INSIDE)
    return min(max(usual, hint), WIDE)


def edited_parts(editor: QWidget) -> list[QWidget]:
    """What of an editor takes what is typed or chosen: itself, or the parts it was put together from."""
    kinds = (QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QCheckBox)
    if isinstance(editor, kinds):
        return [editor]
    parts = [part for part in editor.findChildren(QWidget) if isinstance(part, (*kinds, QPushButton))]
    inside = [part for part in parts if any(isinstance(above, kinds) for above in _above(part, editor))]
    return [part for part in parts if part not in inside]


def _above(part: QWidget, top: QWidget) -> list[QWidget]:
    chain: list[QWidget] = []
    above = part.parentWidget()
    while above is not None and above is not top:
        chain.append(above)
        above = above.parentWidget()
    return chain


@runtime_checkable
class Checked(Protocol):
    """An editor that knows by itself what is wrong with what is typed in it."""

    def mistake(self) -> str:
        """What is wrong; empty when nothing is."""


def is_blank(editor: QWidget) -> bool:
    """Is nothing typed in it? Of what is chosen and not typed, never."""
    if isinstance(editor, QLineEdit):
        return not editor.text().strip()
    if isinstance(editor, QPlainTextEdit):
        return not editor.toPlainText().strip()
    lines = [part for part in edited_parts(editor) if not part.isHidden()]
    return bool(lines) and isinstance(lines[0], QLineEdit) and not lines[0].text().strip()


class FieldName(QLabel):
    """The name of a field, with a star in the ink of what is wrong where it must be filled in."""

    def __init__(self, text: str, *, required: bool) -> None:
        super().__init__(text)
        self.required = required
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "muted")

    @property
    def needed(self) -> int:
        """Pixels on one line."""
        return self.fontMetrics().horizontalAdvance(self.text()) + (STAR if self.required else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.required and self.isEnabled():
            painter = QPainter(self)
            painter.setPen(QColor(theme.colours().bad))
            at = min(self.fontMetrics().horizontalAdvance(self.text()) + 4, self.width() - STAR + 4)
            painter.drawText(at, 0, STAR, self.height(), Qt.AlignmentFlag.AlignVCenter, "*")


class Sign(QWidget):
    """The sign of what is wrong, in the colour in use."""

    def sizeHint(self) -> QSize:
        return QSize(SIGN, SIGN + 3)

    def paintEvent(self, _event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        QPainter(self).drawPixmap(0, 3, icon("circle-alert", theme.colours().bad, SIGN, ratio))


class MistakeLine(QWidget):
    """What is wrong, beside its sign; hidden while nothing is."""

    def __init__(self) -> None:
        super().__init__()
        self.label = QLabel()
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setProperty("role", "problem")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(Sign(), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.label, 1)
        self.hide()


class Edits(QObject):
    """Tells when a hand changes an editor, and when it is left after that."""

    def __init__(
        self, owner: QWidget, editor: QWidget, edited: Callable[[], object], left: Callable[[], object]
    ) -> None:
        super().__init__(owner)
        self._owner, self._tell_edited, self._tell_left = owner, edited, left
        self._is_touched = False
        for part in edited_parts(editor):
            part.installEventFilter(self)
            self._connect(part)

    def _connect(self, part: QWidget) -> None:
        if isinstance(part, QLineEdit):
            part.textEdited.connect(self._edited)
        elif isinstance(part, QPlainTextEdit):
            part.textChanged.connect(self._edited)
        elif isinstance(part, QComboBox):
            part.activated.connect(self._edited)
        elif isinstance(part, QSpinBox):
            part.valueChanged.connect(self._edited)
        elif isinstance(part, QCheckBox | QPushButton):
            part.clicked.connect(self._edited)

    def _edited(self, *_values: object) -> None:
        self._is_touched = True
        self._tell_edited()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in NOT_LEFT:
            QTimer.singleShot(0, self, self._look)
        return super().eventFilter(watched, event)

    def _look(self) -> None:
        """Is the focus in another field now, after something was typed in this one?"""
        focused = QApplication.focusWidget()
        if self._is_touched and not (focused is not None and self._owner.isAncestorOf(focused)):
            self._is_touched = False
            self._tell_left()
