"""What lies at the edge of a question: the other post, the next month, other days, a long past, somebody who stops."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk.scheduling.board import join, split
from desk.scheduling.fairness import standings, worst
from desk.scheduling.plan import Impossible, ObjectiveLevel, Stopped
from desk.scheduling.problem import Assignment, Load, Post, RosterProblem, Shift, Slot, Unavailability, Worker
from desk.scheduling.rules import RosterRule, blocked, breaches
from desk.scheduling.solver import Search
from tests.support.roster_problems import (
    AFTERNOON,
    EVENING,
    FIRST,
    LUNCH,
    MORNING,
    busy,
    new_breaches,
    patient,
    people_of,
    slots_of,
)

LEADING = Shift(9, "带班", 480, 1050, post=Post.LEADER)


def test_a_duty_pinned_to_somebody_of_the_other_post_stays() -> None:
    """A person who served at the desk and now leads only: what was pinned before is theirs still."""
    people = (*people_of(3), Worker(8, "主任", frozenset({Post.LEADER}), per_week=7, in_row=7))
    pinned = Assignment(FIRST + timedelta(days=2), MORNING.id, 8)
    ask = RosterProblem(slots_of(5, MORNING, LEADING), people, kept=frozenset({pinned}))
    with_room = replace(ask, people=(*people, Worker(9, "书记", frozenset({Post.LEADER}))))
    plan = patient(with_room, 2).run()
    assert pinned in plan.assignments and new_breaches(with_room, plan.assignments) == []
    on_that_day = {turn.person for turn in plan.assignments if turn.day == pinned.day}
    assert 9 in on_that_day, "nobody leads and serves at one time"


def test_fairness_is_told_by_presence_in_the_whole_month() -> None:
    """Clerks on workdays, leaders every day: the leave of a weekend at the end lowers a clerk's share as the month's
    page has it.
    """
    first, days = date(2026, 11, 2), 14
    clerks = [slot for slot in slots_of(days, MORNING, first=first) if slot.day.weekday() < 5]
    leaders = slots_of(days, LEADING, first=first)
    staff = (*people_of(4), *(Worker(n, f"带班{n}", frozenset({Post.LEADER}), per_week=7) for n in (8, 9)))
    away = Unavailability(1, first + timedelta(days=12), first + timedelta(days=13))
    ask = RosterProblem((*clerks, *leaders), staff, (away,))
    plan = patient(ask, 2).run()
    found = standings(ask, plan.assignments)
    assert plan.levels[ObjectiveLevel.TOTAL].value == sum(abs(each.over) for each in found.values())
    assert plan.levels[ObjectiveLevel.WORST].value == worst(found)


@pytest.mark.parametrize(
    ("person", "after", "rule"),
    [
        (Worker(1, "张三"), [(0, Shift(2, "早班", 6 * 60, 8 * 60))], RosterRule.REST),
        (Worker(1, "张三", in_row=3), [(n, AFTERNOON) for n in range(3)], RosterRule.ROW),
        (Worker(1, "张三", per_week=3), [(n, AFTERNOON) for n in range(1, 4)], RosterRule.WEEK),
    ],
)
def test_the_checker_counts_the_next_months_duties_as_the_planner_does(
    person: Worker, after: list[tuple[int, Shift]], rule: RosterRule
) -> None:
    """Told on the last day of this month: it is this month's duty that would be the one too many."""
    evening = slots_of(1, EVENING, first=date(2026, 11, 30))
    around = tuple((Slot(FIRST + timedelta(days=n), shift, 1, 100, evening[0].kind), 1) for n, shift in after)
    ask = RosterProblem(evening, (person, Worker(2, "李四")), around=around)
    wrong = breaches(ask, [Assignment(*evening[0].key, 1)])
    assert [(each.rule, each.day, each.people) for each in wrong] == [(rule, date(2026, 11, 30), (1,))]
    assert [each.rule for each in blocked(ask, [], evening[0], person)] == [rule]
    assert breaches(ask, [Assignment(*evening[0].key, 2)]) == []
    assert {turn.person for turn in patient(ask, 2).run().assignments} == {2}


def test_somebody_is_not_free_beside_a_long_duty_because_of_a_short_one_in_it() -> None:
    whole_day, short, late = Shift(1, "全天", 480, 1080), Shift(2, "会议", 540, 600), Shift(3, "下午", 840, 960)
    ask = RosterProblem(slots_of(1, whole_day, short, late), people_of(1))
    taken = [Assignment(FIRST, 1, 1), Assignment(FIRST, 2, 1)]
    assert RosterRule.TWICE in {each.rule for each in blocked(ask, taken, ask.slots[2], ask.people[0])}


def test_a_past_far_from_the_fair_share_hides_no_rule() -> None:
    """Forty people, each some fifty weekends, holidays and evenings off: more points than a small number holds."""
    people = people_of(40)
    far = {p.id: Load(0, *([5000 if p.id % 2 else -5000] * 3)) for p in people}
    ask = RosterProblem(slots_of(14, MORNING, EVENING), people, carried=far)
    plan = patient(ask, 2).run()
    assert breaches(ask, plan.assignments) == []
    kinds = plan.levels[ObjectiveLevel.KINDS].value
    assert kinds > 500_000
    assert split(join((0, kinds, 3, 2, 1)), 5) == (0, kinds, 3, 2, 1), "counted apart from the rules"


def test_whoever_stops_before_there_is_a_plan_waits_for_none() -> None:
    search = Search(busy(12, 31, (MORNING, AFTERNOON), 2), 30)
    search.stop()
    with pytest.raises(Stopped):
        search.run()


def test_a_large_question_is_left_soon_after_somebody_stops() -> None:
    """Some seconds' work is left: it may take as long as its smallest piece, and that has no more than a second."""
    search, began = Search(busy(30, 92, (MORNING, AFTERNOON, EVENING, LUNCH), 2), 60), time.monotonic()
    stopped: list[float] = []

    def stop() -> None:
        search.stop()
        stopped.append(time.monotonic())

    def first_plan(_progress: object) -> None:
        if not stopped:
            threading.Thread(target=stop).start()

    plan = search.run(first_plan)
    assert search.stopped.is_set() and breaches(search.problem, plan.assignments) == []
    assert stopped[0] - began < time.monotonic() - began < stopped[0] - began + 2


def test_far_too_few_people_are_found_out_at_once() -> None:
    """Thirty people for 32 duties a day: nobody comes near the share, and no line of numbers is looked for long."""
    began = time.monotonic()
    with pytest.raises(Impossible):
        Search(busy(30, 14, (MORNING, AFTERNOON, EVENING, LUNCH), 8), 1).run()
    assert time.monotonic() - began < 10


def test_a_month_planned_again_as_it_was_changes_nothing() -> None:
    ask = busy(14, 31, (MORNING,), 2, seed=5)
    told = patient(ask, 2).run()
    again = patient(replace(ask, published=told.assignments), 2).run()
    assert again.levels[ObjectiveLevel.CHANGES].value == 10 * len(told.assignments - again.assignments)
    ranks = [[plan.levels[level].value for level in ObjectiveLevel] for plan in (again, told)]
    assert ranks[0] <= ranks[1], "changes come last, and as it was there are none"


def test_what_was_told_does_not_hold_a_plan_where_duties_are_close() -> None:
    """Somebody is away for two days: spread is not given up for duties that could stay (it was 180 against 100)."""
    ask = busy(14, 31, (MORNING,), 2, seed=0)
    told = patient(ask, 3).run().assignments
    gone = sorted(told)[20]
    ask = replace(ask, aways=(*ask.aways, Unavailability(gone.person, gone.day, gone.day + timedelta(1), leave=False)))
    anew, again = patient(ask, 3).run(), patient(replace(ask, published=told), 3).run()
    assert new_breaches(ask, again.assignments) == []
    assert again.levels[ObjectiveLevel.SPREAD].value <= anew.levels[ObjectiveLevel.SPREAD].value + 20
    assert len(told - again.assignments) < len(told - anew.assignments)
