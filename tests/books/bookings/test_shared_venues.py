"""What is given up of a venue, by one of two things booked there or by an activity: whoever waits for it is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from desk.books.activities import planning, transitions
from desk.books.activities import queries as activities
from desk.books.activities.model import ActivityDraft, ActivityKind
from desk.books.bookings import booking, queries, resources, waiting_list
from desk.books.bookings.model import Booking, BookingState, Resource, ResourceKind, SlotRule
from desk.books.invariants import book_problems
from desk.core.work import Work
from desk.services.session import Desk
from tests.support.bookings import NINE, THURSDAY, as_clerk, at, room, set_up

DANCERS = {"party": "舞蹈队", "telephone": "13900002222"}
SINGERS = {"party": "合唱团", "telephone": "13900003333"}
LATER = timedelta(hours=6)


def cancelled(work: Work, whole: Booking) -> None:
    booking.cancel(work, whole.id)


def refused(work: Work, whole: Booking) -> None:
    booking.decide(work, whole.id, agreed=False, remark="场地另有安排")


def moved(work: Work, whole: Booking) -> None:
    booking.move_to(work, whole.id, whole.resource_id, whole.begins_at + LATER, whole.ends_at + LATER)


@pytest.mark.parametrize("ends", [cancelled, refused, moved])
def test_whoever_waits_for_half_of_the_hall_gets_it_when_the_whole_hall_is_given_up(
    desk: Desk, ends: Callable[[Work, Booking], None]
) -> None:
    """The half was others' from nine to eleven and the dancers waited; the others came later only, then not at all, and
    meanwhile somebody had the whole hall at nine.
    """
    with desk.write() as work:
        there = set_up(work)
        half = resources.add(work, Resource("多功能厅（半场）", ResourceKind.ROOM, 20, there.venue))
        resources.save_rules(work, half, [SlotRule(half, 8 * 60, 21 * 60, 60, frozenset(range(7)))])
        asked = replace(room(there, NINE, 11 * 60, THURSDAY, **SINGERS), resource_id=half)
        singers = booking.book(work, asked)
        dancers = booking.book(work, replace(asked, **DANCERS, waits=True))  # type: ignore[arg-type]
        booking.move_to(work, singers.id, half, at(10 * 60, THURSDAY), at(11 * 60, THURSDAY))
        whole = booking.book(as_clerk(work), room(there, NINE, 10 * 60, THURSDAY))
        booking.cancel(work, singers.id)
        assert queries.find(work, dancers.id).state is BookingState.WAITING
        ends(work, whole)
        assert queries.find(work, dancers.id).state is BookingState.BOOKED
        assert not list(book_problems(work))


def test_the_line_of_a_venue_is_one_line_whoever_came_first(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        half = resources.add(work, Resource("多功能厅（半场）", ResourceKind.ROOM, 20, there.venue))
        sharing = waiting_list.sharing_venue(work, half)
        assert [each.id for each in sharing] == [there.hall, half]
        assert [each.id for each in waiting_list.sharing_venue(work, there.counter)] == [there.counter]


def activity_cancelled(work: Work, activity: int) -> None:
    transitions.cancel(work, activity, "讲师临时有事")


def activity_postponed(work: Work, activity: int) -> None:
    transitions.postpone(work, activity, THURSDAY + timedelta(days=1), NINE, "讲师临时有事")


def activity_removed(work: Work, activity: int) -> None:
    planning.remove(work, activity)


def activity_elsewhere(work: Work, activity: int) -> None:
    was = activities.find(work, activity)
    planning.edit(work, activity, replace(was.plan, venue_id=None, place="村口广场"), was)


@pytest.mark.parametrize("gives_up", [activity_cancelled, activity_postponed, activity_removed, activity_elsewhere])
def test_whoever_waits_for_a_room_gets_it_when_an_activity_gives_it_up(
    desk: Desk, gives_up: Callable[[Work, int], None]
) -> None:
    """The dancers wait for nine to eleven: the singers have the second hour, then an activity takes the first."""
    with desk.write() as work:
        there = set_up(work)
        singers = booking.book(work, room(there, 10 * 60, 11 * 60, THURSDAY, **SINGERS))
        dancers = booking.book(work, replace(room(there, NINE, 11 * 60, THURSDAY, **DANCERS), waits=True))
        plan = ActivityDraft("健身操", ActivityKind.HEALTH, THURSDAY, NINE, 10 * 60, there.venue)
        activity = planning.add(work, plan)
        if gives_up is not activity_removed:
            transitions.approve(work, [activity])
            transitions.publish(work, [activity])
        booking.cancel(work, singers.id)
        assert queries.find(work, dancers.id).state is BookingState.WAITING
        gives_up(work, activity)
        assert queries.find(work, dancers.id).state is BookingState.BOOKED
        assert not list(book_problems(work))
