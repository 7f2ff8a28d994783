"""The page of the evening: what is over and of which nobody has said what became of it, answered with one key each."""

from __future__ import annotations

from collections.abc import Callable

from desk.books.bookings import arrivals, booking, queries
from desk.books.bookings.model import Booking, BookingState
from desk.core.calendar import date_words
from desk.core.errors import DeskError
from desk.core.tone import Tone
from desk.core.words import N_, NP_, P_, _
from desk.core.work import Work
from desk.services.session import Desk
from desk.ui.bookings import booking_columns
from desk.ui.bookings.booking_columns import itself
from desk.ui.bookings.page import BookingsPage
from desk.ui.shell.commands import Command, Commands
from desk.ui.widgets.columns import Column
from desk.ui.widgets.controls import label, row
from desk.ui.widgets.lists import ListView

Answer = Callable[[Work, int], object]
"""What is done with the booking of this id."""


class ToConfirmPage(BookingsPage):
    """待确认: came, missed or cancelled, one key each. Nothing is marked missed by itself."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        columns: list[Column[Booking]] = [
            booking_columns.when(itself, self.desk.clock.today),
            booking_columns.where(itself),
            booking_columns.who(itself),
            booking_columns.tail(itself),
            booking_columns.what(itself),
            Column(_("State"), 90, lambda each: each.state_words, self._tone),
            booking_columns.number(itself, rank=1),
        ]
        self.list: ListView[Booking] = ListView(
            columns,
            _(
                "Nothing to confirm. Once a booking's time is over and nobody noted an arrival, it stands here; please "
                "go through the list each evening."
            ),
            _("Bookings to confirm"),
        )
        self._said: list[tuple[Booking, str]] = []
        """What was answered here and how it was told, the last one last: F8 takes it back."""
        hint = _("Whoever came late or cancelled by telephone is no miss. A miss counts; 65 and older are exempt.")
        self.column.addWidget(label(hint, "muted", wrap=True))
        self.column.addWidget(self.list, 1)
        answers = map(self.button, (self.cancelled, self.missed, self.came))
        self.column.addLayout(row(self.button(self.take_back), self.button(self.open_current), 1, *answers))

    def make_commands(self) -> Commands:
        table = self.list.table
        return (
            Command("F3", N_("Go to the list"), table.setFocus, repeats=True),
            Command("Enter", N_("Open the booking"), self.open_current, on_label=False, of=table),
            Command("D", NP_("booking", "Came"), self.came, role="primary", of=table, inside=self.list, repeats=True),
            Command(
                "M",
                NP_("booking", "Did not come"),
                self.missed,
                of=table,
                inside=self.list,
                enabled=self._is_booked,
                repeats=True,
            ),
            Command(
                "X",
                NP_("booking", "Had cancelled"),
                self.cancelled,
                of=table,
                inside=self.list,
                enabled=self._is_booked,
                repeats=True,
            ),
            Command(
                "F8",
                N_("Take back the last answer"),
                self.take_back,
                label=NP_("queue", "Undo"),
                enabled=lambda: bool(self._said),
                repeats=True,
            ),
        )

    def _tone(self, each: Booking) -> Tone:
        """Waits for an answer, whatever its state says; who was seen to arrive is at rest."""
        return Tone.DONE if each.state is BookingState.ARRIVED else Tone.WAITING

    def _is_booked(self) -> bool:
        """Is it one whose arrival was not noted? Whoever arrived has neither missed nor cancelled."""
        chosen = self.list.current()
        return chosen is not None and chosen.state is BookingState.BOOKED

    def fill(self) -> None:
        with self.desk.read() as work:
            left = queries.to_confirm(work)
            today = work.today
        self.list.show_all(left, keep=True)
        if left:
            first = date_words(min(each.day for each in left), today)
            self.list.foot.show_sum(_("{n} to confirm, the earliest of {day}", n=len(left), day=first))

    def open_current(self) -> None:
        """Enter: the booking's card."""
        if chosen := self.list.current():
            self.opened.emit(chosen.id)

    def came(self) -> None:
        """D 到过."""
        self._say(arrivals.came, N_("{number} {who}: came."))

    def missed(self) -> None:
        """M 爽约."""
        self._say(arrivals.miss, N_("{number} {who}: did not come."))

    def cancelled(self) -> None:
        """X 取消: the person had said so, which nobody noted."""
        reason = _("Noted afterwards.")
        self._say(lambda work, id: booking.cancel(work, id, reason), N_("{number} {who}: had cancelled."))

    def _say(self, act: Answer, sentence: str) -> None:
        chosen = self.list.current()
        if chosen is None:
            return
        with self.desk.write() as work:
            act(work, chosen.id)
        if self._said:
            self.taken_back.emit(self._said[-1][1])  # its button would take this answer back, not that
        said = _(sentence, number=chosen.number, who=chosen.who)
        self._said.append((chosen, said))
        self.freshness.hub.tell()
        self.undo_offered.emit(said, "good", P_("queue", "Undo"))

    def take_back(self) -> None:
        """F8: the last answer was a slip; the row is here again, and chosen."""
        if not self._said:
            return
        last, said = self._said.pop()
        try:
            with self.desk.write() as work:
                arrivals.take_back_answer(work, last.id)
        except DeskError:
            self.show_enabled()
            raise
        self.taken_back.emit(said)
        self.done(_("{number} {who} is to be confirmed again.", number=last.number, who=last.who))
        self.list.choose(last.id)
        self.list.table.setFocus()
