"""Afterwards: how many came, what it was like, what it cost, how satisfied people were."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, select

from desk.books import centre
from desk.books.activities import queries, transitions
from desk.books.activities.model import OUT, Activity, ActivityState
from desk.books.cases import Evaluation
from desk.core import edit_conflicts, head_counts, money
from desk.core.errors import Refused, refuse_wrong
from desk.core.permissions import May
from desk.core.words import N_, NP_, _
from desk.core.work import Work, changes
from desk.models.activities import activities, results

LEVELS = (
    Evaluation.VERY_SATISFIED,
    Evaluation.SATISFIED,
    Evaluation.FAIRLY_SATISFIED,
    Evaluation.DISSATISFIED,
    Evaluation.VERY_DISSATISFIED,
)
"""The five levels of GB/T 39735-2020's 好差评, the same as at the counter."""
LONGEST_SUMMARY = 2000
MOST_PEOPLE = 100_000


@dataclass(frozen=True)
class ActivityResult:
    """What became of an activity 活动结果.

    ``cost`` in fen; ``satisfaction`` how many people gave each of ``LEVELS``.
    """

    people: int
    summary: str
    cost: int = 0
    satisfaction: tuple[int, ...] = (0, 0, 0, 0, 0)

    @property
    def satisfied(self) -> float | None:
        """The share of the three good levels, 0 to 1; None when nobody was asked."""
        asked = sum(self.satisfaction)
        return sum(self.satisfaction[:3]) / asked if asked else None


OF_ACTIVITY = select(results).where(results.c.activity_id == bindparam("activity_id"))
OF_SPAN = (
    select(results)
    .join(activities, activities.c.id == results.c.activity_id)
    .where(activities.c.day.between(bindparam("first"), bindparam("last")))
)


def of(work: Work, activity_id: int) -> ActivityResult | None:
    """The result of an activity; None while nobody entered one."""
    row = work.connection.execute(OF_ACTIVITY, {"activity_id": activity_id}).first()
    return None if row is None else _result(row)


def between(work: Work, first: date, last: date) -> dict[int, ActivityResult]:
    """The results of the activities of a span, by the activities' ids."""
    rows = work.connection.execute(OF_SPAN, {"first": first, "last": last})
    return {row.activity_id: _result(row) for row in rows}


def _result(row: Row[Any]) -> ActivityResult:
    return ActivityResult(row.people, row.summary, row.cost, tuple(row.satisfaction))


LABELS = {
    "people": N_("People who came"),
    "cost": N_("Cost"),
    "summary": NP_("activity", "Summary"),
    "satisfaction": NP_("activity", "Satisfaction"),
}
NOTHING = ActivityResult(0, "")
"""What a form reads before there is a result."""


def save(work: Work, activity_id: int, result: ActivityResult, read: ActivityResult | None = None) -> Activity:
    """Keep the result, upon the one that was ``read``; an activity that was still to come becomes held.

    Raises ``Invalid`` and ``Refused``, and ``EditConflict`` as every edit does.
    """
    work.require(May.PLAN_ACTIVITIES)
    record = edit_conflicts.EditedRecord(f"activities:{activity_id}", LABELS, _shown)
    result = edit_conflicts.settled(work, record, read, of(work, activity_id) or NOTHING, result)
    activity = queries.find(work, activity_id)
    if activity.state in OUT or activity.state is ActivityState.APPROVED:
        transitions.hold(work, activity_id)
    elif activity.state is not ActivityState.HELD:
        raise Refused(_("“{title}” is {state}; it has no result.", title=activity.title, state=activity.state.label))
    _check(result, _places(work, activity))
    values = asdict(result) | {"summary": result.summary.strip(), "satisfaction": list(result.satisfaction)}
    before = of(work, activity_id)
    work.put(results, {"activity_id": activity_id}, values)
    figures = {name: value for name, value in values.items() if name != "summary"}
    was, now = changes(asdict(before), figures) if before else ({}, figures)
    work.audit("activity.result", f"activities:{activity_id}", was, now)
    return queries.find(work, activity_id)


def _shown(field: str, value: Any) -> str:
    return money.short(value) if field == "cost" else edit_conflicts.plain(value)


def _places(work: Work, activity: Activity) -> int | None:
    """How many people it was for: its own places, or those of its venue; None where nobody said."""
    rooms = {venue.id: venue.capacity for venue in centre.all_venues(work, retired=True)}
    return activity.capacity or rooms.get(activity.venue_id or 0)


def _check(result: ActivityResult, places: int | None) -> None:
    most = head_counts.most_people(places, MOST_PEOPLE)
    wrong = (
        ("people", result.people < 0, _("The number of people is 0 or more.")),
        (
            "people",
            result.people > most,
            _("More than {n} people cannot be believed here. Please check the number.", n=most),
        ),
        ("summary", not result.summary.strip(), _("Please write in a sentence or two what it was like.")),
        (
            "summary",
            len(result.summary) > LONGEST_SUMMARY,
            _("{n} characters are too many; {most} is the most.", n=len(result.summary), most=LONGEST_SUMMARY),
        ),
        ("cost", not 0 <= result.cost <= 10**10, _("The cost is 0 or more.")),
        ("satisfaction", min(result.satisfaction) < 0, _("These numbers are 0 or more.")),
        (
            "satisfaction",
            sum(result.satisfaction) > max(result.people, 0),
            _("{n} people gave an opinion, but only {people} came.", n=sum(result.satisfaction), people=result.people),
        ),
    )
    refuse_wrong(wrong)


ANNOUNCED = activities.c.state.in_([state.value for state in sorted(OUT)])
LACKING = (
    select(activities.c.id)
    .where(activities.c.day.between(bindparam("first"), bindparam("last")))
    .where(
        (activities.c.state == ActivityState.HELD.value) | ANNOUNCED & (activities.c.day < bindparam("today")),
        activities.c.id.not_in(select(results.c.activity_id)),
    )
    .order_by(activities.c.day)
)


def lacking(work: Work, first: date, last: date) -> list[int]:
    """Activities of a span that are over and have no summary yet: held ones, and announced ones nobody closed."""
    span = {"first": first, "last": last, "today": work.today}
    return list(work.connection.scalars(LACKING, span))
