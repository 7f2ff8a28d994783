"""The line under a table: what is in it at the left, its keys and the columns without room at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from desk.core.words import _
from desk.ui.shell.text_size import hold
from desk.ui.shell.tokens import CELL_PADDING
from desk.ui.widgets.controls import button, label
from desk.ui.widgets.whole_text import hint

HEIGHT = 30
"""Pixels."""


class Foot(QFrame):
    """In sight where there is something to say. The sum counts most: without room the keys go first."""

    more_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "foot")
        hold(self, QFrame.setFixedHeight, HEIGHT)
        self.keys_words = _("↑↓ choose　Enter open　right button more")
        """What the keys do in the table; another page says it in its own words."""
        self.sum: QLabel = label("", "caption")
        self.keys: QLabel = label("", "caption")
        self.more: QPushButton = button("", self.more_wanted.emit, "foot", repeats=True)
        self.more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        line = QHBoxLayout(self)
        line.setContentsMargins(CELL_PADDING, 0, CELL_PADDING, 0)
        line.setSpacing(CELL_PADDING)
        line.addWidget(self.sum)
        line.addStretch(1)
        line.addWidget(self.keys)
        line.addWidget(self.more)
        self.show_more(0, shown=False)

    def show_sum(self, sentence: str) -> None:
        """What is in the table, in a line."""
        self.sum.setText(sentence)
        self.sum.setToolTip(hint(sentence))
        self.keys.setText(self.keys_words)
        self._settle()

    def show_more(self, many: int, *, shown: bool) -> None:
        """How many columns have no room, and whether they are in sight all the same."""
        self.more.setVisible(bool(many))
        self.more.setText(_("← without {n} columns", n=many) if shown else _("→ {n} more columns", n=many))
        self._settle()

    def _settle(self) -> None:
        self.setVisible(bool(self.sum.text()) or not self.more.isHidden())
        widest = sum(each.sizeHint().width() + CELL_PADDING for each in (self.sum, self.more) if not each.isHidden())
        self.keys.setVisible(widest + self.keys.sizeHint().width() + 2 * CELL_PADDING <= self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()
