"""A fair plan: level by level, each proven or with what is known about the best possible.

The levels, first to last: the largest deviation of anybody's load from the fair share; the sum of deviations; the
deviations on weekends, holidays and evenings, each apart; how well duties are spread; wishes; changes against what
was published. A later level never worsens an earlier one.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from desk.core.words import N_, Worded
from desk.scheduling.cp_sat import cp_model
from desk.scheduling.duty_counts import DutyCounts, class_of, count, fairness_of, proven_bound
from desk.scheduling.model import RosterModel
from desk.scheduling.objectives import changes_cost, spread, wishes
from desk.scheduling.problem import Assignment, RosterProblem, load_of


class ObjectiveLevel(Worded):
    """What is brought down one after the other 目标层级, the most important first."""

    WORST = "worst", N_("Largest deviation")
    TOTAL = "total", N_("Sum of deviations")
    KINDS = "kinds", N_("Weekends, holidays, evenings")
    SPREAD = "spread", N_("Spread")
    WISHES = "wishes", N_("Wishes")
    CHANGES = "changes", N_("Changes")


FAIRNESS = (ObjectiveLevel.WORST, ObjectiveLevel.TOTAL, ObjectiveLevel.KINDS)


@dataclass(frozen=True)
class LevelReached:
    """What a plan has on one level, and the proven bound that no plan can be under. Points of a hundredth of a duty
    on the fairness levels, else a tenth of a duty for every close pair, unmet wish or change."""

    value: int
    bound: int


@dataclass(frozen=True)
class SolvedPlan:
    """The duties of the whole span, pinned ones among them, and how good the plan is."""

    assignments: frozenset[Assignment]
    levels: dict[ObjectiveLevel, LevelReached]
    seconds: float = 0.0
    stopped: bool = False

    @property
    def objective(self) -> int:
        """The values of all levels together."""
        return sum(reached.value for reached in self.levels.values())

    @property
    def bound(self) -> int:
        """The proven bounds of all levels together."""
        return sum(reached.bound for reached in self.levels.values())

    @property
    def gap(self) -> float:
        """How much better, of the whole, a plan could be at most: 0 when the plan is proven optimal."""
        return (self.objective - self.bound) / self.objective if self.objective else 0.0

    @property
    def optimal(self) -> bool:
        """Is every level at its bound 已证明最优?"""
        return self.objective == self.bound


@dataclass(frozen=True)
class Progress:
    """Told while the search goes on: the level being worked on, the best plan's value there, and the bound."""

    level: ObjectiveLevel
    value: int
    bound: int
    seconds: float


class Impossible(Exception):
    """No plan keeps every rule. ``desk.scheduling.explanation`` tells why."""


class Stopped(Exception):
    """Stopped before there was any plan."""


class Search:
    """One search. ``stop`` may be called from any thread: the best plan so far is the result."""

    def __init__(self, problem: RosterProblem, seconds: float = 30.0, seed: int = 1) -> None:
        self.problem, self.seconds, self.seed = problem, seconds, seed
        self.stopped = threading.Event()
        self._solver: cp_model.CpSolver | None = None

    def stop(self) -> None:
        """End the search soon; the best plan so far is given back."""
        self.stopped.set()
        if self._solver:
            self._solver.stop_search()

    def run(self, tell: Callable[[Progress], None] = lambda _progress: None) -> SolvedPlan:
        """The plan. Raises ``Impossible`` or, when stopped before there was one, ``Stopped``."""
        began = time.monotonic()

        def report(level: ObjectiveLevel, value: int, bound: int) -> None:
            tell(Progress(level, value, bound, time.monotonic() - began))

        plan = SolvedPlan(frozenset(), {level: LevelReached(0, 0) for level in ObjectiveLevel})
        parts = list(independent(self.problem))
        sizes = [len(part.slots) * len(part.people) for part in parts]
        for part, size in zip(parts, sizes, strict=True):
            effort = EFFORT * self.seconds * size / max(sum(sizes), 1)
            plan = _joined(plan, _Part(self, part, effort, report).run())
        return replace(plan, seconds=time.monotonic() - began, stopped=self.stopped.is_set())

    def solve(
        self, cp: cp_model.CpModel, effort: float, watch: Callable[[Any], None] | None = None
    ) -> cp_model.CpSolver:
        """Run one model. What is found depends on the seed and the effort allowed, not on how fast the machine is."""
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.interleave_search = True
        solver.parameters.random_seed = self.seed
        solver.parameters.max_deterministic_time = max(effort, 0.02)
        solver.parameters.max_time_in_seconds = max(PATIENCE * effort / EFFORT, 2.0)
        self._solver = solver
        if self.stopped.is_set():
            solver.parameters.max_deterministic_time = 0.0
        solver.solve(cp, _Watch(watch) if watch else None)
        return solver


EFFORT = 0.3
"""Units of CP-SAT's deterministic time in a second of one core, as measured in 2026."""
PATIENCE = 3
"""A machine this many times slower than the measured one is cut off by the clock, and may then find another plan."""
FOUND = (cp_model.OPTIMAL, cp_model.FEASIBLE)


class _Watch(cp_model.CpSolverSolutionCallback):
    def __init__(self, watch: Callable[[Any], None]) -> None:
        super().__init__()
        self._watch = watch

    def on_solution_callback(self) -> None:
        self._watch(self)


def independent(problem: RosterProblem) -> Iterator[RosterProblem]:
    """Parts of the question that have nothing to do with each other: leaders and clerks, unless somebody is both."""
    groups: list[set[Any]] = []
    for post in dict.fromkeys(slot.shift.post for slot in problem.slots):
        group: set[Any] = {post, *(p.id for p in problem.people if post in p.posts)}
        group |= {id for pair in problem.pairs for id in (pair.person, pair.other) if {pair.person, pair.other} & group}
        touching = [other for other in groups if other & group]
        groups = [other for other in groups if not other & group] + [group.union(*touching)]
    for group in groups:
        people = tuple(p for p in problem.people if p.id in group)
        slots = tuple(s for s in problem.slots if s.shift.post in group)
        keys = {slot.key for slot in slots}
        yield replace(
            problem,
            people=people,
            slots=slots,
            pairs=tuple(pair for pair in problem.pairs if pair.person in group),
            kept=frozenset(t for t in problem.kept if (t.day, t.shift) in keys),
            published=frozenset(t for t in problem.published if (t.day, t.shift) in keys),
        )


def _joined(part: SolvedPlan, other: SolvedPlan) -> SolvedPlan:
    def both(level: ObjectiveLevel) -> LevelReached:
        a, b = part.levels[level], other.levels[level]
        if level is ObjectiveLevel.WORST:
            return LevelReached(max(a.value, b.value), max(a.bound, b.bound))
        return LevelReached(a.value + b.value, a.bound + b.bound)

    return SolvedPlan(part.assignments | other.assignments, {level: both(level) for level in ObjectiveLevel})


class _Part:
    """The search in one independent part of the question, with a budget of effort."""

    def __init__(
        self, search: Search, problem: RosterProblem, effort: float, tell: Callable[[ObjectiveLevel, int, int], None]
    ) -> None:
        self.search, self.problem, self.effort, self.tell = search, problem, effort, tell
        self.left = effort
        self.best: frozenset[Assignment] | None = None
        self.reached: dict[ObjectiveLevel, LevelReached] = {}

    def run(self) -> SolvedPlan:
        counts = count(self.problem, self.search.seed, self.effort / 5)
        self.model = RosterModel(self.problem)
        self.levels = self._levels(counts)
        self.bounds = dict(zip(FAIRNESS, counts.bounds, strict=True))
        for level, bound in self.bounds.items():
            self.model.cp.add(self.levels[level] >= bound)
        objectives = [
            level for level in ObjectiveLevel if level not in FAIRNESS and not isinstance(self.levels[level], int)
        ]
        done: tuple[ObjectiveLevel, ...] | None = None
        if counts.duties and self._as_counted(counts, None):
            ladder = dict.fromkeys((tuple(objectives), tuple(objectives[:1]), ()))
            done = next((step for step in ladder if self._as_counted(counts, step)), None)
        else:
            self._fairness()
        todo = [level for level in objectives if level not in (done or ())]
        for place, level in enumerate(todo):
            self._improve(level, self.left / (len(todo) - place))
        assert self.best is not None
        return SolvedPlan(self.best, {level: self.reached.get(level, LevelReached(0, 0)) for level in ObjectiveLevel})

    def _levels(self, counts: DutyCounts) -> dict[ObjectiveLevel, Any]:
        model = self.model
        loads: dict[int, list[Any]] = {
            p.id: [sum(load_of(s).parts[part] * t for s, t in model.of_person[p.id]) for part in range(4)]
            for p in self.problem.people
        }
        fairness = fairness_of(model.cp, self.problem, loads)
        rest = (spread(model, counts.expected()), wishes(model), changes_cost(model))
        return dict(zip(ObjectiveLevel, (*fairness, *rest), strict=True))

    def _as_counted(self, counts: DutyCounts, perfect: Sequence[ObjectiveLevel] | None) -> bool:
        """Is there a plan with just these numbers, the ``perfect`` levels at nought?

        Then it is as fair as the counting allows, which is proven. None asks for any such plan, the first to show;
        no levels for the best spread one.
        """
        trial = self.model.cp.clone()
        by_class: dict[Any, list[Any]] = defaultdict(list)
        for (at, person), takes in self.model.takes.items():
            by_class[person, class_of(self.problem.slots[at])].append(takes)
        for key, many in counts.duties.items():
            trial.add(sum(by_class[key]) == many)
        for level in perfect or ():
            trial.add(self.levels[level] == 0)
        best_spread = perfect == () and not isinstance(self.levels[ObjectiveLevel.SPREAD], int)
        if best_spread:
            trial.minimize(self.levels[ObjectiveLevel.SPREAD])
        watched = ObjectiveLevel.SPREAD if best_spread else None
        if not self._search(trial, self.effort / (4 if perfect is None or len(perfect) > 1 else 3), watched):
            return False
        for level, value, bound in zip(FAIRNESS, counts.values, counts.proven, strict=True):
            self._hold(level, LevelReached(value, bound))
        for level in perfect or ():
            self._hold(level, LevelReached(0, 0))
        self._report(ObjectiveLevel.TOTAL, counts.values[1], counts.proven[1])
        return True

    def _search(
        self, cp: cp_model.CpModel, effort: float, level: ObjectiveLevel | None = None
    ) -> cp_model.CpSolver | None:
        """Look for a plan and keep it; the solver when there was one."""
        watch = None if level is None else lambda solution: self._watch(level, solution)
        solver = self.search.solve(cp, effort, watch)
        self.left -= solver.response_proto.deterministic_time
        if solver.response_proto.status not in FOUND:
            return None
        self.best = self.model.assignments(solver.value)
        return solver

    def _fairness(self) -> None:
        """The fairness levels one after the other, the hard way."""
        solver = self.search.solve(self.model.cp, max(self.left / 2, self.effort / 4))
        self.left -= solver.response_proto.deterministic_time
        if solver.response_proto.status == cp_model.INFEASIBLE:
            raise Impossible
        if solver.response_proto.status not in FOUND:
            raise Stopped
        self.best = self.model.assignments(solver.value)
        for place, level in enumerate(FAIRNESS):
            self._improve(level, self.left / (5 - place))

    def _improve(self, level: ObjectiveLevel, effort: float) -> None:
        """Bring one level as low as it goes with this effort, and hold it there."""
        assert self.best is not None
        self.model.hint(self.best)
        self.model.cp.minimize(self.levels[level])
        solver = self._search(self.model.cp, effort, level)
        least = self.bounds.get(level, 0)
        if solver:
            value = round(solver.objective_value)
            least = max(least, proven_bound(solver))
        else:
            value = self._value_of_best()
        self.model.cp.clear_objective()  # type: ignore[no-untyped-call]
        self._hold(level, LevelReached(value, min(least, value)))

    def _hold(self, level: ObjectiveLevel, reached: LevelReached) -> None:
        """A later level must not worsen this one."""
        self.reached[level] = reached
        self.model.cp.add(self.levels[level] <= reached.value)

    def _value_of_best(self) -> int:
        """What the best plan has on the level in hand, where the search did not get as far as that plan."""
        assert self.best is not None
        cp = self.model.cp.clone()
        for (at, person), takes in self.model.takes.items():
            slot = self.problem.slots[at]
            cp.add(takes == (Assignment(slot.day, slot.shift.id, person) in self.best))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.solve(cp)
        return round(solver.objective_value)

    def _watch(self, level: ObjectiveLevel, solution: Any) -> None:
        self.best = self.model.assignments(solution.value)
        self._report(level, round(solution.objective_value), round(solution.best_objective_bound))

    def _report(self, level: ObjectiveLevel, value: int, bound: int) -> None:
        self.tell(level, value, max(bound, self.bounds.get(level, 0)))
