"""The first plan: everybody gets as many duties of each class as was counted, in any slots that are open to them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from random import Random

import numpy as np

from desk.scheduling.flow import min_cost_flow
from desk.scheduling.open_duties import Kind
from desk.scheduling.problem import Slot
from desk.scheduling.turns import Candidates, Turn

UNTRAINED = 100
"""Of a slot that asks for a skill, those who lack it come last; whoever was told of a duty comes first."""


def opening(
    there: Candidates, kind_of: Callable[[Slot], Kind], duties: Mapping[tuple[int, Kind], int], seed: int
) -> frozenset[Turn] | None:
    """A plan with the right people in number everywhere, pinned ones among them. Rules between slots may be broken;
    None when even that is not possible.
    """
    classes: dict[Kind, list[int]] = defaultdict(list)
    for at, slot in enumerate(there.problem.slots):
        classes[kind_of(slot)].append(at)
    plan = {turn for turn, pinned in there.turns.items() if pinned}
    dice = Random(seed)
    for each, slots in classes.items():
        turns = [turn for at in slots for turn in there.of_slot[at]]
        filled = _filled(there, turns, {turn.person: duties.get((turn.person, each), 0) for turn in turns}, slots, dice)
        if filled is None:
            return None
        plan |= filled
    return frozenset(plan)


def _filled(
    there: Candidates, turns: list[Turn], duties: Mapping[int, int], slots: list[int], dice: Random
) -> set[Turn] | None:
    """Who takes which slots of one class: a flow from the people to the slots."""
    pinned = there.kept(turns)
    free = [turn for turn in turns if not there.turns[turn]]
    wants, needs = Counter(duties), Counter({at: there.problem.slots[at].needs for at in slots})
    wants.subtract(turn.person for turn in pinned)
    needs.subtract(turn.slot for turn in pinned)
    if min((*wants.values(), *needs.values()), default=0) < 0 or wants.total() != needs.total():
        return None
    node = {key: n for n, key in enumerate([*(("person", id) for id in wants), *(("slot", at) for at in needs)])}
    solver = min_cost_flow.SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(
        np.array([node["person", turn.person] for turn in free], dtype=np.int32),
        np.array([node["slot", turn.slot] for turn in free], dtype=np.int32),
        np.ones(len(free), dtype=np.int64),
        np.array([_cost(there, turn, dice) for turn in free], dtype=np.int64),
    )
    for id, many in wants.items():
        solver.set_node_supply(node["person", id], many)
    for at, many in needs.items():
        solver.set_node_supply(node["slot", at], -many)
    if solver.solve() != solver.OPTIMAL:
        return None
    return {turn for n, turn in enumerate(free) if solver.flow(n)}


def _cost(there: Candidates, turn: Turn, dice: Random) -> int:
    skill = there.problem.slots[turn.slot].shift.skill
    trained = not skill or skill in there.problem.by_id[turn.person].skills
    if there.assignment(turn) in there.problem.published:
        return 0
    return dice.randrange(1, UNTRAINED) + (0 if trained else UNTRAINED)
