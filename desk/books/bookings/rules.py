"""What makes a booking right, once, for the counter, the command line and what is taken in from a list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from desk.books import catalogue, centre, residents
from desk.books.bookings import limits, queries
from desk.books.bookings.model import (
    Booking,
    BookingRequest,
    Cancellation,
    Resource,
    ResourceKind,
)
from desk.books.residents import Resident, ResidentDetails
from desk.core import identity
from desk.core.calendar import date_words
from desk.core.clock import local, start_of
from desk.core.errors import Rule, refuse_wrong
from desk.core.identity import ELDERLY
from desk.core.words import _
from desk.core.work import Work

CHILD = 14
"""Below this age a guardian is needed: 不满十四周岁未成年人, as in the Personal Information Protection Law, art. 31."""
LONGEST = {"party": 40, "contact": 25, "purpose": 200, "guardian": 25}
"""Characters of each text."""
LONGEST_REASON = 300
"""Characters of why something is cancelled or not agreed to."""
DAY = timedelta(days=1)
NOBODY = 0
"""The id of who is not stored yet: no booking has it."""


@dataclass(frozen=True)
class Checked:
    """A request that is right in itself, with what had to be read for that. Whether there is room is asked after it."""

    request: BookingRequest
    resource: Resource
    person: Resident | None


def checked(work: Work, asked: BookingRequest, *, but: int = 0, newcomer: ResidentDetails | None = None) -> Checked:
    """Tidied. ``but`` is the booking that is being moved itself, ``newcomer`` somebody who is not stored yet.

    Raises ``Invalid`` naming fields, ``Refused`` when what is booked is gone.
    """
    resource = queries.find_resource(work, asked.resource_id)
    kept = residents.kept(work, asked.resident_id) if asked.resident_id else None
    person = residents.find(work, kept) if kept else None
    if newcomer is not None:
        person = Resident(**vars(residents.checked(newcomer, work.today)), id=NOBODY)
    request = _tidied(replace(asked, resident_id=kept), resource, person)
    refuse_wrong(
        [
            *_time_rules(work, request, resource),
            *_who_rules(work, request, resource, person),
            *_item_rules(work, asked, request, resource),
            *_length_rules(request),
        ]
    )
    refuse_wrong(limits.rules_of(work, request, resource, person, but))
    return Checked(request, resource, person)


def _tidied(asked: BookingRequest, resource: Resource, person: Resident | None) -> BookingRequest:
    telephone = identity.tidy_telephone(asked.telephone) or (person.telephone if person else "")
    return replace(
        asked,
        party=identity.one_line(asked.party),
        contact=identity.tidy_name(asked.contact),
        telephone=telephone,
        guardian=identity.tidy_name(asked.guardian),
        guardian_telephone=identity.tidy_telephone(asked.guardian_telephone),
        purpose=asked.purpose.strip(),
        service_id=resource.service_id or asked.service_id,
    )


def days_ahead(work: Work, kind: ResourceKind) -> int:
    """How many days before it something can be booked at most 最多提前天数, a rule of the district."""
    return centre.rule(work, "booking_days_ahead" if kind is ResourceKind.DESK else "booking_room_days_ahead")


def _time_rules(work: Work, request: BookingRequest, resource: Resource) -> list[Rule]:
    begins_at, ends_at = request.begins_at, request.ends_at
    day = local(begins_at).date()
    backwards = ends_at <= begins_at
    most = days_ahead(work, resource.kind)
    ahead = (day - work.today).days
    at = f"{date_words(day, work.today)}{local(begins_at):%H:%M}"
    retired = _("“{name}” can no longer be booked.", name=resource.name)
    return [
        ("resource_id", not resource.active, retired),
        ("ends_at", backwards, _("It ends before it begins. Please enter an end after the begin.")),
        (
            "ends_at",
            not backwards and ends_at - start_of(day) > DAY,
            _("It goes on past midnight. Please book each day by itself."),
        ),
        ("begins_at", begins_at <= work.now, _("{at} is over. Please choose a later time.", at=at)),
        (
            "begins_at",
            ahead > most,
            lambda: _(
                "Bookings are taken for {n} days ahead, until {day}.", n=most, day=date_words(work.today + most * DAY)
            ),
        ),
    ]


def _who_rules(work: Work, request: BookingRequest, resource: Resource, person: Resident | None) -> list[Rule]:
    is_desk = resource.kind is ResourceKind.DESK
    age = person.age(work.today) if person else None
    is_child = age is not None and age < CHILD
    telephone = identity.telephone_problem(request.telephone)
    guardians = identity.telephone_problem(request.guardian_telephone)
    nobody = not is_desk and not (person or request.party)
    return [
        (
            "resident_id",
            is_desk and person is None,
            _("Please choose who comes: bookings are in the person's own name."),
        ),
        ("party", nobody, _("Please enter who wants the room: an organisation or team, or a person.")),
        (
            "contact",
            bool(request.party) and not (request.contact or person),
            _("Please enter who speaks for {party}.", party=request.party),
        ),
        ("telephone", not request.telephone, _("Please enter a telephone, so that changes can be told.")),
        ("telephone", telephone, telephone or ""),
        (
            "guardian",
            is_child and not request.guardian,
            _("The person is younger than {age}. Please enter the guardian.", age=CHILD),
        ),
        (
            "guardian_telephone",
            is_child and not request.guardian_telephone,
            _("Please enter the guardian's telephone."),
        ),
        ("guardian_telephone", guardians, guardians or ""),
        ("people", request.people < 1, _("One person or more, please.")),
        (
            "people",
            request.people > resource.capacity,
            _("“{name}” holds {n} people.", name=resource.name, n=resource.capacity),
        ),
        ("purpose", not is_desk and not request.purpose, _("Please enter what the room is for.")),
    ]


def _item_rules(work: Work, asked: BookingRequest, request: BookingRequest, resource: Resource) -> list[Rule]:
    """A counter needs an item that is offered; one that takes a single item does no other."""
    if resource.kind is not ResourceKind.DESK or request.service_id is None:
        return [
            (
                "service_id",
                resource.kind is ResourceKind.DESK,
                _("Please choose the item, so that the papers to bring can be told."),
            )
        ]
    item = catalogue.find(work, request.service_id)
    day = local(request.begins_at).date()
    return [
        (
            "service_id",
            not item.offered_on(day),
            _("“{name}” is no longer offered on {day}.", name=item.name, day=date_words(day, work.today)),
        ),
        (
            "service_id",
            asked.service_id not in (None, item.id),
            _("“{name}” is for “{item}” only.", name=resource.name, item=item.name),
        ),
    ]


def _length_rules(request: BookingRequest) -> list[Rule]:
    lengths = [(name, len(getattr(request, name)), most) for name, most in LONGEST.items()]
    return [
        (name, n > most, _("{n} characters are too many; {most} is the most.", n=n, most=most))
        for name, n, most in lengths
    ]


def reason_rules(field: str, reason: str, *, needed: bool) -> list[Rule]:
    """What is wrong with why something is cancelled or decided; ``needed`` where the person will ask."""
    n = len(reason.strip())
    return [
        (field, needed and not n, _("Please enter the reason; the person will ask.")),
        (
            field,
            n > LONGEST_REASON,
            _("{n} characters are too many; {most} is the most.", n=n, most=LONGEST_REASON),
        ),
    ]


def needs_agreement(work: Work, resource: Resource, person: Resident | None) -> str:
    """Why the leader in charge has to agree 需带班领导同意, in words; empty where nobody has to.

    Rooms always. At a counter only who missed several bookings lately; whoever is 65 or older never, and a walk-in is
    refused to nobody. The numbers are settings: no paper that says them was found.
    """
    if resource.kind is ResourceKind.ROOM:
        return _("The leader in charge decides on rooms.")
    if person is None or (person.age(work.today) or 0) >= ELDERLY:
        return ""
    days, most = centre.rule(work, "booking_misses_days"), centre.rule(work, "booking_misses")
    missed = queries.missed_between(work, person.id, work.now - days * DAY, work.now)
    if missed < most:
        return ""
    return _("Missed {n} bookings in {days} days: the leader in charge agrees to each one.", n=missed, days=days)


def cancellation(work: Work, booking: Booking, *, by_us: bool = False) -> Cancellation:
    """How it counts when it is cancelled now: in time until some hours before it begins."""
    if by_us:
        return Cancellation.BY_US
    hours = timedelta(hours=centre.rule(work, "booking_cancel_hours"))
    return Cancellation.EARLY if work.now <= booking.begins_at - hours else Cancellation.LATE
