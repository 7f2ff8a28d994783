"""Asked but no place 想约未约上: noted by one key, so that the demand by hour shows, and taken back by another. Nobody
who asked is named.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import delete

from desk.books.bookings import call_queries
from desk.books.bookings.model import NoPlaceReason
from desk.core.clock import local
from desk.core.errors import Refused
from desk.core.permissions import May
from desk.core.words import _
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


def take_back(work: Work, id: int) -> None:
    """A slip 撤销: counted no longer; the audit keeps that it was. Raises ``Refused`` unless the signed-in person
    counted it today.
    """
    work.require(May.SERVE)
    counted = call_queries.unmet_by(work, id)
    if counted is None:
        raise Refused(_("This is not counted any more."))
    if counted.staff_id != work.actor.id or local(counted.at).date() != work.today:
        raise Refused(_("It was counted by somebody else, or earlier; it stays."))
    work.connection.execute(delete(unmet_requests).where(unmet_requests.c.id == id))
    was = {"day": counted.day, "reason": counted.reason, "people": counted.people}
    work.audit("booking.unmet_taken_back", f"unmet_requests:{id}", before=was)
