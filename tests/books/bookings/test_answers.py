"""What people say: on the telephone, and of a booking in the evening, with the slips that are put right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from desk.books.bookings import arrivals, booking, call_queries, calls, contacts, presets, queries, reckoning, resources
from desk.books.bookings.calls import CallAnswer
from desk.books.bookings.model import Booking, BookingState, CallReason, Cancellation, Closure, ResourceKind, SlotRule
from desk.books.invariants import book_problems
from desk.core.errors import Refused
from desk.core.permissions import Role
from desk.core.work import Actor, Work
from desk.models.audit import lookups
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support.bookings import NINE, THURSDAY, Bookable, as_clerk, at, room, set_up, wish


def _to_ring(work: Work) -> list[tuple[str, CallReason, str]]:
    return [(one.number, call.reason, call.details) for call, one in call_queries.calls_to_make(work)]


def _promoted(work: Work, there: Bookable) -> tuple[int, Booking, Booking]:
    """The call to whoever moved up, that booking, and the one who waits next."""
    first, second, third = (booking.book(work, wish(there, who, day=THURSDAY, waits=True)) for who in range(3))
    booking.cancel(work, first.id)
    [(call, _booking)] = call_queries.calls_to_make(work)
    return call.id, queries.find(work, second.id), third


def test_who_takes_the_place_from_the_waiting_list_has_it_for_good(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        call, second, _third = _promoted(work, set_up(work, places=1))
        assert calls.answered(work, call, CallAnswer.CONFIRMED).held_until is None
        assert _to_ring(work) == []
    hands.forward(hours=30)
    with desk.write() as work:
        assert queries.unanswered(work) == []
        assert queries.find(work, second.id).state is BookingState.BOOKED


def test_who_gives_the_place_up_makes_it_go_to_the_next(desk: Desk) -> None:
    with desk.write() as work:
        call, second, third = _promoted(work, set_up(work, places=1))
        calls.answered(work, call, CallAnswer.GIVEN_UP, "改天再来")
        assert queries.find(work, second.id).state is BookingState.CANCELLED
        assert queries.moves_of(work, second.id)[-1].remark == "放弃：改天再来"
        assert queries.find(work, third.id).state is BookingState.BOOKED
        assert [(number, reason) for number, reason, _details in _to_ring(work)] == [
            (third.number, CallReason.PROMOTED)
        ]


def test_whom_nobody_reached_stays_on_the_list_with_when_it_was_tried(desk: Desk) -> None:
    with desk.write() as work:
        call, second, _third = _promoted(work, set_up(work, places=1))
        calls.answered(work, call, CallAnswer.NO_ANSWER)
        [(number, reason, details)] = _to_ring(work)
        assert (number, reason) == (second.number, CallReason.PROMOTED)
        assert "11月24日09:00 无人接听" in details and details.startswith("保留到11月25日09:00；")
        with pytest.raises(Refused, match="已有人登记"):
            calls.answered(work, call, CallAnswer.CONFIRMED)
        assert queries.find(work, second.id).held_until is not None, "nothing happened by the second answer"


def test_when_the_time_is_over_nobody_is_rung_up_again(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        call, second, _third = _promoted(work, set_up(work, places=1))
    hands.forward(days=3)
    with desk.write() as work:
        calls.answered(work, call, CallAnswer.NO_ANSWER)
        assert second.number not in [number for number, _reason, _details in _to_ring(work)]


def test_who_cannot_come_when_we_closed_is_cancelled_by_us_and_not_rung_up_again(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        booked = booking.book(work, wish(there))
        assert resources.close(work, Closure(at(8 * 60), at(12 * 60), "停电", there.counter)) == 1
        [(call, _booking)] = call_queries.calls_to_make(work)
        assert CallAnswer.CONFIRMED not in calls.answers_to(call, booked)
        done = calls.answered(work, call.id, CallAnswer.CANCELS)
        assert (done.state, done.cancelled) == (BookingState.CANCELLED, Cancellation.BY_US)
        assert queries.moves_of(work, booked.id)[-1].remark == "停电"
        assert _to_ring(work) == []
        assert not list(book_problems(work))


def test_an_answer_that_no_longer_goes_with_the_booking_is_refused(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        call, second, _third = _promoted(work, set_up(work, places=1))
        booking.cancel(work, second.id)
        with pytest.raises(Refused, match="现为“已取消”"):
            calls.answered(work, call, CallAnswer.CONFIRMED)
        calls.answered(work, call, CallAnswer.TOLD)
        assert second.number not in [number for number, _reason, _details in _to_ring(work)]


@pytest.mark.parametrize("answer", ["came", "miss", "cancel"])
def test_a_slip_of_the_evening_is_taken_back_by_whoever_made_it(desk: Desk, hands: Hands, answer: str) -> None:
    with desk.write() as work:
        booked = booking.book(work, wish(set_up(work)))
    hands.forward(days=2)
    with desk.write() as work:
        act = {"came": arrivals.came, "miss": arrivals.miss, "cancel": booking.cancel}[answer]
        act(work, booked.id)
        assert queries.to_confirm(work) == []
    hands.forward(minutes=1)
    with desk.write() as work:
        with pytest.raises(Refused, match="不能撤销"):
            arrivals.take_back_answer(as_clerk(work), booked.id)
        again = arrivals.take_back_answer(work, booked.id)
        assert (again.state, again.cancelled) == (BookingState.BOOKED, Cancellation.NONE)
        assert [each.id for each in queries.to_confirm(work)] == [booked.id]
        with pytest.raises(Refused):
            arrivals.take_back_answer(work, booked.id)
        assert not list(book_problems(work))


def test_a_slip_of_another_day_stays(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        booked = booking.book(work, wish(set_up(work)))
    hands.forward(days=2)
    with desk.write() as work:
        arrivals.miss(work, booked.id)
    hands.forward(days=1)
    with desk.write() as work, pytest.raises(Refused, match="不能撤销"):
        arrivals.take_back_answer(work, booked.id)


def test_who_arrived_and_is_over_is_arrived_again(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        booked = booking.book(work, room(set_up(work), NINE, 600))
    hands.forward(days=1)
    with desk.write() as work:
        came_at = arrivals.arrive(work, booked.id)[0].came_at
    hands.forward(hours=3)
    with desk.write() as work:
        arrivals.came(work, booked.id)
    with desk.write() as work:
        again = arrivals.take_back_answer(work, booked.id)
        assert (again.state, again.came_at) == (BookingState.ARRIVED, came_at)


def test_names_and_telephones_are_looked_up_with_a_line_in_the_log(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        of_person, of_team = booking.book(work, wish(there)), booking.book(work, room(there, NINE, 600))
        assert contacts.look_up(work, of_person.id, "告知").name == "张三丰"
        team = contacts.look_up(work, of_team.id, "告知")
        assert (team.name, team.telephone) == ("李小明", "13800001111")
        logged = work.connection.execute(select(lookups.c.resident_id, lookups.c.purpose)).all()
        assert [tuple(each) for each in logged] == [(there.people[0], "告知"), (None, "告知")]


def test_presets_leave_what_is_there_by_its_name(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        before = queries.rules_of(work, [there.counter, there.hall])
        assert presets.take_presets(work) == 0
        assert queries.rules_of(work, [there.counter, there.hall]) == before


def test_presets_of_a_new_centre_can_be_booked(desk: Desk) -> None:
    with desk.write() as work:
        added = presets.take_presets(work)
        made = queries.all_resources(work)
        assert added == len(made)
        [counter] = [each for each in made if each.kind is ResourceKind.DESK]
        rules = queries.rules_of(work, [counter.id])
        assert [(rule.days, rule.begins, rule.ends) for rule in rules] == [
            (frozenset(range(5)), 8 * 60, 12 * 60),
            (frozenset(range(5)), 14 * 60 + 30, 17 * 60 + 30),
        ]


def test_the_sum_behind_the_places_can_be_read(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        counter = queries.find_resource(work, there.counter)
        rule = SlotRule(counter.id, NINE, 12 * 60)
        assert reckoning.words_of(work, counter, rule) == "本中心未排班，按窗口容量，每段20人。"
        assert reckoning.words_of(work, counter, replace(rule, places=3)) == "每段3人（固定）。"
        gone = replace(rule, last_on=date(2026, 11, 24))
        assert reckoning.words_of(work, counter, gone) == "今后60天内没有适用的日子。"


def test_by_the_roster_the_sum_names_clerks_minutes_and_share(desk: Desk) -> None:
    from desk.books.roster import shifts
    from desk.books.roster.shifts import ShiftCard

    with desk.write() as work:
        there = set_up(work)
        shifts.add(work, ShiftCard("早班", 8 * 60, 11 * 60, frozenset(range(5)), needs=2))
        counter = queries.find_resource(work, there.counter)
        words = reckoning.words_of(work, counter, SlotRule(counter.id, NINE, 12 * 60))
        assert words == "11月25日09:00：2人在岗×30分钟÷10分钟×60%＝3.6，取3人（当日各时段0至3人）"
        small = replace(counter, capacity=2)
        assert "（窗口每段最多2人）" in reckoning.words_of(work, small, SlotRule(counter.id, NINE, 11 * 60))


def test_nobody_but_the_leader_sets_up_what_can_be_booked(desk: Desk) -> None:
    from desk.core.errors import NotAllowed

    with desk.write() as work, pytest.raises(NotAllowed):
        presets.take_presets(replace(work, actor=Actor(work.actor.id, work.actor.name, Role.CLERK)))
