"""Who is brought together with what, for the most points: each on the left at most once, each on the right so often.

A transportation problem, whose linear relaxation has whole numbers for its best solution: the flow solver of OR-Tools
finds it without searching. That nothing is better is then proved here, without the solver: prices on the right side
from which no pair gains give a bound (LP duality) that every plan of the whole problem keeps.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from desk.scheduling.flow import min_cost_flow

MOST_ROUNDS = 2000
"""The prices settle after as many rounds as a chain of exchanges is long; more than this is given up."""
Numbers = Any
"""An array of whole numbers."""


class ScoredPair(NamedTuple):
    """A left and a right that may be brought together, by what numbers they have; ``score`` is above 0."""

    left: int
    right: int
    score: int


@dataclass(frozen=True)
class Assignment:
    """The pairs that were chosen, what they are worth, and what no plan can exceed."""

    chosen: tuple[ScoredPair, ...]
    total: int
    bound: int

    @property
    def gap_percent(self) -> float:
        """How much better than this a plan might be at most."""
        return round(100 * (self.bound - self.total) / self.total, 1) if self.total else 0.0


def assign(pairs: Sequence[ScoredPair], times: Mapping[int, int]) -> Assignment:
    """Choose among ``pairs``; ``times`` says how often each right can be had."""
    if not pairs:
        return Assignment((), 0, 0)
    lefts = {left: n for n, left in enumerate(dict.fromkeys(pair.left for pair in pairs))}
    rights = {right: n for n, right in enumerate(dict.fromkeys(pair.right for pair in pairs))}
    left = np.array([lefts[pair.left] for pair in pairs])
    right = np.array([rights[pair.right] for pair in pairs])
    score = np.array([pair.score for pair in pairs])
    often = np.array([times[each] for each in rights])
    taken = _flow(left, right, score, often)
    chosen = tuple(pairs[at] for at in taken)
    total = sum(pair.score for pair in chosen)
    return Assignment(chosen, total, _bound(left, right, score, often, taken))


def _flow(left: Numbers, right: Numbers, score: Numbers, often: Numbers) -> list[int]:
    """The places of the chosen pairs. Each left sends one unit: by a pair, at what the pair lacks of the best score,
    or past all of them at the whole of it.
    """
    lefts, rights, best = int(left.max()) + 1, len(often), int(score.max())
    source, sink = lefts + rights, lefts + rights + 1
    solver = min_cost_flow.SimpleMinCostFlow()
    ones = np.ones(len(score), dtype=np.int64)
    solver.add_arcs_with_capacity_and_unit_cost(left, lefts + right, ones, best - score)
    each_left, each_right = np.arange(lefts), np.arange(rights)
    free, once = np.zeros(lefts, dtype=np.int64), np.ones(lefts, dtype=np.int64)
    solver.add_arcs_with_capacity_and_unit_cost(np.full(lefts, source), each_left, once, free)
    solver.add_arcs_with_capacity_and_unit_cost(each_left, np.full(lefts, sink), once, np.full(lefts, best))
    solver.add_arcs_with_capacity_and_unit_cost(
        lefts + each_right, np.full(rights, sink), often, np.zeros(rights, dtype=np.int64)
    )
    solver.set_node_supply(source, lefts)
    solver.set_node_supply(sink, -lefts)
    status = solver.solve()
    assert status == solver.OPTIMAL, status
    return [at for at in range(len(score)) if solver.flow(at)]


def _bound(left: Numbers, right: Numbers, score: Numbers, often: Numbers, taken: list[int]) -> int:
    """What no plan exceeds. The prices rise from nothing until no left would rather have another right; whatever
    prices there are, what the lefts gain and the rights earn by them together is a bound.
    """
    lefts, rights = int(left.max()) + 1, len(often)
    partner, worth = np.full(lefts, -1), np.zeros(lefts, dtype=np.int64)
    partner[left[taken]], worth[left[taken]] = right[taken], score[taken]
    price = np.zeros(rights, dtype=np.int64)
    for _round in range(MOST_ROUNDS):
        gain = np.where(partner >= 0, worth - price[partner], 0)
        raised = price.copy()
        np.maximum.at(raised, right, score - gain[left])
        if (raised == price).all():
            break
        price = raised
    gain = np.zeros(lefts, dtype=np.int64)
    np.maximum.at(gain, left, score - price[right])
    return int(gain.sum() + (price * often).sum())
