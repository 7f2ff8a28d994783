"""Reading bookings 预约 for long lists: one after the other, and all of one person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import bindparam, func, select

from desk.books.bookings.model import Booking
from desk.books.bookings.queries import BOOKINGS, DAY, MADE, SINCE, UNTIL
from desk.core.clock import start_of
from desk.core.records import records, records_of
from desk.core.work import Work
from desk.models.bookings import bookings

PART = 500
"""Bookings that are in memory at one time."""
BEGIN_BETWEEN = (bookings.c.begins_at >= SINCE, bookings.c.begins_at < UNTIL)
BEGINNING = BOOKINGS.where(*BEGIN_BETWEEN).order_by(bookings.c.begins_at, bookings.c.id)
HOW_MANY = select(func.count()).where(*BEGIN_BETWEEN)
OF_RESIDENT = (
    BOOKINGS.where(bookings.c.resident_id == bindparam("person"))
    .order_by(bookings.c.begins_at.desc(), bookings.c.id.desc())
    .limit(bindparam("most"))
)


def count_beginning(work: Work, first: date, last: date) -> int:
    """How many bookings begin on these days, whatever became of them."""
    span = {"since": start_of(first), "until": start_of(last) + DAY}
    return int(work.connection.scalar(HOW_MANY, span) or 0)


def beginning(work: Work, first: date, last: date) -> Iterator[Booking]:
    """Every booking that begins on these days, in the order of their times, read as they are wanted."""
    span = {"since": start_of(first), "until": start_of(last) + DAY}
    rows = work.connection.execute(BEGINNING, span, execution_options={"yield_per": PART})
    names = tuple(rows.keys())
    for part in rows.partitions(PART):
        yield from records_of(names, part, Booking, **MADE)


def of_resident(work: Work, resident_id: int, most: int) -> list[Booking]:
    """What somebody booked, whatever became of it, the newest first."""
    rows = work.connection.execute(OF_RESIDENT, {"person": resident_id, "most": most})
    return records(rows, Booking, **MADE)
