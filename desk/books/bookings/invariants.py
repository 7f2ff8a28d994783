"""What must always hold of bookings 预约."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import or_, select

from desk.books.bookings import call_queries, queries
from desk.books.bookings.model import BookingChannel, BookingState, CallReason, Cancellation, ResourceKind
from desk.books.bookings.queries import TakenTime
from desk.core import histories
from desk.core.invariants import Invariant
from desk.core.occupation import Occupation, peak
from desk.core.words import N_, _
from desk.core.work import Work
from desk.models.bookings import booking_calls, booking_moves, bookings, resources
from desk.models.visits import visits

_LAST_STATE = histories.last_state(booking_moves, "booking_id", bookings.c.id)
_CANCELLED = BookingState.CANCELLED.value

_UNKNOWN = or_(
    *(
        column.not_in([word.value for word in known])
        for column, known in (
            (bookings.c.state, BookingState),
            (bookings.c.cancelled, Cancellation),
            (bookings.c.channel, BookingChannel),
        )
    )
)
_DESK = ResourceKind.DESK.value

UNREADABLE = (
    Invariant(
        N_("“{0}”: it is neither a counter nor a room."),
        select(resources.c.name).where(resources.c.kind.not_in([kind.value for kind in ResourceKind])),
    ),
    Invariant(
        N_("Booking {0}: its state, its channel or how it was cancelled is not known."),
        select(bookings.c.number).where(_UNKNOWN),
    ),
    Invariant(
        N_("Booking {0}: why somebody is to be rung up is not known."),
        select(bookings.c.number)
        .join(booking_calls, booking_calls.c.booking_id == bookings.c.id)
        .where(booking_calls.c.reason.not_in([reason.value for reason in CallReason])),
    ),
)
"""With one of these broken the pages cannot be filled."""
INVARIANTS = (
    Invariant(
        N_("Booking {0}: it is for the counter, and nobody is named who comes."),
        select(bookings.c.number)
        .join(resources, resources.c.id == bookings.c.resource_id)
        .where(resources.c.kind == _DESK, bookings.c.resident_id.is_(None)),
    ),
    Invariant(
        N_("Booking {0}: its state is not the state of its last recorded move."),
        select(bookings.c.number).where(bookings.c.state.is_distinct_from(_LAST_STATE)),
    ),
    Invariant(
        N_("Booking {0}: it says how it was cancelled and is not, or is and does not."),
        select(bookings.c.number).where((bookings.c.state == _CANCELLED) == (bookings.c.cancelled == "")),
    ),
    Invariant(
        N_("Booking {0}: the visit that it is linked to was given for another time."),
        select(bookings.c.number)
        .join(visits, visits.c.id == bookings.c.visit_id)
        .where(bookings.c.begins_at.is_distinct_from(visits.c.booked_for)),
    ),
)


def overbooked(work: Work) -> Iterator[str]:
    """A sentence for each booking with which a resource holds more than it can: more people than its capacity, which
    no roster and no rule raises, or two parties in a room that is not shared. Where places became fewer afterwards,
    whoever is too many stands on the list of calls, and nothing is said here; nor of what began before that, which
    was right by what the resource held then.
    """
    rung_up = call_queries.told_of_fewer_places(work)
    resized_at = queries.resized_at(work)
    by_resource: dict[int, list[TakenTime]] = defaultdict(list)
    for booking in queries.ever_taken(work):
        since = resized_at.get(booking.resource_id)
        if booking.id not in rung_up and (since is None or booking.begins_at > since):
            by_resource[booking.resource_id].append(booking)
    for resource in queries.all_resources(work, retired=True):
        running: list[TakenTime] = []
        for booking in by_resource[resource.id]:
            running = [each for each in running if each.ends_at > booking.begins_at]
            together = [*running, booking]
            there = [Occupation(each.begins_at, each.ends_at, each.people) for each in together]
            people = peak(there, booking.begins_at, booking.ends_at)
            if (running and not resource.is_shared) or people > resource.capacity:
                yield _(
                    "Booking {number}: “{name}” is taken by more than it holds.",
                    number=booking.number,
                    name=resource.name,
                )
            running = together
