"""The demo centre's bookings: two months that are over, today, and the week to come with people waiting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from desk.books import catalogue, centre
from desk.books.bookings import availability, booking, queries, resources
from desk.books.bookings.model import (
    WORKDAYS,
    Booking,
    BookingChannel,
    BookingRequest,
    BookingState,
    Cancellation,
    NoPlaceReason,
    Resource,
    ResourceKind,
    SlotRule,
    minutes_of_day,
)
from desk.books.bookings.schedule import Schedule
from desk.core.book import SampleLife
from desk.core.clock import local
from desk.core.errors import DeskError
from desk.core.occupation import Occupation
from desk.core.permissions import May, Role
from desk.core.work import Actor, Work
from desk.models.bookings import booking_moves, bookings, unmet_requests

BACK, AHEAD = timedelta(days=60), timedelta(days=6)
EVERY_DAY = frozenset(range(7))
HOURS = (("上午", 8 * 60 + 30, 11 * 60 + 30), ("下午", 15 * 60, 17 * 60))
PARTIES = (
    ("村老年协会", "排练合唱"),
    ("太极队", "太极拳晨练"),
    ("舞蹈队", "排练广场舞"),
    ("巾帼志愿队", "志愿者例会"),
    ("村民小组", "村民小组会议"),
    ("读书会", "读书分享"),
    ("红白理事会", "议事协商"),
)
CHANNELS = (BookingChannel.TELEPHONE,) * 5 + (BookingChannel.COUNTER,) * 3 + (BookingChannel.WECHAT,) * 2
ENDS = (BookingState.DONE,) * 82 + (BookingState.MISSED,) * 6 + (BookingState.CANCELLED,) * 12
"""What became of a hundred."""
CANCELLED = (Cancellation.EARLY,) * 7 + (Cancellation.LATE,) * 3 + (Cancellation.BY_US,)
FRAMES = (8 * 60 + 30, 9 * 60, 14 * 60 + 30, 16 * 60, 19 * 60)
COUNTER_HALL = "服务"
"""In the name of the room where the counters are, which nobody books."""
TELEPHONE = "1380000{n:04d}"


def fill(work: Work, life: SampleLife) -> None:
    """Counter and rooms, what was booked lately, and what is booked for the days to come."""
    work.require(May.EDIT_CENTRE)
    venues = centre.all_venues(work)
    if not (venues and life.clerks and life.adults):
        return
    dice = Random(life.seed)
    there = _resources(work, venues)
    first = max(life.first, life.until - BACK)
    clerks = [Actor(id, "", Role.CLERK) for id in life.clerks]
    maker = _Past(work, dice, [each.id for each in catalogue.all_items(work, retired=False)], life, clerks)
    for resource in there:
        read = availability.schedule(work, resource.id, first, life.until)
        maker.fill(resource, read, first, life.until - timedelta(days=1))
    if life.until == work.today:
        _to_come(work, dice, there, life)


def _resources(work: Work, venues: Sequence[centre.Venue]) -> list[Resource]:
    counter = resources.add(work, Resource("综合窗口", capacity=6))
    resources.save_rules(
        work, counter, [SlotRule(counter, begins, ends, 30, WORKDAYS) for _name, begins, ends in HOURS]
    )
    for venue in [each for each in venues if COUNTER_HALL not in each.name][:3]:
        room = resources.add(work, Resource(venue.name, ResourceKind.ROOM, venue.capacity, venue.id))
        resources.save_rules(work, room, [SlotRule(room, 8 * 60, 21 * 60, 30, EVERY_DAY)])
    return queries.all_resources(work)


@dataclass
class _Past:
    """Makes the bookings that are over, day by day."""

    work: Work
    dice: Random
    items: Sequence[int]
    life: SampleLife
    clerks: Sequence[Actor]
    made: int = 0

    def fill(self, resource: Resource, read: Schedule, first: date, last: date) -> None:
        """Some for each day, as many as there is room for; now and then somebody asks in vain."""
        read = replace(read, now=read.now - BACK * 2)
        for ordinal in range(first.toordinal(), last.toordinal() + 1):
            day = date.fromordinal(ordinal)
            taken: list[Occupation] = []
            for request in self._wishes(resource, read, day):
                answer = replace(read, taken=taken).answer(request.begins_at, request.ends_at, request.people)
                if answer.reason is None:
                    taken.append(Occupation(request.begins_at, request.ends_at, request.people, True, f"{len(taken)}"))
                    self._store(request)
                elif answer.reason is NoPlaceReason.FULL and resource.kind is ResourceKind.DESK:
                    self._ask_in_vain(request)

    def _wishes(self, resource: Resource, read: Schedule, day: date) -> Iterator[BookingRequest]:
        if resource.kind is ResourceKind.DESK:
            slots = read.slots(day)
            for _n in range(self.dice.randint(6, 16) if slots else 0):
                slot = slots[min(self.dice.randrange(len(slots)), self.dice.randrange(len(slots)))]
                yield self._counter(resource, slot.begins_at, slot.ends_at)
        elif self.dice.random() < 0.4 and (slots := read.slots(day)):
            begins_at = next(
                (s.begins_at for s in slots if minutes_of_day(s.begins_at) == self.dice.choice(FRAMES)), None
            )
            if begins_at:
                yield room_request(self.dice, resource, begins_at)

    def _counter(self, resource: Resource, begins_at: datetime, ends_at: datetime) -> BookingRequest:
        return BookingRequest(
            resource.id,
            begins_at,
            ends_at,
            resident_id=self.dice.choice(list(self.life.adults)),
            telephone=TELEPHONE.format(n=self.dice.randrange(10_000)),
            service_id=self.dice.choice(self.items),
            channel=self.dice.choice(CHANNELS),
        )

    def _store(self, request: BookingRequest) -> None:
        state = self.dice.choice(ENDS)
        made_at = request.begins_at - timedelta(days=self.dice.randint(1, 5), minutes=self.dice.randint(5, 300))
        clerk = self.dice.choice(self.clerks)
        self.made += 1
        came_at = request.begins_at - timedelta(minutes=self.dice.randint(-8, 15))
        is_done = state is BookingState.DONE
        cancelled = self.dice.choice(CANCELLED) if state is BookingState.CANCELLED else Cancellation.NONE
        id = self.work.add(
            bookings,
            booking.row_of(request)
            | {
                "number": f"Y{local(made_at):%Y%m%d}-{self.made:03d}",
                "state": state.value,
                "cancelled": cancelled.value,
                "came_at": came_at if is_done else None,
                "left_at": request.ends_at if is_done else None,
                "made_by": clerk.id,
                "made_at": made_at,
            },
        )
        path: list[tuple[BookingState, datetime]] = [(BookingState.BOOKED, made_at)]
        if is_done:
            path += [(BookingState.ARRIVED, came_at), (BookingState.DONE, request.ends_at)]
        else:
            path.append((state, request.ends_at if state is BookingState.MISSED else request.begins_at))
        rows: list[dict[str, Any]] = [
            {"booking_id": id, "state": each.value, "at": at, "staff_id": clerk.id} for each, at in path
        ]
        self.work.add_all(booking_moves, rows)

    def _ask_in_vain(self, request: BookingRequest) -> None:
        values = {
            "resource_id": request.resource_id,
            "service_id": request.service_id,
            "day": local(request.begins_at).date(),
            "begins": minutes_of_day(request.begins_at),
            "reason": NoPlaceReason.FULL.value,
            "staff_id": self.dice.choice(self.clerks).id,
            "at": request.begins_at - timedelta(days=1),
        }
        self.work.add(unmet_requests, values)


def room_request(dice: Random, resource: Resource, begins_at: datetime) -> BookingRequest:
    """A team wants a room for an hour and a half or two."""
    party, purpose = dice.choice(PARTIES)
    return BookingRequest(
        resource.id,
        begins_at,
        begins_at + timedelta(minutes=dice.choice((90, 120))),
        people=dice.randint(5, max(5, resource.capacity - 2)) if resource.capacity > 5 else 1,
        party=party,
        contact="联络员",
        telephone=TELEPHONE.format(n=dice.randrange(10_000)),
        purpose=purpose,
        channel=dice.choice(CHANNELS),
    )


def _to_come(work: Work, dice: Random, there: Sequence[Resource], life: SampleLife) -> None:
    """Today and the days ahead, by the book's own rules: what is refused is simply not there."""
    items = [each.id for each in catalogue.all_items(work, retired=False)]
    clerk = replace(work, actor=Actor(life.clerks[0], "", Role.CLERK))
    for resource in there:
        read = availability.schedule(work, resource.id, life.until, life.until + AHEAD)
        slots = list(read.openings(life.until, life.until + AHEAD))
        for slot in dice.sample(slots, min(len(slots), 14 if resource.kind is ResourceKind.DESK else 3)):
            asked = room_request(dice, resource, slot.begins_at)
            if resource.kind is ResourceKind.DESK:
                asked = BookingRequest(
                    resource.id,
                    slot.begins_at,
                    slot.ends_at,
                    resident_id=dice.choice(list(life.adults)),
                    telephone=TELEPHONE.format(n=dice.randrange(10_000)),
                    service_id=dice.choice(items),
                    channel=dice.choice(CHANNELS),
                )
            _try(clerk if dice.random() < 0.5 else work, asked)
    _let_some_wait(work, dice, there[0], life, items)


def _try(work: Work, asked: BookingRequest) -> Booking | None:
    try:
        return booking.book(work, asked)
    except DeskError:
        return None


def _let_some_wait(work: Work, dice: Random, counter: Resource, life: SampleLife, items: Sequence[int]) -> None:
    """The first time of the next working day is full, two wait for it, and one place comes free again."""
    read = availability.schedule(work, counter.id, life.until + timedelta(days=1), life.until + AHEAD)
    slot = next(iter(read.openings(life.until + timedelta(days=1), life.until + AHEAD)), None)
    if slot is None:
        return
    made = []
    for n in range(slot.free + 2):
        person = dice.choice(list(life.adults))
        asked = BookingRequest(
            counter.id, slot.begins_at, slot.ends_at, resident_id=person, telephone=TELEPHONE.format(n=n)
        )
        made.append(_try(work, replace(asked, service_id=dice.choice(items), waits=True)))
    first = next((each for each in made if each and each.state is BookingState.BOOKED), None)
    if first:
        booking.cancel(work, first.id, "来电取消")
