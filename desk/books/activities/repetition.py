"""Many at once: by rule with exceptions, last month's again, last year's again. What cannot be placed is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import bindparam, select

from desk.books.activities import planning, queries
from desk.books.activities.model import ActivityDraft, ActivityState
from desk.books.centre import days_off
from desk.core import recurrence
from desk.core.errors import Invalid, Refused
from desk.core.month import Month
from desk.core.permissions import May
from desk.core.recurrence import Rule
from desk.core.words import _
from desk.core.work import Work
from desk.models.activities import series


class UnplacedDay(NamedTuple):
    """A day on which the activity could not stand, and why."""

    title: str
    day: date
    reason: str


@dataclass(frozen=True)
class PlacedSeries:
    """The new drafts and what could not be placed."""

    ids: tuple[int, ...]
    unplaced: tuple[UnplacedDay, ...]


def repeat(work: Work, plan: ActivityDraft, rule: Rule) -> PlacedSeries:
    """Drafts on every day of the rule from the plan's day on. Raises ``Invalid`` for the plan or the rule itself."""
    work.require(May.PLAN_ACTIVITIES)
    asked = recurrence.days_of(rule, plan.day, days_off.calendar(work))
    kept_rule = {"rule": recurrence.as_json(rule), "made_by": work.actor.id, "made_at": work.now}
    id = work.add(series, kept_rule)
    placed = _place(work, (replace(plan, day=day) for day in asked), id)
    if not placed.ids:
        raise Refused(placed.unplaced[0].reason)
    return placed


RULE = select(series.c.rule).where(series.c.id == bindparam("series_id"))


def rule_of(work: Work, series_id: int) -> Rule:
    """The rule 重复规则 by which a series was made."""
    return recurrence.from_json(work.connection.scalars(RULE, {"series_id": series_id}).one())


def copy_month(work: Work, source: Month, target: Month) -> PlacedSeries:
    """Every activity of a month that was not cancelled, on the same weekday of the same week of another month."""
    work.require(May.PLAN_ACTIVITIES)
    sources = [activity for activity in queries.of_month(work, source) if activity.state is not ActivityState.CANCELLED]
    if not sources:
        raise Refused(_("{month} has no activities to copy.", month=source.label))
    present = {(activity.title, activity.day) for activity in queries.of_month(work, target)}
    copies = [replace(activity.plan, day=day) for activity in sources if (day := same_place(activity.day, target))]
    left = [
        UnplacedDay(activity.title, activity.day, _("{month} has no such week.", month=target.label))
        for activity in sources
        if not same_place(activity.day, target)
    ]
    placed = _place(work, [plan for plan in copies if (plan.title, plan.day) not in present])
    return PlacedSeries(placed.ids, (*left, *placed.unplaced))


def same_place(day: date, target: Month) -> date | None:
    """The second Tuesday for a second Tuesday; None where the month has no fifth one."""
    nth = (day.day - 1) // 7
    first = target.first + timedelta(days=(day.weekday() - target.first.weekday()) % 7)
    same = first + timedelta(days=7 * nth)
    return same if same <= target.last else None


def _place(work: Work, plans: Iterable[ActivityDraft], series_id: int | None = None) -> PlacedSeries:
    ids, unplaced = [], []
    for plan in plans:
        try:
            ids.append(planning.add(work, plan, series_id=series_id))
        except Invalid as wrong:
            unplaced.append(UnplacedDay(plan.title, plan.day, wrong.message))
    return PlacedSeries(tuple(ids), tuple(unplaced))


def remove_rest(work: Work, series_id: int, first: date) -> int:
    """Take the drafts of a repetition from a day on out of the book. How many; what is approved stays."""
    work.require(May.PLAN_ACTIVITIES)
    series_activities = queries.of_series(work, series_id)
    drafts = [each for each in series_activities if each.day >= first and each.state is ActivityState.DRAFT]
    for activity in drafts:
        planning.remove(work, activity.id)
    return len(drafts)
