"""What is counted of rules and wishes is what the checker and a slow look at the plan say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.scheduling.board import Board, counted, split
from desk.scheduling.local_search import LocalSearch
from desk.scheduling.objectives import changes, wishes
from desk.scheduling.problem import Assignment, RosterProblem
from desk.scheduling.rule_tallies import rule_tallies
from desk.scheduling.rules import RosterRule
from desk.scheduling.turns import Candidates, Tally, Turn
from tests.support.roster_problems import asks, new_breaches

CALM = settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


def any_plan(there: Candidates, dice: Random) -> frozenset[Turn]:
    """As many people in each slot as may be, pinned ones among them, rules or not."""
    plan: set[Turn] = set()
    for at, slot in enumerate(there.problem.slots):
        turns = there.of_slot[at]
        free = [turn for turn in turns if not there.turns[turn]]
        dice.shuffle(free)
        plan |= set([*there.kept(turns), *free][: max(slot.needs, len(there.kept(turns)))])
    return frozenset(plan)


def rules(there: Candidates) -> list[Tally]:
    return [tally for _key, tally in rule_tallies(there)]


def assignments(there: Candidates, plan: Iterable[Turn]) -> frozenset[Assignment]:
    return frozenset(there.assignment(turn) for turn in plan)


@CALM
@given(asks(), st.integers(0, 99))
def test_nothing_is_missed_of_the_rules_just_where_the_checker_finds_nothing_new(ask: RosterProblem, seed: int) -> None:
    """How many people a slot has is the model's own condition, and is the same in every plan here."""
    there = Candidates(ask)
    plan = any_plan(there, Random(seed))
    known = {RosterRule.NEED} | ({RosterRule.SKILL} if ask.kept else set())
    wrong = [each for each in new_breaches(ask, assignments(there, plan)) if each.rule not in known]
    missed = [key for key, tally in rule_tallies(there) if any(counted(there, ([tally],), plan))]
    assert bool(wrong) == bool([key for key in missed if key[0] not in known]), (wrong, missed)


@CALM
@given(asks(), st.integers(0, 99))
def test_wishes_and_changes_are_those_that_somebody_would_count(ask: RosterProblem, seed: int) -> None:
    there = Candidates(ask)
    plan = any_plan(there, Random(seed))
    taken = assignments(there, plan)
    unmet = 0
    for wish in ask.wishes:
        days = [slot for slot in ask.slots if wish.covers(slot) and Assignment(*slot.key, wish.person) in taken]
        possible = any(wish.covers(ask.slots[turn.slot]) for turn in there.of_person[wish.person])
        unmet += (possible and not days) if wish.on else len(days)
    for pair in ask.pairs:
        for slot in ask.slots:
            both = {Assignment(*slot.key, id) for id in (pair.person, pair.other)}
            unmet += pair.together and slot.needs >= 2 and len(both & taken) == 1
    assert counted(there, (wishes(there),), plan) == (unmet,)
    told = any_plan(there, Random(seed + 1))
    again = Candidates(replace(ask, published=assignments(there, told)))
    assert counted(again, (changes(again),), plan) == (len(told - plan),)


@CALM
@given(asks(), st.integers(0, 99))
def test_exchanging_keeps_the_loads_and_knows_what_its_plan_misses(ask: RosterProblem, seed: int) -> None:
    there = Candidates(ask)
    begin = any_plan(there, Random(seed))
    wanted = (rules(there), (), wishes(there), changes(there))
    search = LocalSearch(Board(there, (*wanted[:3], (), wanted[3])), begin, seed)
    before = search.missed
    search.run(2000, lambda: True)
    assert search.missed <= before
    missed = counted(there, wanted, search.plan)
    assert split(search.missed, 5)[0] == missed[0] and split(search.missed, 5)[2] == missed[2]
    assert {turn.slot for turn in search.plan} == {turn.slot for turn in begin}
    pinned = {turn for turn, is_pinned in there.turns.items() if is_pinned}
    assert pinned <= search.plan
