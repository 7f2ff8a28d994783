"""What every page of the calendar is."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from desk.services.session import Desk
from desk.ui.activities.board import CalendarBoard
from desk.ui.shell.page import Page


class CalendarPage(Page):
    """One page of the tab. All pages look at the same ``board``."""

    SHOWS = frozenset({"activities", "centre", "organisations"})
    opened = Signal(int)
    """An activity is to be opened."""
    new_wanted = Signal(object, int)
    """A new activity on a day, from a minute on; -1 for the usual time."""
    moved = Signal()
    """Another day or month is in sight."""

    def __init__(self, desk: Desk, board: CalendarBoard) -> None:
        super().__init__(desk)
        self.board = board
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)

    def new(self, day: date | None = None, minute: int = -1) -> None:
        """F2: ask for a new activity, on the chosen day unless another is named."""
        self.new_wanted.emit(day or self.board.day, minute)
