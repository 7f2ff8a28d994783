"""Asked but no place 想约未约上: noted by one key, so that the demand by hour shows. Nobody is named."""

from __future__ import annotations

from datetime import date

from desk.books.bookings.model import NoPlaceReason
from desk.core.permissions import May
from desk.core.work import Work
from desk.models.bookings import unmet_requests


def note(
    work: Work,
    day: date,
    reason: NoPlaceReason,
    *,
    resource_id: int | None = None,
    service_id: int | None = None,
    begins: int | None = None,
    people: int = 1,
) -> int:
    """Somebody asked for a day, perhaps for a time of it in minutes since midnight, and there was nothing."""
    work.require(May.SERVE)
    values = {
        "resource_id": resource_id,
        "service_id": service_id,
        "day": day,
        "begins": begins,
        "people": people,
        "reason": reason.value,
        "staff_id": work.actor.id,
        "at": work.now,
    }
    id = work.add(unmet_requests, values)
    work.audit("booking.unmet", f"unmet_requests:{id}", after={"day": day, "reason": reason.value})
    return id
