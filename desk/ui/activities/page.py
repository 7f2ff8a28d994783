"""What every page of the calendar is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.errors import DeskError
from desk.session import Desk
from desk.ui.activities.board import Board


class Page(QWidget):
    """One page of the tab. All pages look at the same ``board``."""

    TITLE = ""
    KEYS: tuple[tuple[str, str], ...] = ()
    told = Signal(str, str)
    changed = Signal()
    opened = Signal(int)
    """An activity is to be opened."""
    new_wanted = Signal(object, int)
    """A new activity on a day, from a minute on; -1 for the usual time."""
    moved = Signal()
    """Another day or month is in sight."""

    def __init__(self, desk: Desk, board: Board) -> None:
        super().__init__()
        self.desk, self.board = desk, board
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)

    def load(self) -> None:
        """Show what the board has read."""

    def act(self, key: str) -> bool:
        """Do what a key means here; False when it means nothing."""
        return False

    def new(self, day: date | None = None, minute: int = -1) -> None:
        self.new_wanted.emit(day or self.board.day, minute)

    def attempt(self, act: Callable[[], object], done: str) -> bool:
        """Do something with the book; its success or the reason why not in the strip."""
        try:
            act()
        except DeskError as error:
            self.told.emit(error.words, "bad")
            return False
        self.told.emit(done, "good")
        self.changed.emit()
        return True
