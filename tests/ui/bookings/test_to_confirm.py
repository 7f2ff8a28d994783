"""The list of the evening 待确认: one key for each booking, and F8 for a slip."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desk.books import visits
from desk.books.bookings import arrivals, queries
from desk.books.bookings.model import ANSWERS_TAKEN_BACK, BookingState, Cancellation
from desk.books.bookings.moves import change_state
from desk.core.permissions import Role
from desk.demo.tour import Hands
from desk.ui.bookings.to_confirm_page import ToConfirmPage
from desk.ui.visits.registration import RegistrationPage
from tests.support.booking_lists import NINE, acting, at_counter, set_up
from tests.support.bookings_tab import booked, morning
from tests.support.shown_text import held_by
from tests.support.tabs import desk_of, due, go_to_due, reach, told, work_of


def standing(clerk: Hands) -> list[str]:
    """All that stands over the page."""
    return [each.message.text for each in work_of(clerk).toasts.standing]


def test_one_pass_of_the_evening(clerk: Hands) -> None:
    desk = desk_of(clerk)
    there = set_up(desk)
    booked = [at_counter(desk, there, who, -1, NINE + 30 * who) for who in range(3)]
    left = at_counter(desk, there, 3, -2)
    page = reach(clerk, ToConfirmPage)
    own = [each.id for each in page.list.model.rows]
    assert own[0] == left.id, "the earliest is first"
    assert {each.id for each in booked} < set(own)
    page.list.choose(booked[0].id)
    page.list.table.setFocus()
    shown = " ".join(held_by(page.list))
    assert "周*远" in shown and "…0000" in shown and "周明远" not in shown and "13900000000" not in shown
    clerk.press(Qt.Key.Key_D)
    assert told(clerk) == f"{booked[0].number} 周*远：到过。"
    assert page.list.current() is not None and page.list.current().id == booked[1].id, "the next row is chosen"  # type: ignore[union-attr]
    clerk.press(Qt.Key.Key_M)
    clerk.press(Qt.Key.Key_X)
    with desk.read() as work:
        states = [queries.find(work, each.id) for each in booked]
    assert [each.state for each in states] == [BookingState.DONE, BookingState.MISSED, BookingState.CANCELLED]
    assert states[2].cancelled is Cancellation.LATE, "a late one is no miss"
    assert [each.id for each in page.list.model.rows] == [each for each in own if each not in {b.id for b in booked}]


def test_f8_takes_one_answer_after_the_other_back(clerk: Hands) -> None:
    desk = desk_of(clerk)
    there = set_up(desk)
    first, second = at_counter(desk, there, 0, -1), at_counter(desk, there, 1, -1, NINE + 30)
    page = reach(clerk, ToConfirmPage)
    page.list.choose(first.id)
    page.list.table.setFocus()
    clerk.press(Qt.Key.Key_M)
    clerk.press(Qt.Key.Key_X)
    assert standing(clerk) == [f"{second.number} {second.who}：已取消。"], "one offer to undo, and it undoes this"
    clerk.press(Qt.Key.Key_F8)
    assert standing(clerk) == [f"{second.number} {second.who}已撤销，请重新确认。"], "what no longer holds is gone"
    assert page.list.current() is not None and page.list.current().id == second.id  # type: ignore[union-attr]
    clerk.press(Qt.Key.Key_F8)
    assert page.list.current() is not None and page.list.current().id == first.id  # type: ignore[union-attr]
    with desk.read() as work:
        assert [queries.find(work, each.id).state for each in (first, second)] == [BookingState.BOOKED] * 2
    clerk.press(Qt.Key.Key_F8)
    assert told(clerk) == f"{first.number} {first.who}已撤销，请重新确认。", "there is nothing more to take back"


def test_a_slip_that_somebody_has_changed_since_is_told_and_stays(clerk: Hands) -> None:
    desk = desk_of(clerk)
    booked = at_counter(desk, set_up(desk), 0, -1)
    page = reach(clerk, ToConfirmPage)
    page.list.choose(booked.id)
    page.list.table.setFocus()
    clerk.press(Qt.Key.Key_M)
    with desk.write() as work:
        other = acting(work, Role.MANAGER)
        change_state(other, queries.find(work, booked.id), BookingState.BOOKED, allowed=ANSWERS_TAKEN_BACK)
        arrivals.came(other, booked.id)
    clerk.press(Qt.Key.Key_F8)
    assert told(clerk) == f"{booked.number}是他人或以前登记的，不能撤销。"
    with desk.read() as work:
        assert queries.find(work, booked.id).state is BookingState.DONE


def test_who_arrived_was_there_and_can_only_have_come(clerk: Hands) -> None:
    desk = desk_of(clerk)
    there = set_up(desk)
    booked = at_counter(desk, there, 0, -1)
    with desk.write() as work:
        change_state(work, booked, BookingState.ARRIVED)
    page = reach(clerk, ToConfirmPage)
    page.list.choose(booked.id)
    page.list.table.setFocus()
    clerk.press(Qt.Key.Key_M)
    clerk.press(Qt.Key.Key_X)
    with desk.read() as work:
        assert queries.find(work, booked.id).state is BookingState.ARRIVED
    menu = page.menu_of(page.list.table)
    assert menu is not None
    offered = [action.text().partition("\t")[0] for action in menu.actions()]
    assert "到过" in offered and "爽约" not in offered and "取消" not in offered
    clerk.press(Qt.Key.Key_D)
    with desk.read() as work:
        assert queries.find(work, booked.id).state is BookingState.DONE


def test_it_stands_in_the_drawer_and_leads_here(clerk: Hands) -> None:
    desk = desk_of(clerk)
    at_counter(desk, set_up(desk), 0, -1)
    assert clerk.window.work is not None
    clerk.window.work.bar.refresh()
    assert due(clerk)["bookings_to_confirm"].text == f"待确认预约{due(clerk)['bookings_to_confirm'].count}件"
    go_to_due(clerk, "bookings_to_confirm")
    tab = clerk.window.work.current
    assert isinstance(tab.parts()[0], ToConfirmPage)


def test_of_whom_the_counter_has_served_nothing_is_asked_in_the_evening(clerk: Hands) -> None:
    there = morning(clerk)
    served, waits = booked(clerk, there), booked(clerk, there, 1)
    there.pass_to(NINE - 5)
    with desk_of(clerk).write() as work:
        visit = arrivals.arrive(work, served.id)[1]
        arrivals.arrive(work, waits.id)
        assert visit is not None
        visits.call(work, visit.id)
        visits.finish(work, visit.id)
    there.pass_to(18 * 60)
    page = reach(clerk, ToConfirmPage)
    page.load()
    own = [each.id for each in page.list.model.rows]
    assert waits.id in own and served.id not in own


def test_the_keys_stay_on_a_page_with_nothing_to_confirm(clerk: Hands) -> None:
    with desk_of(clerk).write() as work:
        for each in queries.to_confirm(work):
            arrivals.came(work, each.id)
    page = reach(clerk, ToConfirmPage)
    page.load()
    reach(clerk, RegistrationPage)
    page = reach(clerk, ToConfirmPage)
    assert not page.list.model.rows
    focus = QApplication.focusWidget()
    assert focus is not None and (focus is page or page.isAncestorOf(focus)), focus
