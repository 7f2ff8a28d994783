"""How good a plan is, counted from its duties alone: what is told of a plan is what it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from desk.scheduling.board import counted
from desk.scheduling.duty_counts import DutyCounts, Levels, levels_of
from desk.scheduling.fairness import loads_of
from desk.scheduling.objectives import EACH, changes, spread, wishes
from desk.scheduling.open_duties import Class, class_of
from desk.scheduling.plan import FAIRNESS, WANTED, ObjectiveLevel
from desk.scheduling.problem import Load
from desk.scheduling.rule_tallies import rule_tallies
from desk.scheduling.turns import Candidates, Tally, Turn


class Measure:
    """What is wanted of plans for one question, as tallies; what is a part of a duty follows from the numbers that were
    ``counts``-ed.
    """

    def __init__(self, there: Candidates, counts: DutyCounts) -> None:
        self.there, self.expected = there, counts.expected()
        self.rules: list[Tally] = [tally for _key, tally in rule_tallies(there)]
        self.wanted: tuple[list[Tally], ...] = (spread(there, self.expected), wishes(there), changes(there))

    def of(self, plan: Iterable[Turn]) -> dict[ObjectiveLevel, int]:
        """The values of all levels."""
        plan = frozenset(plan)
        missed = (EACH * many for many in counted(self.there, self.wanted, plan))
        return dict(zip((*FAIRNESS, *WANTED), (*self.fairness(plan), *missed), strict=True))

    def fairness(self, plan: Iterable[Turn]) -> Levels:
        """The three levels of fairness."""
        duties: Counter[tuple[int, Class]] = Counter()
        for turn in plan:
            duties[turn.person, class_of(self.there.problem.slots[turn.slot])] += 1
        return levels_of(self.there.problem, duties)

    def loads(self, plan: Iterable[Turn]) -> dict[int, Load]:
        """What a plan gives to each person."""
        return loads_of(self.there.problem, (self.there.assignment(turn) for turn in plan))
