"""What the board of orders 点单看板 shows, read in one go: whose turn it is, by when, and who has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from desk.books import centre
from desk.books.orders import queries, seating
from desk.books.orders.model import Complaint, Order, OrderState
from desk.core.calendar import date_words
from desk.core.clock import local
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import NP_, P_, Worded, _
from desk.services.session import Desk

MINUTES_OF_DAY = 24 * 60
SOON = 4 * 60
"""Minutes that are left: from then on it presses."""


class BoardStage(Worded):
    """A column of the board 看板栏: what the orders in it wait for."""

    TO_REVIEW = "to_review", NP_("stage of the board", "To review")
    TO_DISPATCH = "to_dispatch", NP_("stage of the board", "To dispatch")
    DISPATCHED = "dispatched", NP_("stage of the board", "Dispatched")
    UNDERWAY = "underway", NP_("stage of the board", "Being done")
    TO_RATE = "to_rate", NP_("stage of the board", "To rate")


STAGE_OF: Mapping[OrderState, BoardStage] = {
    OrderState.PLACED: BoardStage.TO_REVIEW,
    OrderState.REVIEWED: BoardStage.TO_DISPATCH,
    OrderState.OFFERED: BoardStage.DISPATCHED,
    OrderState.TAKEN: BoardStage.UNDERWAY,
    OrderState.DOING: BoardStage.UNDERWAY,
    OrderState.REDO: BoardStage.UNDERWAY,
}
"""What is in none of them is done: it waits for a rating, or for a complaint to be judged."""


@dataclass(frozen=True)
class BoardCard:
    """One order as the board has it: three lines, and how its clock stands, with the tone of that."""

    order: Order
    lines: tuple[str, str, str]
    tag: str
    tone: Tone


class OrderBoard:
    """The orders of the board by column, in each by their clocks; ``read`` reads them again."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.orders: list[Order] = []
        self.now: datetime = desk.clock.now()
        self.today: date = desk.clock.today()
        self._refusals = 0

    def look_after(self) -> None:
        """What nobody answered in time goes back to the queue, what nobody rated is settled; asked first, so that
        nothing is written where nothing is so.
        """
        with self._desk.read() as work:
            is_due = bool(queries.silent(work) or queries.never_rated(work))
        if is_due and self._desk.actor.may(May.SERVE):
            with self._desk.write() as work:
                seating.look_after(work)

    def read(self) -> None:
        """The board as the book has it now."""
        with self._desk.read() as work:
            self.orders = queries.board(work)
            self._refusals = centre.rule(work, "order_refusals")
            self.now, self.today = work.now, work.today
        self.orders.sort(key=lambda each: (each.clock is None, each.clock or each.placed_at, each.id))

    def in_stage(self, stage: BoardStage) -> list[Order]:
        """The orders of one column, the first that is due first."""
        return [each for each in self.orders if stage_of(each) is stage]

    def find(self, id: int) -> Order | None:
        """An order of the board; None for one that is over, or not there."""
        return next((each for each in self.orders if each.id == id), None)

    def card(self, order: Order) -> BoardCard:
        """An order in words."""
        tag, tone = clock_words(order, self.now)
        head = f"{order.kind.label}　{order.who}"
        place = "　".join(filter(None, (order.number, order.whereabouts)))
        return BoardCard(order, (head, place, self._owner_words(order)), tag, tone)

    def needs_leader(self, order: Order) -> bool:
        """Does it stand before the leader in charge: it came back too often, or whoever had it left the team?"""
        is_queued = order.state is OrderState.REVIEWED
        return is_queued and (order.refused_times >= self._refusals or order.freed)

    def is_overdue(self, order: Order) -> bool:
        """Is its time for being done over?"""
        return order.due_at is not None and order.due_at < self.now and order.state is not OrderState.DONE

    def _owner_words(self, order: Order) -> str:
        """Who has it; what nobody has says why, or what is wished for."""
        if order.member or order.team:
            owner = " ".join(filter(None, (order.team, order.member)))
            return P_("order", "{owner} · once again", owner=owner) if order.state is OrderState.REDO else owner
        if order.freed and order.state is OrderState.REVIEWED:
            return _("Whoever had it left the team; the leader in charge sees it")
        if self.needs_leader(order):
            return _("Came back {n} times: the leader in charge sends it", n=order.refused_times)
        if order.refused_times and order.state is OrderState.REVIEWED:
            return _("Came back {n} times", n=order.refused_times)
        return order.masked(order.description)


def stage_of(order: Order) -> BoardStage:
    """The column in which an order stands."""
    return STAGE_OF.get(order.state, BoardStage.TO_RATE)


def clock_words(order: Order, now: datetime) -> tuple[str, Tone]:
    """How long an order still has for what comes next, or by how much that is late: 余3小时, 超2天."""
    if order.complaint is Complaint.MADE:
        return P_("order", "Complaint"), Tone.DANGER
    if order.state is OrderState.DONE:
        return _call_words(order, local(now).date())
    if order.clock is None:
        return order.state.label, order.state.tone or Tone.QUIET
    minutes = int((order.clock - now).total_seconds() // 60)
    if minutes < 0:
        return P_("clock of an order", "{time} late", time=span_words(-minutes)), Tone.OVERDUE
    tone = Tone.DUE_SOON if minutes < SOON else Tone.WAITING
    return P_("clock of an order", "{time} left", time=span_words(minutes)), tone


def _call_words(order: Order, today: date) -> tuple[str, Tone]:
    """On which day the asker is rung up."""
    day = order.call_back_on
    if day is None or day <= today:
        return P_("order", "Call back"), Tone.DUE_SOON
    return P_("order", "Call on {day}", day=date_words(day, today)), Tone.WAITING


def span_words(minutes: int) -> str:
    """25分, 5小时, 3天: in the largest unit of which there are two."""
    if minutes < 2 * 60:
        return _("{n} min", n=minutes)
    if minutes < 2 * MINUTES_OF_DAY:
        return P_("time", "{n} hours", n=minutes // 60)
    return P_("time", "{n} days", n=minutes // MINUTES_OF_DAY)
