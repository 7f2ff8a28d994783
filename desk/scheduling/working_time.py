"""Working hours by the Labour Law 劳动法: eight a day (art. 36); usually one more, three for special reasons, and
never more than 36 more in a month (art. 41).

What a day may have is a limit of the planner (``Limits.daily``). The month is told before a roster is published, and
breaks no rule: duties may be made up for by days off that the roster does not know.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from desk.core.words import _
from desk.scheduling.problem import Assignment, RosterProblem

NORMAL = 8 * 60
"""Minutes of a day, art. 36."""
MOST_OVERTIME = 36 * 60
"""Minutes of a month above ``NORMAL`` a day, art. 41."""


def overtime(problem: RosterProblem, assignments: Iterable[Assignment]) -> dict[int, int]:
    """Minutes above eight hours a day, by person."""
    days: Counter[tuple[int, date]] = Counter()
    for each in set(assignments):
        slot = problem.by_key.get((each.day, each.shift))
        days[each.person, each.day] += slot.shift.minutes if slot else 0
    over_eight: Counter[int] = Counter()
    for (person, _day), minutes in days.items():
        over_eight[person] += max(minutes - NORMAL, 0)
    return dict(over_eight)


def beyond_the_month(problem: RosterProblem, assignments: Iterable[Assignment]) -> list[str]:
    """Who has more overtime than a month may have, a sentence each, the most first."""
    over = sorted(overtime(problem, assignments).items(), key=lambda each: -each[1])
    return [
        _(
            "{name} has {hours} hours above eight a day; the Labour Law (art. 41) allows 36 a month.",
            name=problem.by_id[person].name,
            hours=f"{minutes / 60:g}",
        )
        for person, minutes in over
        if minutes > MOST_OVERTIME and person in problem.by_id
    ]
