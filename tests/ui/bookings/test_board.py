"""The day board, as a clerk uses it: real window, keys, real book."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from desk.books import visits
from desk.books.activities import planning, transitions
from desk.books.activities.model import ActivityDraft, ActivityKind
from desk.books.bookings import booking, call_queries, queries, resources
from desk.books.bookings.model import BookingState, Cancellation, Closure, moment
from desk.demo.tour import ALT, Hands
from desk.ui.bookings.board_acts import CancelBooking, CancelledBy
from desk.ui.bookings.board_page import DayBoardPage
from desk.ui.bookings.booking_card import BookingCard
from desk.ui.bookings.booking_form import BookingForm
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
    place,
    put_cursor,
    rows,
    says,
    unmet,
)
from tests.support.roster_tab import dialog, in_dialog
from tests.support.tabs import desk_of, reach, told, work_of
from tests.ui.conftest import after_a_double_click

Key = Qt.Key


@pytest.fixture
def there(clerk: Hands) -> Morning:
    return morning(clerk)


def test_every_time_says_how_many_fit_and_who_has_it_masked(clerk: Hands, there: Morning) -> None:
    booked(clerk, there, 0)
    page = board(clerk, there)
    assert says(page, COUNTER, NINE) == "09:00—09:30 预约窗口，余1，欧**珠"
    assert says(page, COUNTER, NINE + 30) == "09:30—10:00 预约窗口，余2"
    booked(clerk, there, 1)
    page.load()
    assert says(page, COUNTER, NINE) == "09:00—09:30 预约窗口，已约满，欧**珠、司**如"
    everything = [page.grid.grid.data(page.grid.grid.index(row, 0)) for row in range(page.grid.grid.rowCount())]
    assert "欧阳明珠" not in "".join(map(str, everything)) + "".join(rows(page))
    assert says(page, HALL, 8 * 60) == "08:00—09:00 排练厅，已过"


def test_a_room_that_is_taken_is_one_block_and_an_activity_or_a_closure_says_so(clerk: Hands, there: Morning) -> None:
    hall_booked(clerk, there, 14 * 60, 16 * 60 + 30)
    with desk_of(clerk).write() as work:
        hall = queries.find_resource(work, there.hall)
        draft = ActivityDraft("合唱排练", ActivityKind.CULTURE, there.day, 10 * 60, 11 * 60, hall.venue_id)
        transitions.approve(as_manager(work), [planning.add(as_manager(work), draft)])
        close = Closure(moment(there.day, 18 * 60), moment(there.day, 20 * 60), "空调检修", there.hall)
        resources.close(as_manager(work), close)
    page = board(clerk, there)
    assert says(page, HALL, 14 * 60) == says(page, HALL, 16 * 60) == "14:00—17:00 排练厅，已约，太极队"
    assert page.grid.rowSpan(place(page, HALL, 14 * 60).row(), place(page, HALL, 14 * 60).column()) >= 3
    assert "合唱排练" in says(page, HALL, 10 * 60)
    assert says(page, HALL, 19 * 60) == "18:00—20:00 排练厅，停用：空调检修"


def test_a_room_that_is_only_asked_for_says_so(clerk: Hands, there: Morning) -> None:
    wish = booking.request_of(hall_booked(clerk, there, 14 * 60, 16 * 60))
    with desk_of(clerk).write() as work:
        booking.book(work, wish.on(later(there, 1)))
    page = board(clerk, there)
    page.go_to(later(there, 1))
    assert says(page, HALL, 14 * 60) == "14:00—16:00 排练厅，待审，太极队"


def test_arrows_reach_a_time_and_enter_opens_the_form_with_it(clerk: Hands, there: Morning) -> None:
    page = board(clerk, there)
    put_cursor(page, COUNTER, NINE)
    seen: list[str] = []

    def look() -> None:
        form = dialog(BookingForm)
        choice = form.times.choice
        seen.append(choice.spoken(1) if choice else "")
        form.reject()

    clerk.press(Key.Key_Down)
    in_dialog(look)
    clerk.press(Key.Key_Return)
    assert len(seen) == 1 and "09:30—10:00　余2　预约窗口" in seen[0]


def test_enter_on_a_booked_room_opens_its_card(clerk: Hands, there: Morning) -> None:
    hall_booked(clerk, there, 14 * 60, 16 * 60)
    page = board(clerk, there)
    put_cursor(page, HALL, 14 * 60)
    seen: list[str] = []
    in_dialog(lambda: (seen.append(dialog(BookingCard).heading.text()), dialog(BookingCard).reject()))
    clerk.press(Key.Key_Return)
    assert len(seen) == 1 and "排练厅 · 已预约" in seen[0]


def test_space_gives_the_number_and_f8_takes_it_back(clerk: Hands, there: Morning) -> None:
    made = booked(clerk, there, 0, purpose="带了复印件")
    page = board(clerk, there)
    put_cursor(page, COUNTER, NINE)
    clerk.press(Key.Key_Space)
    here = found(clerk, made.id)
    assert here.state is BookingState.ARRIVED and here.visit_id is not None
    with desk_of(clerk).read() as work:
        visit = visits.find(work, here.visit_id)
    assert told(clerk) == f"欧**珠已到，号码{visit.label}。"
    assert (visit.resident_id, visit.service_id, visit.note) == (there.people[0], there.item, "带了复印件")
    assert any("欧**珠　…0000 已到" in line for line in rows(page))
    clerk.press(Key.Key_F8)
    back = found(clerk, made.id)
    assert back.state is BookingState.BOOKED and back.visit_id is None
    assert "号码" not in "".join(each.message.text for each in work_of(clerk).toasts.standing), "that holds no longer"
    with desk_of(clerk).read() as work:
        assert visits.find(work, visit.id).state is visits.VisitState.WITHDRAWN


def test_nobody_arrives_before_their_day(clerk: Hands, there: Morning) -> None:
    tomorrow = booked(clerk, there, day=later(there, 1))
    page = board(clerk, there)
    page.show_booking(tomorrow.id)
    page.list.setFocus()
    assert page.list.booking is not None and page.list.booking.id == tomorrow.id
    here = next(each for each in page.findChildren(QAbstractButton) if each.text().startswith("已到"))
    assert not here.isEnabled(), "no key that only says no"
    clerk.press(Key.Key_Space)
    assert found(clerk, tomorrow.id).state is BookingState.BOOKED


def test_who_is_not_here_at_the_time_is_marked_and_never_missed_by_itself(clerk: Hands, there: Morning) -> None:
    made = booked(clerk, there, 0)
    page = board(clerk, there)
    assert not any("应到未到" in line for line in rows(page) if "欧**珠" in line)
    there.pass_to(NINE + 10)
    page.load()
    assert any("应到未到" in line for line in rows(page) if "欧**珠" in line)
    there.pass_to(17 * 60)
    page.load()
    assert found(clerk, made.id).state is BookingState.BOOKED


def test_delete_asks_who_cancels_and_of_the_centre_why(clerk: Hands, there: Morning) -> None:
    first, second = booked(clerk, there, 0, 11 * 60), booked(clerk, there, 1, NINE)
    page = board(clerk, there)
    page.list.choose(first.id)
    page.list.setFocus()

    def by_us() -> None:
        asked = dialog(CancelBooking)
        asked.by.choose(CancelledBy.CENTRE)
        QTest.keyClick(asked.reason, Key.Key_Return)
        assert asked.isVisible() and "原因" in asked.fields["reason"].problem
        asked.reason.setText("系统维护")
        after_a_double_click()
        QTest.keyClick(asked.reason, Key.Key_Return)

    in_dialog(by_us)
    clerk.press(Key.Key_Delete)
    assert found(clerk, first.id).cancelled is Cancellation.BY_US
    assert "电话告知" in told(clerk)
    with desk_of(clerk).read() as work:
        assert first.id in [each.id for _call, each in call_queries.calls_to_make(work)]
    clerk.window.activateWindow()
    page.list.choose(second.id)
    page.list.setFocus()
    after_a_double_click()
    in_dialog(lambda: dialog(CancelBooking).try_it())
    clerk.press(Key.Key_Delete)
    late = found(clerk, second.id)
    assert (late.state, late.cancelled) == (BookingState.CANCELLED, Cancellation.LATE)
    assert "临时取消" in told(clerk) and not any("司**如" in line for line in rows(page))


def test_a_booking_is_moved_with_the_arrows_to_another_day_or_left_where_it_is(clerk: Hands, there: Morning) -> None:
    made = booked(clerk, there, 0)
    page = board(clerk, there)
    put_cursor(page, COUNTER, NINE)
    clerk.press(Key.Key_F6)
    assert made.number in page.notice.text() and page.notice.isVisible()
    clerk.press(Key.Key_Escape)
    assert not page.notice.isVisible() and found(clerk, made.id).begins == NINE
    put_cursor(page, COUNTER, NINE)
    after_a_double_click()
    clerk.press(Key.Key_F6)
    put_cursor(page, HALL, 10 * 60)
    clerk.press(Key.Key_Return)
    assert "窗口" in told(clerk) and found(clerk, made.id).resource_id == there.counter
    put_cursor(page, COUNTER, 11 * 60)
    clerk.press(Key.Key_Return)
    moved = found(clerk, made.id)
    assert (moved.begins, moved.number, moved.state) == (11 * 60, made.number, BookingState.BOOKED)
    assert "已改到" in told(clerk) and not page.notice.isVisible()


def test_a_full_time_is_no_place_to_move_to_and_says_why(clerk: Hands, there: Morning) -> None:
    booked(clerk, there, 0)
    booked(clerk, there, 1)
    made = booked(clerk, there, 2, NINE + 30)
    page = board(clerk, there)
    page.begin_move(made.id)
    put_cursor(page, COUNTER, NINE)
    clerk.press(Key.Key_Return)
    assert "已约满" in told(clerk) and page.notice.isVisible()
    assert found(clerk, made.id).begins == NINE + 30


def test_asked_but_no_place_is_one_key_and_only_where_there_is_none(clerk: Hands, there: Morning) -> None:
    before = len(unmet(clerk))
    page = board(clerk, there)
    put_cursor(page, COUNTER, NINE)
    clerk.press(Key.Key_F4)
    assert "还有号" in told(clerk) and len(unmet(clerk)) == before
    after_a_double_click()
    booked(clerk, there, 0)
    booked(clerk, there, 1)
    page.load()
    clerk.press(Key.Key_F4)
    assert unmet(clerk)[before:] == [("full", NINE, 1)] and "候补" in told(clerk)
    after_a_double_click()
    put_cursor(page, HALL, 8 * 60)
    clerk.press(Key.Key_F4)
    assert unmet(clerk)[before + 1 :] == [("no_slots", 8 * 60, 1)]


def test_a_room_is_taken_over_and_given_back(clerk: Hands, there: Morning) -> None:
    made = hall_booked(clerk, there, NINE, 11 * 60)
    page = board(clerk, there)
    put_cursor(page, HALL, NINE)
    clerk.press(Key.Key_Space)
    assert found(clerk, made.id).state is BookingState.ARRIVED and told(clerk) == "太极队已到。"
    clerk.press(Key.Key_F7)
    assert found(clerk, made.id).state is BookingState.DONE


def test_another_day_is_one_key_away_and_today_comes_back(clerk: Hands, there: Morning, qtbot: QtBot) -> None:
    page = board(clerk, there)
    clerk.press(Key.Key_Right, ALT)
    qtbot.waitUntil(lambda: page.board.day == later(there, 1))  # the button is seen pressed for a moment
    assert page.day_line.line.value == later(there, 1)
    page.today_button.click()
    assert page.board.day == there.day


def test_a_day_on_which_nothing_can_be_booked_says_so_over_every_column(clerk: Hands, there: Morning) -> None:
    with desk_of(clerk).write() as work:
        close = Closure(moment(there.day, 0), moment(later(there, 1), 0), "全中心停电检修")
        resources.close(as_manager(work), close)
    page = board(clerk, there)
    names = [each.name for each in page.board.resources]
    assert page.grid.grid.summary(names.index(COUNTER)) == "当天不开放预约"
    assert "停电检修" in says(page, COUNTER, NINE)


def test_what_a_colleague_books_appears_by_itself(clerk: Hands, there: Morning) -> None:
    page = board(clerk, there)
    booked(clerk, there, 0)
    page.freshness.hub.tell()
    assert any("欧**珠" in line for line in rows(page))


def test_a_centre_that_takes_no_bookings_says_who_sets_them_up(manager: Hands) -> None:
    with desk_of(manager).write() as work:
        for each in queries.all_resources(work):
            resources.retire(work, each.id)
    page = reach(manager, DayBoardPage)
    page.go_to(page.board.today + timedelta(days=200))
    assert page.empty.isVisible() and "还没有可预约" in page.empty.sentences
