"""What is typed of a booking on the command line as the book takes it, and how a booking is told there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desk.books.bookings import references
from desk.books.bookings.model import Booking, BookingChannel, BookingRequest, Resource, ResourceKind, moment
from desk.core.clock_times import clock_span, times_in_cell
from desk.core.errors import Invalid, Problem
from desk.core.words import _
from desk.core.work import Work

ID_DIGITS = 6
"""What has so many digits in it is the number of somebody's papers, and no name."""


@dataclass(frozen=True)
class Wanted:
    """As it was typed."""

    what: str
    day: date
    time: str
    person: str
    item: str
    party: str
    contact: str
    people: int
    purpose: str
    telephone: str
    guardian: str
    guardian_telephone: str
    channel: BookingChannel
    waits: bool


def request_of(work: Work, wanted: Wanted) -> BookingRequest:
    """Raises ``Invalid`` for what is not known or cannot be read."""
    resource = references.resource_of(work, wanted.what)
    begins, ends = _times(work, resource, wanted)
    return BookingRequest(
        resource.id,
        moment(wanted.day, begins),
        moment(wanted.day, ends),
        people=wanted.people,
        resident_id=_person(work, wanted.person),
        party=wanted.party,
        contact=wanted.contact,
        telephone=wanted.telephone,
        guardian=wanted.guardian,
        guardian_telephone=wanted.guardian_telephone,
        purpose=wanted.purpose,
        service_id=references.item_of(work, wanted.item) if wanted.item else None,
        channel=wanted.channel,
        waits=wanted.waits,
    )


def _times(work: Work, resource: Resource, wanted: Wanted) -> tuple[int, int]:
    from desk.books.bookings.row_times import slot_end

    try:
        begins, *ends = times_in_cell(wanted.time)
    except ValueError:
        sentence = _("“{word}” is not a time. Please enter it as 14:30-16:00.", word=wanted.time[:20])
        raise Invalid(Problem("begins_at", sentence)) from None
    if ends:
        return begins, ends[0]
    if resource.kind is ResourceKind.ROOM:
        raise Invalid(Problem("ends_at", _("Please enter until when the room is wanted, as 14:30-16:00.")))
    return begins, slot_end(work, resource, wanted.day, begins)


def _person(work: Work, said: str) -> int | None:
    """A resident by ID number or name; None where nobody is named."""
    if not said.strip():
        return None
    is_number = sum(letter.isdigit() for letter in said) >= ID_DIGITS
    return references.person_of(work, "", said) if is_number else references.person_of(work, said)


def number_of(work: Work, number: str) -> int:
    """The id of the booking with a number. Raises ``Refused``."""
    return references.booking_of(work, number).id


def line_of(booking: Booking) -> str:
    """Number, time, what, who (masked), what for, state: in one line."""
    purpose = booking.service if booking.kind is ResourceKind.DESK else booking.masked(booking.purpose)
    at = f"{booking.day} {clock_span(booking.begins, booking.ends)}"
    parts = (booking.number, at, booking.resource, booking.who, purpose, booking.state_words)
    return "　".join(" ".join(part.split()) for part in parts if part)
