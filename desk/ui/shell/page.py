"""What every tab, every page of a tab and every section is: it shows a part of an open desk and says what happened."""

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


class Page(KeyActions, QWidget):
    """A part of the window over an open desk. ``KEYS`` are its keys with their words."""

    TITLE = ""
    """What it is called on its tab or button: a msgid."""
    KEYS: tuple[tuple[str, str], ...] = ()
    told = Signal(str, str)
    """Words for the strip under the bar, and their kind: good, warning or bad."""
    changed = Signal()
    """Something in the book changed that other parts of the window show."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def load(self) -> None:
        """Read again what is shown: when it comes into sight, on F5 and after a change. What was typed stays."""

    def leave(self) -> None:
        """Called before lock, hand-over and close: keep what is half typed."""

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
