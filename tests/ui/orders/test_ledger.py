"""点单台账: the orders of a month, found by typing and by state."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desk.books.orders.model import OrderState
from desk.core.month import Month
from desk.demo.tour import Hands
from desk.ui.orders.ledger_page import OrderLedgerPage
from desk.ui.orders.order_card import OrderCard
from tests.support.orders import queued, taken
from tests.support.orders_tab import be_back, made_by, order_morning, over
from tests.support.tabs import reach, work_of

Key = Qt.Key


def test_orders_are_found_by_what_is_typed_and_by_state(clerk: Hands) -> None:
    there = order_morning(clerk)
    waiting, has = made_by(clerk, there, queued), made_by(clerk, there, taken, who=1)
    page = reach(clerk, OrderLedgerPage)
    page.month_line.show_month(Month.of(there.at.date()))
    page.load()
    rows = [each.id for each in page.list.model.rows]
    assert rows.index(has.id) < rows.index(waiting.id), "the newest first"
    be_back(clerk)
    page.go_to_search()
    QTest.keyClicks(page.text, has.number.lower())
    assert [each.id for each in page.list.model.rows] == [has.id]
    page.text.setText("林一明")
    page._show()
    assert [each.id for each in page.list.model.rows] == [has.id]
    page.text.setText("")
    page.state.choose(OrderState.REVIEWED)
    assert {each.state for each in page.list.model.rows} == {OrderState.REVIEWED}
    page.list.choose(waiting.id)
    page.list.table.setFocus()
    over(OrderCard, lambda card: card.accept(), lambda: clerk.press(Key.Key_Return))


def test_the_months_figure_leads_to_its_orders(clerk: Hands) -> None:
    order_morning(clerk)
    month = Month.of(work_of(clerk).desk.clock.today()).plus(-1)
    work_of(clerk).open_destination("orders.placed", month.first)
    page = reach(clerk, OrderLedgerPage)
    assert page.month_line.month == month
    assert all(month.first <= each.day <= month.last for each in page.list.model.rows) and page.list.model.rows
