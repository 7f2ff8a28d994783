"""The page of the leader: what was asked for and waits for a yes or no 场地审批."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from desk.books.bookings import availability, booking, queries
from desk.books.bookings.model import Booking, BookingState, ResourceKind
from desk.books.bookings.schedule import Answer
from desk.core.clock import local
from desk.core.clock_times import clock
from desk.core.errors import Invalid, Problem
from desk.core.occupation import Occupation
from desk.core.words import N_, NP_, P_, Worded, _, clauses, listed, named
from desk.core.work import Work
from desk.reports.kit.declaration import Given
from desk.services.session import Desk
from desk.ui.bookings import booking_columns
from desk.ui.bookings.page import BookingsPage
from desk.ui.shell.commands import Command, Commands
from desk.ui.widgets import papers
from desk.ui.widgets.choices import Choice
from desk.ui.widgets.columns import Column
from desk.ui.widgets.controls import Field, label, row
from desk.ui.widgets.field_parts import FULL
from desk.ui.widgets.form_dialog import FormDialog
from desk.ui.widgets.lists import ListView
from desk.ui.widgets.wrapping import Wrapping

LONGEST_REMARK = 200
LOOKED_BACK = timedelta(days=400)
"""So far back missed bookings of the person are named."""
MOST_NAMED = 6


class Decision(Worded):
    """The leader's answer 审批意见."""

    YES = "yes", NP_("decision on a booking", "Agreed")
    NO = "no", NP_("decision on a booking", "Not agreed to")


@dataclass(frozen=True)
class HeldRequest:
    """A booking that waits, and why it has to be decided."""

    booking: Booking
    reason: str

    @property
    def id(self) -> int:
        """That of the booking."""
        return self.booking.id


def _whose(request: HeldRequest) -> Booking:
    return request.booking


class RequestsPage(BookingsPage):
    """场地审批: rooms, and counter bookings of who missed several."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        columns: list[Column[HeldRequest]] = [
            booking_columns.when(_whose, self.desk.clock.today),
            booking_columns.where(_whose),
            booking_columns.who(_whose),
            Column(P_("booking", "People"), 60, lambda each: str(each.booking.people), number=True),
            booking_columns.what(_whose, rank=1),
            Column(_("Why it is to be decided"), 180, lambda each: each.reason, flex=4),
            Column(
                _("Asked on"),
                110,
                lambda each: f"{local(each.booking.made_at):%Y-%m-%d}",
                rank=2,
                sorts_by=lambda each: each.booking.made_at,
            ),
            booking_columns.number(_whose, rank=3),
        ]
        self.list: ListView[HeldRequest] = ListView(
            columns,
            _("No request waits for a decision. Rooms that a clerk books stand here until you say yes or no."),
            _("Requests to decide"),
        )
        self.list.foot.keys_words = _("↑↓ choose　Enter decide　right button more")
        self.column.addWidget(self.list, 1)
        self.column.addLayout(row(self.button(self.open_current), 1, self.button(self.decide)))

    def make_commands(self) -> Commands:
        table = self.list.table
        return (
            Command("F3", N_("Go to the list"), table.setFocus, repeats=True),
            Command("Enter", N_("Decide on the request"), self.decide, label=N_("Decide…"), role="primary", of=table),
            Command("F7", N_("Open the booking"), self.open_current, of=table),
            Command("Ctrl+P", N_("Application for the room, filled in"), self.print, of=table, enabled=self._is_room),
        )

    def fill(self) -> None:
        with self.desk.read() as work:
            held = [HeldRequest(each, each.masked(_why(work, each.id))) for each in queries.to_decide(work)]
        self.list.show_all(held, keep=True)
        if held:
            self.list.foot.show_sum(_("{n} to decide", n=len(held)))

    def open_current(self) -> None:
        """F7: the booking's card."""
        if chosen := self.list.current():
            self.opened.emit(chosen.id)

    def _is_room(self) -> bool:
        return (chosen := self.list.current()) is not None and chosen.booking.kind is ResourceKind.ROOM

    def print(self) -> None:
        """Ctrl+P 场地使用申请表 of the chosen request, for the leader's signature."""
        if chosen := self.list.current():
            number = chosen.booking.number
            papers.preview(self, self.desk, "room-form", number, number=Given(chosen.booking))

    def decide(self) -> None:
        """Enter: what is asked for, what else is there on that day, and yes or no."""
        chosen = self.list.current()
        if chosen is None:
            return
        asked = DecideRequest(self, self.desk, chosen)
        if asked.exec():
            sentence = N_("{number} is agreed to; {who} is to be rung up.")
            if asked.decision.value is Decision.NO:
                sentence = N_("{number} is not agreed to; {who} is to be rung up.")
            self.done(_(sentence, number=chosen.booking.number, who=chosen.booking.who))
            self.list.table.setFocus()
        asked.deleteLater()


def _why(work: Work, id: int) -> str:
    """Why it is to be decided, and what happened to it while it waited, such as another time."""
    remarks = [each.remark for each in queries.moves_of(work, id) if each.state is BookingState.HELD]
    return clauses(dict.fromkeys(filter(None, remarks)))


@dataclass(frozen=True)
class DayAround:
    """What the leader looks at before deciding: what else takes place there that day, whether the time is free without
    this request, and for a counter when the person missed bookings.
    """

    others: tuple[Occupation, ...]
    answer: Answer
    missed: tuple[str, ...]


def read_day(work: Work, asked: Booking) -> DayAround:
    """Everything that the dialog shows beside the request itself."""
    read = availability.schedule(work, asked.resource_id, asked.day, asked.day, without=(asked.id,))
    others = sorted({*read.taken, *read.closed}, key=lambda each: (each.begins_at, each.ends_at))
    missed: list[Booking] = []
    if asked.resident_id is not None:
        of_person = queries.of_person(work, asked.resident_id, work.now - LOOKED_BACK, work.now)
        missed = [each for each in of_person if each.state is BookingState.MISSED]
    days = tuple(f"{each.day} {clock(each.begins)}" for each in missed[-MOST_NAMED:])
    return DayAround(tuple(others), read.answer(asked.begins_at, asked.ends_at, asked.people), days)


class DecideRequest(FormDialog):
    """Yes or no, with the reason; a no needs one."""

    def __init__(self, parent: QWidget, desk: Desk, request: HeldRequest) -> None:
        super().__init__(parent, _("Decide on {number}", number=request.booking.number))
        self.setMinimumWidth(620)
        self._desk, self._asked = desk, request.booking
        with desk.read() as work:
            around = read_day(work, request.booking)
        self.about = label(self._about_words(request), wrap=True)
        self.day = label(self._day_words(around), "muted", wrap=True)
        self.clash = label(self._clash_words(around), "problem", wrap=True)
        self.clash.setVisible(bool(self.clash.text()))
        for part in (self.about, self.day, self.clash):
            self._column.addWidget(part)
        self.decision = Choice(tuple(Decision))
        self.remark = Wrapping(LONGEST_REMARK)
        self.add("decision", Field(P_("booking", "Decision"), self.decision, required=True))
        hint = _("With a no it is told to the person.")
        self.add("remark", Field(P_("booking", "Reason"), self.remark, hint, width=FULL))
        self.finish(P_("booking", "Decide"))
        self.decision.setFocus()

    def _about_words(self, request: HeldRequest) -> str:
        asked = request.booking
        lines = [
            booking_columns.about_words(asked, self._desk.clock.today()),
            _("{n} people", n=asked.people),
            asked.masked(asked.purpose) if asked.service else "",
            request.reason,
        ]
        return clauses(filter(None, lines))

    def _day_words(self, around: DayAround) -> str:
        others = listed(_occupation_words(each) for each in around.others)
        lines = [named(_("Else on that day"), others or _("nothing"))]
        if around.missed:
            lines.append(named(_("Missed on"), listed(around.missed)))
        return "\n".join(lines)

    def _clash_words(self, around: DayAround) -> str:
        if around.answer.reason is None:
            return ""
        why = around.answer.closed or listed(each.text for each in around.answer.by) or around.answer.reason.label
        return _("At that time it is not free: {why}", why=why)

    def do(self) -> None:
        if self.decision.value is None:
            raise Invalid(Problem("decision", _("Please choose whether it is agreed to.")))
        with self._desk.write() as work:
            agreed = self.decision.value is Decision.YES
            booking.decide(work, self._asked.id, agreed, self.remark.text(), seen=self._asked)


def _occupation_words(each: Occupation) -> str:
    """09:00—10:00 and what it is."""
    return f"{local(each.begins_at):%H:%M}—{local(each.ends_at):%H:%M} {each.text}"
