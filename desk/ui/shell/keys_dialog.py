"""F1: the keys that count now, and what each does."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desk.core.words import _
from desk.ui.shell.commands import Command, told_keys
from desk.ui.widgets.controls import button, fit, label, row
from desk.ui.widgets.scrolled import scrolled


def tell_keys(window: QWidget, commands: Iterable[Command]) -> None:
    """A dialog with a line for each key, in this order."""
    dialog = QDialog(window)
    dialog.setWindowTitle(_("Keys of this page"))
    inside = QWidget()
    column = QVBoxLayout(inside)
    for key, names in told_keys(commands):
        name = label(key)
        name.setFixedWidth(160)
        column.addLayout(row(name, label(_(names)), 1))
    outer = QVBoxLayout(dialog)
    outer.addWidget(scrolled(inside), 1)
    outer.addLayout(row(1, button(_("Close"), dialog.accept, "primary")))
    wanted = inside.sizeHint()
    fit(dialog, wanted.width() + 60, wanted.height() + 90)
    dialog.exec()
