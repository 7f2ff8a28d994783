"""The words of a roster: who, when, which turns, and what is asked of a plan.

Times of day are minutes since midnight and may pass 1440 (a night shift ends on the next day). Loads are whole
points: ``DUTY`` points are one ordinary weekday duty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from desk.core.words import N_, NP_, Worded

DAY = 1440
DUTY = 100
EVENING_FROM = 17 * 60 + 30


class Post(Worded):
    """What a shift wants of a person."""

    CLERK = "clerk", NP_("post", "Clerk on duty")
    LEADER = "leader", N_("Leader in charge")


class LoadKind(Worded):
    """What a duty weighs by."""

    WORKDAY = "workday", NP_("kind of day", "Workday")
    MAKE_UP = "make_up", N_("Make-up workday")
    SATURDAY = "saturday", N_("Sat")
    SUNDAY = "sunday", N_("Sun")
    HOLIDAY = "holiday", N_("Public holiday")
    EVENING = "evening", N_("Evening")


@dataclass(frozen=True)
class Shift:
    """A named span of a day. ``needs`` people of ``post``, at least one of them with ``skill`` where one is named."""

    id: int
    name: str
    begins: int
    ends: int
    needs: int = 1
    post: Post = Post.CLERK
    skill: str = ""

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return self.ends - self.begins


@dataclass(frozen=True)
class Slot:
    """One shift on one day: how many people, and what a duty in it counts."""

    day: date
    shift: Shift
    needs: int
    points: int
    kind: LoadKind

    @property
    def begins(self) -> int:
        """Minutes on a scale that runs through all days."""
        return self.day.toordinal() * DAY + self.shift.begins

    @property
    def ends(self) -> int:
        """When it ends, on the scale of ``begins``."""
        return self.day.toordinal() * DAY + self.shift.ends

    @property
    def key(self) -> tuple[date, int]:
        """Day and shift, which name a slot."""
        return self.day, self.shift.id


class Assignment(NamedTuple):
    """One person's duty: day, shift id, person id."""

    day: date
    shift: int
    person: int


@dataclass(frozen=True)
class Worker:
    """Somebody who takes turns. ``share`` is the part of a full load in percent; ``per_week`` counts duties."""

    id: int
    name: str
    posts: frozenset[Post] = frozenset({Post.CLERK})
    skills: frozenset[str] = frozenset()
    first: date | None = None
    last: date | None = None
    share: int = 100
    per_week: int = 5
    in_row: int = 5

    def works_on(self, day: date) -> bool:
        """Is the person with the centre on this day?"""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Unavailability:
    """A span in which a person cannot be on duty; ``weekdays`` narrows it to those days, ``begins``-``ends`` to hours.

    Leave (``leave``) lowers the person's fair share pro rata; other unavailability does not.
    """

    person: int
    first: date
    last: date
    begins: int = 0
    ends: int = DAY
    weekdays: frozenset[int] = frozenset(range(7))
    leave: bool = True
    reason: str = ""

    def covers(self, day: date) -> bool:
        """Does it keep the person from this slot?"""
        return self.first <= day <= self.last and day.weekday() in self.weekdays

    def meets(self, slot: Slot) -> bool:
        """Does it lie across this slot? A night shift is met by an absence of the next morning too."""
        for day in (slot.day, slot.day + timedelta(days=1)):
            start = day.toordinal() * DAY
            if self.covers(day) and slot.begins < start + self.ends and start + self.begins < slot.ends:
                return True
        return False


@dataclass(frozen=True)
class Wish:
    """A person would like to be on duty (``on``) or not, on the days of a span, in one shift or any."""

    person: int
    on: bool
    first: date
    last: date
    weekdays: frozenset[int] = frozenset(range(7))
    shift: int | None = None

    def covers(self, slot: Slot) -> bool:
        """Is the wish about this slot?"""
        return (
            self.first <= slot.day <= self.last
            and slot.day.weekday() in self.weekdays
            and self.shift in (None, slot.shift.id)
        )


@dataclass(frozen=True)
class Pair:
    """Two people who must not share a shift, or (``together``) would rather."""

    person: int
    other: int
    together: bool = False


@dataclass(frozen=True)
class Limits:
    """``rest``: minutes between a duty's end and the next day's begin. ``daily``: minutes on duty in a day.

    The defaults: twelve hours from one day's last to the next day's first; eleven hours a day (eight, and
    the three more that the Labour Law allows for special reasons, art. 36 and 41; usually it is one).
    """

    rest: int = 12 * 60
    daily: int = 11 * 60


@dataclass(frozen=True)
class Load:
    """Points, and apart from them the duties on weekends, holidays and evenings, each ``DUTY`` points a duty."""

    points: int = 0
    weekend: int = 0
    holiday: int = 0
    evening: int = 0

    def __add__(self, other: Load) -> Load:
        return Load(*(a + b for a, b in zip(self.parts, other.parts, strict=True)))

    def __sub__(self, other: Load) -> Load:
        return Load(*(a - b for a, b in zip(self.parts, other.parts, strict=True)))

    @property
    def parts(self) -> tuple[int, int, int, int]:
        """Points, weekend, holiday and evening, in this order."""
        return self.points, self.weekend, self.holiday, self.evening


def load_of(slot: Slot) -> Load:
    """What one duty in this slot adds."""
    weekend = slot.kind in (LoadKind.SATURDAY, LoadKind.SUNDAY) or (
        slot.kind is LoadKind.EVENING and slot.day.weekday() >= 5
    )
    return Load(
        slot.points,
        DUTY * weekend,
        DUTY * (slot.kind is LoadKind.HOLIDAY),
        DUTY * (slot.kind is LoadKind.EVENING or slot.shift.begins >= EVENING_FROM),
    )


@dataclass(frozen=True)
class RosterProblem:
    """A whole question: the slots of a span of days, the people, and everything that binds or is wished.

    ``kept`` are duties in the span that stay as they are; ``around`` duties just before and after it, which count
    for rest, days in a row and weeks. ``carried`` is what each person did over (+) or under (-) the fair share so
    far. ``published`` is what people were told already. ``span`` are the first and last day, where the slots are but
    some of those of a longer span.
    """

    slots: tuple[Slot, ...]
    people: tuple[Worker, ...]
    aways: tuple[Unavailability, ...] = ()
    wishes: tuple[Wish, ...] = ()
    pairs: tuple[Pair, ...] = ()
    limits: Limits = field(default_factory=Limits)
    kept: frozenset[Assignment] = frozenset()
    around: tuple[tuple[Slot, int], ...] = ()
    carried: Mapping[int, Load] = field(default_factory=dict)
    published: frozenset[Assignment] = frozenset()
    span: tuple[date, date] | None = None

    @cached_property
    def by_key(self) -> dict[tuple[date, int], Slot]:
        """The slots by day and shift."""
        return {slot.key: slot for slot in self.slots}

    @cached_property
    def by_id(self) -> dict[int, Worker]:
        """The people by their ids."""
        return {person.id: person for person in self.people}

    @cached_property
    def days(self) -> list[date]:
        """Every day from the first to the last slot, or of the ``span``."""
        if not self.slots:
            return []
        first, last = self.span or (min(s.day for s in self.slots), max(s.day for s in self.slots))
        return [first + timedelta(days=n) for n in range((last - first).days + 1)]

    @cached_property
    def aways_of(self) -> dict[int, list[Unavailability]]:
        """What keeps each person from duty, by their ids."""
        by_person: dict[int, list[Unavailability]] = {person.id: [] for person in self.people}
        for away in self.aways:
            by_person.setdefault(away.person, []).append(away)
        return by_person

    def away(self, person: int, slot: Slot) -> Unavailability | None:
        """What keeps a person from a slot; None when nothing does."""
        return next((away for away in self.aways_of.get(person, ()) if away.meets(slot)), None)


def week_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())
