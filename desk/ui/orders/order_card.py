"""The card of an order 点单卡: what is wished for, what became of it, and what can be done with it now."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from desk.books.orders import contacts, photos, queries
from desk.books.orders.contacts import OrderContact
from desk.books.orders.model import HOTLINE_CASE, LABELS, OPEN, OWNED, Complaint, DispatchAnswer, Order, OrderState
from desk.core import identity
from desk.core.calendar import full_moment_words, moment_words
from desk.core.clock import local
from desk.core.errors import DeskError
from desk.core.words import P_, _, bracketed, listed, named
from desk.reports.kit.declaration import Given
from desk.services.session import Desk
from desk.ui.orders import acts
from desk.ui.orders.acts import OrderAct
from desk.ui.orders.board import clock_words
from desk.ui.orders.finish_form import shelf_of
from desk.ui.shell.record_window import RecordWindow
from desk.ui.widgets import papers
from desk.ui.widgets.controls import button, clear_layout, fit, keyed, label, row
from desk.ui.widgets.gallery import Gallery
from desk.ui.widgets.once import shortcut
from desk.ui.widgets.scrolled import scrolled
from desk.ui.widgets.veil import Veil


class OrderCard(RecordWindow):
    """Opened from the board, from a list of orders, or by the number."""

    SHOWS = frozenset({"follow_ups", "orders", "residents", "teams"})

    def __init__(self, desk: Desk, id: int, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self._id = id
        self._contact: OrderContact | None = None
        fit(self, 900, 640)
        self.heading = label("", "title", wrap=True)
        self.facts = label("", wrap=True)
        self.facts.setTextInteractionFlags(self.facts.textInteractionFlags().TextSelectableByMouse)
        self.problem = label("", "problem", wrap=True)
        names = (_("Show the person in full"), _("Mask again"))
        self.veil = Veil(self, self._show_in_full, self._draw, self.problem.setText, names, "F4")
        shortcut(self, "F4", self.veil.toggle)
        self.story = _lines(P_("order", "History"))
        self.sent = _lines(P_("order", "Dispatches"))
        self.sent_head = label(P_("order", "Dispatches"), "heading")
        self.gallery = Gallery(desk, shelf_of(id))
        self.gallery.message.connect(self.problem.setText)
        self.gallery_head = label(_("Photos"), "heading")
        self._lay_out()
        self.load()
        self.story.setFocus()

    def _lay_out(self) -> None:
        """The facts, the history and the photos on the left, what can be done on the right."""
        facts = QWidget()
        left = QVBoxLayout(facts)
        left.setContentsMargins(0, 0, 8, 0)
        left.addWidget(self.facts)
        left.addLayout(row(self.veil.button, 1))
        left.addWidget(self.sent_head)
        left.addWidget(self.sent, 1)
        left.addWidget(label(P_("order", "History"), "heading"))
        left.addWidget(self.story, 2)
        left.addWidget(self.gallery_head)
        left.addWidget(self.gallery)
        self._actions = QVBoxLayout()
        right = QVBoxLayout()
        right.addWidget(label(_("Available actions"), "heading"))
        right.addLayout(self._actions)
        right.addWidget(self.problem)
        right.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        self._scrolled = scrolled(facts)
        middle.addWidget(self._scrolled, 3)
        middle.addLayout(right, 1)
        outer = QVBoxLayout(self)
        outer.addWidget(self.heading)
        outer.addLayout(middle, 1)
        self.sheet_button = keyed(self, P_("order", "Order sheet"), self.print, "Ctrl+P")
        outer.addLayout(row(self.sheet_button, 1, button(_("Close"), self.accept, key="Esc")))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, lambda: self._scrolled.verticalScrollBar().setValue(0))

    def fill(self) -> None:
        """Read the order again and offer what its state allows."""
        with self.desk.read() as work:
            self.order = queries.find(work, self._id)
            self._moves = queries.moves_of(work, self._id)
            self._dispatches = queries.dispatches_of(work, self._id)
            self._people = queries.people_of(work, self._id)
            self._ratings = queries.ratings_of(work, self._id)
            self._has_photos = bool(photos.of(work, self._id))
            self._now, self._today = work.now, work.today
        self.setWindowTitle(P_("order", "Order {number}", number=self.order.number))
        self.heading.setText(f"{self.order.number}　{self.order.kind.label} · {self._state_words()}")
        self.sheet_button.setVisible(self.order.state in OWNED)
        self._draw()
        takes_photos = self.order.state in (*photos.UNDERWAY, OrderState.DONE)
        for part in (self.gallery, self.gallery_head):
            part.setVisible(takes_photos or self._has_photos)
        self.gallery.load(may_add=takes_photos)
        self._offer()

    def _state_words(self) -> str:
        order = self.order
        clock = clock_words(order, self._now)[0] if order.state in OPEN else ""
        return order.state.label + (bracketed(clock) if clock else "")

    def _draw(self) -> None:
        """What was read, the person masked unless somebody asked to see them."""
        self.facts.setText("\n".join(self._fact_lines(self.order)))
        self.story.clear()
        for move in self._moves:
            text = f"{local(move.at):%Y-%m-%d %H:%M}　{move.state.label}　{move.who}"
            self.story.addItem(text + (f"\n{self._typed(move.remark)}" if move.remark else ""))
        for each in self._ratings:
            line = f"{local(each.at):%Y-%m-%d %H:%M}　{each.level.label}{bracketed(each.means.label)}　{each.who}"
            self.story.addItem(line + (f"\n{self._typed(each.reason)}" if each.reason else ""))
        self.sent.clear()
        for dispatch in self._dispatches:
            at = f"{local(dispatch.offered_at):%Y-%m-%d %H:%M}"
            to = " ".join(filter(None, (dispatch.team, dispatch.member)))
            by = moment_words(dispatch.accept_by, self._today)
            waiting = dispatch.answer is DispatchAnswer.NONE
            came = _("to be answered by {by}", by=by) if waiting else dispatch.answer.label
            line = f"{dispatch.n}.　{at}　{to}　{came}"
            self.sent.addItem(line + (f"\n{self._typed(dispatch.reason)}" if dispatch.reason else ""))
        for part in (self.sent, self.sent_head):
            part.setVisible(bool(self._dispatches))

    def _typed(self, text: str) -> str:
        """What staff typed, which may name the person."""
        return text if self.veil.lifted else self.order.masked(text)

    def _fact_lines(self, order: Order) -> list[str]:
        seen = self._contact if self.veil.lifted else None
        name = seen.name if seen else order.who
        telephone = seen.telephone if seen else identity.mask_telephone(order.telephone)
        told_by = seen.told_by if seen else identity.mask_name(order.told_by)
        facts = (
            (_(LABELS["asker"]), f"{name}　{telephone}".strip()),
            (_(LABELS["told_by"]), told_by),
            (_(LABELS["place"]), " ".join(filter(None, (order.village_group, order.place)))),
            (_(LABELS["wanted_from"]), self._wanted_words(order)),
            (_(LABELS["urgency"]), order.urgency.label),
            (_(LABELS["channel"]), order.channel.label),
            (_(LABELS["people"]), str(order.people) if order.people > 1 else ""),
            (P_("order", "Who has it"), " ".join(filter(None, (order.team, order.member)))),
            (P_("order", "Due"), full_moment_words(order.due_at) if order.due_at else ""),
            (P_("order", "Result"), self._typed(order.result)),
            (P_("order", "Time spent"), self._people_words()),
            (P_("order", "Complaint"), order.complaint.label if order.complaint is not Complaint.NONE else ""),
            (P_("order", "Became"), self._became_words(order)),
        )
        return [self._typed(order.description), *(named(caption, value) for caption, value in facts if value)]

    def _wanted_words(self, order: Order) -> str:
        ends = (order.wanted_from, order.wanted_by)
        return "—".join(moment_words(each, self._today) if each else "" for each in ends) if any(ends) else ""

    def _people_words(self) -> str:
        return listed(P_("order", "{name} {n} min", name=each.name, n=each.minutes) for each in self._people)

    def _became_words(self, order: Order) -> str:
        if not order.became:
            return ""
        if order.became == HOTLINE_CASE:
            return P_("what an order is turned into", "Hotline 12345")
        if order.became.startswith("cases:"):
            return P_("what an order is turned into", "Case")
        return P_("what an order is turned into", "Follow-up")

    def _offer(self) -> None:
        clear_layout(self._actions)
        self.problem.setText("")
        for place, offered in enumerate(acts.fitting(self.desk, self.order)):
            made = button(_(offered.label), self._doing(offered), "" if place else "primary")
            self._actions.addWidget(made)

    def _doing(self, offered: OrderAct) -> Callable[[], None]:
        def do() -> None:
            try:
                sentence = offered.act(self, self.desk, self.order)
            except DeskError as error:
                self.problem.setText(error.message)
                return
            if sentence:
                self.acted(sentence)

        return do

    def print(self) -> None:
        """Ctrl+P 派单: while somebody has it."""
        if self.order.state not in OWNED:
            return
        try:
            papers.preview(self, self.desk, "order", self.order.number, number=Given(self.order))
        except DeskError as error:
            self.problem.setText(error.message)

    def _show_in_full(self) -> None:
        """F4: the person, the telephone and what was typed, with a line in the log that says who looked."""
        with self.desk.write() as work:
            purpose = _("Card of order {number}", number=self.order.number)
            self._contact = contacts.look_up(work, self._id, purpose)
        self.problem.setText("")
        self.veil.rest(lifted=True)
        self._draw()


def _lines(name: str) -> QListWidget:
    """Lines wrapped as the window is wide."""
    made = QListWidget()
    made.setAccessibleName(name)
    made.setWordWrap(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setResizeMode(QListWidget.ResizeMode.Adjust)
    return made
