"""What is free and what is taken of one resource, reckoned from what was read: no database behind it.

The board, the search for a place, the waiting list and the check inside the write all ask here, so that none of them
can promise what another refuses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from desk.books.bookings.model import NoPlaceReason, Resource, ResourceKind, SlotRule, moment
from desk.books.bookings.staffing import Staffing
from desk.core.calendar import WorkCalendar
from desk.core.clock import local
from desk.core.occupation import Occupation, Timeline, peak
from desk.core.words import clauses


@dataclass(frozen=True)
class Slot:
    """A time that can be booked, with how many people fit and how many are there."""

    begins_at: datetime
    ends_at: datetime
    places: int
    taken: int
    by: tuple[Occupation, ...] = ()
    """Who has it."""
    closed: str = ""
    """Why nobody can have it, in words; empty where it is open."""
    is_past: bool = False

    @property
    def free(self) -> int:
        """People who still fit; none once it has begun."""
        return 0 if self.closed or self.is_past else max(self.places - self.taken, 0)


@dataclass(frozen=True)
class Answer:
    """May somebody have it? ``reason`` is None where the answer is yes."""

    reason: NoPlaceReason | None = None
    free: int = 0
    """People who would fit at that time."""
    by: tuple[Occupation, ...] = ()
    """Who or what stands in the way."""
    closed: str = ""
    """Why it is closed, in words."""


@dataclass(frozen=True)
class Schedule:
    """One resource with all that was read of it for some days. ``taken`` are the bookings of its own, ``closed`` its
    closures and whatever else takes place in its venue.
    """

    resource: Resource
    rules: Sequence[SlotRule]
    calendar: WorkCalendar
    now: datetime
    taken: Sequence[Occupation] = ()
    closed: Sequence[Occupation] = ()
    staffing: Staffing = field(default_factory=Staffing)

    @cached_property
    def _taken(self) -> Timeline:
        return Timeline(self.taken)

    @cached_property
    def _closed(self) -> Timeline:
        return Timeline(self.closed)

    def rules_on(self, day: date) -> list[SlotRule]:
        """What holds on a day, in the order of the hours."""
        return sorted((rule for rule in self.rules if rule.holds_on(day, self.calendar)), key=lambda each: each.begins)

    def slots(self, day: date) -> list[Slot]:
        """The slots of a day, in order; of two rules for one time the first."""
        slots: dict[datetime, Slot] = {}
        for rule in self.rules_on(day):
            for begins in range(rule.begins, rule.ends - rule.minutes + 1, rule.minutes):
                at = moment(day, begins)
                slots.setdefault(at, self._slot(rule, at, at + timedelta(minutes=rule.minutes)))
        return [slots[at] for at in sorted(slots)]

    def _slot(self, rule: SlotRule, begins_at: datetime, ends_at: datetime) -> Slot:
        by = self._taken.during(begins_at, ends_at)
        closed = self._closed.during(begins_at, ends_at)
        places = self.places(rule, begins_at, ends_at)
        taken = peak(by, begins_at, ends_at)
        if by and not self.resource.is_shared:
            taken = max(taken, places)
        return Slot(
            begins_at,
            ends_at,
            places,
            taken,
            tuple(by),
            clauses(each.text for each in closed),
            is_past=begins_at <= self.now,
        )

    def places(self, rule: SlotRule, begins_at: datetime, ends_at: datetime) -> int:
        """People who fit at a time: what the rule says, or of a counter what its staff can serve, and never more than
        the resource holds.
        """
        if rule.places is not None:
            return min(rule.places, self.resource.capacity)
        if self.resource.kind is ResourceKind.DESK:
            return min(self.staffing.places(begins_at, ends_at), self.resource.capacity)
        return self.resource.capacity

    def answer(self, begins_at: datetime, ends_at: datetime, people: int) -> Answer:
        """May so many people have it from then till then?"""
        day = local(begins_at).date()
        rule = next(
            (each for each in self.rules_on(day) if _offers(each, self.resource, day, begins_at, ends_at)), None
        )
        if rule is None:
            return Answer(NoPlaceReason.TOO_SHORT if self.rules_on(day) else NoPlaceReason.NO_SLOTS)
        if closed := self._closed.during(begins_at, ends_at):
            return Answer(NoPlaceReason.FULL, 0, tuple(closed), clauses(each.text for each in closed))
        by = self._taken.during(begins_at, ends_at)
        if by and not self.resource.is_shared:
            return Answer(NoPlaceReason.FULL, 0, tuple(by))
        free = max(self.places(rule, begins_at, ends_at) - peak(by, begins_at, ends_at), 0)
        return Answer(None if people <= free else NoPlaceReason.FULL, free, tuple(by))

    def openings(self, first: date, last: date, people: int = 1, minutes: int = 0) -> Iterator[Slot]:
        """The slots from day to day in which so many people fit, one after the other; with ``minutes`` those from
        which on so long a time is free.
        """
        for ahead in range((last - first).days + 1):
            for slot in self.slots(first + timedelta(days=ahead)):
                if slot.free >= people and (
                    not minutes
                    or self.answer(slot.begins_at, slot.begins_at + timedelta(minutes=minutes), people).reason is None
                ):
                    yield slot

    def why_none(self, day: date, people: int = 1, minutes: int = 0) -> NoPlaceReason | None:
        """Why nobody can have anything on a day 没有号源的原因; None where something is free."""
        slots = [slot for slot in self.slots(day) if not slot.is_past]
        if not slots or all(slot.closed for slot in slots):
            return NoPlaceReason.NO_SLOTS
        if next(self.openings(day, day, people, minutes), None) is not None:
            return None
        return NoPlaceReason.TOO_SHORT if any(slot.free >= people for slot in slots) else NoPlaceReason.FULL


def _offers(rule: SlotRule, resource: Resource, day: date, begins_at: datetime, ends_at: datetime) -> bool:
    """Is this time offered by a rule? At a counter exactly one of its slots, in a room any time within its hours."""
    opens, closes = moment(day, rule.begins), moment(day, rule.ends)
    if begins_at < opens or ends_at > closes:
        return False
    if resource.kind is ResourceKind.ROOM:
        return True
    length = timedelta(minutes=rule.minutes)
    return ends_at - begins_at == length and not (begins_at - opens) % length
