"""An order in the window, by the keyboard alone: placed, declined once by a line from the group, silent once, sent by
the leader, done, rated poorly on the telephone, done again, rated well.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from desk.books.cases import Evaluation
from desk.books.orders import queries
from desk.books.orders.model import DispatchAnswer, Order, OrderState
from desk.demo.tour import CTRL, Hands
from desk.ui.orders.board_page import OrderBoardPage
from desk.ui.orders.calls_page import OrderCallsPage
from desk.ui.orders.finish_form import FinishOrder
from desk.ui.orders.forms import AnswerOrder, RateOrder
from desk.ui.orders.order_form import OrderForm
from desk.ui.orders.send_form import SendOrder
from tests.conftest import PASSWORD
from tests.support.orders_tab import OrderMorning, be_back, choose, now, order_board, order_morning, over
from tests.support.tabs import desk_of, reach, told
from tests.ui.conftest import after_a_double_click

Key = Qt.Key


def _press(key: Qt.Key) -> None:
    at = QApplication.focusWidget()
    assert at is not None
    QTest.keyClick(at, key)


def _placed(clerk: Hands, page: OrderBoardPage) -> Order:
    def type_on(form: OrderForm) -> None:
        _press(Key.Key_4)
        QTest.keyClicks(form.who, "zsf")
        _press(Key.Key_Return)
        form.description.setText("厨房水管漏水")
        _press(Key.Key_Return)

    over(OrderForm, type_on, lambda: clerk.press(Key.Key_F2))
    return max(page.board.orders, key=lambda each: each.id)


def _sent(hands: Hands, page: OrderBoardPage, order: Order) -> Order:
    after_a_double_click()
    choose(hands, page, order)
    over(SendOrder, lambda _form: _press(Key.Key_Return), lambda: hands.press(Key.Key_P))
    sent = now(hands, order)
    assert sent.state is OrderState.OFFERED, told(hands)
    return sent


def _finished(hands: Hands, page: OrderBoardPage, order: Order, words: str) -> None:
    def report(form: FinishOrder) -> None:
        form.report.setText(words)
        if not next(iter(form.minutes.values())).text():
            next(iter(form.minutes.values())).setText("40")
        _press(Key.Key_Return)

    after_a_double_click()
    choose(hands, page, order)
    over(FinishOrder, report, lambda: hands.press(Key.Key_B))
    assert now(hands, order).state is OrderState.DONE


def _rated(hands: Hands, order: Order, digit: Qt.Key, said: str) -> Order:
    def keep(form: RateOrder) -> None:
        form.reason.setText(said)
        _press(Key.Key_Return)
        assert not form.isVisible(), form._rest.text()

    page = reach(hands, OrderCallsPage)
    page.load()
    be_back(hands)
    page.list.choose(order.id)
    page.list.table.setFocus()
    after_a_double_click()
    over(RateOrder, keep, lambda: hands.press(digit))
    return now(hands, order)


def _say_that_the_clock_is_right() -> None:
    """The story is days ahead of this PC, which the program asks about."""
    box = QApplication.activeModalWidget()
    if isinstance(box, QMessageBox):
        box.buttons()[0].click()


def _hand_to(hands: Hands, there: OrderMorning, name: str) -> None:
    """Locked, and somebody else signs in; the clock stays where the story is."""
    clock = desk_of(hands).clock
    be_back(hands)
    hands.press(Key.Key_L, CTRL)
    hands.window.sign_in.name.setText(name)
    hands.window.sign_in.password.setText(PASSWORD)
    QTimer.singleShot(0, _say_that_the_clock_is_right)
    hands.window.sign_in.try_it()
    assert hands.window.working, there.at
    desk_of(hands).clock = clock


def test_an_order_declined_silent_done_poorly_and_done_again(clerk: Hands) -> None:
    there = order_morning(clerk)
    page = order_board(clerk)
    order = _placed(clerk, page)
    choose(clerk, page, order)
    clerk.press(Key.Key_S)

    first = _sent(clerk, page, order)
    be_back(clerk)
    after_a_double_click()
    clerk.press(Key.Key_F6)
    page.line.line.setText(f"{order.number} 不去 在外地")
    page.line.look()
    assert page.line.preview.text().startswith("按Enter：退回待派单")
    clerk.press(Key.Key_Return)
    assert now(clerk, order).refused_times == 1

    second = _sent(clerk, page, order)
    assert second.member_id != first.member_id, "whoever declined is not proposed again"
    there.forward(hours=25)
    page.load()
    back = now(clerk, order)
    assert (back.state, back.refused_times) == (OrderState.REVIEWED, 2)

    _hand_to(clerk, there, "管理员")
    page = order_board(clerk)
    third = _sent(clerk, page, order)
    choose(clerk, page, order)
    after_a_double_click()
    over(AnswerOrder, lambda _form: _press(Key.Key_Return), lambda: clerk.press(Key.Key_D))
    assert now(clerk, order).state is OrderState.TAKEN
    there.forward(minutes=50)
    _finished(clerk, page, order, "换了接头")

    _hand_to(clerk, there, "林小芳")
    there.forward(days=4)
    poor = _rated(clerk, order, Key.Key_4, "还在滴水")
    assert (poor.state, poor.redone, poor.member_id) == (OrderState.REDO, True, third.member_id)

    _hand_to(clerk, there, "管理员")
    there.forward(minutes=60)
    page = order_board(clerk)
    _finished(clerk, page, order, "换了整段水管")
    _hand_to(clerk, there, "林小芳")
    there.forward(days=4)
    good = _rated(clerk, order, Key.Key_1, "这次修好了")
    assert good.state is OrderState.RATED and good.settled_at is not None
    with desk_of(clerk).read() as work:
        answers = [each.answer for each in queries.dispatches_of(work, order.id)]
        levels = [each.level for each in queries.ratings_of(work, order.id)]
    assert answers == [DispatchAnswer.DECLINED, DispatchAnswer.TIMED_OUT, DispatchAnswer.TAKEN]
    assert levels == [Evaluation.DISSATISFIED, Evaluation.VERY_SATISFIED]
