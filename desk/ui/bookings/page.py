"""What every page of the tab 预约登记 is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout

from desk.services.session import Desk
from desk.ui.shell.page import Page


class BookingsPage(Page):
    """One page of the tab. It asks the tab for what goes beyond it."""

    SHOWS = frozenset({"activities", "bookings", "cases", "catalogue", "centre", "residents", "roster", "visits"})
    opened = Signal(int)
    """The card of a booking is to be opened, by its id."""
    move_wanted = Signal(int)
    """Another time is to be chosen on the board for the booking with this id."""

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
