"""Whom to ring up because places became fewer: off the list by itself when the places are back."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from desk.books import centre, visits
from desk.books.bookings import availability, booking, call_queries, calls, queries, resources, series
from desk.books.bookings.model import Closure, SlotRule
from desk.books.roster import shifts
from desk.books.roster.shifts import ShiftCard
from desk.core.work import Work
from desk.models.bookings import resources as resources_table
from desk.models.roster import duties, rosters
from desk.services.session import Desk
from tests.support.bookings import NINE, THURSDAY, WEDNESDAY, Bookable, as_clerk, at, set_up, wish


def two_on_duty(work: Work) -> tuple[Bookable, list[int]]:
    """Two clerks by a published roster: three places in half an hour."""
    there = set_up(work, places=None)
    shifts.add(work, ShiftCard("白班", 8 * 60, 17 * 60, needs=1))
    span = {"begins_at": at(8 * 60), "ends_at": at(17 * 60)}
    duty = {"day": WEDNESDAY, "shift_id": 1, **span, "points": 2, "kind": "workday"}
    ids = [work.add(duties, {**duty, "staff_id": who}) for who in (1, as_clerk(work).actor.id)]
    work.add(rosters, {"month": "2026-11", "way": "fair", "planned_at": work.now, "published_at": work.now})
    return there, ids


def to_ring(work: Work) -> set[int]:
    return {booked.id for _call, booked in call_queries.calls_to_make(work)}


def test_who_was_to_hear_of_a_roster_that_is_put_back_hears_nothing_and_the_history_says_why(desk: Desk) -> None:
    with desk.write() as work:
        there, ids = two_on_duty(work)
        made = [booking.book(work, wish(there, who)) for who in range(3)]
        work.change(duties, ids[1], {"cancelled": True})
        assert resources.after_roster_change(work) == 2
        assert to_ring(work) == {made[1].id, made[2].id}
        rung = next(call for call, booked in call_queries.calls_to_make(work) if booked.id == made[1].id)
        calls.rung(work, rung.id, "已告知")
        work.change(duties, ids[1], {"cancelled": False})
        assert resources.after_roster_change(work) == 0
        assert to_ring(work) == set()
        assert "名额已恢复" in queries.moves_of(work, made[2].id)[-1].remark
        assert len(queries.moves_of(work, made[1].id)) == 1, "who heard of it is not told otherwise by the machine"


def test_as_many_calls_go_as_places_came_back(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work, places=3)
        made = [booking.book(work, wish(there, who)) for who in range(3)]
        counter = there.counter
        assert resources.save_rules(work, counter, [SlotRule(counter, NINE, 12 * 60, 30, places=1)]) == 2
        assert resources.save_rules(work, counter, [SlotRule(counter, NINE, 12 * 60, 30, places=2)]) == 0
        assert to_ring(work) == {made[2].id}
        booking.cancel(work, made[0].id)
        assert to_ring(work) == set(), "somebody else gave the place up"


def test_a_closure_that_is_lifted_takes_its_calls_back_with_a_line_in_the_history(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        made = booking.book(work, wish(there))
        resources.close(work, Closure(at(8 * 60), at(10 * 60), "停电", there.counter))
        [closure] = queries.closures_from(work, work.today)
        assert closure.by == work.actor.name and closure.at == work.now
        resources.lift(work, closure.id)
        assert to_ring(work) == set()
        assert "已恢复开放" in queries.moves_of(work, made.id)[-1].remark


def readings_of_visits(work: Work) -> list[str]:
    """From now on: each reading of how long visits took."""
    seen: list[str] = []

    @event.listens_for(work.connection, "before_cursor_execute")
    def look(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "periods" in statement:
            seen.append(statement)

    return seen


def test_how_long_visits_take_is_read_once_for_all_that_follows(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work, places=None)
        work.change(resources_table, there.counter, {"capacity": 1})
        booking.book(work, wish(there))
        for who in range(1, 5):
            booking.book(work, wish(there, who, waits=True))
        seen = readings_of_visits(work)
        resources.after_roster_change(work)
        assert len(seen) == 1
        seen.clear()
        series.ask(work, wish(there, 5), [WEDNESDAY, THURSDAY])
        assert len(seen) == 1


@pytest.mark.parametrize("minutes, places", [(10, 3), (30, 1)])
def test_a_new_serving_time_counts_in_the_next_reading(desk: Desk, minutes: int, places: int) -> None:
    with desk.write() as work:
        there, _ids = two_on_duty(work)
        kept = availability.pace_for(work, [queries.find_resource(work, there.counter)])
        centre.save_rules(work, {"queue_serving_minutes": centre.RuleValue(minutes, "")})
        read = availability.schedule(work, there.counter, WEDNESDAY, WEDNESDAY)
        assert {slot.places for slot in read.slots(WEDNESDAY)} == {places}
        assert kept is not None
        again = visits.pace(work, kept)
        assert again.usual == minutes
