"""What stands in place of the rows of a list when there are none."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desk.ui.shell.tokens import CELL_PADDING
from desk.ui.widgets.controls import label, row, set_role

SENTENCE = re.compile(r"(?<=。)|(?<=\.)\s+")


class Empty(QWidget):
    """One line says what is not there, one how to start, and a button starts it where there is one."""

    def __init__(self, sentences: str) -> None:
        super().__init__()
        self._what, self._how = label("", "heading", wrap=True), label("", "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(CELL_PADDING, CELL_PADDING, CELL_PADDING, CELL_PADDING)
        column.addStretch(1)
        for each in (self._what, self._how):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(each)
        column.addStretch(1)
        self._column = column
        self.say(sentences)

    def say(self, sentences: str) -> None:
        """The first sentence is what is not there, the others are how to start."""
        what, *how = SENTENCE.split(sentences, maxsplit=1)
        self._what.setText(what)
        self._how.setText("".join(how))
        self._how.setVisible(any(how))

    def offer(self, start: QPushButton) -> None:
        """The button that starts it; the page has its one primary button elsewhere."""
        set_role(start, "role", "")
        self._column.insertLayout(self._column.count() - 1, row(1, start, 1))

    @property
    def sentences(self) -> str:
        """All that it says."""
        return " ".join(filter(None, (self._what.text(), self._how.text())))
