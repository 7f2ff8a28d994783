"""Which duties are open to whom, in numbers only: without asking on which days."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from desk.scheduling.fairness import presence
from desk.scheduling.problem import Assignment, Post, RosterProblem, Slot, Worker, load_of, week_of
from desk.scheduling.profiles import Parts

Kind = TypeVar("Kind", bound=Hashable)
Class = tuple[Post, Parts]
"""Slots that are the same to fairness: a post, and the parts of a duty's load."""


def class_of(slot: Slot) -> Class:
    """The class of a slot: what cannot be told apart when only numbers of duties count."""
    return slot.shift.post, load_of(slot).parts


@dataclass(frozen=True)
class OpenDuties:
    """How many duties of each class there are, the least and the most of them for everybody, and the most in all."""

    needed: dict[Class, int]
    least: dict[tuple[int, Class], int]
    most: dict[tuple[int, Class], int]
    in_all: dict[int, int]

    @classmethod
    def of(cls, problem: RosterProblem) -> OpenDuties:
        """Within what is pinned, what is possible, and the weekly limit."""
        needed: Counter[Class] = Counter()
        for slot in problem.slots:
            needed[class_of(slot)] += slot.needs
        least: Counter[tuple[int, Class]] = Counter()
        for assignment in problem.kept:
            if (assignment.day, assignment.shift) in problem.by_key:
                least[assignment.person, class_of(problem.by_key[assignment.day, assignment.shift])] += 1
        most, in_all = {}, {}
        for person in problem.people:
            possible, in_all[person.id] = _possible(problem, person)
            for each in needed:
                most[person.id, each] = max(least[person.id, each], possible[each])
        return cls(dict(needed), least, most, in_all)

    def parts(self, problem: RosterProblem) -> dict[tuple[int, Class], int]:
        """Everybody's part of each class by presence, whole duties, rounded up."""
        present = presence(problem)
        whole = {each: sum(present[p.id] for p in problem.people if each[0] in p.posts) or 1 for each in self.needed}
        return {
            (id, each): -(-many * present[id] // whole[each])
            for id in self.in_all
            for each, many in self.needed.items()
        }


def asking(problem: RosterProblem, kind_of: Callable[[Slot], Kind]) -> Mapping[Kind, Counter[str]]:
    """In how many slots of each kind somebody trained is still to be found, by skill."""
    kept = Counter(assignment[:2] for assignment in problem.kept)
    asked: defaultdict[Kind, Counter[str]] = defaultdict(Counter)
    for slot in problem.slots:
        if slot.shift.skill and kept[slot.key] < slot.needs:
            asked[kind_of(slot)][slot.shift.skill] += 1
    return asked


def _possible(problem: RosterProblem, person: Worker) -> tuple[Counter[Class], int]:
    """How many slots of each class the person could take, and how many in all under the weekly limit."""
    possible: Counter[Class] = Counter()
    weeks: Counter[date] = Counter()
    pinned: Counter[date] = Counter()
    for slot in problem.slots:
        kept = Assignment(slot.day, slot.shift.id, person.id) in problem.kept
        free = slot.shift.post in person.posts and person.works_on(slot.day) and not problem.away(person.id, slot)
        if kept or free:
            possible[class_of(slot)] += 1
            weeks[week_of(slot.day)] += 1
            pinned[week_of(slot.day)] += kept
    outside = Counter(week_of(slot.day) for slot, id in problem.around if id == person.id)
    most = sum(max(min(many, person.per_week - outside[week]), pinned[week]) for week, many in weeks.items())
    return possible, most
