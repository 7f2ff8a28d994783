"""The booking's day: who arrives gets a number, and nothing is marked by itself."""

from __future__ import annotations

import pytest

from desk.books import visits
from desk.books.bookings import arrivals, booking, queries
from desk.books.bookings.model import BookingState
from desk.books.invariants import book_problems
from desk.books.visits import VisitState
from desk.core.errors import Refused
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support.bookings import NINE, TUESDAY, room, set_up, wish


def test_who_arrives_gets_a_number_of_the_appointments_and_is_called_by_the_booked_time(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        made = booking.book(work, wish(there, day=TUESDAY, begins=NINE + 30, purpose="补交复印件"))
        walked_in = visits.take_number(work)
        arrived, visit = arrivals.arrive(work, made.id)
        assert visit is not None
        assert (visit.label, arrived.visit_id, arrived.came_at) == ("B001", visit.id, work.now)
        assert (visit.service_id, visit.note) == (there.item, "补交复印件")
        assert [turn.visit.label for turn in visits.line(work).turns] == [walked_in.label, "B001"]
        assert queries.of_visit(work, visit.id) == arrived
        with pytest.raises(Refused):
            arrivals.arrive(work, made.id)
        assert not list(book_problems(work))


def test_a_slip_is_taken_back_until_the_person_is_served(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        made = booking.book(work, wish(there, day=TUESDAY, begins=NINE + 30))
        _arrived, visit = arrivals.arrive(work, made.id)
        assert visit is not None
        again = arrivals.take_back(work, made.id)
        assert (again.state, again.visit_id, again.came_at) == (BookingState.BOOKED, None, None)
        assert visits.find(work, visit.id).state is VisitState.LEFT
        _arrived, second = arrivals.arrive(work, made.id)
        assert second is not None
        assert second.label == "B002"
        visits.call(work, second.id)
        with pytest.raises(Refused):
            arrivals.take_back(work, made.id)


def test_another_day_is_refused_and_a_room_needs_no_number(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        tomorrow = booking.book(work, wish(there))
        with pytest.raises(Refused, match="11月25日"):
            arrivals.arrive(work, tomorrow.id)
        hall = booking.book(work, room(there, NINE + 60, 11 * 60, TUESDAY))
        arrived, visit = arrivals.arrive(work, hall.id)
        assert (arrived.state, visit) == (BookingState.ARRIVED, None)
        assert arrivals.finish(work, hall.id).left_at == work.now


def test_in_the_evening_each_booking_is_asked_about_and_a_slip_is_put_right_the_same_day(
    desk: Desk, hands: Hands
) -> None:
    with desk.write() as work:
        there = set_up(work)
        came, missed, late = (
            booking.book(work, wish(there, who, day=TUESDAY, begins=NINE + 30 * (who + 1))).id for who in range(3)
        )
        assert queries.to_confirm(work) == []
    hands.forward(hours=9)
    with desk.write() as work:
        assert [each.id for each in queries.to_confirm(work)] == [came, missed, late]
        assert arrivals.came(work, came).state is BookingState.DONE
        assert arrivals.miss(work, missed).state is BookingState.MISSED
        assert booking.cancel(work, late, "电话说来不了").cancelled == "late"
        assert queries.to_confirm(work) == []
        assert arrivals.take_back_miss(work, missed).state is BookingState.BOOKED
        arrivals.miss(work, missed)
        assert not list(book_problems(work))
    hands.forward(hours=24)
    with desk.write() as work, pytest.raises(Refused):
        arrivals.take_back_miss(work, missed)


def test_somebody_put_down_as_missed_who_comes_after_all_gets_a_number(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        there = set_up(work)
        made = booking.book(work, wish(there, day=TUESDAY, begins=NINE + 30))
    hands.forward(hours=2)
    with desk.write() as work:
        arrivals.miss(work, made.id)
        arrived, visit = arrivals.arrive(work, made.id)
        assert visit is not None
        assert arrived.state is BookingState.ARRIVED


def test_the_booking_is_over_when_the_visit_is(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        there = set_up(work)
        first, second = (
            booking.book(work, wish(there, who, day=TUESDAY, begins=NINE + 30 * (who + 1))) for who in range(2)
        )
        for made in (first, second):
            arrivals.arrive(work, made.id)
        served = visits.call_next(work)
        assert served is not None
    hands.forward(minutes=7)
    with desk.write() as work:
        visits.finish(work, served.id)
        [gone] = visits.queue(work)
        visits.leave(work, gone.id)
        over = queries.of_visit(work, served.id)
        assert over is not None
        assert (over.state, over.left_at) == (BookingState.DONE, work.now)
        unserved = queries.of_visit(work, gone.id)
        assert unserved is not None
        assert unserved.state is BookingState.ARRIVED
        assert not list(book_problems(work))
