"""An appointment from the telephone call to the counter, by the keyboard alone: booked in six keys beside what is typed
to search, arrived, called by F9; another one cancelled late; a full time counted by one key, then the waiting list,
from which somebody moves up.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.books import catalogue, visits
from desk.books.bookings import queries
from desk.books.bookings.model import Booking, BookingState, Cancellation
from desk.demo.tour import Hands
from desk.ui.bookings.board_acts import CancelBooking
from desk.ui.bookings.booking_form import BookingForm
from desk.ui.visits.registration import RegistrationPage
from tests.support.bookings_tab import COUNTER, NINE, Morning, board, found, morning, put_cursor, rows, unmet
from tests.support.roster_tab import dialog, in_dialog
from tests.support.tabs import desk_of, reach, told
from tests.ui.conftest import after_a_double_click

Key = Qt.Key


class Counted:
    """Presses keys on whatever has the focus and counts those that are no search text."""

    def __init__(self) -> None:
        self.keys = 0

    def press(self, key: Qt.Key) -> None:
        self.keys += 1
        at = QApplication.focusWidget()
        assert at is not None
        QTest.keyClick(at, key)

    def search(self, text: str) -> None:
        at = QApplication.focusWidget()
        assert at is not None
        QTest.keyClicks(at, text)


def _back_at(hands: Hands) -> None:
    """The window has the keys again; without a screen nothing gives them back when a dialog closes."""
    QApplication.setActiveWindow(hands.window)
    QTest.qWaitForWindowActive(hands.window)


def letters(hands: Hands, there: Morning) -> str:
    """What is typed to find the item: its initials, as far as it then stands first."""
    with desk_of(hands).read() as work:
        items = catalogue.sought(catalogue.all_items(work, retired=False))
        item = catalogue.find(work, there.item)
    for typed in ("cjr", "cjrz", "cjrzsl", item.code):
        first = catalogue.matching(items, typed)
        if first and first[0].id == there.item:
            return typed
    raise AssertionError(item)


def booked_by_keys(hands: Hands, there: Morning, person: str, downs: int = 0) -> tuple[Booking, int]:
    """F2, the person's initials and Enter, the item's and Enter, arrows to the time, Enter; and how many keys."""
    counted, item = Counted(), letters(hands, there)

    def type_on() -> None:
        form = dialog(BookingForm)
        QApplication.setActiveWindow(form)
        counted.search(person)
        counted.press(Key.Key_Return)
        counted.search(item)
        counted.press(Key.Key_Return)
        for _step in range(downs):
            counted.press(Key.Key_Down)
        counted.press(Key.Key_Return)
        assert not form.isVisible(), [form._rest.text(), *(each.problem for each in form.fields.values())]

    _back_at(hands)
    in_dialog(type_on)
    counted.press(Key.Key_F2)
    with desk_of(hands).read() as work:
        return queries.find(work, work.rows("SELECT max(id) FROM bookings")[0][0]), counted.keys


def test_an_appointment_from_the_call_to_the_counter(clerk: Hands) -> None:
    there = morning(clerk, places=1)
    page = board(clerk, there)
    put_cursor(page, COUNTER, NINE)
    first, keys = booked_by_keys(clerk, there, "oymz")
    assert (first.begins, first.resource, first.resident) == (NINE, COUNTER, "欧阳明珠")
    assert keys <= 6, keys

    put_cursor(page, COUNTER, NINE + 30)
    after_a_double_click()
    second, keys = booked_by_keys(clerk, there, "smxr")
    assert (second.begins, second.resident) == (NINE + 30, "司马相如") and keys <= 6

    put_cursor(page, COUNTER, NINE + 30)
    before = len(unmet(clerk))
    _back_at(clerk)
    clerk.press(Key.Key_F4)
    assert unmet(clerk)[before:] == [("full", NINE + 30, 1)], told(clerk)
    after_a_double_click()
    waits, keys = booked_by_keys(clerk, there, "zgqy")
    assert waits.state is BookingState.WAITING and waits.begins == NINE + 30 and keys <= 6
    assert any("诸**云" in line and "候补" in line for line in rows(page))

    there.pass_to(NINE - 5)
    put_cursor(page, COUNTER, NINE)
    page.load()
    _back_at(clerk)
    clerk.press(Key.Key_Space)
    arrived = found(clerk, first.id)
    assert arrived.state is BookingState.ARRIVED and arrived.visit_id is not None and "欧**珠已到" in told(clerk)

    put_cursor(page, COUNTER, NINE + 30)
    _back_at(clerk)
    in_dialog(_cancelled_by_the_person)
    clerk.press(Key.Key_Delete)
    assert found(clerk, second.id).cancelled is Cancellation.LATE, "late, and no miss"
    promoted = found(clerk, waits.id)
    assert promoted.state is BookingState.BOOKED and promoted.held_until is not None
    assert "候补递补1人" in told(clerk)

    there.pass_to(NINE + 1)
    _called(clerk, arrived)


def _cancelled_by_the_person() -> None:
    asked = dialog(CancelBooking)
    QTest.keyClick(asked.reason, Key.Key_Return)


def _called(hands: Hands, arrived: Booking) -> None:
    """F9 at the counter; whoever else of the demo waits there has gone."""
    page = reach(hands, RegistrationPage)
    for visit in list(page.queue._visits):
        if visit.id != arrived.visit_id and visit.state is not visits.VisitState.SERVING:
            with desk_of(hands).write() as work:
                visits.leave(work, visit.id)
    page.load()
    _back_at(hands)
    hands.press(Key.Key_F9)
    with desk_of(hands).read() as work:
        called = visits.find(work, arrived.visit_id or 0)
    assert called.state is visits.VisitState.SERVING and called.service_id == arrived.service_id
