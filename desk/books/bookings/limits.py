"""How much one person or one party may have 限约: no two bookings of a person at one time, so many at the counter a
day, so many hours of rooms in a month.

A party without a name among the residents is known by its name and by its telephone: whoever changes one of them is
still the same by the other. The leader in charge decides on rooms, and may book one beyond its hours.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta

from desk.books import centre
from desk.books.bookings import limit_queries, queries
from desk.books.bookings.limit_queries import RoomTime
from desk.books.bookings.model import OCCUPYING, Booking, BookingRequest, Resource, ResourceKind
from desk.books.residents import Resident
from desk.core.clock import local, start_of
from desk.core.clock_times import clock
from desk.core.errors import Rule
from desk.core.month import Month
from desk.core.words import _
from desk.core.work import Work

HOUR = timedelta(hours=1)
Span = tuple[datetime, datetime]


def rules_of(work: Work, request: BookingRequest, resource: Resource, person: Resident | None, but: int) -> list[Rule]:
    """What is too much of this request. ``but`` is the booking that is being moved itself."""
    rules: list[Rule] = []
    if person is not None:
        month = [each for each in _of_person(work, person.id, request.begins_at) if each.id != but]
        same_day = [each for each in month if each.day == local(request.begins_at).date()]
        rules += _at_once(request, same_day)
        if resource.kind is ResourceKind.DESK:
            rules += _counter_limit(work, same_day)
        elif not request.beyond:
            rules.append(_person_limit(work, request, month))
    if resource.kind is ResourceKind.ROOM and request.party and not request.beyond:
        rules.append(_party_limit(work, request, but))
    return rules


def _at_once(request: BookingRequest, same_day: list[Booking]) -> list[Rule]:
    return [
        (
            "resident_id",
            True,
            _(
                "This person has a booking at that time already: {number}, {what}.",
                number=each.number,
                what=each.resource,
            ),
        )
        for each in same_day
        if each.begins_at < request.ends_at and each.ends_at > request.begins_at
    ]


def _counter_limit(work: Work, same_day: list[Booking]) -> list[Rule]:
    most = centre.rule(work, "booking_per_day")
    here = [each for each in same_day if each.kind is ResourceKind.DESK]
    if len(here) < most:
        return []
    sentence = _(
        "This person has {n} bookings on that day already ({number} at {time}); {most} is the most.",
        n=len(here),
        number=here[0].number,
        time=clock(here[0].begins),
        most=most,
    )
    return [("resident_id", True, sentence)]


def _of_person(work: Work, person: int, at: datetime) -> list[Booking]:
    booked = queries.of_person(work, person, *_month_of(at))
    return [each for each in booked if each.state in OCCUPYING]


def _month_of(at: datetime) -> Span:
    month = Month.of(local(at).date())
    return start_of(month.first), start_of(month.last) + timedelta(days=1)


def hours_of(spans: Iterable[Span]) -> float:
    """How long these are together."""
    return sum((ends_at - begins_at for begins_at, ends_at in spans), timedelta()) / HOUR


def _person_limit(work: Work, request: BookingRequest, month: list[Booking]) -> Rule:
    used = hours_of((each.begins_at, each.ends_at) for each in month if each.kind is ResourceKind.ROOM)
    hours, most = used + hours_of([(request.begins_at, request.ends_at)]), centre.rule(work, "booking_room_hours")
    sentence = _(
        "Rooms, hours of one person a month: {used} are booked, with this one it would be {n}; {most} is the most. The "
        "leader in charge may book it beyond the limit.",
        used=f"{used:g}",
        n=f"{hours:g}",
        most=most,
    )
    return ("ends_at", hours > most, sentence)


def _party_limit(work: Work, request: BookingRequest, but: int) -> Rule:
    used = hours_of((each.begins_at, each.ends_at) for each in of_party(work, request) if each.id != but)
    hours, most = used + hours_of([(request.begins_at, request.ends_at)]), centre.rule(work, "booking_room_hours")
    sentence = _(
        "Rooms, hours of one party a month: under the name or the telephone of {party} {used} are booked, with this "
        "one it would be {n}; {most} is the most. The leader in charge may book it beyond the limit.",
        party=request.party,
        used=f"{used:g}",
        n=f"{hours:g}",
        most=most,
    )
    return ("ends_at", hours > most, sentence)


def of_party(work: Work, request: BookingRequest) -> list[RoomTime]:
    """The rooms that the party of a request has in its month, under its name or under its telephone."""
    booked = limit_queries.room_times(work, *_month_of(request.begins_at))
    return [each for each in booked if is_same_party(request, each)]


def is_same_party(request: BookingRequest, other: BookingRequest | RoomTime) -> bool:
    """Do both come from one party, by its name however it is typed, or by its telephone?"""
    names = party_key(request.party), party_key(other.party)
    return (bool(names[0]) and names[0] == names[1]) or (
        bool(request.telephone) and request.telephone == other.telephone
    )


def party_key(party: str) -> str:
    """The letters and figures of a party's name, however wide and with whatever between them it is typed."""
    letters = (each for each in unicodedata.normalize("NFKC", party).casefold() if each.isalnum())
    return "".join(letters)
