"""Which quarters 季度 had to have their joint meeting: a new centre did not miss one that was over before it began."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from desk.books import audit_queries, centre
from desk.books.meetings import queries, rules
from desk.core.clock import local
from desk.core.work import Work

QUARTERS = (1, 2, 3, 4)


@dataclass(frozen=True)
class QuartersWithout:
    """The quarters of a year that are over and had no quarterly meeting."""

    missed: frozenset[int]
    """未召开: the centre was there to hold one."""
    before: frozenset[int]
    """启用前: the data file was made too late for it."""


def without_meeting(work: Work, year: int) -> QuartersWithout:
    """A quarter is owed from the first one on that had a meeting, or that left the new centre as many days for one as
    it is told before the quarter ends.
    """
    over = {quarter for quarter in QUARTERS if rules.last_day_of(year, quarter) < work.today}
    without = {quarter for quarter in over if queries.of_quarter(work, year, quarter) is None}
    latest = _began(work) + timedelta(days=centre.rule(work, "meeting_quarter_days"))
    before = {quarter for quarter in without if rules.last_day_of(year, quarter) < latest}
    return QuartersWithout(frozenset(without - before), frozenset(before))


def _began(work: Work) -> date:
    made, first = local(audit_queries.first_moment(work)).date(), queries.first_day(work)
    return min(made, first) if first else made
