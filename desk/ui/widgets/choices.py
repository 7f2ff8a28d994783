"""A closed list as buttons side by side, and the button that stays pressed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from desk.core.words import Worded
from desk.ui.widgets.controls import set_role
from desk.ui.widgets.flow import FlowLayout


class Latch(QPushButton):
    """A button that stays pressed; there is room for its words also when they are bold because it is."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setCheckable(True)
        self.setAutoDefault(False)

    def sizeHint(self) -> QSize:
        size, bold = super().sizeHint(), QFont(self.font())
        bold.setBold(True)
        wider = QFontMetrics(bold).horizontalAdvance(self.text()) - self.fontMetrics().horizontalAdvance(self.text())
        return QSize(size.width() + max(wider, 0), size.height())


class Choice(QWidget):
    """A closed list as buttons side by side, one pressed or none yet; arrows and the space bar choose."""

    changed = Signal(object)

    def __init__(self, choices: Sequence[Worded]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._choices = list(choices)
        self._line = FlowLayout()
        self.setLayout(self._line)
        for place, choice in enumerate(choices):
            self._add(place, choice)
        self._group.idClicked.connect(lambda place: self.changed.emit(self._choices[place]))

    def _add(self, place: int, choice: Worded) -> None:
        made = Latch(choice.label)
        made.setAccessibleName(choice.label)
        set_role(made, "role", "choice")
        self._group.addButton(made, place)
        self._line.addWidget(made)

    @property
    def value(self) -> Any:
        """What is chosen; None before anything is."""
        place = self._group.checkedId()
        return None if place < 0 else self._choices[place]

    def choose(self, choice: Worded) -> None:
        """Choose it and tell so, also when it was chosen before. What is not offered is left alone."""
        if choice in self._choices:
            self._group.button(self._choices.index(choice)).setChecked(True)
            self.changed.emit(choice)

    def allow(self, choices: set[Worded]) -> None:
        """Show only these."""
        for place, choice in enumerate(self._choices):
            self._group.button(place).setVisible(choice in choices)

    def stay_on_one_line(self) -> None:
        """Its buttons stay beside each other, also beside something that grows."""
        buttons = self._group.buttons()
        for each in buttons:
            each.ensurePolished()
        gaps = self._line.gap * (len(buttons) - 1)
        self.setMinimumWidth(sum(each.sizeHint().width() for each in buttons) + gaps)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        self._group.button(max(self._group.checkedId(), 0)).setFocus(reason)


class NumberedChoice(Choice):
    """Each with its digit before it: the digit chooses it while the focus is here. ``typed`` tells that one was."""

    typed = Signal()

    def _add(self, place: int, choice: Worded) -> None:
        super()._add(place, choice)
        self._group.button(place).setText(f"{place + 1} {choice.label}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What a button does not want for itself comes here."""
        place = event.key() - Qt.Key.Key_1
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not plain or not 0 <= place < len(self._choices):
            super().keyPressEvent(event)
            return
        self.choose(self._choices[place])
        self.setFocus()
        self.typed.emit()
