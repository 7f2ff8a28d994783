"""A counter and two rooms that can be booked, and people who book them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from desk.books import catalogue, centre, residents, staff
from desk.books.bookings import resources
from desk.books.bookings.model import Booking, BookingRequest, Resource, ResourceKind, SlotRule, moment
from desk.books.catalogue import ServiceItem, ServiceMode
from desk.core.permissions import Role
from desk.core.work import Actor, Work
from tests.support.people import person

TUESDAY, WEDNESDAY, THURSDAY = date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 26)
NINE = 9 * 60


@dataclass(frozen=True)
class Bookable:
    """The ids of what ``set_up`` made."""

    counter: int
    hall: int
    reading: int
    venue: int
    item: int
    people: tuple[int, ...]


def set_up(work: Work, places: int | None = 2, people: int = 6) -> Bookable:
    """A counter of half-hour slots from nine to noon, a hall for one party at a time, a reading room for ten."""
    venue = centre.add_venue(work, centre.Venue("多功能厅", "活动区", 40))
    reading = centre.add_venue(work, centre.Venue("阅览室", "活动区", 10))
    item = catalogue.add(
        work, ServiceItem("A1", "医保参保登记", "医保局", ServiceMode.ON_THE_SPOT, 0, ("身份证", "户口簿"))
    )
    ids = (
        resources.add(work, Resource("综合窗口", capacity=20)),
        resources.add(work, Resource("多功能厅", ResourceKind.ROOM, 40, venue)),
        resources.add(work, Resource("阅览室", ResourceKind.ROOM, 10, reading, shared=True)),
    )
    resources.save_rules(work, ids[0], [SlotRule(ids[0], NINE, 12 * 60, 30, places=places)])
    every_day = frozenset(range(7))
    for room in ids[1:]:
        resources.save_rules(work, room, [SlotRule(room, 8 * 60, 21 * 60, 60, every_day)])
    made = tuple(
        residents.add(
            work, replace(person("张三丰", date(1980, 1, 1), 100 + n, f"138000{n:05d}"), village_group="三组")
        ).id
        for n in range(people)
    )
    return Bookable(*ids, venue, item.id, made)


def at(minutes: int, day: date = WEDNESDAY) -> datetime:
    return moment(day, minutes)


def wish(there: Bookable, who: int = 0, begins: int = NINE, day: date = WEDNESDAY, **more: object) -> BookingRequest:
    """Somebody wants half an hour at the counter."""
    asked = BookingRequest(
        there.counter, at(begins, day), at(begins + 30, day), resident_id=there.people[who], service_id=there.item
    )
    return replace(asked, **more)  # type: ignore[arg-type]


def room(there: Bookable, begins: int, ends: int, day: date = WEDNESDAY, **more: object) -> BookingRequest:
    """A team wants the hall."""
    asked = BookingRequest(
        there.hall,
        at(begins, day),
        at(ends, day),
        people=20,
        party="太极队",
        contact="李小明",
        telephone="13800001111",
        purpose="排练",
    )
    return replace(asked, **more)  # type: ignore[arg-type]


def shown(bookings: list[Booking]) -> list[tuple[str, str]]:
    return [(f"{each.begins // 60:02d}:{each.begins % 60:02d}", each.state.value) for each in bookings]


def as_clerk(work: Work) -> Work:
    """The same transaction, a clerk signed in."""
    name = "林小芳"
    known = next((each.id for each in staff.everyone(work) if each.name == name), 0)
    return replace(work, actor=Actor(known or staff.add(work, name, Role.CLERK).id, name, Role.CLERK))
