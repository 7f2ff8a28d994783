"""Who was in which zone in which hour 分时客流, as the books know it and as it was counted.

Each statement takes the days ``first`` and ``last`` and adds up by zone, day and hour. A visit, an attendance and a
booking are each taken once, in the hour in which they began, so that the zones together are what the books hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from typing import Any

from sqlalchemy import BigInteger, BindParameter, bindparam, func, select, type_coerce

from desk.books.activities.model import ActivityState
from desk.books.bookings.model import BookingState, ResourceKind
from desk.books.cases import GOOD, LEVELS
from desk.books.visits import CAME, Channel
from desk.core.clock import start_of
from desk.core.work import Work
from desk.models.activities import activities, results
from desk.models.base import Instant
from desk.models.bookings import bookings, resources
from desk.models.cases import cases
from desk.models.centre import venues
from desk.models.visits import visits
from desk.models.zones import zone_counts

HOUR_MS, EAST = 3_600_000, 8
"""Milliseconds; the centre's clock is so many hours ahead of UTC."""
FIRST: BindParameter[Any] = bindparam("first")
LAST: BindParameter[Any] = bindparam("last")


class Source(Enum):
    """From where some people are known."""

    VISITS = auto()
    ATTENDANCE = auto()
    BOOKINGS = auto()
    COUNTS = auto()


@dataclass(frozen=True)
class HourCount:
    """So many people in a zone in an hour of a day. ``zone_id`` is None for what the books have in no zone."""

    zone_id: int | None
    day: date
    hour: int
    people: int
    source: Source


@dataclass(frozen=True)
class Answers:
    """How many answered, and how many of them gave one of the three good levels."""

    good: int = 0
    given: int = 0

    def __add__(self, other: Answers) -> Answers:
        return Answers(self.good + other.good, self.given + other.given)


VISIT_HOUR = (type_coerce(visits.c.arrived_at, BigInteger) // HOUR_MS + EAST) % 24
VISITS = (
    select(visits.c.day, VISIT_HOUR.label("hour"), func.count().label("people"))
    .where(visits.c.day.between(FIRST, LAST), CAME, visits.c.channel == Channel.COUNTER.value)
    .group_by(visits.c.day, VISIT_HOUR)
)
"""Who came to the counter; who rang up or was visited at home was in no zone."""
ATTENDED = (
    select(
        venues.c.zone_id,
        activities.c.day,
        (activities.c.begins // 60).label("hour"),
        func.sum(results.c.people).label("people"),
    )
    .select_from(activities)
    .join(results, results.c.activity_id == activities.c.id)
    .outerjoin(venues, venues.c.id == activities.c.venue_id)
    .where(activities.c.day.between(FIRST, LAST), activities.c.state == ActivityState.HELD.value)
    .group_by(venues.c.zone_id, activities.c.day, activities.c.begins // 60)
)
"""Who attended what was held, in the hour in which it began."""
BOOKED_HOUR = type_coerce(bookings.c.begins_at, BigInteger) // HOUR_MS + EAST
BOOKED = (
    select(venues.c.zone_id, BOOKED_HOUR.label("hours"), func.sum(bookings.c.people).label("people"))
    .select_from(bookings)
    .join(resources, resources.c.id == bookings.c.resource_id)
    .outerjoin(venues, venues.c.id == resources.c.venue_id)
    .where(
        bookings.c.begins_at >= bindparam("from_moment", type_=Instant),
        bookings.c.begins_at < bindparam("before_moment", type_=Instant),
        bookings.c.state.in_([BookingState.ARRIVED.value, BookingState.DONE.value]),
        resources.c.kind == ResourceKind.ROOM.value,
    )
    .group_by(venues.c.zone_id, BOOKED_HOUR)
)
"""Who came to a room that was booked. Whoever came to the counter with a booking is a visit."""
COUNTED = select(zone_counts.c.zone_id, zone_counts.c.day, zone_counts.c.hour, zone_counts.c.people).where(
    zone_counts.c.day.between(FIRST, LAST)
)
RATED_CASES = (
    select(
        cases.c.day,
        func.count().filter(cases.c.evaluation.in_([level.value for level in GOOD])).label("good"),
        func.count().label("given"),
    )
    .where(cases.c.day.between(FIRST, LAST), cases.c.evaluation.in_([level.value for level in LEVELS]))
    .group_by(cases.c.day)
)
RATED_ACTIVITIES = (
    select(venues.c.zone_id, activities.c.day, results.c.satisfaction)
    .select_from(activities)
    .join(results, results.c.activity_id == activities.c.id)
    .outerjoin(venues, venues.c.id == activities.c.venue_id)
    .where(activities.c.day.between(FIRST, LAST), activities.c.state == ActivityState.HELD.value)
)


def hour_counts(work: Work, first: date, last: date, counter: int | None) -> list[HourCount]:
    """What the books and the rounds say of these days; ``counter`` is the zone of the counter."""
    span: dict[str, Any] = {"first": first, "last": last}
    ask = work.connection.execute
    counts = [HourCount(counter, row.day, row.hour, row.people, Source.VISITS) for row in ask(VISITS, span)]
    counts += [
        HourCount(row.zone_id, row.day, row.hour, row.people, Source.ATTENDANCE)
        for row in ask(ATTENDED, span)
        if row.people
    ]
    counts += _booked(work, first, last)
    counts += [HourCount(row.zone_id, row.day, row.hour, row.people, Source.COUNTS) for row in ask(COUNTED, span)]
    return counts


def _booked(work: Work, first: date, last: date) -> Iterator[HourCount]:
    moments = {"from_moment": start_of(first), "before_moment": start_of(last + timedelta(days=1))}
    for row in work.connection.execute(BOOKED, moments):
        days, hour = divmod(row.hours, 24)
        yield HourCount(row.zone_id, date(1970, 1, 1) + timedelta(days=days), hour, row.people, Source.BOOKINGS)


def answers_by_day(work: Work, first: date, last: date, counter: int | None) -> list[tuple[int | None, date, Answers]]:
    """How content people were, by zone and day: with cases in that of the counter, with activities in that of their
    room.
    """
    span = {"first": first, "last": last}
    rated = [(counter, row.day, Answers(row.good, row.given)) for row in work.connection.execute(RATED_CASES, span)]
    return rated + [
        (row.zone_id, row.day, Answers(sum(row.satisfaction[: len(GOOD)]), sum(row.satisfaction)))
        for row in work.connection.execute(RATED_ACTIVITIES, span)
    ]


def answers_within(
    rated: Sequence[tuple[int | None, date, Answers]], first: date, last: date
) -> dict[int | None, Answers]:
    """By zone what was answered on these days."""
    by_zone: dict[int | None, Answers] = {}
    for zone_id, day, answers in rated:
        if first <= day <= last:
            by_zone[zone_id] = by_zone.get(zone_id, Answers()) + answers
    return by_zone
