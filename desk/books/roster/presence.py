"""Who is there to serve at which time 在岗人数: by the published roster, of a month without one by its shifts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desk.books.centre import days_off
from desk.books.roster import queries, shifts
from desk.core.month import Month
from desk.core.work import Work
from desk.scheduling.problem import Post


@dataclass(frozen=True)
class Presence:
    """So many clerks from one moment up to another."""

    begins_at: datetime
    ends_at: datetime
    people: int


def clerks_between(work: Work, first: date, last: date) -> list[Presence] | None:
    """Who serves at the counter on these days. Of a published month its duties as they stand, of another what its
    shifts need; None for a centre that has no shifts, and so keeps no roster.
    """
    cards = {card.id: card for card in shifts.all_shifts(work)}
    if not cards:
        return None
    published = queries.published_months(work, first, last)
    people: Counter[tuple[datetime, datetime]] = Counter()
    for duty in queries.duties_between(work, first, last):
        if Month.of(duty.day) in published and cards[duty.shift_id].post is Post.CLERK:
            people[duty.begins_at, duty.ends_at] += 1
    calendar = days_off.calendar(work)
    for ahead in range((last - first).days + 1):
        day = first + timedelta(days=ahead)
        for card in cards.values() if Month.of(day) not in published else ():
            if card.post is Post.CLERK and card.runs_on(day, calendar):
                people[shifts.moments(day, card.shift)] += card.needs
    return [Presence(begins_at, ends_at, n) for (begins_at, ends_at), n in people.items()]
