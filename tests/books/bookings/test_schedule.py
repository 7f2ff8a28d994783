"""What is free and what is taken, against a checker that looks at every minute."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from desk.books.bookings.model import NoPlaceReason, Resource, ResourceKind, SlotRule, moment
from desk.books.bookings.schedule import Schedule
from desk.books.bookings.staffing import Staffing
from desk.books.roster.presence import Presence
from desk.core.calendar import DayMark, WorkCalendar
from desk.core.clock import start_of
from desk.core.occupation import Occupation, Timeline, peak

WEDNESDAY = date(2026, 11, 25)
EARLY = start_of(WEDNESDAY)
ROOM = Resource("阅览室", ResourceKind.ROOM, 10, shared=True, id=1)
HALL = Resource("多功能厅", ResourceKind.ROOM, 40, id=2)
COUNTER = Resource("综合窗口", ResourceKind.DESK, 20, id=3)
ALL_DAY = SlotRule(1, 8 * 60, 20 * 60, 60, frozenset(range(8)))


def at(minutes: int) -> datetime:
    return moment(WEDNESDAY, minutes)


def there(begins: int, ends: int, people: int = 1) -> Occupation:
    return Occupation(at(begins), at(ends), people, True, f"bookings:{begins}", f"{begins}")


spans = st.tuples(st.integers(480, 1190), st.integers(5, 300), st.integers(1, 6)).map(
    lambda three: there(three[0], min(three[0] + three[1], 1200), three[2])
)


@settings(deadline=None)
@given(st.lists(spans, max_size=12), spans)
def test_the_most_people_at_a_time_are_those_of_the_fullest_minute(taken: list[Occupation], wish: Occupation) -> None:
    minutes = range(int((wish.ends_at - wish.begins_at).total_seconds() // 60))
    by_minute = [
        sum(each.people for each in taken if each.begins_at <= now < each.ends_at)
        for now in (wish.begins_at + timedelta(minutes=n) for n in minutes)
    ]
    assert peak(taken, wish.begins_at, wish.ends_at) == max(by_minute, default=0)


@settings(deadline=None)
@given(st.lists(spans, max_size=12), spans)
def test_a_room_takes_exactly_who_fits_at_every_minute(taken: list[Occupation], wish: Occupation) -> None:
    answer = Schedule(ROOM, [ALL_DAY], WorkCalendar(), EARLY, taken).answer(wish.begins_at, wish.ends_at, wish.people)
    fits = peak(taken, wish.begins_at, wish.ends_at) + wish.people <= ROOM.capacity
    assert (answer.reason is None) == fits
    alone = Schedule(HALL, [ALL_DAY], WorkCalendar(), EARLY, taken).answer(wish.begins_at, wish.ends_at, wish.people)
    minutes = range(int((wish.ends_at - wish.begins_at).total_seconds() // 60))
    empty = not any(
        each.begins_at <= wish.begins_at + timedelta(minutes=n) < each.ends_at for each in taken for n in minutes
    )
    assert (alone.reason is None) == empty


def test_an_older_booking_that_encloses_the_new_one_is_seen() -> None:
    schedule = Schedule(HALL, [ALL_DAY], WorkCalendar(), EARLY, [there(8 * 60, 18 * 60)])
    answer = schedule.answer(at(10 * 60), at(11 * 60), 1)
    assert answer.reason is NoPlaceReason.FULL
    assert [each.text for each in answer.by] == ["480"]


def test_what_ends_when_another_begins_does_not_overlap() -> None:
    schedule = Schedule(HALL, [ALL_DAY], WorkCalendar(), EARLY, [there(8 * 60, 10 * 60), there(11 * 60, 12 * 60)])
    assert schedule.answer(at(10 * 60), at(11 * 60), 1).reason is None


def test_the_three_empty_answers_are_told_apart() -> None:
    weekdays = SlotRule(1, 9 * 60, 11 * 60, 60)
    taken = [there(9 * 60, 10 * 60, 10)]
    schedule = Schedule(ROOM, [weekdays], WorkCalendar(), EARLY, taken)
    assert schedule.why_none(WEDNESDAY + timedelta(days=3)) is NoPlaceReason.NO_SLOTS
    assert schedule.why_none(WEDNESDAY, people=1, minutes=120) is NoPlaceReason.TOO_SHORT
    assert schedule.why_none(WEDNESDAY) is None
    full = Schedule(ROOM, [weekdays], WorkCalendar(), EARLY, [*taken, there(10 * 60, 11 * 60, 10)])
    assert full.why_none(WEDNESDAY) is NoPlaceReason.FULL


def test_public_holidays_have_no_slots_and_make_up_workdays_have() -> None:
    weekdays = SlotRule(1, 9 * 60, 11 * 60, 60)
    calendar = WorkCalendar({date(2026, 11, 25): DayMark(False, "放假"), date(2026, 11, 28): DayMark(True, "调休")})
    schedule = Schedule(ROOM, [weekdays], calendar, EARLY)
    assert schedule.slots(date(2026, 11, 25)) == []
    assert len(schedule.slots(date(2026, 11, 28))) == 2
    some_days = Schedule(ROOM, [SlotRule(1, 540, 660, 60, frozenset({2}))], calendar, EARLY)
    assert some_days.slots(date(2026, 11, 28)) == []


def test_what_has_begun_is_past_and_what_is_closed_says_why() -> None:
    closed = Occupation(at(600), at(660), 1, True, "closures:1", "停用：检修")
    schedule = Schedule(ROOM, [ALL_DAY], WorkCalendar(), at(9 * 60), closed=[closed])
    free = {slot.begins_at: (slot.free, slot.closed) for slot in schedule.slots(WEDNESDAY)}
    assert free[at(9 * 60)] == (0, "")
    assert free[at(10 * 60)] == (0, "停用：检修")
    assert free[at(11 * 60)] == (10, "")


def test_a_counter_takes_as_many_as_its_clerks_can_serve_beside_the_walk_ins() -> None:
    """Two clerks, half an hour, ten minutes each, six of ten places: 2 x 30 / 10 x 0.6 = 3.6, so three."""
    rule = SlotRule(3, 9 * 60, 12 * 60, 30)
    morning = Presence(at(8 * 60), at(12 * 60), 2)
    schedule = Schedule(COUNTER, [rule], WorkCalendar(), EARLY, staffing=Staffing([morning], 10, 60, known=True))
    assert {slot.places for slot in schedule.slots(WEDNESDAY)} == {3}
    half = Presence(at(8 * 60), at(10 * 60 + 15), 2)
    partly = Schedule(COUNTER, [rule], WorkCalendar(), EARLY, staffing=Staffing([half], 10, 60, known=True))
    assert [slot.places for slot in partly.slots(WEDNESDAY)] == [3, 3, 0, 0, 0, 0]
    assert {slot.places for slot in Schedule(COUNTER, [rule], WorkCalendar(), EARLY).slots(WEDNESDAY)} == {20}


def test_a_counter_is_booked_by_its_slots_a_room_at_any_time_within_its_hours() -> None:
    rule = SlotRule(3, 9 * 60, 12 * 60, 30)
    counter = Schedule(COUNTER, [rule], WorkCalendar(), EARLY)
    assert counter.answer(at(9 * 60 + 10), at(9 * 60 + 40), 1).reason is NoPlaceReason.TOO_SHORT
    assert counter.answer(at(9 * 60), at(10 * 60), 1).reason is NoPlaceReason.TOO_SHORT
    assert counter.answer(at(11 * 60 + 30), at(12 * 60), 1).reason is None
    room = Schedule(ROOM, [ALL_DAY], WorkCalendar(), EARLY)
    assert room.answer(at(9 * 60 + 10), at(10 * 60 + 25), 1).reason is None
    assert room.answer(at(19 * 60), at(20 * 60 + 1), 1).reason is NoPlaceReason.TOO_SHORT


@settings(deadline=None)
@given(st.lists(spans, max_size=12), spans)
def test_a_timeline_finds_what_a_look_at_each_one_finds(taken: list[Occupation], wish: Occupation) -> None:
    found = Timeline(taken).during(wish.begins_at, wish.ends_at)
    assert sorted(map(id, found)) == sorted(id(each) for each in taken if each.overlaps(wish.begins_at, wish.ends_at))
