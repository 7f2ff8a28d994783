"""Bookings in every state that the lists of the tab 预约登记 show, in the demo centre, whatever day it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from desk.books import catalogue, centre, residents, staff
from desk.books.bookings import booking, resources
from desk.books.bookings.model import Booking, BookingRequest, Resource, ResourceKind, SlotRule, moment
from desk.core.permissions import Role
from desk.core.work import Actor, Work
from desk.services.session import Desk
from tests.support.people import person

NINE = 9 * 60
NAMES = ("周明远", "许丽华", "蔡国强", "郑小燕", "吴建平", "黄美玲")
EVERY_DAY = frozenset(range(8))


@dataclass(frozen=True)
class Booked:
    """The ids of what ``set_up`` made."""

    counter: int
    hall: int
    item: int
    people: tuple[int, ...]


def set_up(desk: Desk, places: int | None = 1) -> Booked:
    """窗口甲 with half-hour slots from nine to noon, 大活动室 for one party at a time, and people with telephones."""
    with desk.write() as signed_in:
        work = acting(signed_in, Role.MANAGER)
        venue = centre.add_venue(work, centre.Venue("大活动室", "活动区", 40))
        counter = resources.add(work, Resource("窗口甲", capacity=20))
        hall = resources.add(work, Resource("大活动室", ResourceKind.ROOM, 40, venue))
        resources.save_rules(work, counter, [SlotRule(counter, NINE, 12 * 60, 30, EVERY_DAY, places)])
        resources.save_rules(work, hall, [SlotRule(hall, 8 * 60, 21 * 60, 60, EVERY_DAY)])
        item = next(each.id for each in catalogue.all_items(work, retired=False))
        made = tuple(
            residents.add(work, person(name, date(1980, 3, 1), 301 + n, f"1390000{n:04d}")).id
            for n, name in enumerate(NAMES)
        )
    return Booked(counter, hall, item, made)


def at_counter(desk: Desk, there: Booked, who: int, in_days: int = 1, begins: int = NINE, **more: object) -> Booking:
    """Somebody books half an hour at the counter, so many days from today; into the past, as if it had been then."""
    day = desk.clock.today() + timedelta(days=in_days)
    asked = BookingRequest(
        there.counter,
        moment(day, begins),
        moment(day, begins + 30),
        resident_id=there.people[who],
        service_id=there.item,
    )
    return _book(desk, replace(asked, **more), in_days)  # type: ignore[arg-type]


def in_hall(
    desk: Desk, there: Booked, in_days: int = 2, begins: int = NINE, ends: int = 11 * 60, purpose: str = "排练"
) -> Booking:
    """A team wants the hall; a clerk takes it down, so the leader has to decide."""
    day = desk.clock.today() + timedelta(days=in_days)
    asked = BookingRequest(
        there.hall,
        moment(day, begins),
        moment(day, ends),
        people=20,
        party="太极队",
        contact="李小明",
        telephone="13800001111",
        purpose=purpose,
    )
    return _book(desk, asked, in_days)


def _book(desk: Desk, asked: BookingRequest, in_days: int) -> Booking:
    with desk.write() as work:
        then = work.now + timedelta(days=min(in_days - 1, 0))
        return booking.book(acting(replace(work, now=then), Role.CLERK), asked)


def acting(work: Work, role: Role) -> Work:
    """The same transaction, somebody of this role signed in."""
    known = next(each for each in staff.everyone(work) if each.role is role)
    return replace(work, actor=Actor(known.id, known.name, known.role))
