"""Common tasks of the tab 预约登记 by the keyboard alone, from the board to the toast."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desk.books.bookings import queries, resources
from desk.books.bookings.model import BookingState, Closure, moment
from desk.demo.tour import CTRL, Hands
from desk.ui.bookings.board_acts import CancelBooking
from desk.ui.bookings.booking_card import BookingCard
from desk.ui.bookings.booking_form import BookingForm
from desk.ui.bookings.booking_form_series import SeriesForm
from desk.ui.bookings.requests_page import DecideRequest, RequestsPage
from desk.ui.shell.preview import Preview
from tests.support.bookings_tab import (
    COUNTER,
    HALL,
    NINE,
    Morning,
    as_manager,
    board,
    booked,
    found,
    hall_booked,
    later,
    morning,
    put_cursor,
    tab_of,
)
from tests.support.roster_tab import dialog, in_dialog
from tests.support.tabs import desk_of, reach, told
from tests.ui.conftest import after_a_double_click

Key = Qt.Key


@pytest.fixture
def there(manager: Hands) -> Morning:
    return morning(manager)


def active(kind: type) -> QWidget:
    """The dialog of this kind, which has the keys."""
    shown: QWidget = dialog(kind)
    QApplication.setActiveWindow(shown)
    QTest.qWait(20)
    return shown


def test_a_booking_is_moved_by_f6_the_arrows_and_enter(manager: Hands, there: Morning) -> None:
    made = booked(manager, there)
    board(manager, there)
    put_cursor(board(manager, there), COUNTER, NINE)
    for key in (Key.Key_F6, Key.Key_Down, Key.Key_Down, Key.Key_Return):
        manager.press(key)
    assert found(manager, made.id).begins == NINE + 60 and "改到" in told(manager)


def test_a_booking_is_cancelled_by_delete_and_enter(manager: Hands, there: Morning) -> None:
    made = booked(manager, there)
    put_cursor(board(manager, there), COUNTER, NINE)

    def confirm() -> None:
        active(CancelBooking)
        manager.press(Key.Key_Return)

    in_dialog(confirm)
    manager.press(Key.Key_Delete)
    assert found(manager, made.id).state is BookingState.CANCELLED


def test_a_series_of_eight_over_a_closure_is_taken_by_keys(manager: Hands, there: Morning) -> None:
    closed = later(there, 14)
    with desk_of(manager).write() as work:
        resources.close(as_manager(work), Closure(moment(closed, 0), moment(closed, 23 * 60), "消防检查", there.hall))
    put_cursor(board(manager, there), HALL, 14 * 60)

    def until_then() -> None:
        active(SeriesForm)
        manager.type(f"{later(there, 49):%m%d}")
        manager.press(Key.Key_Return)

    def fill() -> None:
        active(BookingForm)
        for text in ("书法班", "李小明", "", "13800001111", "练字"):
            manager.type(text)
            manager.press(Key.Key_Tab)
        in_dialog(until_then)
        manager.press(Key.Key_F6)

    in_dialog(fill)
    manager.press(Key.Key_F2)
    assert "书法班已预约7天" in told(manager)
    with desk_of(manager).read() as work:
        taken = queries.between(work, there.day, later(there, 60), BookingState.BOOKED, BookingState.HELD)
    days = [each.day for each in taken if each.party == "书法班"]
    assert days == [later(there, 7 * n) for n in range(8) if n != 2]


def test_a_request_for_a_room_is_agreed_to_by_enter_space_enter(manager: Hands, there: Morning) -> None:
    made = hall_booked(manager, there, NINE, NINE + 60)
    with desk_of(manager).write() as work:
        work.connection.exec_driver_sql("UPDATE bookings SET state = 'held' WHERE id = ?", (made.id,))
    page = reach(manager, RequestsPage)
    page.list.choose(made.id)
    page.take_focus()

    def agree() -> None:
        active(DecideRequest)
        for key in (Key.Key_Space, Key.Key_Return):
            manager.press(key)

    in_dialog(agree)
    manager.press(Key.Key_Return)
    assert found(manager, made.id).state is BookingState.BOOKED


def test_the_list_for_the_door_has_a_key_also_while_a_booking_is_chosen(manager: Hands, there: Morning) -> None:
    booked(manager, there)
    page = board(manager, there)
    put_cursor(page, COUNTER, NINE)
    assert page.list.booking is not None
    seen: list[str] = []
    in_dialog(lambda: (seen.append(dialog(Preview).windowTitle()), dialog(Preview).reject()))
    manager.press(Key.Key_M, CTRL)
    assert seen == [f"打印预览：当日预约名单{there.day}"]


@pytest.mark.parametrize(
    ("key", "state"), [(Key.Key_Space, BookingState.ARRIVED), (Key.Key_Delete, BookingState.CANCELLED)]
)
def test_the_keys_of_the_board_work_on_the_card(
    manager: Hands, there: Morning, key: Qt.Key, state: BookingState
) -> None:
    made = booked(manager, there)

    def confirm() -> None:
        active(CancelBooking)
        manager.press(Key.Key_Return)

    def act() -> None:
        card = active(BookingCard)
        if key is Key.Key_Delete:
            in_dialog(confirm)
        manager.press(key)
        card.close()

    in_dialog(act)
    tab_of(manager).show_booking(made.id)
    assert found(manager, made.id).state is state


def test_f8_and_f7_on_the_card_take_back_and_finish(manager: Hands, there: Morning) -> None:
    made = hall_booked(manager, there, NINE, NINE + 60)

    def act() -> None:
        card = active(BookingCard)
        assert isinstance(card, BookingCard)
        for key, state in (
            (Key.Key_Space, BookingState.ARRIVED),
            (Key.Key_F8, BookingState.BOOKED),
            (Key.Key_Space, BookingState.ARRIVED),
            (Key.Key_F7, BookingState.DONE),
        ):
            after_a_double_click()
            manager.press(key)
            assert found(manager, made.id).state is state
        card.reject()

    in_dialog(act)
    tab_of(manager).show_booking(made.id)


def test_f6_on_the_card_leads_to_the_board(manager: Hands, there: Morning) -> None:
    made = booked(manager, there)
    page = board(manager, there)

    def act() -> None:
        card = active(BookingCard)
        assert isinstance(card, BookingCard)
        assert [card._by_key[key].text() for key in ("Space", "F6", "Delete")] == ["已到", "改期", "取消预约"]
        manager.press(Key.Key_F6)

    in_dialog(act)
    tab_of(manager).show_booking(made.id)
    assert page.moving is not None and page.moving.id == made.id


def test_space_presses_the_button_that_has_the_focus_not_another(manager: Hands, there: Morning) -> None:
    made = booked(manager, there)

    def act() -> None:
        card = active(BookingCard)
        assert isinstance(card, BookingCard)
        card._by_key["F6"].setFocus()
        manager.press(Key.Key_Space)

    in_dialog(act)
    tab_of(manager).show_booking(made.id)
    assert found(manager, made.id).state is BookingState.BOOKED
