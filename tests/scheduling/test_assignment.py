"""Needs and offerings brought together for the most: the plan is the best there is, and says so truly."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from desk.scheduling.assignment import Assignment, ScoredPair, assign

SCORES = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 3)), st.integers(1, 100), max_size=12)


def best(scores: dict[tuple[int, int], int], times: dict[int, int]) -> int:
    """By trying every plan."""
    lefts = sorted({left for left, _right in scores})
    most = 0
    for plan in product([None, *range(4)], repeat=len(lefts)):
        used = [right for right in plan if right is not None]
        if all(used.count(right) <= times[right] for right in used):
            pairs = [(left, right) for left, right in zip(lefts, plan, strict=True) if right is not None]
            if all(pair in scores for pair in pairs):
                most = max(most, sum(scores[left, right] for left, right in pairs))
    return most


@settings(max_examples=60, deadline=None)
@given(SCORES, st.lists(st.integers(1, 3), min_size=4, max_size=4))
def test_no_plan_is_worth_more_and_the_bound_says_it(scores: dict[tuple[int, int], int], often: list[int]) -> None:
    times = dict(enumerate(often))
    plan = assign([ScoredPair(*pair, score) for pair, score in scores.items()], times)
    assert plan.total == plan.bound == best(scores, times)
    lefts = [pair.left for pair in plan.chosen]
    assert len(set(lefts)) == len(lefts), "each need once at most"
    rights = [pair.right for pair in plan.chosen]
    assert all(rights.count(right) <= times[right] for right in rights)


def test_a_better_one_gives_way_where_both_can_be_served() -> None:
    pairs = [ScoredPair(1, 7, 90), ScoredPair(1, 8, 60), ScoredPair(2, 7, 80)]
    plan = assign(pairs, {7: 1, 8: 1})
    assert {(pair.left, pair.right) for pair in plan.chosen} == {(1, 8), (2, 7)} and plan.total == plan.bound


def test_a_plan_that_is_not_the_best_tells_how_far_it_may_be() -> None:
    assert Assignment((), 80, 90).gap_percent == 12.5
    assert assign([], {}) == Assignment((), 0, 0)
