"""What every page of the roster is."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from desk.services.session import Desk
from desk.ui.roster.board import RosterBoard
from desk.ui.shell.page import Page


class RosterPage(Page):
    """One page of the tab. All pages look at the same ``board``."""

    SHOWS = frozenset({"centre", "roster"})

    def __init__(self, desk: Desk, board: RosterBoard) -> None:
        super().__init__(desk)
        self.board = board
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
