"""The board of a day 预约看板: what is free and taken of every counter and room, and who comes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtWidgets import QAbstractItemView, QMenu, QSizePolicy, QWidget

from desk.books.bookings import arrivals, booking, call_queries, queries, unmet
from desk.books.bookings.model import Booking, BookingState, NoPlaceReason, ResourceKind
from desk.core.calendar import day_words, weekday_words
from desk.core.permissions import May
from desk.core.typed_days import read_day
from desk.core.words import P_, _
from desk.services.session import Desk
from desk.ui.bookings import board_commands
from desk.ui.bookings.board import BoardCell, DayBoard, time_and_place
from desk.ui.bookings.board_acts import CancelBooking, moved_up_words
from desk.ui.bookings.board_grid import BoardGrid
from desk.ui.bookings.board_list import DayList
from desk.ui.bookings.board_papers import BoardPapers
from desk.ui.bookings.booking_form import BookingForm
from desk.ui.bookings.booking_words import counted_words
from desk.ui.bookings.page import BookingsPage
from desk.ui.shell.commands import Commands
from desk.ui.shell.text_size import hold
from desk.ui.visits import tickets
from desk.ui.widgets.controls import button, label, panel, row
from desk.ui.widgets.empty import Empty
from desk.ui.widgets.month_control import Turning, TurnLine

SIDE = 320
"""Pixels of the list beside the board."""


class DayBoardPage(BookingsPage):
    """预约看板: times across counters and rooms; beside them the day's bookings in order."""

    AGES = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.board = DayBoard(desk)
        self.moving: Booking | None = None
        """For which another time is being chosen 改期中."""
        self._here = ""
        """Who was said to be here last, in words, which F8 takes back."""
        self.counted: tuple[int, str] | None = None
        """Who was counted as asking in vain, and how that was told: F8 takes it back until something else is done."""
        self._shown: date | None = None
        self._filling = False
        self.grid = BoardGrid(self.board)
        self.list = DayList(self.board)
        self.papers = BoardPapers(self)
        self.day_line = self._day_line()
        self.today_button = button(_("Today"), self.go_today, "flat")
        self.notice = label("", "notice", wrap=True)
        self.notice.hide()
        self.empty = Empty(_("Nothing can be booked yet. The manager or a leader sets counters and rooms up."))
        self.area = QWidget()
        self.new_button = self.button(self.new)
        self._lay_out()
        self.grid.chosen.connect(self._follow)
        self.grid.left.connect(self.end_move)
        self.list.currentRowChanged.connect(lambda _row: self.show_enabled())

    def _day_line(self) -> TurnLine:
        turning = Turning(
            self.board.day,
            lambda day: f"{day_words(day)} {weekday_words(day)}",
            lambda text, shown: read_day(text, self.board.today) or shown,
            lambda day, days: day + timedelta(days=days),
        )
        names = (_("Day"), _("The day before"), _("The day after"))
        line = TurnLine(turning, names, ("Alt+Left", "Alt+Right"))
        line.line.setToolTip(_("Type 0131, 1-31 or tomorrow; ↑↓ take another day."))
        line.changed.connect(self.go_to)
        line.refused.connect(lambda sentence: self.toast.emit(sentence, "bad"))
        return line

    def _lay_out(self) -> None:
        side, inner = panel(margin=8)
        side.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        hold(side, QWidget.setFixedWidth, SIDE)
        inner.addWidget(label(_("Bookings of the day"), "heading"))
        inner.addWidget(self.list.counts)
        inner.addWidget(self.list, 100)
        inner.addWidget(self.list.nothing)
        inner.addStretch(1)
        line = row()
        line.addWidget(self.grid, 1)
        line.addWidget(self.empty, 1)
        line.addWidget(side)
        self.area.setLayout(line)
        self.column.addWidget(self.notice)
        self.column.addWidget(self.area, 1)
        acts = (self.arrive, self.move_chosen, self.finish, self.take_back, self.cancel, self.note_unmet)
        self.column.addLayout(row(*map(self.button, acts), 1))

    def beside_pages(self) -> Sequence[QWidget]:
        return (self.day_line, self.today_button, self.papers.button, self.new_button)

    def make_commands(self) -> Commands:
        return (*board_commands.of_day(self), *board_commands.of_booking(self), *self.papers.commands())

    def chosen_in(self, *states: BookingState, today: bool = False) -> Callable[[], bool]:
        """Whether a booking is chosen that is in one of these states, perhaps only while it is of today."""

        def is_so() -> bool:
            chosen, day = self.list.booking, self.board.today
            fits = chosen is not None and chosen.state in states and (chosen.day == day or not today)
            return fits and self.moving is None

        return is_so

    @property
    def is_room(self) -> bool:
        """Is the chosen booking one of a room?"""
        return (chosen := self.list.booking) is not None and chosen.kind is ResourceKind.ROOM

    def menu_of(self, view: QAbstractItemView) -> QMenu | None:
        """What fits the chosen time and booking."""
        acts = (self.arrive, self.move_chosen, self.finish, self.take_back, self.cancel, self.note_unmet)
        return self.menu_with(self.open_chosen, self.new, *acts)

    def fill(self) -> None:
        self._filling = True
        self.board.read()
        self.list.show_board()
        self.grid.show_board(keep=self._shown == self.board.day)
        self._filling = False
        self._shown = self.board.day
        self.day_line.show_value(self.board.day)
        self.today_button.setEnabled(self.board.day != self.board.today)
        self.grid.setVisible(bool(self.board.resources))
        self.empty.setVisible(not self.board.resources)
        if self.list.booking is None:
            self._follow()

    def go_to(self, day: date) -> None:
        """The board of another day."""
        self.board.day = day
        self.load()

    def go_today(self) -> None:
        """今日: back to the present day."""
        self.go_to(self.board.today)

    def show_booking(self, id: int) -> None:
        """The day of a booking, with the booking chosen in its list."""
        with self.desk.read() as work:
            day = queries.find(work, id).day
        self.go_to(day)
        self.list.choose(id)

    def _follow(self) -> None:
        """The cursor is on another time: whoever has it is chosen beside it."""
        if self._filling:
            return
        there = self.grid.cell.bookings if self.grid.cell else ()
        chosen = self.list.booking
        if chosen is None or chosen.id not in [each.id for each in there]:
            expected = [each for each in there if each.state is BookingState.BOOKED] or list(there)
            self.list.choose(expected[0].id if expected else 0)
        self.show_enabled()

    def open_chosen(self) -> None:
        """Enter: book a time at which there is room, open what stands there, or put the moved booking there."""
        cell, chosen = self.grid.cell, self.list.booking
        if self.moving is not None:
            self._move_to(cell)
        elif self.list.hasFocus() and chosen is not None:
            self.opened.emit(chosen.id)
        elif cell is not None and cell.free:
            self._book(cell)
        elif cell is not None and cell.bookings:
            self._open_there(cell)
        else:
            self.toast.emit(cell.spoken if cell else _("Cannot be booked at this time."), "warning")

    def _open_there(self, cell: BoardCell) -> None:
        """The card of the only one who has it; of several, the list is where one chooses."""
        if len(cell.bookings) == 1:
            self.opened.emit(cell.bookings[0].id)
            return
        self.list.setFocus()
        self.toast.emit(
            _("Full: please choose a booking in the list. F2 puts somebody onto the waiting list."), "warning"
        )

    def new(self) -> None:
        """F2: a new booking, at the chosen time where one can be had; where it is full, onto the waiting list."""
        cell = self.grid.cell
        self._book(cell if cell is not None and not cell.closed and not cell.is_past else None)

    def _book(self, cell: BoardCell | None) -> None:
        if not self.desk.actor.may(May.SERVE):
            return
        form = BookingForm(self, self.desk, self.board.day, cell)
        accepted, made, sentence = form.exec(), form.made, form.sentence
        form.deleteLater()
        if accepted and made:
            self.show_booking(made[0].id)
            self.done(sentence, "good" if made[0].state is BookingState.BOOKED else "warning")
        else:
            self.done()

    def arrive(self) -> None:
        """Space 已到: the person has a number of the appointments' queue; a room is taken over."""
        chosen = self.list.booking
        if chosen is None:
            return
        with self.desk.write() as work:
            booked, visit = arrivals.arrive(work, chosen.id)
        sentence = _("{who} is here.", who=booked.who)
        if visit is not None:
            sentence = _("{who} is here and has the number {number}.", who=booked.who, number=visit.label)
        self._here = sentence
        self.done()
        self.undo_offered.emit(sentence, "good", P_("booking", "Take back"))
        wants_ticket = visit is not None and self.desk.counter_window.prints_tickets
        if visit and wants_ticket and (trouble := tickets.print_now(self.desk, visit.id)):
            self.alarm(trouble)

    def take_back(self) -> None:
        """F8: a slip. Booked again, and the number that was given ends; or whoever was counted just now asked for
        nothing.
        """
        if self.counted is not None:
            self._take_back_unmet(*self.counted)
            return
        chosen = self.list.booking
        if chosen is None:
            return
        act = arrivals.take_back_miss if chosen.state is BookingState.MISSED else arrivals.take_back
        with self.desk.write() as work:
            booked = act(work, chosen.id)
        self.taken_back.emit(self._here)
        self.done(_("{who} is expected again.", who=booked.who))

    def _take_back_unmet(self, id: int, sentence: str) -> None:
        self.counted = None
        with self.desk.write() as work:
            unmet.take_back(work, id)
        self.taken_back.emit(sentence)
        self.done(_("It is no longer counted."))

    def finish(self) -> None:
        """F7: whoever had the room has gone."""
        chosen = self.list.booking
        if chosen is None:
            return
        with self.desk.write() as work:
            booked = arrivals.finish(work, chosen.id)
        self.done(_("{number} is over.", number=booked.number))

    def cancel(self) -> None:
        """Delete: asks who cancels, and why where it is the centre."""
        chosen = self.list.booking
        if chosen is None:
            return
        asked = CancelBooking(self, self.desk, chosen)
        if asked.exec():
            self.done(asked.sentence)
        asked.deleteLater()

    def note_unmet(self) -> None:
        """F4 想约未约上: one key where the chosen time, or the whole day, has no place."""
        cell = self.grid.cell
        why = cell.reason if cell is not None else NoPlaceReason.NO_SLOTS
        if why is None:
            self.toast.emit(_("There is still a place at the chosen time: Enter books it."), "warning")
            return
        with self.desk.write() as work:
            id, begins = (cell.resource.id, cell.begins) if cell is not None else (None, None)
            noted = unmet.note(work, self.board.day, why, resource_id=id, begins=begins)
        sentence = counted_words(why)
        self.done()
        self.counted = noted, sentence
        self.show_enabled()
        self.undo_offered.emit(sentence, "good", P_("booking", "Take back"))

    def done(self, sentence: str = "", kind: str = "good") -> None:
        self.counted = None
        super().done(sentence, kind)

    def move_chosen(self) -> None:
        """F6 改期: the chosen booking goes to the time that is chosen next."""
        if (chosen := self.list.booking) is not None:
            self.begin_move(chosen.id)

    def begin_move(self, id: int) -> None:
        """Another time is to be chosen for a booking: arrows and other days, then Enter; Esc leaves it as it is."""
        with self.desk.read() as work:
            self.moving = queries.find(work, id)
        self.show_booking(id)
        sentence = _(
            "Another time for {number}　{who}: arrows or Alt+←/→ for another day; Enter moves it there, Esc leaves it.",
            number=self.moving.number,
            who=self.moving.who,
        )
        self.notice.setText(sentence)
        self.notice.show()
        self.grid.setFocus()
        self.show_enabled()

    def end_move(self) -> None:
        """Esc: the booking stays where it is."""
        self.moving = None
        self.notice.hide()
        self.show_enabled()

    def _move_to(self, cell: BoardCell | None) -> None:
        moving = self.moving
        assert moving is not None
        if cell is None or cell.resource.kind is not moving.kind:
            self.alarm(_("Please choose a time of a {kind}.", kind=moving.kind.label))
            return
        ends_at = cell.ends_at
        if moving.kind is ResourceKind.ROOM:
            ends_at = cell.begins_at + (moving.ends_at - moving.begins_at)
        with self.desk.write() as work:
            before = call_queries.open_calls(work)
            moved = booking.move_to(work, moving.id, cell.resource.id, cell.begins_at, ends_at, seen=moving)
            to_ring = call_queries.open_calls(work) - before
        self.end_move()
        self.take_alarms_back()
        self.show_booking(moved.id)
        sentence = _("{number} is moved to {at}.", number=moved.number, at=time_and_place(moved))
        if moved.state is BookingState.HELD:
            sentence += _(" The leader in charge decides.")
        self.done(sentence + (moved_up_words(to_ring) if to_ring > 0 else ""))
