"""Planning a month, fairly or by turns, and what to say of the result."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from desk.books.roster import assignees
from desk.books.roster.months import plannable, problem_for, store_plan
from desk.books.roster.plan_quality import quality
from desk.books.roster.queries import PlanningMethod, duties_between
from desk.core.errors import Refused
from desk.core.month import Month
from desk.core.words import _
from desk.core.work import Work
from desk.scheduling.explanation import Contradiction, explain
from desk.scheduling.fairness import standings
from desk.scheduling.plan import Impossible, Progress, SolvedPlan, Stopped
from desk.scheduling.problem import DUTY, Assignment, Post, RosterProblem
from desk.scheduling.rotation import rotate
from desk.scheduling.solver import Search


class NoPlan(Refused):
    """The rules contradict each other; ``contradictions`` say which."""

    def __init__(self, contradictions: list[Contradiction]) -> None:
        super().__init__("\n".join(contradiction.sentence for contradiction in contradictions))
        self.contradictions = contradictions


def plan(
    problem: RosterProblem, search: Search, tell: Callable[[Progress], None] = lambda _progress: None
) -> SolvedPlan:
    """Run a search. Raises ``NoPlan``, or ``Refused`` when it was stopped before there was a plan."""
    if not problem.slots:
        raise Refused(_("No shift runs in this month. Please set up shifts first."))
    try:
        return search.run(tell)
    except Impossible:
        contradictions = explain(problem, search.stopped.is_set)
        if not contradictions:
            raise Refused(_("No plan was found and no reason either. Please allow more time.")) from None
        raise NoPlan(contradictions) from None
    except Stopped:
        raise Refused(_("Stopped before there was a plan. Please allow more time.")) from None


def by_turns(work: Work, problem: RosterProblem, month: Month) -> frozenset[Assignment]:
    """轮流: going on in the order where the month before ended."""
    order = [assignee.id for assignee in assignees.all_assignees(work)]
    before = duties_between(work, *month.previous.span)
    start: dict[Post, int] = {}
    for post in Post:
        able = [id for id in order if id in problem.by_id and post in problem.by_id[id].posts]
        last = next((d.staff_id for d in reversed(before) if d.staff_id in able), None)
        start[post] = (able.index(last) + 1) % len(able) if last is not None else 0
    return rotate(problem, order, start)


PATIENCE = 20
"""See ``Search``."""


def plan_month(
    work: Work, month: Month, seconds: float, seed: int, tell: Callable[[Progress], None] = lambda _p: None
) -> tuple[RosterProblem, SolvedPlan]:
    """Plan a draft month and store it in one transaction: for a book that nobody else uses meanwhile, such as a demo
    centre, which is the same wherever it is made.

    Raises ``NoPlan``, ``Refused``.
    """
    plannable(work, month)
    problem = problem_for(work, month)
    search = Search(problem, seconds, seed, PATIENCE)
    solved = plan(problem, search, tell)
    store_plan(work, month, problem, solved.assignments, PlanningMethod.FAIR, quality(solved, seed))
    return problem, solved


def plan_by_turns(work: Work, month: Month) -> tuple[RosterProblem, frozenset[Assignment]]:
    """Fill a draft month by turns and store it, short slots and all; the check names those."""
    plannable(work, month)
    problem = problem_for(work, month)
    if not problem.slots:
        raise Refused(_("No shift runs in this month. Please set up shifts first."))
    assignments = by_turns(work, problem, month)
    store_plan(work, month, problem, assignments, PlanningMethod.BY_TURNS, {})
    return problem, assignments


def as_json(
    month: Month, problem: RosterProblem, assignments: frozenset[Assignment], known: Mapping[str, Any]
) -> dict[str, Any]:
    """A planned month for programs: loads and fair shares in whole duties, every duty with day, shift and person."""
    names, standing = {person.id: person.name for person in problem.people}, standings(problem, assignments)
    return {
        "month": month.name,
        **known,
        "loads": {names[id]: s.load.points / DUTY for id, s in standing.items()},
        "fair_shares": {names[id]: s.fair.points / DUTY for id, s in standing.items()},
        "over": {names[id]: s.over / DUTY for id, s in standing.items()},
        "duties": [
            {
                "date": assignment.day.isoformat(),
                "shift": problem.by_key[assignment[:2]].shift.name,
                "person": names[assignment.person],
            }
            for assignment in sorted(assignments)
        ],
    }
