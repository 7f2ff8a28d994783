"""How many duties of each class everybody should do, before anybody asks on which days.

The days are left out, so this small question has every answer of the whole one and more: what it proves about
fairness is a bound for every plan, and its answer is where the search for a plan begins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any, NamedTuple

from desk.scheduling.bounds import Fairest, fairest_loads
from desk.scheduling.cp_sat import cp_model
from desk.scheduling.fairness import targets
from desk.scheduling.limit import FOUND, Limit
from desk.scheduling.line_choice import LineChoice, lines_of, nearest, well_mixed
from desk.scheduling.objectives import Expected
from desk.scheduling.open_duties import Class, OpenDuties, asking, class_of
from desk.scheduling.problem import DUTY, Load, RosterProblem, load_of

Levels = tuple[int, int, int]
"""The three fairness levels: largest deviation, sum of deviations, deviations by kind; in points."""
STEPS = (60, 150, 300, 900)
"""By so many points of weekends, holidays and evenings a line may be further from the target than the person's nearest
one; wider only where nothing goes together."""
QUICK = 0.1
"""Units of deterministic time in which the fairest loads are found as they are, or hardly ever."""


@dataclass(frozen=True)
class DutyCounts:
    """Duties by person and class; none where nothing was found.

    ``proven`` is the best possible on each level while the earlier ones are as good as here; ``bounds`` hold for
    every plan.
    """

    duties: dict[tuple[int, Class], int]
    proven: Levels
    bounds: Levels

    def expected(self) -> dict[int, Expected]:
        """Everybody's duties in all, on weekends and on holidays."""
        expected: dict[int, Expected] = defaultdict(Expected)
        for (id, (_post, parts)), many in self.duties.items():
            was = expected[id]
            weekend, holiday = (many * part // DUTY for part in parts[1:3])
            expected[id] = Expected(was.duties + many, was.weekend + weekend, was.holiday + holiday)
        return expected


class Fairness(NamedTuple):
    """The three fairness levels of a model: largest deviation, sum of deviations, deviations by kind; and by person
    and part how far the load is off.
    """

    worst: Any
    total: Any
    kinds: Any
    off: dict[tuple[int, int], cp_model.IntVar]
    goal: Mapping[int, Load]

    @property
    def levels(self) -> tuple[Any, Any, Any]:
        """The three of them as expressions, the most important first."""
        return self.worst, self.total, self.kinds

    def helpers(self, loads: Mapping[int, Load]) -> Iterator[tuple[cp_model.IntVar, int]]:
        """The variables besides a plan's own, and what they are under a plan that gives these loads."""
        worst = 0
        for (id, part), var in self.off.items():
            off = abs(loads[id].parts[part] - self.goal[id].parts[part])
            worst = max(worst, off if part == 0 else 0)
            yield var, off
        yield self.worst, worst


def fairness_of(cp: cp_model.CpModel, problem: RosterProblem, loads: dict[int, list[Any]]) -> Fairness:
    """Add the fairness levels to a model; ``loads`` gives each person's four load parts as expressions."""
    goal = targets(problem)
    top = 2 * sum(load_of(s).points * s.needs for s in problem.slots) + max(
        (abs(t.points) for t in goal.values()), default=0
    )
    worst = cp.new_int_var(0, top, "worst")
    off: dict[tuple[int, int], cp_model.IntVar] = {}
    for person in problem.people:
        for part, (load, due) in enumerate(zip(loads[person.id], goal[person.id].parts, strict=True)):
            off[person.id, part] = over = cp.new_int_var(0, top + abs(due), "")
            cp.add(over >= load - due)
            cp.add(over >= due - load)
            if part == 0:
                cp.add(worst >= over)
    total = sum(over for (_id, part), over in off.items() if part == 0)
    kinds = sum(over for (_id, part), over in off.items() if part)
    return Fairness(worst, total, kinds, off, goal)


def levels_of(problem: RosterProblem, duties: Mapping[tuple[int, Class], int]) -> Levels:
    """The three fairness levels of given numbers of duties."""
    goal = targets(problem)
    over: dict[int, list[int]] = {id: [-due for due in load.parts] for id, load in goal.items()}
    for (id, each), many in duties.items():
        for part, points in enumerate(each[1]):
            over[id][part] += many * points
    deviations = [[abs(part) for part in parts] for parts in over.values()]
    worst = max((parts[0] for parts in deviations), default=0)
    return worst, sum(parts[0] for parts in deviations), sum(sum(parts[1:]) for parts in deviations)


def count(problem: RosterProblem, limit: Limit, effort: float) -> DutyCounts:
    """Solve the question within ``effort`` units of deterministic time; no duties in it when nothing was found.

    First the loads that arithmetic holds for the fairest, as they are; then the best that go together of what is near
    everybody's target; where absences and posts do not allow loads so fair, the fairest they do allow are looked for
    first.
    """
    fairest, open_duties = fairest_loads(problem), OpenDuties.of(problem)
    return (
        _as_reckoned(problem, open_duties, fairest, limit, effort)
        or _by_lines(problem, open_duties, fairest.bounds, limit, effort / 2)
        or _by_levels(problem, open_duties, fairest.bounds, limit, effort / 2)
    )


def proven_bound(solver: cp_model.CpSolver) -> int:
    """The proven bound as the whole number it must be, without the noise of floating point."""
    return ceil(solver.best_objective_bound - 1e-6)


def _as_reckoned(
    problem: RosterProblem, open_duties: OpenDuties, fairest: Fairest, limit: Limit, effort: float
) -> DutyCounts | None:
    """The fairest loads just as they are, if they can be had at once."""
    sums = _Sums(problem, open_duties)
    for id, load in fairest.loads.items():
        for part in range(4):
            sums.cp.add(sums.loads[id][part] == load[part])
    if not sums.solve(limit, min(effort, QUICK)):
        return None
    sums.mix(limit, effort / 4)
    return DutyCounts(sums.counts, fairest.bounds, fairest.bounds)


def _by_lines(
    problem: RosterProblem, open_duties: OpenDuties, least: Levels, limit: Limit, effort: float
) -> DutyCounts | None:
    """One line for everybody, the least off by kinds while the first two levels are at their ``least``, and of those
    the best mixed ones. None where nothing goes together.
    """
    for step in STEPS:
        lines = lines_of(problem, open_duties, least[0], step)
        if lines is None:
            return None
        choice = LineChoice(problem, open_duties, lines)
        kinds = choice.whole(lambda _id, line: line.kinds)
        choice.cp.add(choice.whole(lambda _id, line: line.over) <= least[1])
        choice.cp.add(kinds >= least[2])
        choice.cp.minimize(kinds)
        if solver := choice.solve(limit, effort / 2):
            values = levels_of(problem, choice.counts)
            wider = nearest(lines) + step + 1
            proven = max(min(proven_bound(solver), wider), least[2])
            choice.cp.add(kinds <= values[2])
            choice.cp.minimize(choice.whole(well_mixed(problem, open_duties)))
            choice.solve(limit, effort / 2)
            return DutyCounts(choice.counts, (*least[:2], proven), least)
    return None


def _by_levels(
    problem: RosterProblem, open_duties: OpenDuties, least: Levels, limit: Limit, effort: float
) -> DutyCounts:
    """Level by level, each held for the next. The kinds also by lines, which find more, while this model proves more
    where people are far from their targets.
    """
    sums = _Sums(problem, open_duties)
    proven: list[int] = []
    for place, level in enumerate(fairness_of(sums.cp, problem, sums.loads).levels):
        if place == 2 and (
            by_lines := _by_lines(problem, open_duties, (proven[0], proven[1], least[2]), limit, effort)
        ):
            sums.begin_at(by_lines.duties)
        sums.cp.add(level >= least[place])
        sums.cp.minimize(level)
        solver = sums.solve(limit, effort / 3)
        if solver is None and not sums.counts:
            return DutyCounts({}, least, least)
        proven.append(proven_bound(solver) if solver else least[place])
        sums.cp.add(level <= levels_of(problem, sums.counts)[place])
    sums.mix(limit, effort / 4)
    return DutyCounts(sums.counts, (proven[0], proven[1], proven[2]), (proven[0], *least[1:]))


class _Sums:
    """The model: duties by person and class, and the loads they make."""

    def __init__(self, problem: RosterProblem, open_duties: OpenDuties) -> None:
        self.cp = cp_model.CpModel()
        self.counts: dict[tuple[int, Class], int] = {}
        self._problem, self._open_duties = problem, open_duties
        self.duties = {
            (id, each): self.cp.new_int_var(open_duties.least[id, each], open_duties.most[id, each], "")
            for id in open_duties.in_all
            for each in open_duties.needed
        }
        trained_for = asking(problem, class_of)
        for id, many in open_duties.in_all.items():
            self.cp.add(sum(self.duties[id, each] for each in open_duties.needed) <= many)
        for each, many in open_duties.needed.items():
            self.cp.add(sum(self.duties[id, each] for id in open_duties.in_all) == many)
            for skill, slots in trained_for[each].items():
                self.cp.add(sum(self.duties[p.id, each] for p in problem.people if skill in p.skills) >= slots)
        self.loads: dict[int, list[Any]] = {
            id: [sum(self.duties[id, each] * each[1][part] for each in open_duties.needed) for part in range(4)]
            for id in open_duties.in_all
        }

    def solve(self, limit: Limit, effort: float) -> cp_model.CpSolver | None:
        """The solver when it found something, which is kept in ``counts`` and is where the next search begins."""
        solver = limit.solve(self.cp, effort, counting=True)
        if solver.response_proto.status not in FOUND:
            return None
        self.begin_at({key: solver.value(var) for key, var in self.duties.items()})
        return solver

    def begin_at(self, counts: dict[tuple[int, Class], int]) -> None:
        """Numbers that keep every condition so far, where the next search begins."""
        self.counts = counts
        self.cp.clear_hints()  # type: ignore[no-untyped-call]
        for key, many in counts.items():
            self.cp.add_hint(self.duties[key], many)

    def mix(self, limit: Limit, effort: float) -> None:
        """Of all numbers as fair as these, take those that give everybody some of each class rather than all of one."""
        values = levels_of(self._problem, self.counts)
        for level, value in zip(fairness_of(self.cp, self._problem, self.loads).levels, values, strict=True):
            self.cp.add(level <= value)
        beyond = []
        for key, part in self._open_duties.parts(self._problem).items():
            extra = self.cp.new_int_var(0, self._open_duties.needed[key[1]], "")
            self.cp.add(extra >= self.duties[key] - part)
            beyond.append(extra)
        self.cp.minimize(sum(beyond))
        self.solve(limit, effort)
