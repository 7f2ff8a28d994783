"""Hands on the tab of orders: a working morning with two teams, three people who ask, and a clock that is turned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from desk.books.bookings.model import moment
from desk.books.centre import days_off
from desk.books.orders import queries
from desk.books.orders.model import Order
from desk.core.clock import Clock
from desk.core.permissions import Role
from desk.core.work import Work
from desk.demo.tour import Hands
from desk.ui.orders.board_page import OrderBoardPage
from tests.support import orders
from tests.support.orders import Ready
from tests.support.roster_tab import dialog, in_dialog
from tests.support.tabs import desk_of, reach

AnyDialog = TypeVar("AnyDialog", bound=QDialog)
NINE = 9 * 60


@dataclass
class OrderMorning:
    """Who is there; ``at`` is the time of the desk's clock, which ``forward`` moves."""

    ready: Ready
    at: datetime

    def forward(self, **step: float) -> None:
        """It is so much later."""
        self.at += timedelta(**step)


def as_manager(work: Work) -> Work:
    """The same transaction, with the manager's rights."""
    return replace(work, actor=replace(work.actor, role=Role.MANAGER))


def order_morning(hands: Hands) -> OrderMorning:
    """Nine in the morning of the next working day."""
    desk = desk_of(hands)
    with desk.write() as own:
        work = as_manager(own)
        ready = orders.set_up(work)
        day = days_off.calendar(work).after(work.today, 1)
    made = OrderMorning(ready, moment(day, NINE))
    desk.clock = Clock(lambda: made.at)
    return made


def made_by(hands: Hands, there: OrderMorning, make: Callable[..., Order], who: int = 0, **more: object) -> Order:
    """An order on its way, by one of the makers of ``tests.support.orders``."""
    with desk_of(hands).write() as work:
        order = make(as_manager(work), there.ready, who=who, **more)
        return queries.find(work, order.id)


def now(hands: Hands, order: Order) -> Order:
    """How an order stands by now."""
    with desk_of(hands).read() as work:
        return queries.find(work, order.id)


def order_board(hands: Hands) -> OrderBoardPage:
    """The page 点单看板, with the keys on its cards."""
    page = reach(hands, OrderBoardPage)
    page.load()
    be_back(hands)
    page.view.take_keys()
    return page


def choose(hands: Hands, page: OrderBoardPage, order: Order) -> None:
    """Go to the card of an order."""
    be_back(hands)
    page.load()
    assert page.view.choose(order.id), order.number
    page.view.take_keys()


def be_back(hands: Hands) -> None:
    """The window has the keys again; without a screen nothing gives them back when a dialog closes."""
    if QApplication.activeWindow() is not hands.window:
        QApplication.setActiveWindow(hands.window)
        QTest.qWaitForWindowActive(hands.window)


def over(kind: type[AnyDialog], act: Callable[[AnyDialog], object], begin: Callable[[], object]) -> None:
    """``begin`` opens a dialog of this kind, in which ``act`` presses keys."""

    def inside() -> None:
        shown = dialog(kind)
        QApplication.setActiveWindow(shown)
        act(shown)
        if shown.isVisible():
            shown.reject()

    in_dialog(inside)
    begin()
