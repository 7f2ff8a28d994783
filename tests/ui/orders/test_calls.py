"""回访: who is rung up, the telephone in full only on demand, a digit for what the asker says."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.books.cases import Evaluation
from desk.books.orders import queries
from desk.books.orders.model import Order, OrderState
from desk.demo.tour import Hands
from desk.ui.orders.calls_page import OrderCallsPage
from desk.ui.orders.forms import RateOrder
from desk.ui.orders.order_card import OrderCard
from tests.support.orders import colleague, done
from tests.support.orders_tab import OrderMorning, as_manager, be_back, now, order_morning, over
from tests.support.shown_text import held_by
from tests.support.tabs import desk_of, reach, told, work_of

Key = Qt.Key


@pytest.fixture
def there(clerk: Hands) -> OrderMorning:
    return order_morning(clerk)


@pytest.fixture
def order(clerk: Hands, there: OrderMorning) -> Order:
    """Done by a colleague, on the list from the next day on."""
    with desk_of(clerk).write() as work:
        made = done(as_manager(colleague(work, "管理员")), there.ready)
    there.forward(days=7)
    return made


def calls(clerk: Hands, order: Order) -> OrderCallsPage:
    page = reach(clerk, OrderCallsPage)
    page.load()
    be_back(clerk)
    page.list.choose(order.id)
    page.list.table.setFocus()
    return page


def test_the_telephone_is_seen_on_demand_and_that_is_logged(clerk: Hands, order: Order) -> None:
    page = calls(clerk, order)
    assert "13800000000" not in " ".join(held_by(page)) and "138****0000" in " ".join(held_by(page))
    clerk.press(Key.Key_F4)
    assert page.contact.text.text() == "张三丰 13800000000"
    with desk_of(clerk).read() as work:
        purpose = work.rows("SELECT purpose FROM lookups ORDER BY id DESC LIMIT 1")[0][0]
    assert purpose == f"点单回访{order.number}"
    clerk.press(Key.Key_F4)
    assert page.contact.text.text() == ""


def test_a_digit_and_enter_keep_a_good_rating(clerk: Hands, order: Order) -> None:
    page = calls(clerk, order)

    def keep(form: RateOrder) -> None:
        assert form.level.value is Evaluation.SATISFIED and form.reason.hasFocus()
        QTest.keyClick(form.reason, Key.Key_Return)

    over(RateOrder, keep, lambda: clerk.press(Key.Key_2))
    assert now(clerk, order).state is OrderState.RATED and told(clerk) == f"{order.number}已评价。"
    assert order.id not in [each.id for each in page.list.model.rows]


def test_a_poor_one_asks_what_was_not_good_and_has_it_done_again(clerk: Hands, order: Order) -> None:
    calls(clerk, order)

    def poor(form: RateOrder) -> None:
        assert form.fields["reason"].hint == "将退回承接人重办一次。"
        QTest.keyClick(form.reason, Key.Key_Return)
        assert form.isVisible() and form.fields["reason"].problem
        form.reason.setText("还在漏")
        QTest.keyClick(form.reason, Key.Key_Return)

    over(RateOrder, poor, lambda: clerk.press(Key.Key_4))
    assert now(clerk, order).state is OrderState.REDO
    assert told(clerk) == f"{order.number}评价不满意，已退回重办。"


def test_whoever_had_a_part_in_it_is_told_so_before_anybody_is_rung_up(clerk: Hands, there: OrderMorning) -> None:
    with desk_of(clerk).write() as work:
        own = done(as_manager(work), there.ready)
    there.forward(days=7)
    page = calls(clerk, own)
    for key in (Key.Key_F4, Key.Key_1):
        clerk.press(key)
        assert QApplication.activeModalWidget() is None and page.contact.text.text() == ""
        assert f"您经办过点单{own.number}" in told(clerk)
    with desk_of(clerk).read() as work:
        assert not work.rows("SELECT id FROM lookups")


def test_nobody_answered_is_called_again_the_next_working_day(clerk: Hands, order: Order) -> None:
    page = calls(clerk, order)
    clerk.press(Key.Key_F7)
    again = now(clerk, order)
    assert again.call_back_on is not None and again.call_back_on > page.desk.clock.today()
    assert "未接通" in told(clerk) and order.id not in [each.id for each in page.list.model.rows]
    with desk_of(clerk).read() as work:
        assert queries.moves_of(work, order.id)[-1].remark


def test_the_count_leads_here_and_enter_to_the_card(clerk: Hands, order: Order) -> None:
    work_of(clerk).open_destination("orders.to_call")
    page = calls(clerk, order)
    assert page.isVisible()
    over(OrderCard, lambda card: card.accept(), lambda: clerk.press(Key.Key_Return))
