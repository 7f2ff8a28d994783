"""The tab 预约登记: the board of a day, and what is to be done about bookings."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from desk.core.permissions import May
from desk.core.words import NP_
from desk.ui.bookings.board_page import DayBoardPage
from desk.ui.bookings.booking_card import BookingCard
from desk.ui.bookings.calls_page import CallsPage
from desk.ui.bookings.page import BookingsPage
from desk.ui.bookings.requests_page import RequestsPage
from desk.ui.bookings.to_confirm_page import ToConfirmPage
from desk.ui.shell.page import Destinations, Page
from desk.ui.shell.paged_tab import PagedTab
from desk.ui.shell.tab import PageDeclaration


class BookingsTab(PagedTab):
    """预约登记: who comes when, to which counter or room."""

    PAGES = (
        PageDeclaration(NP_("page", "Day board"), "desk.ui.bookings.board_page:DayBoardPage"),
        PageDeclaration(NP_("page", "To confirm"), "desk.ui.bookings.to_confirm_page:ToConfirmPage"),
        PageDeclaration(NP_("page", "Calls"), "desk.ui.bookings.calls_page:CallsPage"),
        PageDeclaration(NP_("page", "Requests"), "desk.ui.bookings.requests_page:RequestsPage", May.DECIDE_BOOKINGS),
        PageDeclaration(
            NP_("page", "What can be booked"), "desk.ui.bookings.resources_page:ResourcesPage", May.DECIDE_BOOKINGS
        ),
    )
    DESTINATIONS: ClassVar[Destinations] = {
        "bookings.day": lambda tab, day: tab.show_day(day),
        "bookings.booking": lambda tab, id: tab.show_booking(id),
        "bookings.to_confirm": lambda tab, _about: tab.open(ToConfirmPage),
        "bookings.calls": lambda tab, _about: tab.open(CallsPage),
        "bookings.to_decide": lambda tab, _about: tab.open(RequestsPage),
    }

    def make_page(self, kind: type[Page]) -> Page:
        assert issubclass(kind, BookingsPage)
        page = kind(self.desk)
        page.opened.connect(self.open_booking)
        page.move_wanted.connect(self.move_booking)
        return page

    def _board(self) -> DayBoardPage:
        page = self.raise_page(DayBoardPage)
        assert isinstance(page, DayBoardPage)
        return page

    def show_day(self, day: date | None) -> None:
        """The board of a day; of today where none is named."""
        self._board().go_to(day or self.desk.clock.today())

    def show_booking(self, id: int) -> None:
        """The card of a booking, over the board of its day."""
        self._board().show_booking(id)
        self.open_booking(id)

    def open_booking(self, id: int) -> None:
        """The card of a booking, until it is closed."""
        card = BookingCard(self.desk, id, self)
        card.move_wanted.connect(self.move_booking)
        card.show_over(self.toast)
        self.done()

    def move_booking(self, id: int) -> None:
        """On the board: another time for this booking 改期."""
        self._board().begin_move(id)
