"""The booking's day: who arrives gets a number, and nothing is marked by itself."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from desk.books import visits
from desk.books.bookings import arrivals, booking, queries
from desk.books.bookings.model import BookingState
from desk.books.cases import CaseState, NewCase
from desk.books.cases import statistics as counter_statistics
from desk.books.cases.figures import FIGURES as COUNTER_FIGURES
from desk.books.invariants import book_problems
from desk.books.visits import Registration, VisitState, statistics
from desk.books.visits.figures import FIGURES
from desk.core.errors import Refused
from desk.core.month import Month
from desk.models.audit import audit
from desk.services import hall
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support.bookings import NINE, TUESDAY, room, set_up, wish
from tests.support.refusals import refused


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
        assert visits.find(work, visit.id).state is VisitState.WITHDRAWN
        _arrived, second = arrivals.arrive(work, made.id)
        assert second is not None
        assert second.label == "B002"
        visits.call(work, second.id)
        with pytest.raises(Refused):
            arrivals.take_back(work, made.id)


def test_a_number_given_by_mistake_counts_nowhere_is_not_given_again_and_the_history_says_so(
    desk: Desk, hands: Hands
) -> None:
    with desk.write() as work:
        there = set_up(work)
        made = booking.book(work, wish(there, day=TUESDAY, begins=NINE + 30))
        _arrived, visit = arrivals.arrive(work, made.id)
        assert visit is not None
    hands.forward(minutes=5)
    with desk.write() as work:
        visits.call(work, visit.id, window="1号窗口")
        visits.miss(work, visit.id)
        arrivals.take_back(work, made.id)
        assert [(each.state, each.remark) for each in queries.moves_of(work, made.id)][-1] == (
            BookingState.BOOKED,
            "到达登记有误，B001已作废。",
        )
        assert "visit.withdraw" in [line.action for line in work.connection.execute(select(audit))]
        shown = hall.view(work)
        assert (shown.calls, shown.next, shown.waiting, visits.queue(work)) == ((), (), 0, [])
    with desk.read() as work:
        counted = counter_statistics.of_days(work, TUESDAY, TUESDAY)
        assert (counted.visits, counted.visits_left, counted.waiting, counted.serving) == (0, 0, None, None)
        assert counter_statistics.arrivals(work, TUESDAY) == 0
        assert {value or 0 for value in statistics.of_days(work, *Month.of(TUESDAY).span).values()} == {0}
        for figure in (*FIGURES, *COUNTER_FIGURES):
            assert figure.rows is None or not list(figure.rows(work, TUESDAY, TUESDAY)), figure.code
    with desk.write() as work:
        _arrived, second = arrivals.arrive(work, made.id)
        assert second is not None and second.label == "B002"
        assert counter_statistics.arrivals(work, TUESDAY) == 1
        assert not list(book_problems(work))


def test_a_number_with_which_something_was_handled_is_not_withdrawn(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        made = booking.book(work, wish(there, day=TUESDAY, begins=NINE + 30))
        _arrived, visit = arrivals.arrive(work, made.id)
        assert visit is not None
        visits.call(work, visit.id)
        case = NewCase(there.item, CaseState.DONE, materials_received=("身份证", "户口簿"))
        visits.register(work, Registration(there.people[0], (case,), visit.id, stays=True))
        visits.miss(work, visit.id)
    with desk.write() as work:
        assert refused(arrivals.take_back, work, made.id) == "B001已登记事项，不能作废。"
        assert queries.find(work, made.id).state is BookingState.ARRIVED


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
