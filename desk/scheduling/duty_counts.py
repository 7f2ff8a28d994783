"""How many duties of each kind everybody should do, before anybody asks on which days.

The days are left out, so this small question has every answer of the whole one and more: what it proves about
fairness is a bound for every plan, and its answer is where the search for a plan begins.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any, NamedTuple

from desk.scheduling.bounds import Fairest, fairest_loads
from desk.scheduling.cp_sat import cp_model
from desk.scheduling.fairness import presence, targets
from desk.scheduling.objectives import Expected
from desk.scheduling.problem import DUTY, Assignment, Post, RosterProblem, Slot, Worker, load_of, week_of

Class = tuple[Post, tuple[int, int, int, int], str]
"""Slots that are the same to fairness: a post, the parts of a duty's load, and the skill asked for."""


@dataclass(frozen=True)
class DutyCounts:
    """Duties by person and class, and the three fairness levels of them.

    ``proven`` is the best possible on each level while the earlier ones are as good as here; ``bounds`` hold for
    every plan.
    """

    duties: dict[tuple[int, Class], int]
    values: tuple[int, int, int]
    proven: tuple[int, int, int]
    bounds: tuple[int, int, int]

    def expected(self) -> dict[int, Expected]:
        """Everybody's duties in all, on weekends and on holidays."""
        expected: dict[int, Expected] = defaultdict(Expected)
        for (id, (_post, parts, _skill)), many in self.duties.items():
            was = expected[id]
            weekend, holiday = (many * part // DUTY for part in parts[1:3])
            expected[id] = Expected(was.duties + many, was.weekend + weekend, was.holiday + holiday)
        return expected


class Fairness(NamedTuple):
    """The three fairness levels of a model: largest deviation, sum of deviations, deviations by kind."""

    worst: Any
    total: Any
    kinds: Any


def fairness_of(cp: cp_model.CpModel, problem: RosterProblem, loads: dict[int, list[Any]]) -> Fairness:
    """Add the fairness levels to a model; ``loads`` gives each person's four load parts as expressions."""
    goal = targets(problem)
    top = 2 * sum(load_of(s).points * s.needs for s in problem.slots) + max(
        (abs(t.points) for t in goal.values()), default=0
    )
    worst = cp.new_int_var(0, top, "worst")
    sums: list[list[Any]] = [[], []]
    for person in problem.people:
        for part, (load, due) in enumerate(zip(loads[person.id], goal[person.id].parts, strict=True)):
            over = cp.new_int_var(0, top + abs(due), "")
            cp.add(over >= load - due)
            cp.add(over >= due - load)
            sums[part > 0].append(over)
            if part == 0:
                cp.add(worst >= over)
    return Fairness(worst, sum(sums[0]), sum(sums[1]))


def class_of(slot: Slot) -> Class:
    """The class of a slot: what cannot be told apart when only numbers of duties count."""
    return slot.shift.post, load_of(slot).parts, slot.shift.skill


def count(problem: RosterProblem, seed: int, effort: float) -> DutyCounts:
    """Solve the question within ``effort`` units of deterministic time; no duties in it when nothing was found.

    First the loads that arithmetic holds for the fairest, as they are; only where the people's absences and posts do
    not allow them, level by level.
    """
    fairest = fairest_loads(problem)
    for room in (0, DUTY, 2 * DUTY, None):
        sums = _Sums(problem)
        _keep_near(sums, fairest, room)
        if room:
            sums.cp.minimize(fairness_of(sums.cp, problem, sums.loads).kinds)
        if sums.solve(seed, effort / 6):
            values = _levels_of(problem, sums.counts)
            if values[2] == fairest.bounds[2]:
                _mix(sums, problem, seed, effort / 8)
                return DutyCounts(sums.counts, _levels_of(problem, sums.counts), values, fairest.bounds)
            return _by_levels(problem, fairest, seed, effort / 3, sums.counts)
    return _by_levels(problem, fairest, seed, effort, {})


def _keep_near(sums: _Sums, fairest: Fairest, room: int | None) -> None:
    """Loads just as they are fairest; weekends, holidays and evenings within ``room`` of it, or anywhere."""
    for id, load in fairest.loads.items():
        sums.cp.add(sums.loads[id][0] == load[0])
        for part in range(1, 4):
            if room is not None:
                sums.cp.add(sums.loads[id][part] <= load[part] + room)
                sums.cp.add(sums.loads[id][part] >= load[part] - room)


def _mix(sums: _Sums, problem: RosterProblem, seed: int, effort: float) -> None:
    """Of all numbers as fair as these, take those that give everybody some of each class rather than all of one."""
    values = _levels_of(problem, sums.counts)
    for level, value in zip(fairness_of(sums.cp, problem, sums.loads), values, strict=True):
        sums.cp.add(level <= value)
    present = presence(problem)
    needed: Counter[Class] = Counter()
    for slot in problem.slots:
        needed[class_of(slot)] += slot.needs
    beyond = []
    for each, many in needed.items():
        able = [p.id for p in problem.people if each[0] in p.posts]
        whole = sum(present[id] for id in able) or 1
        for id in able:
            extra = sums.cp.new_int_var(0, many, "")
            sums.cp.add(extra >= sums.duties[id, each] - -(-many * present[id] // whole))
            beyond.append(extra)
    sums.cp.minimize(sum(beyond))
    sums.solve(seed, effort)


def proven_bound(solver: cp_model.CpSolver) -> int:
    """The proven bound as the whole number it must be, without the noise of floating point."""
    return ceil(solver.best_objective_bound - 1e-6)


class _Sums:
    """The model: duties by person and class, and the loads they make."""

    def __init__(self, problem: RosterProblem) -> None:
        self.cp = cp_model.CpModel()
        self.duties = _variables(self.cp, problem)
        self.counts: dict[tuple[int, Class], int] = {}
        own: dict[int, list[tuple[Class, cp_model.IntVar]]] = defaultdict(list)
        for (id, each), var in self.duties.items():
            own[id].append((each, var))
        self.loads: dict[int, list[Any]] = {
            p.id: [sum(var * each[1][part] for each, var in own[p.id]) for part in range(4)] for p in problem.people
        }

    def solve(self, seed: int, effort: float) -> cp_model.CpSolver | None:
        """The solver when it found something, which is kept in ``counts`` and is where the next search begins."""
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = seed
        solver.parameters.max_deterministic_time = effort
        if solver.solve(self.cp) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        self.start_at({key: solver.value(var) for key, var in self.duties.items()})
        return solver

    def start_at(self, counts: dict[tuple[int, Class], int]) -> None:
        self.counts = counts
        self.cp.clear_hints()  # type: ignore[no-untyped-call]
        for key, many in counts.items():
            self.cp.add_hint(self.duties[key], many)


def _levels_of(problem: RosterProblem, duties: dict[tuple[int, Class], int]) -> tuple[int, int, int]:
    """The three fairness levels of given numbers."""
    goal = targets(problem)
    over: dict[int, list[int]] = {id: [-due for due in load.parts] for id, load in goal.items()}
    for (id, each), many in duties.items():
        for part, points in enumerate(each[1]):
            over[id][part] += many * points
    deviations = [[abs(part) for part in parts] for parts in over.values()]
    worst = max((parts[0] for parts in deviations), default=0)
    return worst, sum(parts[0] for parts in deviations), sum(sum(parts[1:]) for parts in deviations)


def _by_levels(
    problem: RosterProblem, fairest: Fairest, seed: int, effort: float, start: dict[tuple[int, Class], int]
) -> DutyCounts:
    """Level by level, each held for the next."""
    sums = _Sums(problem)
    sums.start_at(start)
    proven: list[int] = []
    for level, least in zip(fairness_of(sums.cp, problem, sums.loads), fairest.bounds, strict=True):
        sums.cp.add(level >= least)
        sums.cp.minimize(level)
        solver = sums.solve(seed, effort / 3)
        if solver is None and not sums.counts:
            return DutyCounts({}, fairest.bounds, fairest.bounds, fairest.bounds)
        value = _levels_of(problem, sums.counts)[len(proven)]
        proven.append(proven_bound(solver) if solver else least)
        sums.cp.add(level <= value)
    _mix(sums, problem, seed, effort / 8)
    bounds = (proven[0], *fairest.bounds[1:])
    return DutyCounts(sums.counts, _levels_of(problem, sums.counts), (proven[0], proven[1], proven[2]), bounds)


def _variables(cp: cp_model.CpModel, problem: RosterProblem) -> dict[tuple[int, Class], cp_model.IntVar]:
    """Duties by person and class within what is pinned, what is possible, and the weekly limit."""
    needed: Counter[Class] = Counter()
    for slot in problem.slots:
        needed[class_of(slot)] += slot.needs
    pinned: Counter[tuple[int, Class]] = Counter()
    for assignment in problem.kept:
        if (assignment.day, assignment.shift) in problem.by_key:
            pinned[assignment.person, class_of(problem.by_key[assignment.day, assignment.shift])] += 1
    duties: dict[tuple[int, Class], cp_model.IntVar] = {}
    for person in problem.people:
        possible, most = _possible(problem, person)
        for each in needed:
            low = pinned[person.id, each]
            duties[person.id, each] = cp.new_int_var(low, max(low, possible[each]), "")
        cp.add(sum(var for (id, _c), var in duties.items() if id == person.id) <= most)
    for each, many in needed.items():
        cp.add(sum(var for (_id, c), var in duties.items() if c == each) == many)
    _need_trained(cp, problem, duties)
    return duties


def _need_trained(
    cp: cp_model.CpModel, problem: RosterProblem, duties: dict[tuple[int, Class], cp_model.IntVar]
) -> None:
    """Of every class that asks for a skill, trained people have at least one duty a slot."""
    kept = Counter(assignment[:2] for assignment in problem.kept)
    slots = Counter(class_of(slot) for slot in problem.slots if slot.shift.skill and kept[slot.key] < slot.needs)
    for each, many in slots.items():
        trained = [duties[p.id, each] for p in problem.people if each[2] in p.skills]
        cp.add(sum(trained) >= many)


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
