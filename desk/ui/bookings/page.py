"""What every page of the tab 预约登记 is."""

from __future__ import annotations

from PySide6.QtCore import Signal

from desk.ui.shell.column_page import ColumnPage


class BookingsPage(ColumnPage):
    """One page of the tab. It asks the tab for what goes beyond it; what it opens is the card of a booking."""

    SHOWS = frozenset(
        {
            "activities",
            "bookings",
            "cases",
            "catalogue",
            "centre",
            "meetings",
            "organisations",
            "residents",
            "roster",
            "visits",
        }
    )
    move_wanted = Signal(int)
    """Another time is to be chosen on the board for the booking with this id."""
