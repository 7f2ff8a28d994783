"""Asked but no place, counted by a slip: F8 takes it back, on the board and in the form."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.books.bookings.model import BookingState
from desk.demo.tour import Hands
from desk.ui.bookings.booking_form import BookingForm
from tests.support.bookings_tab import COUNTER, NINE, board, booked, found, morning, put_cursor, unmet
from tests.support.roster_tab import dialog, in_dialog
from tests.support.tabs import desk_of, told, work_of
from tests.ui.conftest import after_a_double_click

Key = Qt.Key


def audited(hands: Hands) -> list[str]:
    with desk_of(hands).read() as work:
        return [
            row[0] for row in work.rows("SELECT action FROM audit WHERE subject LIKE 'unmet_requests:%' ORDER BY id")
        ]


def test_f8_takes_the_count_back_and_then_the_arrival_as_before(clerk: Hands) -> None:
    there = morning(clerk)
    first = booked(clerk, there, 0)
    booked(clerk, there, 1)
    before = unmet(clerk)
    page = board(clerk, there)
    put_cursor(page, COUNTER, NINE)
    clerk.press(Key.Key_F4)
    assert len(unmet(clerk)) == len(before) + 1 and "已记录" in told(clerk)
    clerk.press(Key.Key_F8)
    assert unmet(clerk) == before and told(clerk) == "已撤销，不再计入。"
    assert audited(clerk)[-2:] == ["booking.unmet", "booking.unmet_taken_back"]
    after_a_double_click()
    page.list.choose(first.id)
    clerk.press(Key.Key_Space)
    assert found(clerk, first.id).state is BookingState.ARRIVED
    clerk.press(Key.Key_F8)
    assert found(clerk, first.id).state is BookingState.BOOKED and unmet(clerk) == before


def test_the_message_offers_to_take_the_count_back(clerk: Hands) -> None:
    there = morning(clerk)
    booked(clerk, there, 0)
    booked(clerk, there, 1)
    before = unmet(clerk)
    page = board(clerk, there)
    put_cursor(page, COUNTER, NINE)
    clerk.press(Key.Key_F4)
    work_of(clerk).current.act("F8")
    assert unmet(clerk) == before and page.counted is None


def test_the_form_takes_back_what_was_counted_in_it(clerk: Hands) -> None:
    there = morning(clerk)
    booked(clerk, there, 0)
    booked(clerk, there, 1)
    before = unmet(clerk)
    page = board(clerk, there)
    put_cursor(page, COUNTER, NINE)

    def count() -> None:
        form = dialog(BookingForm)
        QApplication.setActiveWindow(form)
        assert not form.undo.isVisible()
        form.note_unmet()
        assert len(unmet(clerk)) == len(before) + 1 and form.undo.isVisible()
        QTest.keyClick(form, Key.Key_F8)
        assert unmet(clerk) == before and not form.undo.isVisible()
        assert form.why.text() == "已撤销，不再计入。"
        form.take_back_unmet()
        form.reject()

    in_dialog(count)
    page.new()
    assert unmet(clerk) == before
