"""Who could take which slot, and what is counted of that: the one table that every way of planning works from.

A rule or a wish is a ``Tally``: some turns, and how much is missed when so many of them are taken. The exact model
(``model``), the local search and the recount of a finished plan all read the same tallies, so that they cannot mean
different things by a rule.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from desk.scheduling.problem import Assignment, RosterProblem, Slot
from desk.scheduling.rules import RosterRule

Key = tuple[Any, ...]
"""What a tally comes from: the rule, then what it is about (person, slot, absence ...)."""


class Turn(NamedTuple):
    """A slot, by its place among the slots, that a person could take."""

    slot: int
    person: int


class Tally(NamedTuple):
    """``misses[n]`` says how much is missed when ``n`` of the turns are taken; ``by_day`` counts the days on which any
    of them is.
    """

    turns: tuple[Turn, ...]
    misses: tuple[int, ...]
    by_day: bool = False

    @property
    def matters(self) -> bool:
        """Can more or less be missed at all?"""
        return len(set(self.misses)) > 1


@lru_cache(maxsize=4096)
def _above(many: int, most: int, given: int) -> tuple[int, ...]:
    return tuple(max(0, n + given - most) for n in range(many + 1))


def at_most(turns: Collection[Turn], most: int, given: int = 0, *, days: int | None = None) -> Tally:
    """Each turn beyond ``most`` is missed once; ``given`` are taken already. ``days``: they lie on so many days, which
    are what counts.
    """
    many = len(turns) if days is None else days
    return Tally(tuple(turns), _above(many, most, given), days is not None)


def at_least_one(turns: Collection[Turn]) -> Tally:
    """Missed when none of them is taken."""
    return Tally(tuple(turns), (1, *([0] * len(turns))))


def both_or_none(turn: Turn, other: Turn) -> Tally:
    """Missed when just one of the two is taken."""
    return Tally((turn, other), (0, 1, 0))


@dataclass(frozen=True)
class Candidates:
    """Who could take what. ``held`` are the rules that count, by their keys; all of them when it is None."""

    problem: RosterProblem
    held: Collection[Key] | None = None

    def holds(self, *key: Any) -> bool:
        """Does this rule count?"""
        return self.held is None or key in self.held

    @cached_property
    def turns(self) -> dict[Turn, bool]:
        """Every turn that is possible, slot by slot, and whether it is pinned."""
        turns = {}
        keep = {a for a in self.problem.kept if self.holds(RosterRule.KEPT, a)}
        aways = {
            id: [away for away in own if self.holds(RosterRule.AWAY, away)] for id, own in self.problem.aways_of.items()
        }
        for at, slot in enumerate(self.problem.slots):
            for person in self.problem.people:
                pinned = Assignment(slot.day, slot.shift.id, person.id) in keep
                able = slot.shift.post in person.posts and person.works_on(slot.day)
                if pinned or (able and not any(away.meets(slot) for away in aways[person.id])):
                    turns[Turn(at, person.id)] = pinned
        return turns

    @cached_property
    def of_person(self) -> dict[int, list[Turn]]:
        """Everybody's possible turns, in the order in which they begin."""
        own: dict[int, list[Turn]] = {person.id: [] for person in self.problem.people}
        for turn in self.turns:
            own[turn.person].append(turn)
        for turns in own.values():
            turns.sort(key=lambda turn: self.problem.slots[turn.slot].begins)
        return own

    @cached_property
    def of_slot(self) -> list[list[Turn]]:
        """The possible turns in every slot."""
        there: list[list[Turn]] = [[] for _slot in self.problem.slots]
        for turn in self.turns:
            there[turn.slot].append(turn)
        return there

    @cached_property
    def outside(self) -> dict[int, list[Slot]]:
        """Everybody's duties just before and after the span."""
        outside: dict[int, list[Slot]] = {person.id: [] for person in self.problem.people}
        for slot, id in self.problem.around:
            outside.setdefault(id, []).append(slot)
        return outside

    def slots(self, turns: Sequence[Turn]) -> list[Slot]:
        """The slots of some turns."""
        return [self.problem.slots[turn.slot] for turn in turns]

    def kept(self, turns: Sequence[Turn]) -> list[Turn]:
        """Those of them that are pinned."""
        return [turn for turn in turns if self.turns[turn]]

    def assignment(self, turn: Turn) -> Assignment:
        """A turn as the duty that it stands for."""
        slot = self.problem.slots[turn.slot]
        return Assignment(slot.day, slot.shift.id, turn.person)
