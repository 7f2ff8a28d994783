"""Who is in which slot, and how much is missed of each level: kept up to date turn by turn.

A turn is taken or left in the time of looking up some ten numbers. What is missed of all levels stands in one whole
number, the most important level in front, so that the smaller number is the better plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desk.scheduling.turns import Candidates, Tally, Turn

PLACE = 24
"""Bits for what is missed of one level: eight million either way. Deviations by kind are counted in points, with all
that was carried in: many people far from their share have some hundred thousand.
"""
_ONE = 1 << PLACE


def split(missed: int, levels: int) -> tuple[int, ...]:
    """What is missed of each level, or by how much it changes, the most important first."""
    parts = []
    for _level in range(levels):
        part = ((missed + _ONE // 2) % _ONE) - _ONE // 2
        parts.append(part)
        missed = (missed - part) >> PLACE
    return tuple(reversed(parts))


def join(parts: Iterable[int]) -> int:
    """The other way round."""
    missed = 0
    for part in parts:
        missed = (missed << PLACE) + part
    return missed


class Board:
    """``levels`` are the tallies of each level, the most important first; people and slots are called by their
    places.
    """

    def __init__(self, there: Candidates, levels: Sequence[Sequence[Tally]]) -> None:
        problem = there.problem
        self.there, self.levels = there, len(levels)
        self.place = {person.id: at for at, person in enumerate(problem.people)}
        self.may = [bytearray(len(problem.slots)) for _person in problem.people]
        for turn in there.turns:
            self.may[self.place[turn.person]][turn.slot] = 1
        self.missed = 0
        self._counts: list[int] = []
        self._rises: list[tuple[int, ...]] = []
        """By tally and by how many are taken: what one more adds to ``missed``."""
        self._known: dict[tuple[tuple[int, ...], int], tuple[int, ...]] = {}
        self._of: list[list[list[int]]] = [[[] for _slot in problem.slots] for _person in problem.people]
        """By person and slot: the tallies that count the turn."""
        self._of_day: list[list[list[int]]] = [[[] for _day in problem.days] for _person in problem.people]
        """The same of the tallies that count days."""
        self._days = [(slot.day - problem.days[0]).days for slot in problem.slots]
        self._on_duty = [[0] * len(problem.days) for _person in problem.people]
        for tally in levels[0]:
            if tally.misses == (0, 1):
                for turn in tally.turns:
                    self.may[self.place[turn.person]][turn.slot] = 0
        for place, tallies in enumerate(reversed(levels)):
            for tally in tallies:
                self._count(tally, 1 << PLACE * place)

    def _count(self, tally: Tally, weight: int) -> None:
        """Count a tally, each miss of it ``weight`` in ``missed``."""
        key = tally.misses, weight
        if key not in self._known:
            steps = zip(tally.misses, tally.misses[1:], strict=False)
            self._known[key] = tuple((after - before) * weight for before, after in steps)
        number = len(self._counts)
        self._counts.append(0)
        self._rises.append(self._known[key])
        self.missed += tally.misses[0] * weight
        if tally.by_day:
            for at, day in {(self.place[turn.person], self._days[turn.slot]) for turn in tally.turns}:
                self._of_day[at][day].append(number)
        else:
            for turn in tally.turns:
                self._of[self.place[turn.person]][turn.slot].append(number)

    def take(self, person: int, slot: int) -> int:
        """The person goes into the slot; what that adds to ``missed``, negative where it helps."""
        counts, rises, change = self._counts, self._rises, 0
        for number in self._of[person][slot]:
            many = counts[number]
            change += rises[number][many]
            counts[number] = many + 1
        day, on_duty = self._days[slot], self._on_duty[person]
        if not on_duty[day]:
            for number in self._of_day[person][day]:
                many = counts[number]
                change += rises[number][many]
                counts[number] = many + 1
        on_duty[day] += 1
        return change

    def leave(self, person: int, slot: int) -> int:
        """The person goes out of the slot; what that adds to ``missed``."""
        counts, rises, change = self._counts, self._rises, 0
        for number in self._of[person][slot]:
            many = counts[number] - 1
            change -= rises[number][many]
            counts[number] = many
        day, on_duty = self._days[slot], self._on_duty[person]
        on_duty[day] -= 1
        if not on_duty[day]:
            for number in self._of_day[person][day]:
                many = counts[number] - 1
                change -= rises[number][many]
                counts[number] = many
        return change


def counted(there: Candidates, levels: Sequence[Iterable[Tally]], plan: Iterable[Turn]) -> tuple[int, ...]:
    """What a plan misses of each level."""
    taken = frozenset(plan)
    return tuple(sum(_missed(there, tally, taken) for tally in tallies) for tallies in levels)


def _missed(there: Candidates, tally: Tally, taken: frozenset[Turn]) -> int:
    turns = taken.intersection(tally.turns)
    many = len({there.problem.slots[turn.slot].day for turn in turns}) if tally.by_day else len(turns)
    return tally.misses[many]
