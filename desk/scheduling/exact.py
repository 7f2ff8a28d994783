"""The exact model at work: where no plan can be had by counting first, and where a small question is to be proven."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from desk.scheduling.cp_sat import cp_model
from desk.scheduling.duty_counts import DutyCounts, fairness_of, proven_bound
from desk.scheduling.limit import FOUND, Limit
from desk.scheduling.measure import Measure
from desk.scheduling.model import RosterModel
from desk.scheduling.open_duties import class_of
from desk.scheduling.plan import FAIRNESS, WANTED, Impossible, LevelReached, ObjectiveLevel, Stopped, Told
from desk.scheduling.problem import load_of
from desk.scheduling.turns import Turn

FIRST_SECONDS = 2.0
"""By the clock at least, before it is said that there is no plan."""


class ExactSearch:
    """``plan`` is the best so far, ``levels`` what it has reached."""

    def __init__(self, measure: Measure, bounds: Mapping[ObjectiveLevel, int], limit: Limit, tell: Told) -> None:
        self.measure, self.bounds, self.limit, self.tell = measure, dict(bounds), limit, tell
        self.plan: frozenset[Turn] | None = None
        self.levels: dict[ObjectiveLevel, LevelReached] = {}
        self.model = RosterModel(measure.there)
        own = measure.there.of_person
        slots = measure.there.problem.slots
        loads: dict[int, list[Any]] = {
            id: [sum(load_of(slots[t.slot]).parts[part] * self.model.takes[t] for t in turns) for part in range(4)]
            for id, turns in own.items()
        }
        self._fairness = fairness_of(self.model.cp, measure.there.problem, loads)
        costs = (self.model.cost(tallies) for tallies in measure.wanted)
        self._cost: dict[ObjectiveLevel, Any] = dict(
            zip((*FAIRNESS, *WANTED), (*self._fairness.levels, *costs), strict=True)
        )
        for level in FAIRNESS:
            self.model.cp.add(self._cost[level] >= self.bounds.get(level, 0))

    def with_just(self, counts: DutyCounts, effort: float) -> bool:
        """Is there a plan with just these numbers of duties? It is as fair as the counting allows."""
        trial = self.model.cp.clone()
        by_class: dict[Any, list[Any]] = defaultdict(list)
        for turn, takes in self.model.takes.items():
            by_class[turn.person, class_of(self.measure.there.problem.slots[turn.slot])].append(takes)
        for key, many in counts.duties.items():
            trial.add(sum(by_class[key]) == many)
        return self._take(self.limit.solve(trial, effort))

    def any_plan(self, effort: float) -> None:
        """Any plan that keeps the rules. Raises ``Impossible`` or ``Stopped``."""
        solver = self.limit.solve(self.model.cp, effort, at_least=FIRST_SECONDS)
        if solver.response_proto.status == cp_model.INFEASIBLE:
            raise Impossible
        if not self._take(solver):
            raise Stopped

    def begin_at(self, plan: frozenset[Turn]) -> None:
        """Go on from a plan found elsewhere."""
        self.plan = plan

    def hold(self, level: ObjectiveLevel, bound: int) -> None:
        """A later level must not worsen this one, which nothing can have under its ``bound``."""
        assert self.plan is not None
        value = self.measure.of(self.plan)[level]
        self.levels[level] = LevelReached(value, min(bound, value))
        if not isinstance(self._cost[level], int):
            self.model.cp.add(self._cost[level] <= value)

    def improve(self, level: ObjectiveLevel, effort: float) -> None:
        """Bring one level as low as it goes with this effort, and hold it there."""
        assert self.plan is not None
        bound, cost = self.bounds.get(level, 0), self._cost[level]
        if self.measure.of(self.plan)[level] > bound and not isinstance(cost, int) and effort > 0:
            self.model.hint(self.plan)
            for var, value in self._fairness.helpers(self.measure.loads(self.plan)):
                self.model.cp.add_hint(var, value)
            self.model.cp.minimize(cost)
            solver = self.limit.solve(self.model.cp, effort, lambda solution: self._watch(level, solution))
            if self._take(solver):
                bound = max(bound, proven_bound(solver))
            self.model.cp.clear_objective()  # type: ignore[no-untyped-call]
        self.hold(level, bound)

    def _take(self, solver: cp_model.CpSolver) -> bool:
        if solver.response_proto.status not in FOUND:
            return False
        self.plan = self.model.plan(solver.value)
        return True

    def _watch(self, level: ObjectiveLevel, solution: Any) -> None:
        self.plan = self.model.plan(solution.value)
        bound = max(round(solution.best_objective_bound), self.bounds.get(level, 0))
        self.tell(level, round(solution.objective_value), bound)
