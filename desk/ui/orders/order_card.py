"""The card of an order 点单卡: what is wished for, what became of it, and what can be done with it now."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from desk.books.orders import contacts, photos, queries
from desk.books.orders.contacts import OrderContact
from desk.books.orders.model import HOTLINE_CASE, LABELS, OPEN, OWNED, Complaint, DispatchAnswer, Order, OrderState
from desk.core import identity
from desk.core.calendar import full_moment_words, moment_words
from desk.core.clock import local
from desk.core.errors import DeskError
from desk.core.words import P_, _, bracketed, listed, named
from desk.services.session import Desk
from desk.ui.orders import acts
from desk.ui.orders.acts import OrderAct
from desk.ui.orders.board import clock_words
from desk.ui.orders.board_papers import print_sheet
from desk.ui.orders.finish_form import shelf_of
from desk.ui.shell.person_record import PersonRecordWindow, wrapped_lines
from desk.ui.widgets.controls import button, clear_layout, keyed, label, row
from desk.ui.widgets.flow import FlowLayout
from desk.ui.widgets.gallery import Gallery
from desk.ui.widgets.key_cap import CapButton
from desk.ui.widgets.once import shortcut


class OrderCard(PersonRecordWindow):
    """Opened from the board, from a list, or by the number. The keys of the board do here what they do there."""

    SHOWS = frozenset({"follow_ups", "orders", "residents", "teams"})

    def __init__(self, desk: Desk, id: int, parent: QWidget) -> None:
        super().__init__(desk, parent, (900, 640), P_("order", "History"))
        self._id = id
        self._contact: OrderContact | None = None
        self._by_key: dict[str, CapButton] = {}
        """What can be done now, by its key."""
        self.sent = wrapped_lines(P_("order", "Dispatches"))
        self.sent_head = label(P_("order", "Dispatches"), "heading")
        self.gallery = Gallery(desk, shelf_of(id))
        self.gallery.message.connect(self.problem.setText)
        self.gallery_head = label(_("Photos"), "heading")
        self.sheet_button = keyed(self, P_("order", "Order sheet"), self.print, "Ctrl+P")
        foot = row(self.sheet_button, 1, button(_("Close"), self.accept, key="Esc"))
        self._lay_out(foot, self.gallery_head, self.gallery, self.sent_head, self.sent)
        for each in acts.ACTS:
            if len(each.key) == 1:
                self.while_reading(each.key, partial(self._press, each.key))
            elif each.key:
                shortcut(self, each.key, partial(self._press, each.key))
        self.load()
        self.story.setFocus()

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
        where = order.address if seen else order.whereabouts
        facts = (
            (_(LABELS["asker"]), f"{name}　{telephone}".strip()),
            (_(LABELS["told_by"]), told_by),
            (_(LABELS["place"]), where),
            (_(LABELS["wanted_from"]), self._wanted_words(order)),
            (_(LABELS["urgency"]), order.urgency.label),
            (_(LABELS["channel"]), order.channel.label),
            (_(LABELS["people"]), str(order.people) if order.people > 1 else ""),
            (P_("order", "Who has it"), " ".join(filter(None, (order.team, order.member)))),
            (_(LABELS["organisation_id"]), order.organisation),
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
        """What usually comes next stands first; side by side, as a low screen has no room for all of them in a row."""
        clear_layout(self._actions)
        self.problem.setText("")
        self._by_key = {}
        made: list[CapButton] = []
        for place, each in enumerate(acts.fitting(self.desk, self.order)):
            act = self.doing(partial(self._act, each))
            made.append(button(_(each.label), act, "" if place else "primary", key=each.key))
            if each.key:
                self._by_key[each.key] = made[-1]
        holder = QWidget()
        holder.setLayout(FlowLayout(*made))
        self._actions.addWidget(holder)

    def _press(self, key: str) -> None:
        """A key does here what it does on the board, where the order's state allows it."""
        if key in self._by_key:
            self._by_key[key].click()

    def _act(self, offered: OrderAct) -> str:
        return offered.act(self, self.desk, self.order)

    def print(self) -> None:
        """Ctrl+P 派单: while somebody has it."""
        if self.order.state not in OWNED:
            return
        try:
            print_sheet(self, self.desk, self.order)
        except DeskError as error:
            self.problem.setText(error.message)

    def _look_up(self) -> None:
        with self.desk.write() as work:
            purpose = _("Card of order {number}", number=self.order.number)
            self._contact = contacts.look_up(work, self._id, purpose)
