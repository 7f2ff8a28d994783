"""The page of calls: whom to ring up about a booking and why, and under it who waits for a place."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from desk.books.bookings import booking, call_queries, calls, contacts, queries, resources, waiting_list
from desk.books.bookings.call_queries import CallToMake
from desk.books.bookings.calls import CallAnswer
from desk.books.bookings.contacts import BookingContact
from desk.books.bookings.model import Booking, BookingState
from desk.core.clock import local
from desk.core.errors import Invalid, Problem
from desk.core.tone import Tone
from desk.core.words import N_, P_, _, clauses, named, phrases
from desk.core.work import Work
from desk.services.session import Desk
from desk.ui.bookings import booking_columns
from desk.ui.bookings.booking_columns import about_words
from desk.ui.bookings.page import BookingsPage
from desk.ui.shell.commands import Command, Commands
from desk.ui.widgets.choices import Choice
from desk.ui.widgets.columns import Column
from desk.ui.widgets.contact_veil import ContactVeil
from desk.ui.widgets.controls import Field, label, row
from desk.ui.widgets.field_parts import FULL
from desk.ui.widgets.form_dialog import FormDialog, ask
from desk.ui.widgets.lists import ListView
from desk.ui.widgets.wrapping import Wrapping

LONGEST_REMARK = 200


@dataclass(frozen=True)
class CallRow:
    """A call that is to be made, with the booking that it is about."""

    call: CallToMake
    booking: Booking

    @property
    def id(self) -> int:
        """That of the call."""
        return self.call.id


@dataclass(frozen=True)
class WaitingRow:
    """Somebody on the waiting list 候补, and why others went before."""

    booking: Booking
    place: int
    """Counted from 1, among those who wait for the same counter or room at the same time."""
    passed_over: str

    @property
    def id(self) -> int:
        """That of the booking."""
        return self.booking.id


def _called(each: CallRow) -> Booking:
    return each.booking


def _waiting(each: WaitingRow) -> Booking:
    return each.booking


def read_waiting(work: Work) -> list[WaitingRow]:
    """Everybody who waits for a time to come: by time and place, in each in the strict order in which they came."""
    waits = [each for each in queries.in_states(work, (BookingState.WAITING,)) if each.begins_at > work.now]
    waits.sort(key=lambda each: (each.begins_at, each.resource_id, each.id))
    rows: list[WaitingRow] = []
    for each in waits:
        same = [row for row in rows if _slot(row.booking) == _slot(each)]
        rows.append(WaitingRow(each, len(same) + 1, each.masked(queries.moves_of(work, each.id)[-1].remark)))
    return rows


def _slot(each: Booking) -> tuple[int, object]:
    return each.resource_id, each.begins_at


class CallsPage(BookingsPage):
    """电话告知: telephones are masked until somebody asks for one, which is logged."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.list: ListView[CallRow] = ListView(
            self._call_columns(),
            _(
                "Nobody is to be rung up. Whoever gets a place from the waiting list, or whose booking we had to "
                "change, stands here."
            ),
            _("Calls to make"),
        )
        self.list.foot.keys_words = _("↑↓ choose　Enter note　right button more")
        self.waiting: ListView[WaitingRow] = ListView(
            self._waiting_columns(),
            _("Nobody waits for a place. When a time is full, the booking form offers the waiting list."),
            _("Waiting list"),
        )
        self.contact = ContactVeil(self, self.list, self._look_up, self._tell_refusal)
        self.column.addWidget(self.list, 3)
        acts = [self.button(act) for act in (self.release, self.check_roster)]
        self.column.addLayout(row(*acts, 1, self.contact.text, self.contact.button, self.button(self.note)))
        self.column.addWidget(label(_("Waiting list"), "heading"))
        self.column.addWidget(self.waiting, 2)

    def make_commands(self) -> Commands:
        called, waits = self.list.table, self.waiting.table
        return (
            Command("F3", N_("Go to the list of calls"), called.setFocus, repeats=True),
            Command("F6", N_("Go to the waiting list"), self.waiting.enter, repeats=True),
            Command("Enter", N_("Note what came of the call"), self.note, label=N_("Note…"), role="primary", of=called),
            Command("F4", N_("Show the telephone, and mask it again"), self.contact.toggle, of=called, repeats=True),
            Command("F7", N_("Open the booking"), self.open_current, of=(called, waits)),
            Command("", N_("Take off the waiting list…"), self.stop_waiting, of=waits),
            Command("", N_("Check against the roster"), self.check_roster),
            Command("", N_("Release unconfirmed places"), self.release),
        )

    def _call_columns(self) -> list[Column[CallRow]]:
        return [
            Column(P_("booking", "Why"), 130, lambda each: each.call.reason.label, self._tone),
            booking_columns.when(_called, self.desk.clock.today),
            booking_columns.where(_called),
            booking_columns.who(_called),
            booking_columns.tail(_called),
            Column(_("Details"), 200, lambda each: each.booking.masked(each.call.details), flex=5),
            Column(_("State"), 130, lambda each: each.booking.state_words, rank=1),
            Column(
                P_("call", "Since"),
                130,
                lambda each: f"{local(each.call.at):%Y-%m-%d %H:%M}",
                rank=2,
                sorts_by=lambda each: each.call.at,
            ),
            booking_columns.number(_called, rank=3),
        ]

    def _tone(self, each: CallRow) -> Tone:
        """How much it presses: the time has come, or comes today."""
        if each.booking.begins_at <= self.desk.clock.now():
            return Tone.OVERDUE
        return Tone.DUE_SOON if each.booking.day == self.desk.clock.today() else Tone.WAITING

    def _waiting_columns(self) -> list[Column[WaitingRow]]:
        return [
            booking_columns.when(_waiting, self.desk.clock.today),
            booking_columns.where(_waiting),
            Column(P_("waiting list", "Place"), 60, lambda each: str(each.place), number=True),
            booking_columns.who(_waiting),
            Column(P_("booking", "People"), 60, lambda each: str(each.booking.people), number=True),
            Column(P_("waiting list", "Passed over because"), 200, lambda each: each.passed_over, flex=5),
            Column(
                P_("waiting list", "Since"),
                130,
                lambda each: f"{local(each.booking.made_at):%Y-%m-%d %H:%M}",
                rank=1,
                sorts_by=lambda each: each.booking.made_at,
            ),
        ]

    def fill(self) -> None:
        with self.desk.read() as work:
            to_make = [CallRow(*each) for each in call_queries.calls_to_make(work)]
            waits = read_waiting(work)
            late = len(queries.unanswered(work))
        self.list.show_all(to_make, keep=True)
        self.waiting.show_all(waits)
        if to_make:
            kept = _("{n} kept places are not confirmed in time", n=late) if late else ""
            self.list.foot.show_sum(phrases(filter(None, (_("{n} to ring up", n=len(to_make)), kept))))
        self.contact.button.setEnabled(bool(to_make))

    def _look_up(self, chosen: CallRow) -> str:
        with self.desk.write() as work:
            purpose = _("Ringing up about booking {number}", number=chosen.booking.number)
            return contact_words(contacts.look_up(work, chosen.booking.id, purpose))

    def _tell_refusal(self, sentence: str) -> None:
        self.toast.emit(sentence, "bad")

    def open_current(self) -> None:
        """F7: the card of the booking, of whichever list one is in."""
        chosen = self.waiting.current() if self.waiting.table.hasFocus() else self.list.current()
        if chosen is not None:
            self.opened.emit(chosen.booking.id)

    def note(self) -> None:
        """Enter: what the person said. Whoever wants another time is moved on the board."""
        chosen = self.list.current()
        if chosen is None:
            return
        asked = NoteCall(self, self.desk, chosen)
        if asked.exec():
            stays = asked.answer.value is not CallAnswer.NO_ANSWER or chosen.booking.ends_at > self.desk.clock.now()
            sentence = _TOLD.get(asked.answer.value, NOTED) if stays else NOTED
            self.done(_(sentence, number=chosen.booking.number))
            if asked.answer.value is CallAnswer.OTHER_TIME:
                self.move_wanted.emit(chosen.booking.id)
            else:
                self.list.table.setFocus()
        asked.deleteLater()

    def stop_waiting(self) -> None:
        """Somebody does not want to wait any more."""
        chosen = self.waiting.current()
        if chosen is None:
            return

        def act(texts: dict[str, str]) -> None:
            with self.desk.write() as work:
                booking.cancel(work, chosen.booking.id, texts["reason"])

        if ask(self, _("Take off the waiting list"), {"reason": _("Reason")}, act, optional=True):
            self.done(_("{number} is no longer on the waiting list.", number=chosen.booking.number))

    def check_roster(self) -> None:
        """排班变动核对: whoever has no place by the roster as it is now comes onto the list."""
        with self.desk.write() as work:
            added = resources.after_roster_change(work)
        if added:
            self.done(_("{n} bookings have no place by the roster; they are on the list.", n=added), "warning")
        else:
            self.done(_("Every booking has its place by the roster."))

    def release(self) -> None:
        """释放未确认: places that were kept long enough go to whoever is next."""
        with self.desk.write() as work:
            lapsed = waiting_list.release_unanswered(work)
        if lapsed:
            self.done(_("{n} places were released and go to whoever is next.", n=len(lapsed)))
        else:
            self.done(_("No kept place is past its time."))


NOTED = N_("Noted.")
_TOLD = {
    CallAnswer.CONFIRMED: N_("{number}: the place is confirmed."),
    CallAnswer.GIVEN_UP: N_("{number}: given up; whoever is next gets the place."),
    CallAnswer.CANCELS: N_("{number} is cancelled by the centre."),
    CallAnswer.NO_ANSWER: N_("Nobody answered; {number} stays on the list."),
}
"""What is told after an answer that does something."""


def contact_words(contact: BookingContact) -> str:
    """张三丰 138 0000 1111; of a child the guardian too."""
    guardian = f"{contact.guardian} {contact.guardian_telephone}".strip()
    parts = (f"{contact.name} {contact.telephone}", named(_("Guardian"), guardian) if guardian else "")
    return "　".join(filter(None, parts))


class NoteCall(FormDialog):
    """What the person said, from the usual answers; a few words more where they are needed."""

    def __init__(self, parent: QWidget, desk: Desk, chosen: CallRow) -> None:
        super().__init__(parent, _("What came of the call"))
        self.setMinimumWidth(620)
        self._desk, self._call = desk, chosen.call
        reason, details = chosen.call.reason.label, chosen.booking.masked(chosen.call.details)
        why = named(reason, details) if details else reason
        self._column.addWidget(label(clauses((about_words(chosen.booking, desk.clock.today()), why)), wrap=True))
        self.answer = Choice(calls.answers_to(chosen.call, chosen.booking))
        self.remark = Wrapping(LONGEST_REMARK)
        self.add("answer", Field(P_("call", "Answer"), self.answer, required=True))
        hint = _("As far as it is needed, such as who answered.")
        self.add("remark", Field(P_("call", "Remark"), self.remark, hint, width=FULL))
        self.finish(P_("call", "Note"))
        self.answer.setFocus()

    def do(self) -> None:
        if self.answer.value is None:
            raise Invalid(Problem("answer", _("Please choose what the person said, or that nobody answered.")))
        with self._desk.write() as work:
            calls.answered(work, self._call.id, self.answer.value, self.remark.text())
