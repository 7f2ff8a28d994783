"""Who is behind a booking, in the clear 查看完整信息: every look is logged, as with a resident's card."""

from __future__ import annotations

from dataclasses import dataclass

from desk.books import residents
from desk.books.bookings import queries
from desk.core.permissions import May
from desk.core.work import Work
from desk.models.audit import lookups


@dataclass(frozen=True)
class BookingContact:
    """Whom to speak to about a booking. For a child it is the guardian."""

    name: str
    telephone: str
    guardian: str = ""
    guardian_telephone: str = ""


def look_up(work: Work, id: int, purpose: str) -> BookingContact:
    """Names and telephones of a booking, with a line that says who looked, when and what for.

    Raises ``Refused`` when the booking is gone.
    """
    work.require(May.SERVE)
    booking = queries.find(work, id)
    name = booking.contact or booking.party
    if booking.resident_id is not None:
        name = residents.look_up(work, residents.kept(work, booking.resident_id), purpose).name
    else:
        work.add(lookups, {"at": work.now, "staff_id": work.actor.id, "resident_id": None, "purpose": purpose})
    return BookingContact(name, booking.telephone, booking.guardian, booking.guardian_telephone)
