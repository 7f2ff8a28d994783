"""A word on a ground of its tone: how something stands."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from desk.ui.shell.text_size import hold
from desk.ui.widgets.controls import label, set_role


def tag() -> QLabel:
    """A word on a ground of its tone, which ``show_tag`` gives it."""
    made = label("", "tag")
    hold(made, QWidget.setFixedHeight, 24)
    made.hide()
    return made


def show_tag(shown: QLabel, text: str, kind: str) -> None:
    """Say this in a tone, or ``drill``; nothing for no words."""
    shown.setText(text)
    set_role(shown, "kind", kind)
    shown.setVisible(bool(text))
