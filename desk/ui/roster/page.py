"""What every page of the roster is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.errors import DeskError
from desk.session import Desk
from desk.ui.roster.board import Board


class Page(QWidget):
    """One page of the tab. All pages look at the same ``board``."""

    TITLE = ""
    KEYS: tuple[tuple[str, str], ...] = ()
    told = Signal(str, str)
    changed = Signal()

    def __init__(self, desk: Desk, board: Board) -> None:
        super().__init__()
        self.desk, self.board = desk, board
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)

    def load(self) -> None:
        """Read again what is shown."""

    def act(self, key: str) -> bool:
        """Do what a key means here; False when it means nothing."""
        return False

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
