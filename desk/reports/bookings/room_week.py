"""What a room is used for in a week 场地使用安排: activities, bookings and closures, placed beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from desk.books.bookings import availability, queries
from desk.books.bookings.model import Booking, BookingState, Resource
from desk.books.occupations import busy
from desk.core.calendar import WorkCalendar
from desk.core.clock import start_of
from desk.core.clock_times import END_OF_DAY, HOUR, span_words
from desk.core.occupation import Occupation
from desk.core.words import bracketed
from desk.core.work import Work

DAY = timedelta(days=1)
WEEK = 7
MOST_LANES = 2
"""So many entries have room beside each other in the column of a day."""
OFFICE_HOURS = (8 * HOUR, 18 * HOUR)
"""What is drawn of a week in which the room is never open and never used."""


@dataclass(frozen=True)
class RoomEntry:
    """Something that takes the room up on one day, in minutes since midnight. What is there at one time stands in
    ``lanes`` side by side.
    """

    begins: int
    ends: int
    text: str
    booked: bool = False
    closed: bool = False
    held: bool = False
    """Asked for and not decided yet."""
    lane: int = 0
    lanes: int = 1
    parts: tuple[RoomEntry, ...] = ()
    """Where there are too many at one time to stand side by side: all of them."""

    @property
    def times(self) -> str:
        """09:00—10:30."""
        return span_words(self.begins, self.ends)

    @property
    def labels(self) -> list[str]:
        """From when to when and whose it is, of each that is there."""
        return [f"{each.times} {each.text}" for each in self.parts or (self,)]


@dataclass(frozen=True)
class RoomWeek:
    """A room from Monday to Sunday. ``entries`` and ``opens`` by day; ``first`` and ``last`` are whole hours of the day
    between which everything lies.
    """

    room: Resource
    days: Sequence[date]
    entries: Mapping[date, Sequence[RoomEntry]]
    opens: Mapping[date, Sequence[tuple[int, int]]]
    calendar: WorkCalendar
    first: int
    last: int


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def of_room(work: Work, room: Resource, day: date) -> RoomWeek:
    """The week in which a day is. Whoever booked is masked, a team or an organisation is not."""
    first = monday_of(day)
    days = [first + timedelta(days=n) for n in range(WEEK)]
    schedule = availability.schedule(work, room.id, first, days[-1])
    opens = {each: [(rule.begins, rule.ends) for rule in schedule.rules_on(each)] for each in days}
    entries = _entries(work, room, days)
    edges = [edge for spans in opens.values() for span in spans for edge in span]
    edges += [edge for each in entries.values() for entry in each if not entry.closed for edge in _edges(entry)]
    begins, ends = (min(edges), max(edges)) if edges else OFFICE_HOURS
    begins, ends = begins // HOUR * HOUR, -(-ends // HOUR) * HOUR
    shown = {each: side_by_side(_within(of_day, begins, ends)) for each, of_day in entries.items()}
    return RoomWeek(room, days, shown, opens, schedule.calendar, begins, ends)


def _edges(entry: RoomEntry) -> tuple[int, int]:
    return entry.begins, entry.ends


def _entries(work: Work, room: Resource, days: Sequence[date]) -> dict[date, list[RoomEntry]]:
    begins_at, ends_at = start_of(days[0]), start_of(days[-1]) + DAY
    if room.venue_id is None:
        return {day: [] for day in days}
    which = [each.id for each in queries.resources_at(work, room.venue_id)]
    bookings = {f"bookings:{each.id}": each for each in queries.occupying(work, which, begins_at, ends_at)}
    taken = busy(work, room.venue_id, begins_at, ends_at)
    return {day: [_entry(each, day, bookings.get(each.subject)) for each in _on(taken, day)] for day in days}


def _on(taken: Sequence[Occupation], day: date) -> list[Occupation]:
    return [each for each in taken if each.overlaps(start_of(day), start_of(day) + DAY)]


def _entry(taken: Occupation, day: date, booking: Booking | None) -> RoomEntry:
    midnight = start_of(day)
    begins = max(round((taken.begins_at - midnight).total_seconds() / 60), 0)
    ends = min(round((taken.ends_at - midnight).total_seconds() / 60), END_OF_DAY)
    if booking is None:
        return RoomEntry(begins, ends, taken.text, closed=taken.subject.startswith("closures:"))
    held = booking.state is BookingState.HELD
    return RoomEntry(
        begins, ends, booking.who + (bracketed(booking.state.label) if held else ""), booked=True, held=held
    )


def _within(entries: Sequence[RoomEntry], begins: int, ends: int) -> list[RoomEntry]:
    """What lies between two times; a closure of a whole day does not make the sheet as long as the day."""
    cut = [replace(each, begins=max(each.begins, begins), ends=min(each.ends, ends)) for each in entries]
    return [each for each in cut if each.begins < each.ends]


def side_by_side(entries: Sequence[RoomEntry]) -> list[RoomEntry]:
    """Those that overlap in lanes of their own, as many as the most of them at one time need; where these would be too
    narrow to be read, as one entry with parts.
    """
    placed: list[RoomEntry] = []
    cluster: list[RoomEntry] = []
    free_from: list[int] = []
    for each in sorted(entries, key=lambda entry: (entry.begins, -entry.ends)):
        if cluster and each.begins >= max(free_from):
            placed += _placed(cluster, len(free_from))
            cluster, free_from = [], []
        lane = next((at for at, until in enumerate(free_from) if until <= each.begins), len(free_from))
        free_from[lane : lane + 1] = [each.ends]
        cluster.append(replace(each, lane=lane))
    return placed + _placed(cluster, len(free_from))


def _placed(cluster: Sequence[RoomEntry], lanes: int) -> list[RoomEntry]:
    """What touches each other, in so many lanes."""
    if lanes <= MOST_LANES:
        return [replace(each, lanes=lanes) for each in cluster]
    begins, ends = min(each.begins for each in cluster), max(each.ends for each in cluster)
    booked, held = (all(getattr(each, name) for each in cluster) for name in ("booked", "held"))
    return [RoomEntry(begins, ends, "", booked=booked, held=held, parts=tuple(cluster))]
