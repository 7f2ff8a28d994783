"""A page of a tab that stacks what it shows, and opens records of its rows as cards."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout

from desk.services.session import Desk
from desk.ui.shell.page import Page


class ColumnPage(Page):
    """What it shows goes into ``column``."""

    opened = Signal(int)
    """The card of a record is to be opened, by its id."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)

    def take_focus(self) -> None:
        """The keys stay on the page where its list is empty, and do not go to the bar above it."""
        super().take_focus()
        focus = QApplication.focusWidget()
        if self.isVisible() and (focus is None or not self.isAncestorOf(focus)):
            self.setFocus()
