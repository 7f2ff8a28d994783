"""The card of a booking 预约卡: everything known of it, what became of it, and what can be done with it now."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from desk.books import residents
from desk.books.bookings import arrivals, booking, call_queries, contacts, queries, waiting_list
from desk.books.bookings.call_queries import CallAbout
from desk.books.bookings.model import LABELS, OPEN, TO_COME, Booking, BookingState, ResourceKind
from desk.core import identity
from desk.core.calendar import full_date_words, moment_words, weekday_words
from desk.core.clock import local
from desk.core.clock_times import span_words
from desk.core.errors import DeskError
from desk.core.permissions import May
from desk.core.words import P_, _, named
from desk.core.work import Work
from desk.reports.kit.declaration import Given
from desk.services.session import Desk
from desk.ui.bookings.board import time_and_place
from desk.ui.bookings.board_acts import CancelBooking
from desk.ui.shell.person_record import PersonRecordWindow, wrapped_lines
from desk.ui.visits.person_line import in_full, masked_words
from desk.ui.widgets import papers
from desk.ui.widgets.controls import button, clear_layout, keyed, label, row
from desk.ui.widgets.form_dialog import ask
from desk.ui.widgets.key_cap import CapButton
from desk.ui.widgets.once import shortcut


class BookingCard(PersonRecordWindow):
    """Opened from the board, from a list of bookings, or by the number."""

    SHOWS = frozenset({"bookings", "residents", "visits"})
    move_wanted = Signal(int)
    """Another time is to be chosen on the board."""

    def __init__(self, desk: Desk, id: int, parent: QWidget) -> None:
        super().__init__(desk, parent, (860, 600), P_("booking", "History"))
        self._id = id
        self._by_key: dict[str, CapButton] = {}
        """What can be done now, by its key."""
        self.together = wrapped_lines(P_("booking", "Booked together"))
        self.together_head = label(P_("booking", "Booked together"), "heading")
        self.slip_button = keyed(self, _("Booking slip"), self.print_slip, "Ctrl+P")
        self.message_button = button(_("Copy as text"), self.copy_slip)
        self.form_button = button(_("Application for a room"), self.print_form)
        papers_of = (self.slip_button, self.message_button, self.form_button)
        foot = row(*papers_of, 1, button(_("Close"), self.accept, key="Esc"))
        self._lay_out(foot, self.together_head, self.together)
        for key in ("F6", "F7", "F8", "Delete"):
            shortcut(self, key, partial(self._press, key))
        self.while_reading("Space", partial(self._press, "Space"))
        self.load()
        self.story.setFocus()

    def fill(self) -> None:
        """Read the booking again and offer what its state allows."""
        with self.desk.read() as work:
            self.booking = booked = queries.find(work, self._id)
            self._person = residents.find(work, booked.resident_id) if booked.resident_id else None
            self._moves = queries.moves_of(work, self._id)
            self._series = queries.of_series(work, booked.series_id) if booked.series_id else []
            self._calls = call_queries.calls_about(work, self._id)
            self._now, self._today = work.now, work.today
        self.setWindowTitle(_("Booking {number}", number=booked.number))
        self.heading.setText(f"{time_and_place(booked)} · {booked.state_words}")
        for part in (self.slip_button, self.message_button):
            part.setVisible(booked.state in OPEN)
        self.form_button.setVisible(booked.kind is ResourceKind.ROOM)
        self._draw()
        self._offer(booked)

    def _draw(self) -> None:
        """What was read, the person masked unless somebody asked to see them."""
        self.facts.setText("\n".join(self._fact_lines(self.booking)))
        self.veil.button.setVisible(bool(self._person or self.booking.contact or self.booking.telephone))
        self.story.clear()
        for move in self._moves:
            text = f"{local(move.at):%Y-%m-%d %H:%M}　{move.state.label}　{move.who}"
            self.story.addItem(text + (f"\n{self._typed(move.remark)}" if move.remark else ""))
        for call in self._calls:
            self.story.addItem(self._call_words(call))
        self.together.clear()
        for each in self._series:
            self.together.addItem(f"{each.number}　{time_and_place(each)}　{each.state_words}")
        for part in (self.together, self.together_head):
            part.setVisible(len(self._series) > 1)

    def _call_words(self, call: CallAbout) -> str:
        """That somebody is to be rung up and why; once it was done when, by whom and what came of it."""
        at, what, who = call.at, _("To be rung up"), ""
        if call.rung_at is not None:
            at, what, who = call.rung_at, _("Rung up"), call.rung_by
        heard = " · ".join(filter(None, (self._typed(call.details), self._typed(call.outcome))))
        line = "　".join(filter(None, (f"{local(at):%Y-%m-%d %H:%M}", what, call.reason.label, who)))
        return f"{line}\n{heard}" if heard else line

    def _typed(self, text: str) -> str:
        """What staff typed, which may name the person."""
        return text if self.veil.lifted else self.booking.masked(text)

    def _fact_lines(self, booked: Booking) -> list[str]:
        in_sight = self.veil.lifted
        name = (lambda text: text) if in_sight else identity.mask_name
        telephone = (lambda text: text) if in_sight else identity.mask_telephone
        person = (in_full if in_sight else masked_words)(self._person, self._today) if self._person else ""
        day = f"{full_date_words(booked.day)} {weekday_words(booked.day)} {span_words(booked.begins, booked.ends)}"
        guardian = f"{name(booked.guardian)} {telephone(booked.guardian_telephone)}".strip()
        people = str(booked.people) if booked.people > 1 or booked.kind is ResourceKind.ROOM else ""
        facts = (
            {"party": booked.party},
            {"contact": name(booked.contact), "telephone": telephone(booked.telephone)},
            {"guardian": guardian},
            {"service_id": booked.service},
            {"purpose": self._typed(booked.purpose)},
            {"people": people, "channel": booked.channel.label},
        )
        lines = ("　".join(named(_(LABELS[field]), value) for field, value in each.items() if value) for each in facts)
        kept = moment_words(booked.held_until, self._today) if booked.held_until else ""
        return [
            f"{_('Booking {number}', number=booked.number)}　{day}",
            *filter(None, (person, *lines)),
            *([_("Kept until {until}; the person has not said yes yet.", until=kept)] if kept else []),
        ]

    def _offer(self, booked: Booking) -> None:
        clear_layout(self._actions)
        self.problem.setText("")
        offered = self._offered(booked) if self.desk.actor.may(May.SERVE) else []
        self._by_key = {}
        for caption, key, act in offered:
            self._by_key[key] = made = button(caption, act, key=key)
            self._actions.addWidget(made)

    def _press(self, key: str) -> None:
        """A key does here what it does on the board, where the booking's state allows it."""
        if key in self._by_key:
            self._by_key[key].click()

    def _offered(self, booked: Booking) -> list[tuple[str, str, Callable[[], object]]]:
        state, today = booked.state, booked.day == self._today
        decides = self.desk.actor.may(May.DECIDE_BOOKINGS)
        to_come, back = (BookingState.BOOKED, BookingState.MISSED), P_("booking", "Take back")
        acts: tuple[tuple[bool, str, str, Callable[[], object]], ...] = (
            (state is BookingState.HELD and decides, P_("booking request", "Agree"), "", self._agree),
            (state is BookingState.HELD and decides, P_("booking request", "Refuse…"), "", self._refuse),
            (booked.held_until is not None, P_("booking", "Person says yes"), "", self._confirm),
            (state in to_come and today, P_("booking", "Here"), "Space", self._arrive),
            (state is BookingState.ARRIVED, P_("booking", "Finish"), "F7", self._finish),
            (state is BookingState.ARRIVED and today, back, "F8", self._take_back),
            (state is BookingState.MISSED and today, back, "F8", self._take_back_miss),
            (state in (BookingState.BOOKED, BookingState.HELD), P_("booking", "Move"), "F6", self._move),
            (state in TO_COME, P_("booking", "Cancel"), "Delete", self._cancel),
        )
        return [(caption, key, act) for offered, caption, key, act in acts if offered]

    def _do(self, act: Callable[[Work], object], sentence: str) -> None:
        try:
            with self.desk.write() as work:
                act(work)
        except DeskError as error:
            self.problem.setText(error.message)
            return
        self.acted(sentence)

    def _agree(self) -> None:
        self._do(
            lambda work: booking.decide(work, self._id, True, seen=self.booking), _("Agreed. Please tell the person.")
        )

    def _refuse(self) -> None:
        def act(typed: dict[str, str]) -> None:
            with self.desk.write() as work:
                booking.decide(work, self._id, False, typed["remark"], seen=self.booking)

        if ask(self, _("Not agreed to: {number}", number=self.booking.number), {"remark": _("Reason")}, act):
            self.acted(_("Not agreed to. Please tell the person."))

    def _confirm(self) -> None:
        self._do(partial(waiting_list.confirm, id=self._id), _("Confirmed."))

    def _arrive(self) -> None:
        self._do(partial(arrivals.arrive, id=self._id), _("{who} is here.", who=self.booking.who))

    def _finish(self) -> None:
        self._do(partial(arrivals.finish, id=self._id), _("{number} is over.", number=self.booking.number))

    def _take_back(self) -> None:
        self._do(partial(arrivals.take_back, id=self._id), _("{who} is expected again.", who=self.booking.who))

    def _take_back_miss(self) -> None:
        self._do(partial(arrivals.take_back_miss, id=self._id), _("{who} is expected again.", who=self.booking.who))

    def _move(self) -> None:
        """The board is where another time is chosen."""
        self.accept()
        self.move_wanted.emit(self._id)

    def _cancel(self) -> None:
        asked = CancelBooking(self, self.desk, self.booking)
        if asked.exec():
            self.acted(asked.sentence)
        asked.deleteLater()

    def _paper(self, act: Callable[[], object]) -> None:
        try:
            act()
        except DeskError as error:
            self.problem.setText(error.message)

    def print_slip(self) -> None:
        """Ctrl+P 预约单: time, place, and what to bring."""
        if self.booking.state in OPEN:
            self._paper(
                lambda: papers.preview(self, self.desk, "booking-slip", self.booking.number, number=Given(self.booking))
            )

    def copy_slip(self) -> None:
        """The same as text, to be pasted into a message."""

        def act() -> None:
            with self.desk.read() as work:
                QApplication.clipboard().setText(
                    papers.text(self.desk, work, "booking-slip", number=Given(self.booking))
                )
            self.toast.emit(_("The text is on the clipboard, ready to paste."), "good")

        self._paper(act)

    def print_form(self) -> None:
        """场地使用申请表, filled in."""
        self._paper(
            lambda: papers.preview(self, self.desk, "room-form", self.booking.number, number=Given(self.booking))
        )

    def _look_up(self) -> None:
        with self.desk.write() as work:
            contacts.look_up(work, self._id, _("Card of booking {number}", number=self.booking.number))
