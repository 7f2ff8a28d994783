"""What is fair: everyone's load against the share that is due, absences and part time counted pro rata.

A person's share is the whole load of a post, divided by days present (leave taken off) times the part-time share.
Leave therefore lowers a share by the days it lasts, whichever days they are: a holiday week off does not take the
holidays' heavier duties off the person as well. What was done over or under the share so far is carried on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from desk.scheduling.problem import DAY, Assignment, Load, RosterProblem, Slot, Worker, load_of


@dataclass(frozen=True)
class FairnessStanding:
    """How one person stands: what these turns add, what would be fair for them, and what was carried in.

    All in points. ``over`` is how much the person does over (+) or under (-) the fair share, the past counted.
    """

    load: Load
    fair: Load
    carried: Load

    @property
    def over(self) -> int:
        """Points above the fair share, what was carried in included; negative below it."""
        return self.carried.points + self.load.points - self.fair.points


def presence(problem: RosterProblem) -> dict[int, int]:
    """Half days present, times the share: the measure that the load is divided by."""
    return {
        person.id: person.share * sum(_halves(problem, person, day) for day in problem.days)
        for person in problem.people
    }


def _halves(problem: RosterProblem, person: Worker, day: date) -> int:
    """2 for a whole day present, 1 for half of it, 0 for none."""
    if not person.works_on(day):
        return 0
    spans = [(a.begins, a.ends) for a in problem.aways_of[person.id] if a.leave and a.covers(day)]
    gone = _union(spans)
    return 0 if gone >= DAY * 3 // 4 else 1 if gone else 2


def _union(spans: Iterable[tuple[int, int]]) -> int:
    """Minutes that overlapping spans cover together."""
    total, reached = 0, 0
    for begins, ends in sorted(spans):
        total += max(0, ends - max(begins, reached))
        reached = max(reached, ends)
    return total


def fair_shares(problem: RosterProblem) -> dict[int, Load]:
    """Everyone's fair share of the slots' whole load, carried-in differences not counted. Shares add up exactly."""
    present = presence(problem)
    shares = {person.id: Load() for person in problem.people}
    for post in {slot.shift.post for slot in problem.slots}:
        able = [p.id for p in problem.people if post in p.posts and present[p.id]]
        whole = sum_of(slot_load(slot) for slot in problem.slots if slot.shift.post is post)
        for id, share in _divide(whole, {id: present[id] for id in able}).items():
            shares[id] += share
    return shares


def slot_load(slot: Slot) -> Load:
    """What all the people in a slot do together."""
    return Load(*(part * slot.needs for part in load_of(slot).parts))


def sum_of(loads: Iterable[Load]) -> Load:
    """All loads together."""
    total = Load()
    for load in loads:
        total += load
    return total


def _divide(whole: Load, by: Mapping[int, int]) -> dict[int, Load]:
    """Part ``whole`` in proportion; rounding differences fall where they are smallest, so nothing is lost."""
    if not by:
        return {}
    measure, ids = sum(by.values()), list(by)
    parts: list[list[int]] = []
    for amount in whole.parts:
        edges, reached = [0], 0
        for id in ids:
            reached += by[id]
            edges.append((amount * reached * 2 + measure) // (2 * measure))
        parts.append([b - a for a, b in pairwise(edges)])
    return {id: Load(*(part[n] for part in parts)) for n, id in enumerate(ids)}


def standings(problem: RosterProblem, assignments: Iterable[Assignment]) -> dict[int, FairnessStanding]:
    """Everyone's standing under a plan (turns in slots that do not exist count nothing)."""
    loads = loads_of(problem, assignments)
    fair = fair_shares(problem)
    return {id: FairnessStanding(loads[id], fair[id], problem.carried.get(id, Load())) for id in fair}


def loads_of(problem: RosterProblem, assignments: Iterable[Assignment]) -> dict[int, Load]:
    """What a plan gives to each person."""
    loads = {person.id: Load() for person in problem.people}
    for assignment in assignments:
        slot = problem.by_key.get((assignment.day, assignment.shift))
        if slot and assignment.person in loads:
            loads[assignment.person] += load_of(slot)
    return loads


def targets(problem: RosterProblem) -> dict[int, Load]:
    """What each person should do in this span: the fair share less what was carried in."""
    fair = fair_shares(problem)
    return {id: share - problem.carried.get(id, Load()) for id, share in fair.items()}


def worst(standing: Mapping[int, FairnessStanding]) -> int:
    """The largest deviation of any person, in points."""
    return max((abs(s.over) for s in standing.values()), default=0)
