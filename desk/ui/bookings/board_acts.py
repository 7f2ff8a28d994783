"""What is asked before a booking is cancelled, and what is told of it afterwards."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desk.books.bookings import booking, call_queries, rules
from desk.books.bookings.model import Booking, Cancellation
from desk.core.words import NP_, P_, Worded, _
from desk.services.session import Desk
from desk.ui.widgets.choices import Choice
from desk.ui.widgets.controls import Field, label, line_edit
from desk.ui.widgets.form_dialog import FormDialog


class CancelledBy(Worded):
    """Who cancels a booking 取消人."""

    PERSON = "person", NP_("who cancels a booking", "The person")
    CENTRE = "centre", NP_("who cancels a booking", "The centre")


class CancelBooking(FormDialog):
    """By the person, which needs no reason, or by the centre, which does. ``sentence`` tells what came of it."""

    def __init__(self, parent: QWidget, desk: Desk, asked: Booking) -> None:
        super().__init__(parent, _("Cancel {number}　{who}", number=asked.number, who=asked.who))
        self._desk, self._booking = desk, asked
        self.sentence = ""
        with desk.read() as work:
            late = rules.cancellation(work, asked) is Cancellation.LATE
        self.by = Choice(tuple(CancelledBy))
        self.reason = line_edit(most=100)
        self.add("by", Field(P_("booking", "Cancelled by"), self.by))
        self.add("reason", Field(_("Reason"), self.reason, _("Of the centre: the person is told it on the phone.")))
        if late:
            self._column.addWidget(
                label(
                    _("The time for cancelling is over: it counts as cancelled late, not as missed."),
                    "muted",
                    wrap=True,
                )
            )
        self.finish(P_("booking", "Cancel the booking"))
        self.by.choose(CancelledBy.PERSON)
        self.reason.setFocus()

    def do(self) -> None:
        by_us = self.by.value is CancelledBy.CENTRE
        with self._desk.write() as work:
            before = call_queries.open_calls(work)
            done = booking.cancel(work, self._booking.id, self.reason.text(), by_us=by_us)
            to_ring = call_queries.open_calls(work) - before - by_us
        self.sentence = _("{number} is cancelled: {how}.", number=done.number, how=done.cancelled.label)
        if by_us:
            self.sentence += _(" Please tell the person; it is on the list of calls.")
        if to_ring > 0:
            self.sentence += moved_up_words(to_ring)


def moved_up_words(people: int) -> str:
    """Somebody who waited has the place now, and does not know it yet."""
    return _(" {n} from the waiting list moved up and are on the list of calls.", n=people)
