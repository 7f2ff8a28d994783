"""A dialog that takes all the room there is: what goes on in it wants the whole window."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget


def take_all_room(dialog: QDialog, over: QWidget) -> None:
    """As large as the window of the program, and in its place, also where a dialog stands between."""
    over = over.window()
    while (behind := over.parentWidget()) is not None:
        over = behind.window()
    dialog.setGeometry(over.geometry() if over.isVisible() else dialog.screen().availableGeometry())
