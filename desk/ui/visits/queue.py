"""Who is here: being served, on hold, waiting; and today in a few numbers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QPushButton, QVBoxLayout, QWidget

from desk.books import visits
from desk.books.visits import Pace, Priority, QueueKind, Visit, VisitState
from desk.books.visits.hall_settings import GIVING
from desk.core.errors import DeskError
from desk.core.words import N_, NP_, P_, _
from desk.core.work import Work
from desk.services.session import Desk
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.page import Page
from desk.ui.visits import tickets
from desk.ui.visits.queue_dialogs import HandOn, TakeNumber
from desk.ui.visits.queue_keys import QueueKeys
from desk.ui.visits.queue_rows import QueueList, rows_of
from desk.ui.widgets import form_dialog, papers
from desk.ui.widgets.controls import label, panel, row
from desk.ui.widgets.flow import FlowLayout


class QueuePanel(Page):
    """The queue with its keys. ``served`` carries the visit that the form should take."""

    SHOWS = frozenset({"centre", "residents", "visits"})
    AGES = True
    served = Signal(object)
    ended = Signal(object)
    """A ``Visit`` that is not served any more: on hold, not there, over."""
    passed_over = Signal(str)
    """Somebody was not there: what is told of it, while F8 can undo it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._visits: list[Visit] = []
        self._called: int | None = None
        """Who was called just now, by the visit's id; the cursor goes there."""
        self._pace: Pace | None = None
        """How long visits take, read once a day; the setting each time."""
        self._passed_over: Visit | None = None
        """Who was passed over or given up last, as that left them."""
        self._with_priority = [(why, partial(self.give_number, why)) for why in list(Priority)[1:]]
        self._of_others = [
            (caption, partial(self.give_number, kind=kind))
            for kind, caption in GIVING.items()
            if kind is not QueueKind.WALK_IN
        ]
        self.counts = {state: label("", "muted") for state in COUNTED}
        self.wait_of_new = label("", "muted")
        self.list = QueueList(_("Queue"))
        self.list.setMinimumHeight(LEAST_OF_LIST)
        self.empty = label(_("Nobody is waiting. F4 gives a number, F2 registers at once."), "muted", wrap=True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame, column = panel(margin=10)
        outer.addWidget(frame)
        public = self.button(self.show_hall)
        public.setStyleSheet("padding: 0px 6px; min-height: 22px;")
        column.addLayout(row(label(_("Queue"), "heading"), 1, public))
        column.addLayout(FlowLayout(*self.counts.values(), self.wait_of_new, gap=10))
        column.addWidget(self.list, 100)
        column.addWidget(self.empty)
        column.addStretch(1)
        self.keys = QueueKeys(self._with_buttons())
        column.addWidget(self.keys)

    def _with_buttons(self) -> list[tuple[QPushButton, tuple[VisitState, ...]]]:
        """What has a button below the list, and the states of which somebody has to be there for it."""
        serving, hold, waiting, missed = OPEN
        needed = {**dict(self._acts()), self.recall: (serving, missed), self.come_back: (hold,)}
        needed |= {self.give_number: (), self.call_next: (waiting, missed)}
        acts = [self.give_number, self.call_next, self.recall, self.miss]
        acts += [self.hold, self.come_back, self.hand_on, self.strike_off]
        return [(self.button(act), needed[act]) for act in acts]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.keys.fit(self.height())

    def show_enabled(self) -> None:
        super().show_enabled()
        self.keys.show_enabled({visit.state for visit in self._visits})

    def make_commands(self) -> Commands:
        return (
            Command("F4", N_("Give a queue number"), self.give_number, label=GIVING[QueueKind.WALK_IN]),
            Command("Shift+F4", N_("Number with item and note"), self.give_number_for),
            Command("F6", N_("Put the person on hold"), self.hold, label=NP_("queue", "Hold")),
            Command("F7", N_("Call back from hold"), self.come_back, label=NP_("queue", "Resume")),
            Command("F9", N_("Call next"), self.call_next, label=NP_("queue", "Next")),
            Command("F11", N_("Call the same number once more"), self.recall, label=NP_("queue", "Again")),
            Command(
                "Enter", N_("Serve the chosen person"), self.serve_chosen, label=NP_("queue", "Call"), of=self.list
            ),
            Command("Delete", N_("Called, not there"), self.miss, label=NP_("queue", "Skip"), of=self.list),
            Command("", NP_("queue", "Back into the queue"), self.take_back),
            Command("Ctrl+T", N_("Hand to a colleague"), self.hand_on, label=NP_("queue", "Hand on"), over_fields=True),
            Command("", N_("End visit"), self.finish),
            Command("Ctrl+D", NP_("action at the counter", "Left unserved"), self.strike_off, over_fields=True),
            Command("", N_("Ticket of the chosen number"), self.show_ticket, label=N_("Print ticket…")),
            Command("", N_("Public screen for the hall"), self.show_hall, N_("Public screen"), role="flat"),
            *(Command("", _("Number with priority: {why}", why=why.label), act) for why, act in self._with_priority),
            *(Command("", caption, act) for caption, act in self._of_others),
            Command("", N_("Print an empty registration form"), self.print_form),
        )

    def menu_of(self, view: QAbstractItemView) -> QMenu | None:
        """What fits the state of the chosen person; a number with priority or of another queue always."""
        acts: list[Callable[[], object]] = [act for _words, act in (*self._with_priority, *self._of_others)]
        acts.append(self.show_hall)
        if visit := self._chosen(*OPEN):
            acts = [act for act, states in self._acts() if visit.state in states] + acts
        return self.menu_with(*acts, self.give_number_for, self.print_form)

    def print_form(self) -> None:
        """空白登记表: to go on by hand while there is no power."""
        papers.preview(self, self.desk, "registration-form")

    def _acts(self) -> tuple[tuple[Callable[[], object], tuple[VisitState, ...]], ...]:
        """What can be done, and in which states of the chosen visit."""
        serving, hold, waiting, missed = OPEN
        return (
            (self.serve_chosen, (hold, waiting, missed)),
            (self.recall, (serving,)),
            (self.hold, (serving,)),
            (self.finish, (serving,)),
            (self.miss, (serving, hold, waiting)),
            (self.take_back, (serving, hold, missed)),
            (self.hand_on, (serving, hold, waiting, missed)),
            (self.show_ticket, (waiting, missed)),
            (self.strike_off, OPEN),
        )

    def fill(self) -> None:
        with self.desk.read() as work:
            self._pace = visits.pace(work, self._pace)
            line = visits.line(work)
            waits, now = visits.expected_waits(work, self._pace, line), work.now
        before, chosen = self._at_cursor, self.list.currentRow()
        self._visits = line.visits
        self.list.clear()
        for each in rows_of(line, waits, now):
            each.add_to(self.list)
        self.list.setCurrentRow(self._row_of(before, min(max(chosen, 0), len(self._visits) - 1)))
        self.empty.setVisible(not self._visits)
        self.list.setVisible(bool(self._visits))
        for state, shown in self.counts.items():
            many = sum(visit.state is state for visit in self._visits)
            shown.setText(f"{state.label} {many}")
            shown.setVisible(bool(many) or state is not VisitState.MISSED)
        self.wait_of_new.setText(_("new: about {n} min", n=waits.of_new))
        self.wait_of_new.setVisible(any(visit.state is VisitState.WAITING for visit in self._visits))

    @property
    def _at_cursor(self) -> Visit | None:
        at = self.list.currentRow()
        return self._visits[at] if 0 <= at < len(self._visits) else None

    def _row_of(self, before: Visit | None, otherwise: int) -> int:
        """Where the cursor goes when the lines have moved: to whom was called just now, or else it stays with its
        person, so that Delete never meets another one. Who was passed over or handed on goes away from under it.
        """
        called, self._called = self._called, None
        for row_, visit in enumerate(self._visits):
            stays = called is None and before and (visit.id, visit.state) == (before.id, before.state)
            if visit.id == called or stays:
                return row_
        return otherwise

    @property
    def waiting(self) -> int:
        """How many wait, without those on hold."""
        return sum(visit.state is VisitState.WAITING for visit in self._visits)

    def _chosen(self, *states: VisitState) -> Visit | None:
        """The chosen line, or else the first one in such a state."""
        if (chosen := self._at_cursor) is not None and chosen.state in states:
            return chosen
        return next((visit for visit in self._visits if visit.state in states), None)

    def _do(self, act: Callable[[], object]) -> object:
        """Run one action of the book; told in a toast when it is refused. What was passed over before stays so."""
        self._passed_over = None
        try:
            return act()
        except DeskError as error:
            self.toast.emit(error.message, "bad")
            return None
        finally:
            self.load()
            self.done()

    def give_number(self, priority: Priority = Priority.NONE, kind: QueueKind = QueueKind.WALK_IN) -> None:
        """F4 取号: somebody arrives and waits; told is the number. The ticket is printed where this PC is set so."""

        def act() -> None:
            with self.desk.write() as work:
                visit = visits.take_number(work, priority, queue=visits.letter_of(work, kind))
            self.toast.emit(_("{number} is waiting.", number=visit.label), "good")
            self._print_if_wanted(visit)

        self._do(act)

    def _print_if_wanted(self, visit: Visit) -> None:
        if self.desk.counter_window.prints_tickets and (trouble := tickets.print_now(self.desk, visit.id)):
            self.alarm(trouble)

    def give_number_for(self) -> None:
        """Shift+F4 取号 with item and note, which stand in the form when the number is served."""
        asked = TakeNumber(self, self.desk)
        if asked.exec() and asked.visit:
            self._passed_over = None
            self.load()
            self.done(_("{number} is waiting.", number=asked.visit.label))
            self._print_if_wanted(asked.visit)

    def show_ticket(self) -> None:
        """打印小票: the ticket of the chosen number, to be printed."""
        if visit := self._chosen(VisitState.WAITING, VisitState.MISSED):
            tickets.show(self, self.desk, visit.id, visit.label)
        else:
            self.toast.emit(_("Nobody is waiting."), "warning")

    def show_hall(self) -> None:
        """叫号屏: the public screen, on the other monitor where there is one."""
        from desk.ui.hall.opening import open_hall  # not before somebody wants it

        open_hall(self.window(), self.desk)

    def call_next(self) -> None:
        """F9 叫号: serve who is next, priority first. Told when nobody waits."""

        def act() -> None:
            if visit := self._calling(visits.call_next):
                self.served.emit(visit)
            elif self._nobody_is_next():
                self.toast.emit(_("Nobody is waiting."), "warning")

        self._do(act)

    def _nobody_is_next(self) -> bool:
        with self.desk.read() as work:
            return visits.line(work).next is None

    def _calling(self, call: Callable[[Work, VisitState | None, str], Visit | None]) -> Visit | None:
        """Call somebody; when this clerk still serves another person, ask what becomes of that visit."""
        window = self.desk.counter_window.name
        try:
            with self.desk.write() as work:
                called = call(work, None, window)
            return self._told(called, window)
        except visits.StillServing as still:
            ways = (VisitState.FINISHED, VisitState.HOLD, VisitState.MISSED)
            names = (_("End visit"), P_("queue", "Hold"), P_("queue", "Skip"))
            question = _("{words} What becomes of that visit before the next person is called?", words=still.message)
            answer = form_dialog.choice(self, question, names, _("Do not call"))
        if answer is None:
            return None
        with self.desk.write() as work:
            called = call(work, ways[answer], window)
        return self._told(called, window)

    def _told(self, called: Visit | None, window: str) -> Visit | None:
        """Say where the number was called to, once this PC's window has a name."""
        self._called = called.id if called else None
        if called and window:
            self.toast.emit(_("{number}: please come to {window}.", number=called.label, window=window), "good")
        return called

    def serve_chosen(self) -> None:
        """Enter: serve the chosen one out of turn; with none chosen, the first of the list."""
        if visit := self._chosen(*OPEN):
            self._serve(visit)

    def recall(self) -> None:
        """F11 重呼: the number that was called and has not come once more, or else one that was passed over."""
        visit = self._chosen(VisitState.SERVING, VisitState.MISSED)
        if visit is None:
            self.toast.emit(_("No number has been called."), "warning")
        elif visit.state is VisitState.MISSED:
            self._serve(visit)
        else:
            self._do(partial(self._recall, visit))

    def _recall(self, visit: Visit) -> None:
        with self.desk.write() as work:
            called = visits.recall(work, visit.id, window := self.desk.counter_window.name)
        sentence = _("{number} is called for the {n}. time.", number=called.label, n=called.calls)
        if window:
            sentence += _("Please come to {window}.", window=window)
        self.toast.emit(sentence, "good")

    def come_back(self) -> None:
        """F7 恢复: serve the chosen one who was on hold, or else the first. Told when there is nobody."""
        if visit := self._chosen(VisitState.HOLD):
            self._serve(visit)
        else:
            self.toast.emit(_("Nobody is on hold."), "warning")

    def _serve(self, visit: Visit) -> None:
        def act() -> None:
            called: Visit | None = visit
            if visit.state is not VisitState.SERVING:
                called = self._calling(lambda work, first, window: visits.call(work, visit.id, first, window))
            if called:
                self.served.emit(called)

        self._do(act)

    def hold(self) -> None:
        """F6 挂起: put the visit being served aside, and be free to call another."""
        if visit := self._chosen(VisitState.SERVING):
            self._change(visit, visits.hold)

    def miss(self) -> None:
        """Delete 过号: the chosen person did not come when called; the number goes behind all who wait."""
        if visit := self._chosen(VisitState.SERVING, VisitState.HOLD, VisitState.WAITING):
            self._pass_over(visit, visits.miss, N_("{number} was not there and is called again last. F8 undoes it."))

    def take_back(self) -> None:
        """The chosen number waits again where it waited."""
        if visit := self._chosen(VisitState.MISSED, VisitState.HOLD, VisitState.SERVING):
            self._change(visit, visits.take_back)

    def hand_on(self) -> None:
        """Ctrl+T 转交: the chosen person, or else who is served, waits for a colleague."""
        if visit := self._chosen(*OPEN):
            self._passed_over = None
            asked = HandOn(self, self.desk, visit)
            if asked.exec():
                self.ended.emit(visit)
                self.load()
                self.done(_("{number} is handed to {name}.", number=visit.label, name=asked.name))

    def finish(self) -> None:
        """The visit of the chosen person is over."""
        if visit := self._chosen(VisitState.SERVING):
            self._change(visit, visits.finish)

    def strike_off(self) -> None:
        """Ctrl+D 弃号: the chosen person left without having been served."""
        if visit := self._chosen(*OPEN):
            self._pass_over(visit, visits.leave, N_("{number} is given up. F8 undoes it."))

    def _pass_over(self, visit: Visit, how: Callable[..., Visit], sentence: str) -> None:
        """Somebody is not there, which can be undone until something else is done in the queue."""
        if changed := self._change(visit, how):
            self._passed_over = changed
            self.passed_over.emit(_(sentence, number=visit.label))

    @property
    def can_undo(self) -> bool:
        """Was somebody passed over or given up, and nothing else done in the queue since?"""
        return self._passed_over is not None

    def forget_passed_over(self) -> None:
        """Something else was done since, which F8 brings back, or after which nobody thinks of that number."""
        self._passed_over = None

    def undo(self) -> Visit | None:
        """The visit that was passed over or given up last, as it was before; None when there is none, or when it is
        refused, which is told.
        """
        if (passed := self._passed_over) is None:
            return None

        def act() -> Visit:
            with self.desk.write() as work:
                return visits.undo(work, passed)

        undone = self._do(act)
        return undone if isinstance(undone, Visit) else None

    def _change(self, visit: Visit, how: Callable[..., Visit]) -> Visit | None:
        """Bring a visit into another state; None when that was refused, and told."""

        def act() -> Visit:
            with self.desk.write() as work:
                changed = how(work, visit.id)
            if changed.state is not VisitState.SERVING:
                self.ended.emit(changed)
            return changed

        changed = self._do(act)
        return changed if isinstance(changed, Visit) else None


OPEN = (VisitState.SERVING, VisitState.HOLD, VisitState.WAITING, VisitState.MISSED)
LEAST_OF_LIST = 56
"""Pixels: one line of the list, on a screen so low that the keys below it need the rest."""
COUNTED = (VisitState.WAITING, VisitState.SERVING, VisitState.HOLD, VisitState.MISSED)
"""As they are counted over the list; who was passed over only while there is somebody."""
