"""Planning: seconds to the first plan, to the proof or the gap left at 30 s, on questions of growing size.

The ratio is against one bare feasibility solve of the same rules: what fairness and its proof cost on top.
"""

from __future__ import annotations

import time

import pytest

from desk.scheduling.cp_sat import cp_model
from desk.scheduling.model import RosterModel
from desk.scheduling.plan import ObjectiveLevel, Progress
from desk.scheduling.problem import RosterProblem, Shift
from desk.scheduling.rules import breaches
from desk.scheduling.solver import Search
from desk.scheduling.turns import Candidates
from tests.bench.conftest import Table
from tests.support.roster_problems import AFTERNOON, EVENING, LUNCH, MORNING, busy, people_of, slots_of

SHIFTS = (MORNING, AFTERNOON, EVENING, LUNCH)


@pytest.mark.parametrize("needs", [1, 2])
@pytest.mark.parametrize(("people", "days", "shifts"), [(8, 31, 2), (12, 31, 3), (20, 62, 3), (30, 92, 4)])
def test_planning(people: int, days: int, shifts: int, needs: int, table: Table) -> None:
    wanted = [Shift(s.id, s.name, s.begins, s.ends, needs) for s in SHIFTS[:shifts]]
    ask = RosterProblem(slots_of(days, *wanted), people_of(people))
    began = time.perf_counter()
    bare = cp_model.CpSolver()
    bare.parameters.num_workers = 1
    bare.parameters.interleave_search = True
    bare.solve(RosterModel(Candidates(ask)).cp)
    feasible = time.perf_counter() - began
    told: list[Progress] = []
    plan = Search(ask, 30).run(told.append)
    assert breaches(ask, plan.assignments) == []
    assert plan.gap <= 0.05
    worst = plan.levels[ObjectiveLevel.WORST].value / 100
    how = "optimal" if plan.optimal else f"gap {100 * plan.gap:.1f} %"
    ours = f"{plan.seconds:.1f} s ({how}, first plan {told[0].seconds:.1f} s, largest deviation {worst:.2f} duties)"
    table.add(f"plan {people} x {days} x {shifts}, {needs} each", ours, f"{feasible:.2f} s", plan.seconds / feasible)


@pytest.mark.parametrize(
    ("people", "days", "shifts", "needs"), [(12, 31, 3, 1), (12, 31, 3, 2), (20, 62, 3, 2), (30, 92, 4, 2)]
)
def test_planning_with_leave_skills_wishes_and_a_past(
    people: int, days: int, shifts: int, needs: int, table: Table
) -> None:
    ask = busy(people, days, SHIFTS[:shifts], needs)
    told: list[Progress] = []
    plan = Search(ask, 30).run(told.append)
    assert breaches(ask, plan.assignments) == []
    worst = plan.levels[ObjectiveLevel.WORST]
    proven = "proven" if worst.value == worst.bound else f"at least {worst.bound / 100:.2f}"
    ours = (
        f"{plan.seconds:.1f} s (gap {100 * plan.gap:.0f} %, first plan {told[0].seconds:.1f} s, "
        f"largest deviation {worst.value / 100:.2f} duties, {proven})"
    )
    table.add(f"busy plan {people} x {days} x {shifts}, {needs} each", ours)
