"""The page 点单看板: every order that is not over by whose turn it is, with a key for each step of its way."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from desk.books.orders.draft import OrderDraft
from desk.books.orders.model import Complaint, Order
from desk.core.calendar import moment_words
from desk.core.permissions import May
from desk.core.words import _
from desk.services.session import Desk
from desk.ui.orders import acts, board_commands
from desk.ui.orders.acts import Act
from desk.ui.orders.answer_line import AnswerLine
from desk.ui.orders.board import BoardStage, OrderBoard
from desk.ui.orders.board_papers import BoardPapers
from desk.ui.orders.board_view import BoardView
from desk.ui.orders.order_form import OrderForm
from desk.ui.shell.column_page import ColumnPage
from desk.ui.shell.commands import Commands
from desk.ui.widgets.controls import row
from desk.ui.widgets.empty import Empty


class OrderBoardPage(ColumnPage):
    """点单看板: columns by what orders wait for. Read, it also sends back what nobody answered in time."""

    SHOWS = frozenset({"centre", "orders", "organisations", "residents", "teams"})
    AGES = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.board = OrderBoard(desk)
        self._draft: OrderDraft | None = None
        """What was typed of an order that is not placed yet."""
        self.view = BoardView(self.board)
        self.line = AnswerLine(desk)
        self.papers = BoardPapers(self)
        self.empty = Empty(_("No order is open. F2 takes one, at the counter or on the telephone."))
        self._new = self.button(self.new)
        self.column.addWidget(self.view, 1)
        self.column.addWidget(self.empty, 1)
        self.column.addWidget(self.line)
        steps = (self.review, self.send, self.answer, self.begin, self.finish, self.rate)
        beside, allowed = (self.copy, self.withdraw, self.cancel), [each.act for each in self.own_commands]
        others = {act: self.button(act) for act in beside}
        self._others = [made for act, made in others.items() if act in allowed]
        """Left to the keys and the menu where there is no room for them."""
        self.column.addLayout(row(*map(self.button, steps), 1, *others.values()))
        self.view.chosen.connect(self.show_enabled)
        self.view.stacked.connect(self._show_others)
        self.line.answered.connect(self.done)
        self.line.refused.connect(self.alarm)

    def _show_others(self, stacked: bool) -> None:
        for each in self._others:
            each.setVisible(not stacked)

    def beside_pages(self) -> Sequence[QWidget]:
        return (self.papers.button, self._new)

    def make_commands(self) -> Commands:
        return (*board_commands.of_board(self), *board_commands.of_order(self), *self.papers.commands())

    def menu_of(self, view: QAbstractItemView) -> QMenu | None:
        """What can be done with the chosen order now."""
        steps = (self.review, self.send, self.answer, self.begin, self.finish, self.rate)
        return self.menu_with(self.open_chosen, *steps, self.copy, self.withdraw, self.cancel)

    def can(self, act: Act) -> Callable[[], bool]:
        """Whether an order is chosen with which this can be done now."""
        return lambda: acts.fits(self.desk, self.view.order, act)

    def load(self) -> None:
        self.board.look_after()
        super().load()

    def fill(self) -> None:
        self.board.read()
        self.view.show_board()
        self.view.setVisible(bool(self.board.orders))
        self.empty.setVisible(not self.board.orders)

    def show_order(self, id: int) -> None:
        """An order of the board, chosen."""
        self.load()
        self.view.choose(id)

    def show_first(self, stage: BoardStage) -> None:
        """The first order of a column, chosen."""
        self.load()
        self._choose_first(self.board.in_stage(stage))

    def show_overdue(self) -> None:
        """The first whose time for being done is over."""
        self.load()
        self._choose_first([each for each in self.board.orders if self.board.is_overdue(each)])

    def show_before_leader(self) -> None:
        """The first that the leader in charge has to send."""
        self.load()
        self._choose_first([each for each in self.board.orders if self.board.needs_leader(each)])

    def show_complaints(self) -> None:
        """The first complaint that is to be judged."""
        self.load()
        self._choose_first([each for each in self.board.orders if each.complaint is Complaint.MADE])

    def _choose_first(self, orders: Sequence[Order]) -> None:
        if orders:
            self.view.choose(orders[0].id)
        self.view.take_keys()

    def open_chosen(self) -> None:
        """Enter: the order's card."""
        if (order := self.view.order) is not None:
            self.opened.emit(order.id)

    def go_to_answer(self) -> None:
        """F6: the line for what came back from a group."""
        self.line.line.setFocus()

    def new(self) -> None:
        """F2 新点单; what was left half typed stands there again."""
        self.take_order(self._draft)

    def take_order(self, draft: OrderDraft | None) -> None:
        """The form of a new order, with what is known already; it goes on from what was half typed."""
        if not self.desk.actor.may(May.SERVE):
            return
        form = OrderForm(self, self.desk, draft)
        accepted, made = form.exec(), form.made
        typed = form.draft()
        case, case_wanted = form.case, form.case_wanted
        form.deleteLater()
        if accepted and made is not None:
            self._draft = None
            self.done()
            self.view.choose(made.id)
            self.view.take_keys()
            by = moment_words(made.review_by, self.desk.clock.today())
            self.toast.emit(_("{number} is placed, to be taken on by {by}.", number=made.number, by=by), "good")
            return
        self._draft = typed if typed.is_begun else None
        if case_wanted:
            self.destination_wanted.emit("cases.register", case)
        elif self._draft is not None:
            self.toast.emit(_("What you typed is kept: F2 goes on with it."), "good")
        self.done()

    def _run(self, act: Act) -> None:
        order = self.view.order
        if order is None:
            return
        if sentence := act(self, self.desk, order):
            self.take_alarms_back()
            self.done(sentence)
        self.view.take_keys()

    def review(self) -> None:
        """S 受理."""
        self._run(acts.review)

    def send(self) -> None:
        """P 派单."""
        self._run(acts.send)

    def answer(self) -> None:
        """D 接单答复."""
        self._run(acts.answer)

    def begin(self) -> None:
        """K 开始办理."""
        self._run(acts.begin)

    def finish(self) -> None:
        """B 办结."""
        self._run(acts.finish)

    def rate(self) -> None:
        """J 群众评价."""
        self._run(acts.rate)

    def copy(self) -> None:
        """F4 复制派单文字."""
        self._run(acts.copy)

    def withdraw(self) -> None:
        """F8 收回."""
        self._run(acts.withdraw)

    def cancel(self) -> None:
        """Delete 取消."""
        self._run(acts.cancel)
