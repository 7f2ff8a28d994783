"""Panels of the window of an incident, and the keys that it tells."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from desk.core.words import _
from desk.ui.shell.text_size import hold
from desk.ui.widgets.controls import button, fit, label, row
from desk.ui.widgets.scrolled import scrolled


def framed(*parts: QWidget | QLayout) -> QFrame:
    """A panel with these below each other, up to its border; what can grow does so."""
    made = QFrame()
    made.setProperty("role", "panel")
    inner = QVBoxLayout(made)
    inner.setContentsMargins(1, 1, 1, 1)
    inner.setSpacing(0)
    for part in parts:
        if isinstance(part, QLayout):
            inner.addLayout(part)
        else:
            inner.addWidget(part)
    return made


def titled(heading: str, *beside: QWidget) -> QHBoxLayout:
    """The head of a panel, with something at its right."""
    made = QHBoxLayout()
    made.setContentsMargins(12, 8, 12, 4)
    made.addWidget(label(heading, "heading"), 1)
    for part in beside:
        made.addWidget(part)
    return made


def rule() -> QFrame:
    """A hairline."""
    made = QFrame()
    made.setFixedHeight(1)
    made.setProperty("role", "rule")
    return made


def show_keys(parent: QWidget, title: str, keys: Iterable[tuple[str, str]]) -> None:
    """F1 over a window of its own: its keys, and their msgids."""
    dialog, inside = QDialog(parent), QWidget()
    dialog.setWindowTitle(title)
    column = QVBoxLayout(inside)
    for key, purpose in keys:
        name = label(key)
        hold(name, QWidget.setFixedWidth, 100)
        column.addLayout(row(name, label(_(purpose)), 1))
    outer = QVBoxLayout(dialog)
    outer.addWidget(scrolled(inside), 1)
    outer.addLayout(row(1, button(_("Close"), dialog.accept, "primary")))
    wanted = inside.sizeHint()
    fit(dialog, wanted.width() + 60, wanted.height() + 90)
    dialog.exec()
