"""Taking a booking down, moving and cancelling it: what is refused, and in which words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk.books import catalogue, centre, residents
from desk.books.activities import planning
from desk.books.activities.model import ActivityDraft, ActivityKind
from desk.books.bookings import arrivals, booking, call_queries, queries, resources
from desk.books.bookings.model import BookingState, Cancellation, Closure, NoPlaceReason, Resource, SlotRule
from desk.books.catalogue import ServiceItem, ServiceMode
from desk.books.invariants import book_problems
from desk.books.residents import ResidentDetails
from desk.core.calendar import DayMark
from desk.core.errors import Invalid, Refused
from desk.core.work import Work
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support.bookings import NINE, THURSDAY, TUESDAY, WEDNESDAY, as_clerk, at, room, set_up, wish
from tests.support.people import person


def wrong(work: Work, asked: object) -> dict[str, str]:
    """The fields that are refused, each with its words."""
    with pytest.raises(Invalid) as refused:
        booking.book(work, asked)  # type: ignore[arg-type]
    return {problem.field: problem.message for problem in refused.value.problems}


def test_a_booking_has_a_number_and_takes_a_place(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        made = booking.book(work, wish(there))
        assert (made.number, made.state, made.day) == ("Y20261124-001", BookingState.BOOKED, WEDNESDAY)
        assert made.telephone == "13800000000"
        assert made.who == "张*丰"
        assert booking.book(work, wish(there, 1)).number == "Y20261124-002"
        with pytest.raises(booking.NoPlace) as full:
            booking.book(work, wish(there, 2))
    assert full.value.reason is NoPlaceReason.FULL
    assert "11月25日09:00—09:30" in full.value.message
    assert "张*丰" in full.value.message
    assert "张三丰" not in full.value.message
    with desk.read() as work:
        assert not list(book_problems(work))


def test_bad_times_are_told_by_their_field(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        assert set(wrong(work, wish(there, day=TUESDAY, begins=8 * 60 + 30))) == {"begins_at"}
        assert set(wrong(work, replace(wish(there), ends_at=at(NINE - 30)))) == {"ends_at"}
        assert set(wrong(work, wish(there, day=TUESDAY + timedelta(days=8)))) == {"begins_at"}
        assert set(wrong(work, room(there, 20 * 60, 24 * 60 + 30))) == {"ends_at"}


def test_holidays_closed_rooms_and_odd_times_are_three_different_answers(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        centre.days_off.enter(work, 2026, [(WEDNESDAY, DayMark(False, "放假"))])
        with pytest.raises(booking.NoPlace) as none_that_day:
            booking.book(work, wish(there))
        with pytest.raises(booking.NoPlace) as no_gap:
            booking.book(work, wish(there, day=THURSDAY, begins=NINE + 10))
        resources.close(work, Closure(at(8 * 60, THURSDAY), at(12 * 60, THURSDAY), "停电检修"))
        with pytest.raises(booking.NoPlace) as closed:
            booking.book(work, wish(there, day=THURSDAY))
    reasons = [each.value.reason for each in (none_that_day, no_gap, closed)]
    assert reasons == [NoPlaceReason.NO_SLOTS, NoPlaceReason.TOO_SHORT, NoPlaceReason.FULL]
    assert "停电检修" in closed.value.message


def test_one_person_has_one_booking_a_day_and_none_twice_at_one_time(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        first = booking.book(work, wish(there))
        assert first.number in wrong(work, wish(there, begins=11 * 60))["resident_id"]
        asked = replace(room(there, NINE, 10 * 60), party="", resident_id=there.people[0])
        assert first.number in wrong(work, asked)["resident_id"]
        booking.cancel(work, first.id)
        assert booking.book(work, wish(there, begins=11 * 60)).state is BookingState.BOOKED


def test_a_child_comes_with_a_guardian_who_can_be_rung_up(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        child = residents.add(work, replace(person("李小明", date(2016, 5, 1), 501), telephone="")).id
        asked = replace(wish(there), resident_id=child)
        assert set(wrong(work, asked)) == {"telephone", "guardian", "guardian_telephone"}
        asked = replace(asked, telephone="138", guardian="李大明", guardian_telephone="13800")
        assert set(wrong(work, asked)) == {"telephone", "guardian_telephone"}
        asked = replace(asked, telephone="13800002222", guardian_telephone="13800002222")
        assert booking.book(work, asked).guardian == "李大明"


def test_a_person_merged_meanwhile_is_the_one_that_was_kept(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        twin = residents.add(work, ResidentDetails("张三丰", telephone="13800000000")).id
        asked = replace(wish(there), resident_id=twin)
        residents.merge(work, there.people[0], twin)
        assert booking.book(work, asked).resident_id == there.people[0]


def test_bookings_follow_when_two_records_of_a_person_become_one(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        twin = residents.add(work, ResidentDetails("张三丰", telephone="13800000000")).id
        made = booking.book(work, replace(wish(there), resident_id=twin))
        residents.merge(work, there.people[0], twin)
        assert queries.find(work, made.id).resident_id == there.people[0]


def test_a_room_is_asked_for_by_a_team_and_the_leader_decides(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        clerk = as_clerk(work)
        assert set(wrong(clerk, room(there, NINE, 600, party="", contact="", telephone="", purpose="", people=41))) == {
            "party",
            "telephone",
            "purpose",
            "people",
        }
        asked = booking.book(clerk, room(there, NINE, 11 * 60))
        assert asked.state is BookingState.HELD
        with pytest.raises(booking.NoPlace, match="太极队"):
            booking.book(clerk, room(there, 10 * 60, 12 * 60))
        with pytest.raises(Refused):
            booking.decide(clerk, asked.id, True)
        with pytest.raises(Invalid):
            booking.decide(work, asked.id, False)
        assert booking.decide(work, asked.id, False, "当天有检查").state is BookingState.REFUSED
        assert booking.book(clerk, room(there, 10 * 60, 12 * 60)).state is BookingState.HELD
        assert [call.reason.value for call, _b in call_queries.calls_to_make(work)] == ["decided"]


def test_the_calendar_and_the_bookings_give_no_venue_away_twice(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        booking.book(work, room(there, NINE, 11 * 60))
        plan = ActivityDraft("健康讲座", ActivityKind.HEALTH, WEDNESDAY, 10 * 60, 12 * 60, venue_id=there.venue)
        with pytest.raises(Invalid) as taken:
            planning.add(work, plan)
        assert taken.value.problems[0].field == "venue_id"
        assert "太极队" in taken.value.message
        planning.add(work, replace(plan, begins=11 * 60))
        with pytest.raises(booking.NoPlace, match="健康讲座"):
            booking.book(work, room(there, 11 * 60 + 30, 13 * 60))
        resources.close(work, Closure(at(14 * 60), at(15 * 60), "消毒", there.hall))
        with pytest.raises(Invalid, match="消毒"):
            planning.add(work, replace(plan, begins=14 * 60, ends=15 * 60))


def test_a_late_cancellation_is_no_miss_and_ours_is_rung_up(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        there = set_up(work)
        made = [booking.book(work, wish(there, n, begins=NINE + 30 * (n % 3))) for n in range(4)]
        assert booking.cancel(work, made[0].id).cancelled is Cancellation.EARLY
        with pytest.raises(Invalid):
            booking.cancel(work, made[1].id, by_us=True)
        assert booking.cancel(work, made[1].id, "停电", by_us=True).cancelled is Cancellation.BY_US
        assert [b.number for _call, b in call_queries.calls_to_make(work)] == [made[1].number]
    hands.forward(hours=23, minutes=1)
    with desk.write() as work:
        assert booking.cancel(work, made[2].id).cancelled is Cancellation.LATE
        with pytest.raises(Refused):
            booking.cancel(work, made[2].id)
        assert not list(book_problems(work))


def test_a_moved_booking_keeps_its_number_and_frees_its_time(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work, places=1)
        made = booking.book(work, wish(there))
        other = booking.book(work, wish(there, 1, begins=NINE + 30))
        with pytest.raises(booking.NoPlace):
            booking.move_to(work, made.id, there.counter, other.begins_at, other.ends_at)
        moved = booking.move_to(work, made.id, there.counter, at(11 * 60), at(11 * 60 + 30))
        assert (moved.number, moved.begins) == (made.number, 11 * 60)
        assert booking.book(work, wish(there, 2)).begins == NINE
        assert [move.remark for move in queries.moves_of(work, made.id)] == ["", "2026-11-25 09:00 → 2026-11-25 11:00"]


def test_a_counter_for_one_item_takes_no_other(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        other = catalogue.add(work, ServiceItem("B2", "老年优待证", "民政局", ServiceMode.ON_THE_SPOT, 0, ("身份证",)))
        counter = resources.add(work, Resource("优待证窗口", capacity=5, service_id=other.id))
        resources.save_rules(work, counter, [SlotRule(counter, NINE, 12 * 60, 30, places=5)])
        made = booking.book(work, wish(there))
        for act in (
            lambda: booking.book(work, wish(there, 1, resource_id=counter)),
            lambda: booking.move_to(work, made.id, counter, made.begins_at, made.ends_at),
        ):
            with pytest.raises(Invalid, match="只办理“老年优待证”") as wrong:
                act()
            assert {problem.field for problem in wrong.value.problems} == {"service_id"}
        assert booking.book(work, wish(there, 1, resource_id=counter, service_id=None)).service == "老年优待证"


@pytest.mark.parametrize(("birth", "state"), [(date(1980, 1, 1), "held"), (date(1950, 1, 1), "booked")])
def test_who_missed_three_needs_the_leader_but_nobody_of_sixty_five(
    desk: Desk, hands: Hands, birth: date, state: str
) -> None:
    with desk.write() as work:
        there = set_up(work)
        who = residents.add(work, replace(person("李小明", birth, 700), telephone="13800003333")).id
    for _day in range(3):
        with desk.write() as work:
            made = booking.book(work, replace(wish(there, day=work.today + timedelta(days=1)), resident_id=who))
        hands.at = made.ends_at + timedelta(minutes=1)
        with desk.write() as work:
            assert arrivals.miss(work, made.id).state is BookingState.MISSED
    with desk.write() as work:
        clerk = as_clerk(work)
        day = date(2026, 11, 30)
        asked = booking.book(clerk, replace(wish(there, day=day), resident_id=who))
        assert asked.state == state
        if state == "held":
            assert "3" in queries.moves_of(work, asked.id)[0].remark


def test_nothing_is_missed_before_its_time_is_over(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        made = booking.book(work, wish(there))
        with pytest.raises(Refused):
            arrivals.miss(work, made.id)
