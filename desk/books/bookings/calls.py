"""Whom to ring up 电话告知, and what they said."""

from __future__ import annotations

from sqlalchemy import func, select

from desk.core.errors import Invalid, Problem
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.bookings import booking_calls

OPEN_CALLS = select(func.count()).where(booking_calls.c.rung_at.is_(None))


def rung(work: Work, call_id: int, outcome: str) -> None:
    """Somebody was rung up; what came of it in words. Raises ``Invalid`` without any."""
    work.require(May.SERVE)
    if not outcome.strip():
        raise Invalid(Problem("outcome", _("Please enter what the person said, or that nobody answered.")))
    values = {"rung_at": work.now, "rung_by": work.actor.id, "outcome": outcome.strip()}
    work.change(booking_calls, call_id, values)
    work.audit("booking.rung", f"booking_calls:{call_id}")


def waiting(work: Work) -> int:
    """How many are still to be rung up."""
    return int(work.connection.scalar(OPEN_CALLS) or 0)
