"""The waiting list under any order of actions, and two windows that want the last place."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.books import residents
from desk.books.bookings import arrivals, booking, call_queries, queries, resources, waiting_list
from desk.books.bookings.model import OCCUPYING, Booking, BookingState
from desk.books.invariants import book_problems
from desk.core.errors import DeskError, Refused
from desk.core.work import Work
from desk.services.session import Desk
from desk.services.sign_in import sign_in
from tests.conftest import PASSWORD, Hands
from tests.support.bookings import NINE, WEDNESDAY, Bookable, as_clerk, at, room, set_up, wish
from tests.support.extent import LONG
from tests.support.people import person


def test_a_free_place_goes_to_who_waits_longest_and_is_kept_until_the_person_says_yes(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        there = set_up(work, places=1)
        first, second, third = (booking.book(work, wish(there, who, waits=True)) for who in range(3))
        assert [each.state for each in (first, second, third)] == ["booked", "waiting", "waiting"]
        booking.cancel(work, first.id)
        second, third = (queries.find(work, each.id) for each in (second, third))
        assert (second.state, third.state) == (BookingState.BOOKED, BookingState.WAITING)
        assert second.held_until == second.begins_at
        [(call, _booking)] = call_queries.calls_to_make(work)
        assert call.reason == "promoted"
        assert waiting_list.confirm(work, second.id).held_until is None
        with pytest.raises(Refused):
            waiting_list.confirm(work, second.id)


def test_what_nobody_answers_goes_to_the_next_when_somebody_works_on_the_list(desk: Desk, hands: Hands) -> None:
    later = WEDNESDAY + timedelta(days=2)
    with desk.write() as work:
        there = set_up(work, places=1)
        first, second, third = (booking.book(work, wish(there, who, day=later, waits=True)) for who in range(3))
        booking.cancel(work, first.id)
    hands.forward(hours=25)
    with desk.write() as work:
        assert queries.find(work, second.id).state is BookingState.BOOKED
        assert [each.id for each in waiting_list.release_unanswered(work)] == [second.id]
        assert queries.find(work, second.id).state is BookingState.LAPSED
        assert queries.find(work, third.id).state is BookingState.BOOKED


def test_who_waits_for_a_time_that_has_begun_waits_no_more(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        there = set_up(work, places=1)
        booking.book(work, wish(there))
        waiting = booking.book(work, wish(there, 1, waits=True))
        assert waiting_list.release_unanswered(work) == []
    hands.forward(hours=25)
    with desk.write() as work:
        assert [each.id for each in waiting_list.release_unanswered(work)] == [waiting.id]
        assert queries.find(work, waiting.id).state is BookingState.LAPSED


def test_more_places_move_people_up_and_a_party_too_large_reads_why_it_was_passed_over(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        asked = replace(room(there, NINE, 600), resource_id=there.reading)
        booking.book(work, replace(asked, people=8))
        large = booking.book(work, replace(asked, people=5, party="合唱团", waits=True))
        small = booking.book(work, replace(asked, people=3, party="读书会", waits=True))
        assert (large.state, small.state) == (BookingState.WAITING, BookingState.WAITING)
        reading = queries.find_resource(work, there.reading)
        resources.edit(work, there.reading, replace(reading, capacity=12))
        assert queries.find(work, small.id).state is BookingState.BOOKED
        assert queries.find(work, large.id).state is BookingState.WAITING
        assert "5" in queries.moves_of(work, large.id)[-1].remark
        resources.edit(work, there.reading, replace(reading, capacity=16))
        assert queries.find(work, large.id).state is BookingState.BOOKED


def test_a_room_that_came_free_is_the_leaders_matter_again(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        clerk = as_clerk(work)
        first = booking.book(clerk, room(there, NINE, 600))
        second = booking.book(clerk, room(there, NINE, 600, party="舞蹈队", waits=True))
        booking.cancel(clerk, first.id)
        assert queries.find(work, second.id).state is BookingState.HELD


def test_who_missed_several_does_not_pass_the_leader_by_the_waiting_list(desk: Desk, hands: Hands) -> None:
    """The rule of three misses holds for who moves up as for who books, and the leader reads why."""
    with desk.write() as work:
        there = set_up(work, places=1)
        missed = [booking.book(work, wish(there, 1, day=WEDNESDAY + timedelta(days=n))) for n in range(2)]
        missed.append(booking.book(work, wish(there, 1, day=WEDNESDAY + timedelta(days=5))))
    hands.forward(days=7)
    with desk.write() as work:
        clerk = as_clerk(work)
        for each in missed:
            arrivals.miss(clerk, each.id)
        day = WEDNESDAY + timedelta(days=8)
        first = booking.book(clerk, wish(there, day=day))
        second = booking.book(clerk, wish(there, 1, day=day, waits=True))
        booking.cancel(clerk, first.id)
        assert queries.find(work, second.id).state is BookingState.HELD
        assert "爽约3次" in queries.moves_of(work, second.id)[-1].remark


steps = st.lists(
    st.tuples(
        st.sampled_from(["book", "wait", "wait", "cancel", "cancel", "capacity", "move", "arrive", "miss"]),
        st.integers(0, 30),
        st.integers(16, 36),
        st.integers(1, 6),
        st.integers(1, 5),
    ),
    max_size=30,
)


class Undone(Exception):
    """Throws a transaction away."""


@settings(max_examples=60 if LONG else 20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps, st.booleans())
def test_never_over_capacity_never_two_in_one_room_and_nobody_waits_for_what_is_free(
    desk: Desk, taken: list[tuple[str, int, int, int, int]], shared: bool
) -> None:
    with pytest.raises(Undone), desk.write() as work:
        there = set_up(work)
        where = there.reading if shared else there.hall
        made: list[int] = []
        for step in taken:
            try:
                _act(work, there, where, made, *step)
            except DeskError:
                continue
        _check(work, where, [queries.find(work, id) for id in made])
        assert not list(book_problems(work))
        raise Undone


def _act(
    work: Work, there: Bookable, where: int, made: list[int], what: str, which: int, half: int, long: int, people: int
) -> None:
    begins, ends = half * 30, half * 30 + long * 30
    if what in ("book", "wait"):
        asked = room(there, begins, ends, people=people, party=f"队{len(made)}", waits=what == "wait")
        made.append(booking.book(work, replace(asked, resource_id=where)).id)
    elif what == "capacity":
        resources.edit(work, where, replace(queries.find_resource(work, where), capacity=10 + which % 7))
    elif made:
        id = made[which % len(made)]
        acts = {
            "cancel": lambda: booking.cancel(work, id),
            "move": lambda: booking.move_to(work, id, where, at(begins), at(ends)),
            "arrive": lambda: arrivals.arrive(work, id),
            "miss": lambda: arrivals.miss(work, id),
        }
        acts[what]()


def _check(work: Work, where: int, there: list[Booking]) -> None:
    """Every half hour looked at by itself: the slow way."""
    resource = queries.find_resource(work, where)
    held = [each for each in there if each.state in OCCUPYING]
    too_many = {each.id for _call, each in call_queries.calls_to_make(work)}
    for half in range(48):
        now = [each for each in held if each.begins <= half * 30 < each.ends]
        assert sum(each.people for each in now if each.id not in too_many) <= resource.capacity
        assert resource.shared or len(now) <= 1
    for each in there:
        if each.state is BookingState.WAITING:
            assert booking.answer(work, booking.request_of(each)).reason is not None


@settings(max_examples=25 if LONG else 10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.integers(1, 5), min_size=3, max_size=8),
    st.lists(st.integers(1, 6), min_size=2, max_size=7),
    st.lists(st.integers(0, 7), min_size=1, max_size=8),
)
def test_places_go_in_the_order_of_the_list_to_the_first_party_that_fits(
    desk: Desk, there_first: list[int], waiting: list[int], cancelled: list[int]
) -> None:
    """Against the slow way: after each cancellation the list is gone through from its beginning."""
    with pytest.raises(Undone), desk.write() as work:
        there = set_up(work)
        asked = replace(room(there, NINE, 600), resource_id=there.reading, waits=True)
        made = [
            booking.book(work, replace(asked, people=people, party=f"队{n}"))
            for n, people in enumerate([*there_first, *waiting])
        ]
        has = {each.id: each.people for each in made if each.state is BookingState.BOOKED}
        line = [(each.id, each.people) for each in made if each.state is BookingState.WAITING]
        for which in cancelled:
            if not has:
                break
            gone = sorted(has)[which % len(has)]
            booking.cancel(work, gone)
            del has[gone]
            for id, people in list(line):
                if sum(has.values()) + people <= 10:
                    has[id] = people
                    line.remove((id, people))
            states = {each.id: queries.find(work, each.id).state for each in made}
            assert {id for id, state in states.items() if state is BookingState.BOOKED} == set(has)
            assert [id for id, state in states.items() if state is BookingState.WAITING] == [id for id, _n in line]
        raise Undone


def test_two_windows_that_book_the_last_place_at_once(desk: Desk, hands: Hands) -> None:
    """Sixty tries (two hundred with ``DESK_LONG=1``): each time exactly one of the two gets it, and the other is told
    that it is full."""
    tries = 200 if LONG else 60
    with desk.write() as work:
        there = set_up(work, places=1, people=2)
    other = sign_in(desk.folder, "管理员", PASSWORD, desk.clock)
    outcomes: list[str] = []
    together = threading.Barrier(2)

    def take(mine: Desk, who: int) -> None:
        for n in range(tries):
            day, begins = WEDNESDAY + timedelta(days=n // 24), 8 * 60 + n % 24 * 30
            together.wait()
            try:
                with mine.write() as work:
                    booking.book(
                        work, room(there, begins, begins + 30, day, party=f"队{who}{n}", telephone=f"138{who}{n:07d}")
                    )
                outcomes.append(f"{n} taken")
            except booking.NoPlace:
                outcomes.append(f"{n} full")

    second = threading.Thread(target=take, args=(other, 1))
    second.start()
    take(desk, 0)
    second.join()
    other.close()
    assert sorted(outcomes) == sorted(f"{n} {how}" for n in range(tries) for how in ("taken", "full"))
    with desk.read() as work:
        assert not list(book_problems(work))


def test_who_is_promoted_hears_of_what_else_they_have_at_that_time(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work, places=1)
        child = residents.add(work, replace(person("李小明", date(1990, 5, 1), 501), telephone="13800002222")).id
        first = booking.book(work, wish(there))
        waiting = booking.book(work, replace(wish(there, waits=True), resident_id=child))
        other = booking.book(work, replace(room(there, NINE, 600), party="", resident_id=child))
        booking.cancel(work, first.id)
        assert queries.find(work, waiting.id).state is BookingState.BOOKED
        [(call, _booking)] = [each for each in call_queries.calls_to_make(work) if each[1].id == waiting.id]
        assert other.number in call.details
