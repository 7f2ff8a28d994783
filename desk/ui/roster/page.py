"""What every page of the roster is."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from desk.session import Desk
from desk.ui.part import Part
from desk.ui.roster.board import Board


class Page(Part):
    """One page of the tab. All pages look at the same ``board``."""

    def __init__(self, desk: Desk, board: Board) -> None:
        super().__init__(desk)
        self.board = board
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
