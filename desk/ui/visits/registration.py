"""The page 登记 put together: queue on the left, form in the middle, history on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from desk.books import visits
from desk.books.orders.draft import OrderDraft
from desk.books.visits import Registered, Visit, VisitState
from desk.core.errors import DeskError
from desk.core.id_card_text import IdCard
from desk.core.words import N_, NP_, P_, _
from desk.reports.cases import papers
from desk.services.session import Desk
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.page import Page
from desk.ui.shell.text_size import is_narrow, scaled
from desk.ui.visits.form import VisitForm
from desk.ui.visits.history import SidePanel
from desk.ui.visits.page import CounterPage
from desk.ui.visits.queue import QueuePanel
from desk.ui.widgets.controls import GAP

REFRESH_MS = 20_000
WIDE_SIZES, NARROW_SIZES = [264, 740, 330], [226, 684, 0]
"""Pixels of queue, form and history, in proportion."""


class RegistrationPage(CounterPage):
    """The queue on the left, the form in the middle, history on the right."""

    SHOWS = frozenset({"catalogue"})
    PARTS = (QueuePanel,)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.last: Registered | None = None
        self._consultation: Visit | None = None
        """The question answered last, while F8 can take it back."""
        self._offered = ""
        """What was told last that F8 takes back."""
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.queue = QueuePanel(desk, self._splitter)
        self.form = VisitForm(desk, self._splitter)
        self.form.show_buttons(self.button(self.form.save_and_stay), self.button(self.form.save))
        self.side = SidePanel(desk, self._splitter)
        for place, stretch in enumerate((0, 1, 0)):
            self._splitter.setStretchFactor(place, stretch)
        self._splitter.setSizes(WIDE_SIZES)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(GAP)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._splitter)
        self._connect()
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._look_again)
        self._clock.start(REFRESH_MS)
        if self.form.restore_draft():
            QTimer.singleShot(0, lambda: self.toast.emit(_("What you had half typed is here again."), "good"))

    def parts(self) -> tuple[Page, ...]:
        return (self.queue, self.side)

    def make_commands(self) -> Commands:
        form = self.form
        return (
            Command("F2", N_("New visit"), form.start, repeats=True),
            Command("F3", N_("Find a person"), form.person.finder.setFocus, repeats=True),
            Command(
                "F8",
                N_("Undo a number passed over or given up, or bring back what was half typed"),
                self.take_back,
                label=NP_("what was half typed", "Bring back"),
                repeats=True,
            ),
            Command("Ctrl+Enter", N_("Save and end visit"), form.save, role="primary", stores_form=True),
            Command(
                "Ctrl+Shift+Enter",
                N_("Save, then another item"),
                form.save_and_stay,
                label=N_("Another item"),
                stores_form=True,
            ),
            Command("Ctrl+J", N_("Another person of the same household"), form.another_of_household),
            Command("Ctrl+G", N_("Who came for the person"), form.details.unfold_agent, repeats=True),
            Command("Ctrl+E", N_("How the person came: the next channel"), form.details.next_channel, repeats=True),
            Command("Shift+F2", N_("A question answered, without a case"), form.consult),
            Command("Ctrl+B", N_("Enter afterwards"), form.enter_afterwards),
            Command("Ctrl+O", N_("An order of this person"), self.order),
            Command("Ctrl+P", N_("Paper of the last case"), self._print),
        )

    def _connect(self) -> None:
        self.queue.served.connect(self.form.start)
        self.queue.ended.connect(self.form.end)
        self.queue.toast.connect(self.toast)
        self.queue.passed_over.connect(lambda sentence: self._offer(sentence, "good", P_("queue", "Undo")))
        self.form.toast.connect(self.toast)
        self.form.undo_offered.connect(
            lambda sentence, kind: self._offer(sentence, kind, P_("what was half typed", "Bring back"))
        )
        self.form.undo_offered.connect(self.queue.forget_passed_over)
        self.form.stored.connect(self._stored)
        self.form.consulted.connect(self._consulted)
        self.form.person_changed.connect(self.side.show_person)
        self.side.opened.connect(self.case_opened)

    def order(self) -> None:
        """Ctrl+O 点单: what whoever is served, or stands in the form, wishes for, with the visit that it came up at."""
        person, visit = self.form.person.resident, self.form.visit
        draft = OrderDraft.at_visit(person.id if person else None, visit.id if visit else None)
        self.destination_wanted.emit("orders.new", draft)

    def _offer(self, sentence: str, kind: str, caption: str) -> None:
        """Tell what F8 takes back."""
        self._offered = sentence
        self.undo_offered.emit(sentence, kind, caption)

    def take_back(self) -> None:
        """F8: undo that somebody was passed over or given up, with what was typed for them; else bring back what was
        half typed. What was offered no longer stands over the page.
        """
        if self._consultation is not None and not self.queue.can_undo:
            self._undo_consultation(self._consultation)
            return
        if not self.queue.can_undo:
            self.form.take_from_shelf()
            self.taken_back.emit(self._offered)
            return
        visit = self.queue.undo()
        if visit is None:
            return
        self.taken_back.emit(self._offered)
        self.done(_("{number} is “{state}” again.", number=visit.label, state=visit.state.label))
        if visit.state is VisitState.SERVING and visit.staff_id == self.desk.actor.id:
            self.form.resume(visit)

    def _consulted(self, visit: Visit) -> None:
        self.queue.forget_passed_over()
        self._consultation = visit
        self.done()
        sentence = _("{number} is kept as a question answered. F8 undoes it.", number=visit.label)
        self._offer(sentence, "good", P_("queue", "Undo"))

    def _undo_consultation(self, consulted: Visit) -> None:
        self._consultation = None
        try:
            with self.desk.write() as work:
                visit = visits.undo_consultation(work, consulted.id)
        except DeskError as error:
            self.toast.emit(error.message, "bad")
            return
        self.taken_back.emit(self._offered)
        self.done(_("{number} is no question answered any more.", number=consulted.label))
        if visit and visit.state is VisitState.SERVING:
            self.form.start(visit)

    def _stored(self, registered: Registered) -> None:
        self.queue.forget_passed_over()
        self._consultation = None
        self.last = registered
        case = registered.cases[-1]
        sentence = _(
            "{number} stored: case {case}, {state}.",
            number=registered.visit.label,
            case=case.number,
            state=case.state.label,
        )
        if paper := papers.of_state(case.state):
            sentence += _(" Ctrl+P prints: {paper}.", paper=paper.label)
        self.done(sentence)

    def _print(self) -> None:
        if self.last is None:
            self.toast.emit(_("Nothing has been registered yet."), "warning")
            return
        case = self.last.cases[-1]
        self.paper_wanted.emit(case.id)

    def _look_again(self) -> None:
        """The minutes that people wait, while they are in sight."""
        if self.isVisible():
            self.queue.load()

    def fill(self) -> None:
        self.form.item.reload()

    takes_cards = True

    def take_card(self, card: IdCard) -> bool:
        """身份证读卡器: the person of the card, known or new; what was typed of the matter stays."""
        sentence, kind = self.form.person.show_card(card)
        self.done(sentence, kind)
        return True

    @property
    def is_half_typed(self) -> bool:
        """Somebody is served, or what was half typed is here again."""
        return self.form.visit is not None or bool(self.form.content()) or super().is_half_typed

    def leave(self) -> None:
        """Before lock, hand-over and close: nothing that was typed is lost."""
        self.form.keep_draft()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = is_narrow(self.width())
        self.queue.setMaximumWidth(scaled(NARROW_SIZES[0] if narrow else 320))
        if self.side.isHidden() != narrow:
            self.side.setVisible(not narrow)
            self._splitter.setSizes(NARROW_SIZES if narrow else WIDE_SIZES)
