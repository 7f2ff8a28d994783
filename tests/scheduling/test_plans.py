"""Plans keep every rule, are as fair as can be, and the same for the same seed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings

from desk.scheduling.explanation import contradicting, explain, smallest_core
from desk.scheduling.fairness import fair_shares, standings, worst
from desk.scheduling.model import rules_of
from desk.scheduling.plan import FAIRNESS, Impossible, ObjectiveLevel, Progress
from desk.scheduling.problem import (
    Assignment,
    Load,
    Pair,
    Post,
    RosterProblem,
    Shift,
    Unavailability,
    Wish,
    Worker,
    load_of,
)
from desk.scheduling.rotation import rotate
from desk.scheduling.rules import RosterRule, breaches
from desk.scheduling.solver import Search
from tests.support.extent import LONG
from tests.support.roster_problems import (
    AFTERNOON,
    EVENING,
    FIRST,
    MORNING,
    asks,
    every_plan,
    new_breaches,
    patient,
    people_of,
    slots_of,
)

CALM = settings(
    deadline=None,
    max_examples=60 if LONG else 30,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def fairness_levels(ask: RosterProblem, turns: frozenset[Assignment]) -> tuple[int, int, int]:
    """The three fairness levels as anyone would reckon them from the standings."""
    found = standings(ask, turns)
    over = [
        [a + b - c for a, b, c in zip(s.carried.parts, s.load.parts, s.fair.parts, strict=True)] for s in found.values()
    ]
    return worst(found), sum(abs(parts[0]) for parts in over), sum(abs(part) for parts in over for part in parts[1:])


@CALM
@given(asks())
def test_a_plan_keeps_every_rule_and_says_truly_how_fair_it_is_or_is_impossible_for_a_reason(
    ask: RosterProblem,
) -> None:
    try:
        plan = patient(ask, seconds=10).run()
    except Impossible:
        reasons = explain(ask)
        assert reasons and all(reason.sentence and reason.relaxations for reason in reasons)
    else:
        assert new_breaches(ask, plan.assignments) == []
        assert ask.kept <= plan.assignments
        assert tuple(plan.levels[level].value for level in FAIRNESS) == fairness_levels(ask, plan.assignments)
        assert all(0 <= reached.bound <= reached.value for reached in plan.levels.values())


@CALM
@given(asks(most_people=4, most_days=4, most_slots=5))
def test_small_questions_get_the_optimum_that_trying_everything_finds(ask: RosterProblem) -> None:
    best = min((fairness_levels(ask, plan) for plan in every_plan(ask)), default=None)
    try:
        plan = patient(ask, seconds=10).run()
    except Impossible:
        assert best is None
    else:
        assert tuple(plan.levels[level].value for level in FAIRNESS) == best
        assert all(plan.levels[level].value == plan.levels[level].bound for level in FAIRNESS)


@CALM
@given(asks(most_people=3, most_days=5, most_slots=8))
def test_a_contradiction_is_told_with_no_rule_too_many(ask: RosterProblem) -> None:
    assume(contradicting(ask, rules_of(ask)))
    core = smallest_core(ask)
    assert contradicting(ask, core)
    for key in core:
        assert not contradicting(ask, [other for other in core if other != key])


def test_the_same_seed_gives_the_same_plan() -> None:
    ask = RosterProblem(
        slots_of(31, MORNING, EVENING), people_of(7), (Unavailability(1, FIRST, FIRST + timedelta(days=9)),)
    )
    plans = [patient(ask, 10, seed=5).run() for _time in range(2)]
    assert plans[0].assignments == plans[1].assignments
    assert plans[0].optimal


def test_leave_lowers_the_share_pro_rata_and_half_days_count_half() -> None:
    people = people_of(2)
    days = [FIRST + timedelta(days=n) for n in range(10)]
    ask = RosterProblem(
        slots_of(10, MORNING),
        people,
        (Unavailability(1, days[0], days[3]), Unavailability(1, days[4], days[5], ends=720)),
    )
    fair = fair_shares(ask)
    whole = sum(slot.points for slot in ask.slots)
    assert fair[1].points + fair[2].points == whole
    assert fair[1].points == round(whole * 5 / 15)


def test_part_time_and_leaving_in_the_month_lower_the_share() -> None:
    whole, part = Worker(1, "全职"), Worker(2, "半职", share=50)
    leaving = Worker(3, "月中离岗", last=FIRST + timedelta(days=14))
    ask = RosterProblem(slots_of(30, MORNING), (whole, part, leaving))
    fair = fair_shares(ask)
    assert fair[1].points == pytest.approx(2 * fair[2].points, abs=2)
    assert fair[3].points == pytest.approx(fair[1].points / 2, abs=2)
    plan = patient(ask, 5).run()
    assert all(turn.day <= FIRST + timedelta(days=14) for turn in plan.assignments if turn.person == 3)


def test_a_skilled_person_is_in_each_shift_that_asks_for_one_and_pairs_are_apart() -> None:
    trained = [
        Worker(n, f"值班员{n}", skills=frozenset({"医保"} if n < 3 else ()), per_week=7, in_row=6) for n in range(1, 6)
    ]
    shift = Shift(1, "上午班", 480, 720, 2, skill="医保")
    ask = RosterProblem(slots_of(14, shift), tuple(trained), pairs=(Pair(1, 2), Pair(3, 1, together=True)))
    plan = patient(ask, 10).run()
    for slot in ask.slots:
        there = {turn.person for turn in plan.assignments if turn.day == slot.day}
        assert len(there & {1, 2}) == 1


def test_wishes_are_met_where_fairness_allows() -> None:
    wishes = (
        Wish(1, False, FIRST, FIRST + timedelta(days=6)),
        Wish(2, True, FIRST + timedelta(days=2), FIRST + timedelta(days=2)),
    )
    ask = RosterProblem(slots_of(28, MORNING), people_of(5), wishes=wishes)
    plan = patient(ask, 10).run()
    assert plan.levels[ObjectiveLevel.WISHES].value == 0
    assert not any(turn.person == 1 and turn.day <= FIRST + timedelta(days=6) for turn in plan.assignments)
    assert any(turn.person == 2 and turn.day == FIRST + timedelta(days=2) for turn in plan.assignments)


def test_pinned_duties_stay_and_duties_before_the_span_count() -> None:
    people = people_of(3, per_week=7, in_row=2)
    slots = slots_of(6, MORNING)
    yesterday = slots_of(2, MORNING, first=FIRST - timedelta(days=2))
    pinned = Assignment(FIRST + timedelta(days=3), 1, 2)
    ask = RosterProblem(slots, people, kept=frozenset({pinned}), around=tuple((slot, 1) for slot in yesterday))
    plan = patient(ask, 5).run()
    assert pinned in plan.assignments
    assert Assignment(FIRST, 1, 1) not in plan.assignments


def test_a_replan_changes_as_little_as_fairness_allows() -> None:
    ask = RosterProblem(slots_of(28, MORNING), people_of(4))
    told = patient(ask, 10).run().assignments
    gone = next(turn for turn in sorted(told) if turn.person == 1)
    again = patient(replace(ask, published=told, aways=(Unavailability(1, gone.day, gone.day, leave=False),)), 20).run()
    assert len(told - again.assignments) <= 4


def test_leaders_and_clerks_are_planned_apart_so_one_group_does_not_spoil_the_other() -> None:
    leader = Shift(9, "带班", 480, 1050, post=Post.LEADER)
    leaders = (
        Worker(8, "主任", frozenset({Post.LEADER}), in_row=6, per_week=7),
        Worker(9, "书记", frozenset({Post.LEADER}), in_row=6, per_week=7),
    )
    ask = RosterProblem(
        slots_of(7, MORNING, leader),
        (*people_of(3, per_week=7), *leaders),
        (Unavailability(8, FIRST, FIRST + timedelta(days=5), leave=False),),
    )
    plan = patient(ask, 5).run()
    found = standings(ask, plan.assignments)
    assert abs(found[9].over) > 150
    assert max(abs(found[n].over) for n in (1, 2, 3)) <= 100


def test_stopping_takes_the_best_plan_so_far() -> None:
    ask = RosterProblem(slots_of(31, MORNING, AFTERNOON), people_of(6))
    search = Search(ask, 30)
    told: list[Progress] = []

    def stop_at_once(progress: Progress) -> None:
        told.append(progress)
        search.stop()

    plan = search.run(stop_at_once)
    assert told and breaches(ask, plan.assignments) == []


def test_nobody_available_is_told_slot_by_slot() -> None:
    people = people_of(2)
    day = FIRST + timedelta(days=2)
    away = (Unavailability(1, day, day, reason="年休假"), Unavailability(2, day, day, reason="病假"))
    ask = RosterProblem(slots_of(5, MORNING), people, away)
    with pytest.raises(Impossible):
        Search(ask, 5).run()
    (found,) = explain(ask)
    assert found.days == (day,)
    assert found.sentence == "12月3日 上午班需要1人，但无人可排：值班员1年休假，值班员2病假。"
    assert any("值班员1" in relax for relax in found.relaxations)


def test_the_sentence_names_who_is_left_and_why_the_others_cannot() -> None:
    shift = Shift(1, "白班", 480, 1050, 2)
    people = (Worker(1, "张三"), Worker(2, "李四"), Worker(3, "王五", in_row=5, per_week=7))
    slots = slots_of(1, shift, first=date(2026, 10, 3))
    before = slots_of(5, shift, first=date(2026, 9, 28))
    ask = RosterProblem(
        slots,
        people,
        (Unavailability(2, date(2026, 10, 3), date(2026, 10, 3), reason="休假"),),
        around=tuple((slot, 3) for slot in before),
    )
    assert explain(ask)[0].sentence == "10月3日 白班需要2人，但只有张三可排：李四休假，王五已连续5天。"


def test_a_shift_longer_than_a_day_may_be_is_said_once_for_the_month() -> None:
    long = Shift(9, "通班", 8 * 60, 21 * 60)
    (found,) = explain(RosterProblem(slots_of(31, long, MORNING), people_of(3)))
    assert found.sentence == "通班长13小时，而每人每天值班最多11小时。"
    assert (len(found.days), found.relaxations) == (31, ("拆分或缩短通班", "放宽每日时长上限"))


def test_a_week_with_too_few_hands_is_told_by_the_limits() -> None:
    ask = RosterProblem(slots_of(7, MORNING, first=date(2026, 12, 7)), people_of(2, per_week=3))
    (found,) = explain(ask)
    assert {reason.rule for reason in found.reasons} == {RosterRule.NEED, RosterRule.WEEK}
    assert found.days == tuple(date(2026, 12, 7) + timedelta(days=n) for n in range(7))


@CALM
@given(asks())
def test_rotation_by_order_never_breaks_a_rule_of_a_person(ask: RosterProblem) -> None:
    turns = rotate(ask, [p.id for p in ask.people])
    found = {breach.rule for breach in new_breaches(ask, turns)}
    assert found <= {RosterRule.NEED, RosterRule.SKILL}


def test_rotation_passes_over_whoever_is_away_and_the_debt_is_repaid() -> None:
    ask = RosterProblem(
        slots_of(6, MORNING), people_of(3), (Unavailability(2, FIRST + timedelta(days=1), FIRST + timedelta(days=1)),)
    )
    order = [turn.person for turn in sorted(rotate(ask, [1, 2, 3]))]
    assert order[:4] == [1, 3, 2, 1]
    assert sorted(order) == [1, 1, 2, 2, 3, 3]


def simulated_year(fair: bool) -> list[int]:
    """Twelve months of twelve people with leave here and there; how far everybody ends from the fair share."""
    people = people_of(9)
    carried: dict[int, Load] = {}
    place: dict[Post, int] = {}
    for month in range(1, 13):
        first = date(2027, month, 1)
        days = (date(2027 + month // 12, month % 12 + 1, 1) - first).days
        ill, gone = people[month % 9], people[(month * 4) % 9]
        aways = (
            Unavailability(ill.id, first + timedelta(days=3), first + timedelta(days=5 + month % 4)),
            Unavailability(gone.id, first + timedelta(days=12), first + timedelta(days=18)),
        )
        ask = RosterProblem(slots_of(days, MORNING, EVENING, first=first), people, aways, carried=carried)
        turns = patient(ask, 10).run().assignments if fair else rotate(ask, [p.id for p in people], place)
        carried = {id: s.carried + s.load - s.fair for id, s in standings(ask, turns).items()}
    return [load.points for load in carried.values()]


def test_over_a_year_everybody_stays_within_one_weekday_duty_of_the_fair_share() -> None:
    fair, by_turns = simulated_year(fair=True), simulated_year(fair=False)
    print(
        f"\n12 months, largest deviation in weekday duties: fair plan {max(map(abs, fair)) / 100:.2f}, 轮流 "
        f"{max(map(abs, by_turns)) / 100:.2f}"
    )
    assert max(map(abs, fair)) <= 100
    assert max(map(abs, fair)) < max(map(abs, by_turns))


def test_a_duty_weighs_by_its_kind() -> None:
    saturday_evening = slots_of(7, EVENING, first=date(2026, 12, 5))[0]
    assert load_of(saturday_evening) == Load(200, 100, 0, 100)
