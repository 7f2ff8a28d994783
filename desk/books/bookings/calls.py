"""Whom to ring up 电话告知, and what they said."""

from __future__ import annotations

from desk.core.errors import Invalid, Problem
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.bookings import booking_calls


def rung(work: Work, call_id: int, outcome: str) -> None:
    """Somebody was rung up; what came of it in words. Raises ``Invalid`` without any."""
    work.require(May.SERVE)
    if not outcome.strip():
        raise Invalid(Problem("outcome", _("Please enter what the person said, or that nobody answered.")))
    values = {"rung_at": work.now, "rung_by": work.actor.id, "outcome": outcome.strip()}
    work.change(booking_calls, call_id, values)
    work.audit("booking.rung", f"booking_calls:{call_id}")
