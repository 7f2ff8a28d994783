"""Rotation by order 轮流, the simple way: whoever's turn it is, in a fixed order.

Somebody who cannot take a turn is passed over and owes it: the debt is repaid at the next slot that person can take.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from desk.scheduling.problem import Assignment, Post, RosterProblem, Slot, Worker
from desk.scheduling.rules import blocked


def rotate(problem: RosterProblem, order: Sequence[int], start: dict[Post, int] | None = None) -> frozenset[Assignment]:
    """Turns by ``order`` (ids of people). ``start`` is the place in the order where each post goes on.

    A slot that too few can take stays short; the check names it.
    """
    plan: set[Assignment] = set(problem.kept)
    places = dict(start or {})
    debts: Counter[int] = Counter()
    people = [problem.by_id[id] for id in order if id in problem.by_id]
    for slot in sorted(problem.slots, key=lambda s: (s.begins, s.shift.id)):
        able = [person for person in people if slot.shift.post in person.posts]
        placed = sum((assignment.day, assignment.shift) == slot.key for assignment in plan)
        while able and placed < slot.needs:
            taken = _next(problem, plan, slot, able, places, debts)
            if taken is None:
                break
            plan.add(Assignment(slot.day, slot.shift.id, taken.id))
            placed += 1
    return frozenset(plan)


def _next(
    problem: RosterProblem,
    plan: set[Assignment],
    slot: Slot,
    able: Sequence[Worker],
    places: dict[Post, int],
    debts: Counter[int],
) -> Worker | None:
    """Who owes a turn and can take it, else who is next in the order and can; those passed over owe one from now on."""
    lacking = slot.shift.skill and slot.needs - sum((t.day, t.shift) == slot.key for t in plan) == 1
    trained = any(slot.shift.skill in problem.by_id[t.person].skills for t in plan if (t.day, t.shift) == slot.key)
    must_be_trained = bool(lacking) and not trained

    def can(person: Worker) -> bool:
        if must_be_trained and slot.shift.skill not in person.skills:
            return False
        taken = Assignment(slot.day, slot.shift.id, person.id) in plan
        return not taken and not _apart(problem, plan, slot, person) and not blocked(problem, plan, slot, person)

    owing = next((person for person in able if debts[person.id] and can(person)), None)
    if owing:
        debts[owing.id] -= 1
        return owing
    post = slot.shift.post
    at = places.get(post, 0)
    for step in range(len(able)):
        person = able[(at + step) % len(able)]
        if can(person):
            for passed in range(step):
                debts[able[(at + passed) % len(able)].id] += 1
            places[post] = (at + step + 1) % len(able)
            return person
    return None


def _apart(problem: RosterProblem, plan: set[Assignment], slot: Slot, person: Worker) -> bool:
    present = {assignment.person for assignment in plan if (assignment.day, assignment.shift) == slot.key}
    return any(
        not p.together and person.id in (p.person, p.other) and present & {p.person, p.other} for p in problem.pairs
    )
