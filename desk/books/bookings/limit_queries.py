"""Reading how much of the rooms parties have in a span of time 场地用量."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from desk.books.bookings.model import OCCUPYING, ResourceKind
from desk.books.bookings.queries import TOUCHING, touching
from desk.core.work import Work
from desk.models.bookings import bookings, resources


class RoomTime(NamedTuple):
    """A room that is booked, as far as it counts towards somebody's hours."""

    id: int
    party: str
    telephone: str
    begins_at: datetime
    ends_at: datetime


ROOM_TIMES = (
    select(*(bookings.c[name] for name in RoomTime._fields))
    .join(resources, resources.c.id == bookings.c.resource_id)
    .where(
        *TOUCHING,
        resources.c.kind == ResourceKind.ROOM.value,
        bookings.c.state.in_([state.value for state in OCCUPYING]),
    )
)


def room_times(work: Work, begins_at: datetime, ends_at: datetime) -> list[RoomTime]:
    """Every room that is booked, or asked for, in a span of time."""
    rows = work.connection.execute(ROOM_TIMES, touching(begins_at, ends_at))
    return [RoomTime._make(row) for row in rows]
