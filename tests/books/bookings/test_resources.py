"""What can be booked and when: set up, changed, closed; and who has to be rung up about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from desk.books import centre
from desk.books.bookings import availability, booking, call_queries, calls, queries, resources, series
from desk.books.bookings.model import BookingState, CallReason, Closure, Resource, ResourceKind, SlotRule, moment
from desk.books.roster import shifts
from desk.books.roster.shifts import ShiftCard
from desk.core.errors import Invalid, NotAllowed, Refused
from desk.core.work import Work
from desk.models.roster import duties, rosters
from desk.services.session import Desk
from tests.support.bookings import NINE, THURSDAY, TUESDAY, WEDNESDAY, as_clerk, at, room, set_up, wish


def problems(work: Work, resource: Resource) -> set[str]:
    with pytest.raises(Invalid) as wrong:
        resources.add(work, resource)
    return {problem.field for problem in wrong.value.problems}


def test_what_is_wrong_with_a_resource_or_its_slots_is_told_by_its_field(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        assert problems(work, Resource(" ", capacity=0)) == {"name", "capacity"}
        assert problems(work, Resource("综合窗口")) == {"name"}
        assert problems(work, Resource("舞蹈室", ResourceKind.ROOM, 20)) == {"venue_id"}
        rule = SlotRule(there.counter, 600, 540, 2, frozenset(), 0, THURSDAY, WEDNESDAY)
        with pytest.raises(Invalid) as wrong:
            resources.save_rules(work, there.counter, [SlotRule(there.counter, 540, 600), rule])
        fields = {problem.field for problem in wrong.value.problems}
        assert fields == {f"rules.1.{name}" for name in ("days", "ends", "minutes", "places", "last_on")}
        with pytest.raises(NotAllowed):
            resources.add(as_clerk(work), Resource("二号窗口"))


def test_who_has_a_booking_when_something_closes_is_rung_up_once(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        hit = booking.book(work, wish(there))
        booking.book(work, wish(there, 1, begins=11 * 60))
        closed = Closure(at(8 * 60), at(10 * 60), " 停电检修 ")
        assert resources.close(work, closed) == 1
        assert resources.close(work, replace(closed, resource_id=there.counter)) == 1
        [(call, booked)] = call_queries.calls_to_make(work)
        assert (call.reason, call.details, booked.id) == (CallReason.CLOSED, "停电检修", hit.id)
        with pytest.raises(Invalid):
            calls.rung(work, call.id, " ")
        calls.rung(work, call.id, "改到下午")
        assert call_queries.calls_to_make(work) == []
        for wrong in (replace(closed, reason=""), replace(closed, ends_at=closed.begins_at)):
            with pytest.raises(Invalid):
                resources.close(work, wrong)


def test_what_opens_again_goes_to_who_waits(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work, places=1)
        first = booking.book(work, wish(there))
        waiting = booking.book(work, wish(there, 1, waits=True))
        resources.close(work, Closure(at(8 * 60), at(10 * 60), "停电", there.counter))
        booking.cancel(work, first.id, "停电", by_us=True)
        assert queries.find(work, waiting.id).state is BookingState.WAITING
        [closure] = queries.closures_from(work, work.today)
        resources.lift(work, closure.id)
        with pytest.raises(Refused, match="已恢复"):
            resources.lift(work, closure.id)
        assert queries.find(work, waiting.id).state is BookingState.BOOKED


def test_a_venue_that_is_booked_is_not_taken_out_of_use(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        made = booking.book(work, room(there, NINE, 600))
        with pytest.raises(Refused, match=made.number):
            centre.retire_venue(work, there.venue)
        booking.cancel(work, made.id)
        centre.retire_venue(work, there.venue)


def on_duty(work: Work, days: int = 3) -> list[int]:
    """Two clerks on a published roster for some days."""
    return [
        work.add(
            duties,
            {
                "day": WEDNESDAY + timedelta(days=n),
                "shift_id": 1,
                "staff_id": who,
                "begins_at": at(8 * 60, WEDNESDAY + timedelta(days=n)),
                "ends_at": at(17 * 60, WEDNESDAY + timedelta(days=n)),
                "points": 2,
                "kind": "workday",
            },
        )
        for n in range(days)
        for who in (1, as_clerk(work).actor.id)
    ]


def test_places_follow_the_roster_and_who_falls_out_is_rung_up(desk: Desk) -> None:
    """Two on duty: 2 x 30 / 10 x 60 % = 3 places; of an unpublished month as many as the shift needs; one falls ill."""
    with desk.write() as work:
        there = set_up(work, places=None)
        before = availability.schedule(work, there.counter, WEDNESDAY, WEDNESDAY)
        assert {slot.places for slot in before.slots(WEDNESDAY)} == {20}
        shifts.add(work, ShiftCard("白班", 8 * 60, 17 * 60, needs=1))
        needed = availability.schedule(work, there.counter, WEDNESDAY, WEDNESDAY)
        assert {slot.places for slot in needed.slots(WEDNESDAY)} == {1}
        ids = on_duty(work)
        publish_november(work)
        three = availability.schedule(work, there.counter, WEDNESDAY, WEDNESDAY)
        assert {slot.places for slot in three.slots(WEDNESDAY)} == {3}
        made = [booking.book(work, wish(there, who)) for who in range(3)]
        work.change(duties, ids[1], {"cancelled": True})
        assert resources.after_roster_change(work) == 2
        assert {b.id for _call, b in call_queries.calls_to_make(work)} == {made[1].id, made[2].id}
        assert resources.after_roster_change(work) == 0


def publish_november(work: Work) -> None:
    work.add(rosters, {"month": "2026-11", "way": "fair", "planned_at": work.now, "published_at": work.now})


def test_a_series_is_answered_date_by_date_and_only_the_free_ones_are_taken(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        taken = booking.book(work, room(there, NINE, 600, day=THURSDAY, party="合唱团"))
        resources.close(work, Closure(at(8 * 60, date(2026, 11, 27)), at(12 * 60, date(2026, 11, 27)), "消毒"))
        days = [WEDNESDAY + timedelta(days=n) for n in range(-1, 4)]
        asked = room(there, NINE, 600)
        answers = {each.day: each.problem for each in series.ask(work, asked, days)}
        assert list(answers) == days
        assert [bool(problem) for problem in answers.values()] == [True, False, True, True, False]
        assert taken.number in answers[THURSDAY]
        assert "消毒" in answers[date(2026, 11, 27)]
        made = series.take_free(work, asked, [day for day, problem in answers.items() if not problem])
        assert [each.day for each in made] == [WEDNESDAY, date(2026, 11, 28)]
        assert [each.id for each in queries.of_series(work, made[0].id)] == [each.id for each in made]
    with pytest.raises(Invalid) as wrong, desk.write() as work:
        series.take_free(work, room(there, 11 * 60, 720), [WEDNESDAY, THURSDAY, date(2026, 11, 27)])
    assert "11月27日" in wrong.value.message
    with pytest.raises(Invalid, match="合唱团"), desk.write() as work:
        series.take_free(work, room(there, NINE, 600, waits=True), [THURSDAY])
    with desk.read() as work:
        assert len(queries.between(work, WEDNESDAY, date(2026, 11, 30))) == 3
    with desk.write() as work, pytest.raises(Invalid):
        series.ask(work, room(there, NINE, 600), [])


def test_closed_times_read_as_one_says_them() -> None:
    def words(begins: datetime, ends: datetime) -> str:
        return resources.day_words_of(Closure(begins, ends, "保洁"))

    assert words(moment(TUESDAY, 0), moment(WEDNESDAY, 0)) == "2026-11-24（全天）"
    assert words(moment(TUESDAY, 0), moment(THURSDAY, 0)) == "2026-11-24—2026-11-25（全天）"
    assert words(moment(TUESDAY, NINE), moment(TUESDAY, 12 * 60)) == "2026-11-24 09:00—12:00"
    assert words(moment(TUESDAY, NINE), moment(WEDNESDAY, NINE)) == "2026-11-24 09:00—2026-11-25 09:00"
