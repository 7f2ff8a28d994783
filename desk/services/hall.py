"""What the public screen 叫号屏 shows: numbers, windows, today's activities, hours and the notice. No name is in it."""

from __future__ import annotations

from dataclasses import dataclass

from desk.books import centre, visits
from desk.books.activities import queries as activities
from desk.books.activities.model import OUT, ActivityState
from desk.books.centre import days_off
from desk.books.visits import Pace, VisitState
from desk.books.visits.hall_queries import Call, last_calls
from desk.books.visits.hall_settings import HALL_NOTICE
from desk.core.clock_times import span_words
from desk.core.work import Work

LAST_CALLS = 4
"""The newest one, and those that are shown smaller."""
NEXT = 3
"""Numbers that are told to come soon."""
SHOWN = OUT | {ActivityState.HELD}
"""Activities that the residents know of."""


@dataclass(frozen=True)
class HallActivity:
    """An activity of today as it was published."""

    times: str
    title: str
    where: str


@dataclass(frozen=True)
class HallView:
    """All of the screen. ``hours`` are today's spans, none on a closed day; ``wait`` is in minutes, for somebody who
    takes a number now.
    """

    centre: str
    calls: tuple[Call, ...]
    next: tuple[str, ...]
    waiting: int
    wait: int
    activities: tuple[HallActivity, ...]
    hours: tuple[str, ...]
    notice: str


def view(work: Work, pace: Pace | None = None) -> HallView:
    """As the data file has it now. ``pace`` as the caller read it today: it takes two months of visits."""
    here = visits.line(work)
    waiting = [turn.visit.label for turn in here.turns if turn.visit.state is VisitState.WAITING]
    today = activities.between(work, work.today, work.today)
    spans = days_off.open_spans(work, work.today)
    return HallView(
        centre=centre.get(work).name,
        calls=tuple(last_calls(work, LAST_CALLS)),
        next=tuple(waiting[:NEXT]),
        waiting=len(waiting),
        wait=visits.expected_waits(work, pace, here).of_new,
        activities=tuple(HallActivity(a.times, a.title, a.where) for a in today if a.state in SHOWN),
        hours=tuple(span_words(*span) for span in spans),
        notice=centre.setting(work, HALL_NOTICE),
    )
