"""The history on a resident's card: cases and what other books have of the person, each opened by Enter."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desk.books.bookings import booking
from desk.demo.tour import Hands
from desk.ui.bookings.booking_card import BookingCard
from desk.ui.orders.order_card import OrderCard
from desk.ui.residents.page import ResidentsPage
from tests.support.bookings_tab import COUNTER, NAMES, Morning, as_manager, booked, hall_booked, later, morning
from tests.support.orders import queued
from tests.support.orders_tab import made_by, order_morning
from tests.support.roster_tab import dialog, in_dialog
from tests.support.tabs import desk_of, reach

NARROW = (910, 493)


@pytest.fixture
def there(clerk: Hands) -> Morning:
    return morning(clerk)


def lines(page: ResidentsPage) -> list[str]:
    return [page.history.item(n).text() for n in range(page.history.count())]


def test_the_card_lists_the_persons_bookings_the_newest_first_and_names_nobody(clerk: Hands, there: Morning) -> None:
    earlier = booked(clerk, there, 0)
    hall_booked(clerk, there, 14 * 60, 15 * 60, day=later(there, 3), resident_id=there.people[0])
    with desk_of(clerk).write() as work:
        booking.cancel(as_manager(work), earlier.id)
    page = reach(clerk, ResidentsPage)
    page.open(there.people[0])
    hall, counter = lines(page)
    assert hall.startswith(f"{later(there, 3)}　预约14:00—15:00 排练厅") and hall.endswith("已预约")
    assert counter.startswith(f"{there.day}　预约09:00—09:30 {COUNTER}") and "取消" in counter
    assert not any(word in "".join(lines(page)) for word in (*NAMES, "太极队", "李小明", "排练　", "138"))


def test_enter_opens_the_booking(clerk: Hands, there: Morning) -> None:
    made = booked(clerk, there, 0)
    page = reach(clerk, ResidentsPage)
    page.open(there.people[0])
    page.history.setFocus()
    page.history.setCurrentRow(0)
    opened: list[int] = []

    def look() -> None:
        card = dialog(BookingCard)
        opened.append(card.booking.id)
        card.reject()

    in_dialog(look)
    QTest.keyClick(page.history, Qt.Key.Key_Return)
    assert opened == [made.id]


def test_what_is_booked_while_the_card_is_open_appears_by_itself(clerk: Hands, there: Morning) -> None:
    page = reach(clerk, ResidentsPage)
    page.open(there.people[1])
    assert lines(page) == []
    booked(clerk, there, 1)
    page.freshness.hub.tell()
    assert len(lines(page)) == 1


def test_the_card_lists_the_persons_orders_names_nobody_and_opens_them(clerk: Hands) -> None:
    orders = order_morning(clerk)
    made = made_by(clerk, orders, queued)
    page = reach(clerk, ResidentsPage)
    page.open(orders.ready.people[0])
    assert lines(page) == [f"{orders.at:%Y-%m-%d}　点单：维修　待派单"]
    page.history.setFocus()
    page.history.setCurrentRow(0)
    opened: list[int] = []

    def look() -> None:
        card = dialog(OrderCard)
        opened.append(card.order.id)
        card.reject()

    in_dialog(look)
    QTest.keyClick(page.history, Qt.Key.Key_Return)
    assert opened == [made.id]
