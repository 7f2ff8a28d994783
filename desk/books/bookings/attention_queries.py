"""What the bar 顶栏 and the day ask of bookings: how many, and when; nobody is named, and no other book is read."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, func, select

from desk.books.bookings import queries
from desk.books.bookings.model import BookingState, minutes_of_day
from desk.core.clock import local, start_of
from desk.core.work import Work
from desk.models.bookings import bookings, resources

DAY = timedelta(days=1)
COUNTED = select(func.count().label("many"), func.min(bookings.c.begins_at).label("first"))
COUNT_TO_DECIDE = COUNTED.where(*queries.TO_DECIDE_IF)
COUNT_TO_CONFIRM = COUNTED.where(*queries.LEFT_OPEN_IF)


def count_to_decide(work: Work) -> tuple[int, date | None]:
    """How many are still to be decided 待审, and the day of the first of them: for the bar, which names nobody."""
    return _counted(work.connection.execute(COUNT_TO_DECIDE).one())


def count_to_confirm(work: Work) -> tuple[int, date | None]:
    """The same of what is over and not confirmed 待确认."""
    return _counted(work.connection.execute(COUNT_TO_CONFIRM, {"now": work.now}).one())


def _counted(row: Row[Any]) -> tuple[int, date | None]:
    first: datetime | None = row._mapping["first"]
    return int(row._mapping["many"]), local(first).date() if first else None


EXPECTED = (
    select(bookings.c.begins_at, resources.c.name, func.count())
    .join(resources, resources.c.id == bookings.c.resource_id)
    .where(*queries.TOUCHING, bookings.c.state.in_([BookingState.BOOKED.value, BookingState.ARRIVED.value]))
    .group_by(bookings.c.begins_at, resources.c.name)
    .order_by(bookings.c.begins_at, resources.c.name)
)


def expected(work: Work, day: date) -> list[tuple[int, str, int]]:
    """What is booked for a day, nobody named: minutes since midnight, counter or room, how many bookings."""
    rows = work.connection.execute(EXPECTED, queries.touching(start_of(day), start_of(day) + DAY))
    return [(minutes_of_day(begins_at), name, many) for begins_at, name, many in rows]
