"""What goes wrong beside the straight way: others act in between, sizes change afterwards, somebody else comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from desk.books import visits
from desk.books.bookings import arrivals, booking, call_queries, calls, lost_places, queries, resources, retention
from desk.books.bookings.model import BookingRequest, BookingState, CallReason, Closure, ResourceKind
from desk.books.cases import NewCase
from desk.books.invariants import book_problems
from desk.core.errors import Invalid, Refused
from desk.core.work import Work
from desk.models.bookings import bookings
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support.bookings import NINE, THURSDAY, WEDNESDAY, Bookable, as_clerk, at, room, set_up, wish


def problems(desk: Desk) -> list[str]:
    with desk.read() as work:
        return list(book_problems(work))


def resize(work: Work, there: Bookable, places: int) -> int:
    return resources.edit(work, there.hall, replace(queries.find_resource(work, there.hall), capacity=places))


def test_who_is_served_with_a_booking_may_be_somebody_else(desk: Desk, hands: Hands) -> None:
    """The number was given to one of the family and another one came to the window: no fault of the data file."""
    with desk.write() as work:
        there = set_up(work)
        made = booking.book(work, wish(there))
    hands.forward(days=1)
    with desk.write() as work:
        _booking, visit = arrivals.arrive(work, made.id)
        assert visit
        visits.call(work, visit.id)
        visits.register(work, visits.Registration(there.people[1], [NewCase(there.item)], visit.id))
    assert problems(desk) == []


def test_a_booking_linked_to_a_visit_of_another_time_is_told(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        there = set_up(work)
        made, other = booking.book(work, wish(there)), booking.book(work, wish(there, 1, NINE + 30))
    hands.forward(days=1)
    with desk.write() as work:
        _booking, visit = arrivals.arrive(work, made.id)
        assert visit
        work.connection.execute(update(bookings).where(bookings.c.id == other.id).values(visit_id=visit.id))
    assert [other.number in each for each in problems(desk)] == [True]


def test_what_was_right_by_the_old_size_of_a_room_stays_right(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        there = set_up(work)
        made = booking.book(work, replace(room(there, NINE, NINE + 60), people=30))
    hands.forward(days=2)
    with desk.write() as work:
        arrivals.came(work, made.id)
        assert resize(work, there, 20) == 0
    assert problems(desk) == []
    with desk.write() as work:
        later = booking.book(work, room(there, NINE, NINE + 60, WEDNESDAY + timedelta(days=5)))
        work.connection.execute(update(bookings).where(bookings.c.id == later.id).values(people=30))
    assert [later.number in each for each in problems(desk)] == [True]


def test_a_request_that_no_longer_fits_is_on_the_list_of_calls_too(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        made = booking.book(as_clerk(work), replace(room(there, NINE, NINE + 60), people=30))
        assert made.state is BookingState.HELD
        assert resize(work, there, 20) == 1
        assert [(call.reason, of.id) for call, of in call_queries.calls_to_make(work)] == [(CallReason.ROSTER, made.id)]
    assert problems(desk) == []


def test_of_many_bookings_the_ones_made_last_have_no_place(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        there = set_up(work, places=2)
        first = booking.book(work, wish(there))
    hands.forward(minutes=1)
    with desk.write() as work:
        second = booking.book(work, wish(there, 1))
        alone = booking.book(work, wish(there, 2, day=THURSDAY))
        counter = queries.find_resource(work, there.counter)
        assert resources.edit(work, there.counter, replace(counter, capacity=1)) == 1
        assert lost_places.without_place(work, there.counter) == [second.id]
        assert {each.id for each in queries.between(work, WEDNESDAY, THURSDAY)} == {first.id, second.id, alone.id}


def test_a_closure_that_another_window_lifted_is_told(desk: Desk) -> None:
    with desk.write() as work:
        set_up(work)
        resources.close(work, Closure(at(NINE), at(NINE + 60), "停电"))
        (closure,) = queries.closures_from(work, work.today)
        resources.lift(work, closure.id)
    with pytest.raises(Refused), desk.write() as work:
        resources.lift(work, closure.id)


def test_a_place_that_came_free_ahead_is_not_taken_back_from_whoever_has_it(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        there = set_up(work, places=1)
        first = booking.book(work, wish(there))
    hands.forward(minutes=1)
    with desk.write() as work:
        booking.cancel(work, first.id)
        second = booking.book(work, wish(there, 1))
    with pytest.raises(Refused), desk.write() as work:
        arrivals.take_back_answer(work, first.id)
    with desk.read() as work:
        booked = queries.between(work, WEDNESDAY, WEDNESDAY, BookingState.BOOKED)
    assert [each.id for each in booked] == [second.id]


def test_a_clerk_who_moves_an_agreed_room_asks_the_leader_again(desk: Desk) -> None:
    with desk.write() as work:
        there, clerk = set_up(work), as_clerk(work)
        made = booking.book(clerk, room(there, NINE, NINE + 60))
        booking.decide(work, made.id, True)
        moved = booking.move_to(clerk, made.id, there.hall, at(8 * 60, THURSDAY), at(21 * 60, THURSDAY))
        assert moved.state is BookingState.HELD
        booking.decide(work, made.id, True)
        moved = booking.move_to(work, made.id, there.hall, at(NINE, THURSDAY), at(NINE + 60, THURSDAY))
        assert moved.state is BookingState.BOOKED
    assert problems(desk) == []


def test_a_clerk_gets_no_room_by_moving_what_was_booked_at_the_counter(desk: Desk) -> None:
    with desk.write() as work:
        there, clerk = set_up(work), as_clerk(work)
        made = booking.book(clerk, wish(there, purpose="合唱"))
        moved = booking.move_to(clerk, made.id, there.hall, at(NINE), at(NINE + 60))
    assert moved.state is BookingState.HELD


def test_who_missed_several_needs_agreement_from_the_waiting_list_too(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        there = set_up(work, places=1)
    day = WEDNESDAY
    for _n in range(3):
        with desk.write() as work:
            made = booking.book(work, wish(there, day=day))
        hands.at = made.ends_at + timedelta(minutes=1)
        with desk.write() as work:
            arrivals.miss(work, made.id)
        day = next(ahead for n in range(1, 4) if (ahead := day + timedelta(days=n)).weekday() < 5)
    with desk.write() as work:
        clerk = as_clerk(work)
        has = booking.book(clerk, wish(there, 1, day=day))
        waits = booking.book(clerk, wish(there, day=day, waits=True))
        booking.cancel(clerk, has.id)
        assert queries.find(work, waits.id).state is BookingState.HELD
        assert "3" in queries.moves_of(work, waits.id)[-1].remark


def test_nobody_agrees_to_a_time_that_they_did_not_see(desk: Desk) -> None:
    with desk.write() as work:
        there, clerk = set_up(work), as_clerk(work)
        seen = booking.book(clerk, room(there, NINE, NINE + 60))
        booking.move_to(clerk, seen.id, there.hall, at(18 * 60), at(21 * 60))
    with pytest.raises(Refused, match="18:00"), desk.write() as work:
        booking.decide(work, seen.id, True, seen=seen)
    with pytest.raises(Refused, match="18:00"), desk.write() as work:
        booking.move_to(work, seen.id, there.hall, at(8 * 60), at(NINE), seen=seen)
    with desk.read() as work:
        assert queries.find(work, seen.id).state is BookingState.HELD


def test_what_was_noted_of_calls_is_forgotten_with_the_booking(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        there = set_up(work)
        made = booking.book(work, room(there, NINE, NINE + 60))
        booking.cancel(work, made.id, "李小明要改13800001111", by_us=True)
        ((call, _of),) = call_queries.calls_to_make(work)
        calls.answered(work, call.id, calls.CallAnswer.TOLD, "女儿李红接的")
        assert "李红" in str(work.rows("SELECT * FROM booking_calls"))
        retention.forget(work, work.now + timedelta(days=5))
        assert work.rows("SELECT details, outcome FROM booking_calls") == [("", "")]


@pytest.mark.parametrize("day", [date(9999, 12, 31), date(1, 1, 1)])
def test_the_ends_of_the_calendar_are_told_as_any_wrong_day(desk: Desk, day: date) -> None:
    with desk.write() as work:
        there = set_up(work)
        with pytest.raises(Invalid) as wrong:
            booking.book(work, BookingRequest(there.counter, at(NINE, day), at(NINE + 30, day)))
    assert "begins_at" in {each.field for each in wrong.value.problems}


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("UPDATE resources SET kind = 'zz' WHERE name = '多功能厅'", "“多功能厅”"),
        ("UPDATE bookings SET channel = 'zz'", "Y20261124-001"),
        ("UPDATE bookings SET state = 'zz'", "Y20261124-001"),
        ("UPDATE bookings SET resident_id = NULL", "Y20261124-001"),
        ("UPDATE booking_calls SET reason = 'zz'", "Y20261124-001"),
    ],
)
def test_what_no_page_can_show_is_told_instead_of_ending_the_check(desk: Desk, damage: str, told: str) -> None:
    with desk.write() as work:
        there = set_up(work)
        made = booking.book(work, wish(there))
        booking.cancel(work, made.id, "停电", by_us=True)
    assert problems(desk) == []
    with desk.write() as work:
        work.connection.exec_driver_sql(damage)
    assert any(told in each for each in problems(desk))


def test_what_has_bookings_does_not_turn_from_a_counter_into_a_room(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        booking.book(work, wish(there))
        counter = queries.find_resource(work, there.counter)
        with pytest.raises(Invalid) as wrong:
            resources.edit(work, there.counter, replace(counter, kind=ResourceKind.ROOM, venue_id=there.venue))
    assert [each.field for each in wrong.value.problems] == ["kind"]


def test_a_reason_without_end_is_told_and_nothing_is_cancelled(desk: Desk) -> None:
    with desk.write() as work:
        made = booking.book(work, wish(set_up(work)))
    with pytest.raises(Invalid) as wrong, desk.write() as work:
        booking.cancel(work, made.id, "长" * 3000)
    assert [(each.field, "3000" in each.message) for each in wrong.value.problems] == [("reason", True)]
    with desk.read() as work:
        assert queries.find(work, made.id).state is BookingState.BOOKED


def test_who_was_rung_up_often_in_vain_can_still_be_cancelled(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        made = booking.book(work, wish(there))
        resources.close(work, Closure(at(NINE), at(NINE + 60), "停电检修"))
        for _n in range(4):
            ((call, _of),) = call_queries.calls_to_make(work)
            calls.answered(work, call.id, calls.CallAnswer.NO_ANSWER, "无人" * 50)
        ((call, _of),) = call_queries.calls_to_make(work)
        assert calls.answered(work, call.id, calls.CallAnswer.CANCELS).state is BookingState.CANCELLED
        assert queries.moves_of(work, made.id)[-1].remark.startswith("停电检修")


def test_nobody_is_told_of_a_closure_that_was_lifted(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        morning, other_day = booking.book(work, wish(there)), booking.book(work, wish(there, 1, day=THURSDAY))
        resources.close(work, Closure(at(8 * 60), at(12 * 60), "停电"))
        resources.close(work, Closure(at(8 * 60, THURSDAY), at(12 * 60, THURSDAY), "检修"))
        assert {of.id for _call, of in call_queries.calls_to_make(work)} == {morning.id, other_day.id}
        resources.lift(work, queries.closures_from(work, work.today)[0].id)
        assert [of.id for _call, of in call_queries.calls_to_make(work)] == [other_day.id]
