"""What every part of a tab is: it says what happened, and that something changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk.core.edit_conflicts import EditConflict
from desk.core.errors import DeskError
from desk.services.session import Desk
from desk.ui.shell.commands import KeyActions
from desk.ui.widgets.editing import Editing


class Part(KeyActions, QWidget):
    """A page or a section over an open desk. ``KEYS`` are its keys with their words."""

    TITLE = ""
    KEYS: tuple[tuple[str, str], ...] = ()
    told = Signal(str, str)
    """Words for the strip, and their kind: good, warning or bad."""
    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def load(self) -> None:
        """Read again what is shown."""

    def attempt(self, act: Callable[[], object], done: str, editing: Editing[Any] | None = None) -> bool:
        """Do something with the book; its success or the reason why not in the strip. ``editing`` where a form is
        saved.
        """
        try:
            act()
        except EditConflict as stale:
            if editing:
                editing.take(stale)
            self.told.emit(stale.words, "bad")
            return False
        except DeskError as error:
            self.told.emit(error.words, "bad")
            return False
        self.told.emit(done, "good")
        self.changed.emit()
        return True
