"""What is not kept for ever 匿名化: contacts of rooms that a team booked, who are no residents of this data file."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from desk.core.permissions import May
from desk.core.work import Work
from desk.models.bookings import booking_calls, booking_moves, bookings

EMPTY = dict.fromkeys(("contact", "telephone", "guardian", "guardian_telephone", "purpose"), "")


def forget(work: Work, before: datetime) -> None:
    """Empty names, telephones, purposes and whatever staff typed of bookings that were over before a moment; which
    organisation had the room stays, as it is counted.
    """
    work.require(May.EDIT_CENTRE)
    old = bookings.c.ends_at < before
    work.connection.execute(update(bookings).where(old).values(EMPTY))
    of_old = booking_moves.c.booking_id.in_(select(bookings.c.id).where(old))
    work.connection.execute(update(booking_moves).where(of_old).values(remark=""))
    calls_of_old = booking_calls.c.booking_id.in_(select(bookings.c.id).where(old))
    work.connection.execute(update(booking_calls).where(calls_of_old).values(details="", outcome=""))
