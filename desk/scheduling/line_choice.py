"""One line of numbers for everybody: the model that chooses among ``profiles``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from desk.scheduling.cp_sat import cp_model
from desk.scheduling.fairness import targets
from desk.scheduling.limit import FOUND, Limit
from desk.scheduling.open_duties import Class, OpenDuties, asking, class_of
from desk.scheduling.problem import RosterProblem
from desk.scheduling.profiles import Allowed, Profile, profiles

Lines = Mapping[int, Sequence[Profile]]
"""By person, the nearest first."""


def lines_of(problem: RosterProblem, open_duties: OpenDuties, off: int, step: int) -> Lines | None:
    """Everybody's lines that are at most ``off`` points from the target, and by kinds within ``step`` of the nearest;
    None when somebody has none.
    """
    goals = targets(problem)
    classes = [parts for _post, parts in open_duties.needed]
    lines = {}
    for id, most in open_duties.in_all.items():
        least = [open_duties.least[id, each] for each in open_duties.needed]
        highest = [open_duties.most[id, each] for each in open_duties.needed]
        lines[id] = profiles(classes, Allowed(goals[id].parts, least, highest, most, off), step)
        if not lines[id]:
            return None
    return lines


def nearest(lines: Lines) -> int:
    """Points of kinds that everybody's nearest lines are off together. Whoever has a line that is not among ``lines``,
    which go up to a step beyond the nearest, has more than that step on top of it.
    """
    return sum(own[0].kinds for own in lines.values())


class LineChoice:
    """Everybody gets one line, and every class is taken as often as it is needed. ``cp`` is a model that it becomes
    a part of.
    """

    def __init__(
        self, problem: RosterProblem, open_duties: OpenDuties, lines: Lines, cp: cp_model.CpModel | None = None
    ) -> None:
        self.cp = cp or cp_model.CpModel()
        self.counts: dict[tuple[int, Class], int] = {}
        self.classes = list(open_duties.needed)
        self.lines = [(id, line, self.cp.new_bool_var("")) for id, own in lines.items() for line in own]
        for id in lines:
            self.cp.add_exactly_one(take for other, _line, take in self.lines if other == id)
        self._duties = {id: self._duties_of(id) for id in lines}
        trained_for = asking(problem, class_of)
        for each, many in open_duties.needed.items():
            self.cp.add(sum(own[each] for own in self._duties.values()) == many)
            for skill, slots in trained_for[each].items():
                trained = [id for id in lines if skill in problem.by_id[id].skills]
                self.cp.add(sum(self._duties[id][each] for id in trained) >= slots)

    def _duties_of(self, id: int) -> dict[Class, Any]:
        own = [(line, take) for other, line, take in self.lines if other == id]
        return {
            each: sum(line.duties[at] * take for line, take in own if line.duties[at])
            for at, each in enumerate(self.classes)
        }

    def duties_of(self, id: int) -> Mapping[Class, Any]:
        """A person's duties of each class, by the line that is chosen."""
        return self._duties[id]

    def begin_at(self, duties: Mapping[tuple[int, Class], int]) -> None:
        """The lines that make up these numbers are where the search begins."""
        for id, line, take in self.lines:
            own = (duties.get((id, each), 0) for each in self.classes)
            self.cp.add_hint(take, all(many == wanted for many, wanted in zip(line.duties, own, strict=True)))

    def whole(self, worth: Callable[[int, Profile], int]) -> Any:
        """What the chosen lines are worth together."""
        return sum(worth(id, line) * take for id, line, take in self.lines)

    def solve(self, limit: Limit, effort: float) -> cp_model.CpSolver | None:
        """The solver when it found something, which is kept in ``counts`` and is where the next search begins."""
        solver = limit.solve(self.cp, effort, counting=True)
        if solver.response_proto.status not in FOUND:
            return None
        self.cp.clear_hints()  # type: ignore[no-untyped-call]
        for id, line, take in self.lines:
            self.cp.add_hint(take, solver.value(take))
            if solver.value(take):
                self.counts |= {(id, each): many for each, many in zip(self.classes, line.duties, strict=True)}
        return solver


def well_mixed(problem: RosterProblem, open_duties: OpenDuties) -> Callable[[int, Profile], int]:
    """By how many duties a line has more of one class than is the person's part of it."""
    part = open_duties.parts(problem)

    def beyond(id: int, line: Profile) -> int:
        return sum(max(0, many - part[id, each]) for many, each in zip(line.duties, open_duties.needed, strict=True))

    return beyond
