"""What fairness cannot beat, whoever works when: loads come in whole units and must add up to the whole.

With targets T and loads that are multiples of a unit u with a given sum, the least sum of |load - T| and the least
largest |load - T| follow exactly from convexity; no search is needed.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd

from desk.scheduling.fairness import slot_load, targets
from desk.scheduling.problem import RosterProblem, load_of


def fairest(goal: Sequence[int], unit: int, whole: int, most: int | None = None) -> list[int]:
    """Multiples of ``unit``, none negative, that add up to ``whole`` with the least sum of deviations from ``goal``.

    With ``most`` no deviation is larger than that; it must be one that ``least_worst`` allows.
    """
    far = whole + max(map(abs, goal), default=0) if most is None else most
    lowest = [max(-((far - due) // unit), 0) for due in goal]
    highest = [(due + far) // unit for due in goal]
    units = list(lowest)

    def cost(at: int) -> tuple[int, int]:
        now, then = units[at] * unit, (units[at] + 1) * unit
        return abs(then - goal[at]) - abs(now - goal[at]), at

    heap = [cost(at) for at in range(len(goal)) if units[at] < highest[at]]
    heapq.heapify(heap)
    for _n in range(whole // unit - sum(units)):
        if not heap:
            break
        _least, at = heapq.heappop(heap)
        units[at] += 1
        if units[at] < highest[at]:
            heapq.heappush(heap, cost(at))
    return [many * unit for many in units]


def least_worst(goal: Sequence[int], unit: int, whole: int) -> int:
    """The least largest deviation under the same conditions."""
    low, high = 0, whole + max((abs(due) for due in goal), default=0)
    while low < high:
        middle = (low + high) // 2
        least = sum(max(-((middle - due) // unit), 0) for due in goal)
        most = sum(max((due + middle) // unit, -1) for due in goal)
        reachable = least <= whole // unit <= most and all(due + middle >= 0 for due in goal)
        low, high = (low, middle) if reachable else (middle + 1, high)
    return low


@dataclass(frozen=True)
class Fairest:
    """The fairest loads that arithmetic allows (by person, then part) and bounds that hold for every plan.

    The loads are the best level after level: of those with the least largest deviation, those with the least sum.
    ``bounds`` are of the largest deviation, the sum of deviations and the deviations by kind, each by itself.
    """

    loads: dict[int, list[int]]
    bounds: tuple[int, int, int]


def fairest_loads(problem: RosterProblem) -> Fairest:
    """What arithmetic says about the fairness of an independent part of a question."""
    goals = {id: load.parts for id, load in targets(problem).items()}
    loads: dict[int, list[int]] = {id: [] for id in goals}
    sums, worst = [], 0
    for part in range(4):
        goal = [each[part] for each in goals.values()]
        unit = gcd(*(load_of(slot).parts[part] for slot in problem.slots)) or 1
        whole = sum(slot_load(slot).parts[part] for slot in problem.slots)
        free = fairest(goal, unit, whole)
        sums.append(sum(abs(load - due) for load, due in zip(free, goal, strict=True)))
        if part == 0:
            worst = least_worst(goal, unit, whole)
            free = fairest(goal, unit, whole, worst)
        for id, load in zip(goals, free, strict=True):
            loads[id].append(load)
    return Fairest(loads, (worst, sums[0], sum(sums[1:])))
