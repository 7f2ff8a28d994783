"""The same counting, finer: duties by weekday and shift as well. It proves how much of spread and wishes nobody can do
better, and says which numbers that takes.

The days themselves are still left out, so what it proves holds for every plan that is as fair.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from desk.scheduling.cp_sat import cp_model
from desk.scheduling.duty_counts import STEPS, Levels, fairness_of, proven_bound
from desk.scheduling.limit import FOUND, Limit
from desk.scheduling.line_choice import LineChoice, Lines, lines_of, nearest
from desk.scheduling.measure import Measure
from desk.scheduling.objectives import Ceiling, ceilings
from desk.scheduling.open_duties import Class, OpenDuties, asking, class_of
from desk.scheduling.problem import LoadKind, Pair, RosterProblem, Slot
from desk.scheduling.turns import Turn

MOST_LINES = 1000
"""More make a model that takes longer than all the rest."""


class Cell(NamedTuple):
    """Slots of one class, one shift and one weekday; holidays are no weekday."""

    kind: Class
    shift: int
    weekday: int | None


def cell_of(slot: Slot) -> Cell:
    """The cell of a slot."""
    return Cell(class_of(slot), slot.shift.id, None if slot.kind is LoadKind.HOLIDAY else slot.day.weekday())


class FinerCounts:
    """Duties by person and cell, of plans as fair as ``plan``; by lines, which prove more, where there are few enough
    of them. ``duties`` are the best numbers found so far.
    """

    def __init__(self, measure: Measure, plan: frozenset[Turn], limit: Limit) -> None:
        self.problem, self.cp, self._limit = measure.there.problem, cp_model.CpModel(), limit
        there = measure.there
        self.duties = Counter((turn.person, cell_of(self.problem.slots[turn.slot])) for turn in plan)
        slots = Counter((turn.person, cell_of(self.problem.slots[turn.slot])) for turn in there.turns)
        self._vars = {key: self.cp.new_int_var(0, many, "") for key, many in slots.items()}
        for key, var in self._vars.items():
            self.cp.add_hint(var, self.duties[key])
        self._fill()
        values = measure.fairness(plan)
        lines = _wide_enough(self.problem, values)
        if lines is None:
            self._as_fair_as(values)
        else:
            self._by_lines(values, lines)
        self._beyond = self._beyond_of(ceilings(there, measure.expected))
        self._apart = self._apart_of(pair for pair in self.problem.pairs if pair.together)

    def least_spread(self, effort: float) -> int:
        """How often spread is missed at least, and ``duties`` with which it may be no more."""
        return self._least(self._beyond, effort)

    def least_wishes(self, missed: int, effort: float) -> int:
        """How often wishes are missed at least where spread is missed ``missed`` times, and ``duties`` with which it
        may be no more.
        """
        within = self.cp.clone()
        within.add(self._beyond <= missed)
        return self._least(self._apart, effort, within)

    def _least(self, cost: Any, effort: float, cp: cp_model.CpModel | None = None) -> int:
        cp = cp or self.cp
        cp.minimize(cost)
        solver = self._limit.solve(cp, effort, counting=True)
        if solver.response_proto.status not in FOUND:
            return 0
        self.duties = Counter({key: solver.value(var) for key, var in self._vars.items()})
        return max(0, proven_bound(solver))

    def _as_fair_as(self, values: Levels) -> None:
        loads: dict[int, list[Any]] = {
            p.id: [sum(var * cell.kind[1][part] for cell, var in self._of(p.id)) for part in range(4)]
            for p in self.problem.people
        }
        for level, value in zip(fairness_of(self.cp, self.problem, loads).levels, values, strict=True):
            self.cp.add(level <= value)

    def _by_lines(self, values: Levels, lines: Lines) -> None:
        choice = LineChoice(self.problem, OpenDuties.of(self.problem), lines, self.cp)
        for id in lines:
            for each, many in choice.duties_of(id).items():
                self.cp.add(many == sum(var for cell, var in self._of(id) if cell.kind == each))
        numbers = Counter[tuple[int, Class]]()
        for (id, cell), many in self.duties.items():
            numbers[id, cell.kind] += many
        choice.begin_at(numbers)
        self.cp.add(choice.whole(lambda _id, line: line.over) <= values[1])
        self.cp.add(choice.whole(lambda _id, line: line.kinds) <= values[2])

    def _of(self, id: int) -> list[tuple[Cell, cp_model.IntVar]]:
        return [(cell, var) for (other, cell), var in self._vars.items() if other == id]

    def _fill(self) -> None:
        """Every cell is taken as often as it is needed, once in each slot by somebody trained where that is asked."""
        needed = Counter[Cell]()
        for slot in self.problem.slots:
            needed[cell_of(slot)] += slot.needs
        for cell, many in needed.items():
            self.cp.add(sum(var for (_id, other), var in self._vars.items() if other == cell) == many)
        for cell, asked in asking(self.problem, cell_of).items():
            for skill, slots in asked.items():
                trained = [p.id for p in self.problem.people if skill in p.skills]
                self.cp.add(sum(self._vars.get((id, cell), 0) for id in trained) >= slots)

    def _beyond_of(self, all_ceilings: Iterable[Ceiling]) -> Any:
        """By how much weekdays and shifts pass their ceilings."""
        total: list[Any] = []
        for kind, value, id, turns, most in ((*each.about, *each[1:]) for each in all_ceilings):
            if kind != "week" and len(turns) > most:
                extra = self.cp.new_int_var(0, len(turns) - most, "")
                own = [key for key in self._vars if key[0] == id and _is(key[1], kind, value)]
                self.cp.add(sum(self._vars[key] for key in own) - most <= extra)
                self.cp.add_hint(extra, max(0, sum(self.duties[key] for key in own) - most))
                total.append(extra)
        return sum(total)

    def _apart_of(self, pairs: Iterable[Pair]) -> Any:
        """In how many slots for two or more one of a pair is without the other, at least."""
        alone = Counter(cell_of(slot) for slot in self.problem.slots if slot.needs < 2)
        total: list[Any] = []
        for pair in pairs:
            for cell in dict.fromkeys(cell_of(slot) for slot in self.problem.slots):
                keys = (pair.person, cell), (pair.other, cell)
                mine, theirs = (self._vars.get(key, 0) for key in keys)
                differ = self.cp.new_int_var(0, len(self.problem.slots), "")
                self.cp.add(mine - theirs - alone[cell] <= differ)
                self.cp.add(theirs - mine - alone[cell] <= differ)
                self.cp.add_hint(differ, max(0, abs(self.duties[keys[0]] - self.duties[keys[1]]) - alone[cell]))
                total.append(differ)
        return sum(total)


def _is(cell: Cell, kind: str, value: object) -> bool:
    return value == (cell.shift if kind == "shift" else cell.weekday)


def _wide_enough(problem: RosterProblem, values: Levels) -> Lines | None:
    """So many lines that nobody's line in a plan as fair as these ``values`` can be another one; None when they are
    too many.
    """
    open_duties, step = OpenDuties.of(problem), STEPS[0]
    while lines := lines_of(problem, open_duties, values[0], step):
        wanted = values[2] - nearest(lines)
        if sum(map(len, lines.values())) > MOST_LINES:
            return None
        if wanted <= step:
            return lines
        step = wanted
    return None
