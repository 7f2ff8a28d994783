"""A form in sections: what a group of fields is about at the left, the fields at the right; above them where it is
narrow. And how many of a form's fields are wrong.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QLayout, QVBoxLayout, QWidget

from desk.core.words import _
from desk.ui.shell.text_size import is_narrow, scaled
from desk.ui.widgets.controls import Field, label, set_role

HEADING, APART = 220, 24
"""Pixels of the words at the left, and from them to the fields."""
ROWS = 8
"""Pixels between two fields."""


class FormSection(QWidget):
    """One group of fields, with its heading and a line that says what they are for."""

    def __init__(self, heading: str, about: str, parts: Iterable[QWidget | QLayout]) -> None:
        super().__init__()
        self._head = QWidget()
        lines = QVBoxLayout(self._head)
        lines.setContentsMargins(0, 4, 0, 0)
        lines.setSpacing(2)
        lines.addWidget(label(heading, "heading", wrap=True))
        if about:
            lines.addWidget(label(about, "caption", wrap=True))
        lines.addStretch(1)
        self.body = QVBoxLayout()
        self.body.setSpacing(ROWS)
        for part in parts:
            if isinstance(part, QWidget):
                self.body.addWidget(part)
            else:
                self.body.addLayout(part)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.addWidget(self._head)
        self._sides.addLayout(self.body, 1)

    def fit(self, *, beside: bool) -> None:
        """The heading beside the fields, or above them."""
        self._sides.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._sides.setSpacing(APART if beside else ROWS)
        self._head.setMinimumWidth(scaled(HEADING) if beside else 0)
        self._head.setMaximumWidth(scaled(HEADING) if beside else self.maximumWidth())


class FormSections(QWidget):
    """All sections of a form, a hairline between them; the names of all their fields are equally wide."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("one_form", True)
        self.sections: list[FormSection] = []
        self._beside: bool | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)

    def add(self, heading: str, about: str, *parts: QWidget | QLayout) -> FormSection:
        """Another section below the others."""
        if self.sections:
            rule = QFrame()
            rule.setFixedHeight(1)
            set_role(rule, "role", "rule")
            self._column.addWidget(rule)
        made = FormSection(heading, about, parts)
        self.sections.append(made)
        self._column.addWidget(made)
        return made

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _ask_again(self) -> None:
        for each in self.sections:
            each.fit(beside=bool(self._beside))
            each.updateGeometry()
        self._column.invalidate()
        self._column.activate()
        self.updateGeometry()

    def _fit(self) -> None:
        """What scrolls around the form asks for its height before it is narrow; so it has to ask again."""
        beside = not is_narrow(self.window().width())
        if beside is not self._beside:
            QTimer.singleShot(0, self, self._ask_again)
        self._beside = beside
        for each in self.sections:
            each.fit(beside=beside)


class Mistakes(QLabel):
    """At the foot of a form: how many of its fields are wrong; empty while none is."""

    def __init__(self, fields: Iterable[Field]) -> None:
        super().__init__()
        self._fields = list(fields)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "problem")
        for field in self._fields:
            field.problem_changed.connect(self._count)

    def _count(self) -> None:
        wrong = sum(bool(field.problem) for field in self._fields)
        self.setText(_("{n} to be mended", n=wrong) if wrong else "")
