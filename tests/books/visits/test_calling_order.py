"""Who is called next: walk-ins, priority and appointments in one fair order, on paper and in simulated days."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from desk.books import centre, residents, visits
from desk.books.centre import RuleValue
from desk.books.visits import Priority, Visit, VisitState
from desk.books.visits.calling_order import FAST, CallingRules, Lane, Turn, in_order, lane_of, waits_since
from desk.core.words import speak
from desk.services.session import Desk
from tests.conftest import MORNING, Hands
from tests.support.people import person

RULES = CallingRules(timedelta(minutes=40), 2)
CLERK = 1
MINUTE = timedelta(minutes=1)


def waiting(id: int, arrived: int, *, priority: bool = False, booked: int | None = None, **more: object) -> Visit:
    """Somebody who came so many minutes after nine, perhaps with a booking for so many."""
    at = MORNING + arrived * MINUTE
    why = Priority.ELDERLY if priority else Priority.NONE
    visit = Visit(id, MORNING.date(), f"A{id:03d}", VisitState.WAITING, why, at, at, None, "", CLERK)
    for_ = None if booked is None else MORNING + booked * MINUTE
    on_time = for_ if for_ and at <= for_ + 10 * MINUTE else None
    return replace(visit, booked_for=for_, turn_at=on_time, **more)  # type: ignore[arg-type]


def told(turns: list[Turn]) -> list[tuple[int, str]]:
    return [(turn.visit.id, turn.reason) for turn in turns]


def order(visits: list[Visit], minute: int, *lanes: Lane) -> list[tuple[int, str]]:
    speak("zh_CN")
    return told(in_order(visits, lanes, MORNING + minute * MINUTE, RULES, CLERK))


def test_priority_then_who_is_booked_then_as_they_came_and_the_line_says_why() -> None:
    line = [waiting(1, 0), waiting(2, 1), waiting(3, 2, priority=True), waiting(4, 5, booked=10)]
    assert order(line, 12) == [
        (3, "优先：老年人"),
        (4, "预约09:10"),
        (1, "轮到现场取号"),
        (2, ""),
    ]


def test_after_two_in_a_row_a_walk_in_goes_before_the_third() -> None:
    line = [waiting(1, 0), *(waiting(n, n, priority=True) for n in (2, 3, 4))]
    assert [id for id, _why in order(line, 9)] == [2, 3, 1, 4]
    assert [id for id, _why in order(line, 9, Lane.PRIORITY, Lane.BOOKED)] == [1, 2, 3, 4]
    assert [id for id, _why in order(line, 9, Lane.ORDINARY, Lane.BOOKED)] == [2, 1, 3, 4]


def test_who_waited_longer_than_the_limit_goes_first_the_longest_before_others() -> None:
    line = [waiting(1, 0), waiting(2, 0, booked=5), waiting(3, 3, priority=True), waiting(4, 4)]
    assert order(line, 40)[0] == (3, "优先：老年人")
    assert order(line, 44)[:2] == [(1, "已等44分钟"), (3, "已等41分钟")]
    assert order(line, 46)[:4] == [(1, "已等46分钟"), (3, "已等43分钟"), (4, "已等42分钟"), (2, "已等41分钟")]


def test_a_booking_waits_for_its_time_and_who_is_late_stands_in_line_as_anybody() -> None:
    early, late, on_time = waiting(1, 0, booked=30), waiting(2, 21, booked=10), waiting(3, 20, booked=10)
    walk_in = waiting(4, 19)
    assert order([early, late, on_time, walk_in], 22) == [
        (3, "预约09:10"),
        (2, ""),
        (4, ""),
        (1, "预约09:30，时间未到"),
    ]


def test_who_was_passed_over_goes_last_as_they_were_passed_over() -> None:
    missed = [replace(waiting(n, 0), state=VisitState.MISSED, since=MORNING + (9 - n) * MINUTE) for n in (1, 2)]
    assert order([*missed, waiting(3, 8)], 60)[-2:] == [(2, "过号，最后叫"), (1, "过号，最后叫")]


def test_who_was_handed_over_is_called_by_that_colleague_first_and_by_others_only_after_long() -> None:
    mine, theirs = (waiting(n, 9, wanted_id=who, wanted="林小芳") for n, who in ((1, CLERK), (2, 7)))
    line = [waiting(3, 5, priority=True), theirs, mine, waiting(4, 6)]
    assert order(line, 10) == [
        (1, "转交给您"),
        (3, "优先：老年人"),
        (4, ""),
        (2, "已转交给林小芳"),
    ]
    assert (2, "已等51分钟") in order(line, 60)


def test_who_was_handed_on_stands_by_when_they_came_and_is_left_to_the_colleague_for_a_while() -> None:
    """The wait once began anew: who had waited half an hour stood behind who had just come."""
    handed = replace(waiting(1, 0, wanted_id=7, wanted="林小芳"), since=MORNING + 30 * MINUTE)
    assert order([handed, waiting(2, 5)], 44)[-1] == (1, "已转交给林小芳")
    assert order([handed, waiting(2, 35)], 71) == [(1, "已等71分钟"), (2, "")]
    assert order([replace(handed, wanted_id=CLERK), waiting(2, 5)], 31)[0] == (1, "转交给您")
    assert waits_since(handed) == MORNING


@dataclass
class Day:
    """A day of calls, played with some clerks. Each call is kept with who else waited."""

    people: list[Visit]
    minutes: dict[int, int]
    clerks: int
    calls: list[tuple[datetime, Turn, list[Visit]]] = field(default_factory=list)

    def play(self) -> None:
        free = [(MORNING, n) for n in range(self.clerks)]
        heapq.heapify(free)
        left, lanes = list(self.people), list[Lane]()
        while left:
            now, clerk = heapq.heappop(free)
            here = [visit for visit in left if visit.arrived_at <= now]
            if not here:
                heapq.heappush(free, (min(visit.arrived_at for visit in left), clerk))
                continue
            turn = in_order(here, lanes, now, RULES, CLERK)[0]
            lanes.append(lane_of(turn.visit))
            left.remove(turn.visit)
            self.calls.append((now, turn, [visit for visit in here if visit is not turn.visit]))
            heapq.heappush(free, (now + self.minutes[turn.visit.id] * MINUTE, clerk))


@st.composite
def days(draw: st.DrawFn) -> Day:
    arrivals = sorted(draw(st.lists(st.integers(0, 180), min_size=1, max_size=60)))
    people = []
    for id, arrived in enumerate(arrivals, 1):
        kind = draw(st.sampled_from(("walk-in", "walk-in", "priority", "booked")))
        booked = arrived + draw(st.integers(-30, 30)) if kind == "booked" else None
        people.append(waiting(id, arrived, priority=kind == "priority", booked=booked))
    minutes = {visit.id: draw(st.integers(1, 25)) for visit in people}
    return Day(people, minutes, draw(st.integers(1, 3)))


@settings(max_examples=150, deadline=None)
@given(days())
def test_whatever_the_day_everybody_is_called_and_nobody_is_passed_for_longer_than_the_limit(day: Day) -> None:
    day.play()
    assert sorted(turn.visit.id for _now, turn, _rest in day.calls) == [visit.id for visit in day.people]
    fast = 0
    for now, turn, rest in day.calls:
        called, overdue = turn.visit, [v for v in rest if now - waits_since(v) > RULES.longest_wait]
        assert all(waits_since(called) <= waits_since(v) for v in overdue), "who waited too long was passed"
        walk_in_waits = any(lane_of(v) is Lane.ORDINARY for v in rest)
        fast = fast + 1 if lane_of(called) in FAST else 0
        too_long = now - waits_since(called) > RULES.longest_wait
        assert fast <= RULES.in_a_row or not walk_in_waits or too_long, "a third in a row passed a walk-in"
        if lane_of(called) is not Lane.PRIORITY:
            same = [v for v in rest if lane_of(v) is lane_of(called)]
            assert all(waits_since(called) <= waits_since(v) for v in same), "the order within a lane"


def test_calling_at_the_counter_goes_by_that_order(desk: Desk, hands: Hands) -> None:
    """Two elderly people are called, then the walk-in who came before the third."""
    with desk.write() as work:
        old = [
            residents.add(work, person(f"李{name}婆", MORNING.date().replace(year=1950), n))
            for n, name in enumerate("阿大三", 2)
        ]
        visits.take_number(work)
        for each in old:
            visits.take_number(work, resident_id=each.id)
        called = [visits.call_next(work, VisitState.FINISHED) for _n in range(4)]
        assert [visit.label for visit in called if visit] == ["A002", "A003", "A001", "A004"]
        late = visits.take_number(work, booked_for=work.now - 11 * MINUTE)
        kept = visits.take_number(work, booked_for=work.now - 10 * MINUTE)
        assert (late.turn_at, kept.turn_at) == (None, kept.booked_for)
        assert [turn.visit.label for turn in visits.line(work).turns] == [kept.label, late.label]
        visits.call(work, kept.id, VisitState.FINISHED)
        visits.hold(work, kept.id)
        visits.take_back(work, kept.id)
        assert [turn.visit.label for turn in visits.line(work).turns] == [kept.label, late.label]


def test_another_number_of_calls_and_minutes_can_be_set(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        centre.save_rules(work, {"queue_longest_wait": RuleValue(15, "镇〔2026〕3号")})
        visits.take_number(work)
    hands.forward(minutes=16)
    with desk.write() as work:
        visits.take_number(work, Priority.PREGNANT)
        assert visits.call_next(work).label == "A001"  # type: ignore[union-attr]
