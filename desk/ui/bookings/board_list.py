"""The day's bookings in order, beside the board: who is expected, who is here, who waits for a place."""

from __future__ import annotations

from desk.books.bookings.model import Booking, BookingState
from desk.core.tone import Tone
from desk.core.words import P_, _
from desk.ui.bookings.board import DayBoard, time_words
from desk.ui.bookings.booking_columns import tail_words, what_words
from desk.ui.widgets.controls import label
from desk.ui.widgets.line_list import BETWEEN, LineList

AT_REST = (BookingState.BOOKED,)
"""Whoever is expected needs no tag."""


def tag_of(board: DayBoard, booking: Booking) -> tuple[str, Tone]:
    """What the tag of a row says, with its tone; nothing for whoever is expected later."""
    if board.is_late(booking):
        return P_("booking", "Not here yet"), Tone.DUE_SOON
    if booking.held_until is not None:
        return P_("booking", "To be confirmed"), Tone.WAITING
    if booking.state in AT_REST:
        return "", Tone.QUIET
    return booking.state.label, booking.state.tone or Tone.QUIET


class DayList(LineList):
    """Its rows are the bookings of a board."""

    def __init__(self, board: DayBoard) -> None:
        super().__init__(_("Bookings of the day"), under=2)
        self._board = board
        self._ids: list[int] = []
        self.counts = label("", "muted", wrap=True)
        """How many are expected, here, waiting."""
        self.nothing = label("", "muted", wrap=True)
        """What stands in its place on a day without any."""

    @property
    def booking(self) -> Booking | None:
        """The chosen one; None where nothing is chosen."""
        at = self.currentRow()
        return self._board.booking(self._ids[at]) if 0 <= at < len(self._ids) else None

    def show_board(self) -> None:
        """The bookings of the board's day; what was chosen stays so."""
        was = self.booking
        self.clear()
        self._ids = [booking.id for booking in self._board.bookings]
        for booking in self._board.bookings:
            tag, tone = tag_of(self._board, booking)
            people = P_("booking", "{n} people", n=booking.people) if booking.people > 1 else ""
            whose = filter(None, (time_words(booking), booking.who, tail_words(booking)))
            details = filter(None, (what_words(booking), booking.resource, people))
            self.add("　".join(whose), BETWEEN.join(details), tag, tone)
        self.choose(was.id if was else 0)
        self.setVisible(bool(self._ids))
        self.nothing.setVisible(not self._ids)
        self.nothing.setText(_("Nobody has booked on this day. F2 takes a booking."))
        self.counts.setText(self._counted())

    def choose(self, id: int) -> None:
        """Choose a booking by its id; nothing is chosen where it is not of this day."""
        self.setCurrentRow(self._ids.index(id) if id in self._ids else -1)

    def _counted(self) -> str:
        counts = (
            (P_("bookings of a day", "Expected"), self._board.counted(BookingState.BOOKED)),
            (P_("bookings of a day", "Here"), self._board.counted(BookingState.ARRIVED, BookingState.DONE)),
            (P_("bookings of a day", "Waiting list"), self._board.counted(BookingState.WAITING)),
            (P_("bookings of a day", "To be decided"), self._board.counted(BookingState.HELD)),
            (P_("bookings of a day", "Missed"), self._board.counted(BookingState.MISSED)),
        )
        return " · ".join(f"{name} {n}" for name, n in counts if n) if self._ids else ""
