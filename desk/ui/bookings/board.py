"""What the board of a day 预约看板 shows, read in one go: times of every counter and room, and the day's bookings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from desk.books.bookings import availability, queries
from desk.books.bookings.model import OCCUPYING, Booking, BookingState, NoPlaceReason, Resource, minutes_of_day
from desk.books.bookings.schedule import Schedule, Slot
from desk.core.calendar import date_words
from desk.core.clock_times import END_OF_DAY, clock, span_words
from desk.core.words import P_, listed, phrases
from desk.services.session import Desk

SHOWN = (*OCCUPYING, BookingState.WAITING, BookingState.MISSED)
"""Bookings that stand in the list of a day; what was cancelled or refused is found by its number."""


@dataclass(frozen=True)
class BoardCell:
    """A time of one resource: a slot, or neighbouring slots of a room that the same party has."""

    resource: Resource
    begins_at: datetime
    ends_at: datetime
    free: int = 0
    """People who still fit."""
    bookings: tuple[Booking, ...] = ()
    """Who has it."""
    others: tuple[str, ...] = ()
    """What else takes it up, in words."""
    closed: str = ""
    is_past: bool = False

    @property
    def begins(self) -> int:
        """In minutes since midnight."""
        return minutes_of_day(self.begins_at)

    @property
    def ends(self) -> int:
        """In minutes since midnight, 1440 at its end."""
        return minutes_of_day(self.ends_at) or END_OF_DAY

    @property
    def names(self) -> str:
        """Who has it, masked; a room also with what for, as far as that is no person's."""
        return listed([*(booking.who for booking in self.bookings), *self.others])

    @property
    def state(self) -> str:
        """余3, 可约, 已满, 已约 or 待审 of a room, why it is closed, or 已过."""
        if self.closed:
            return self.closed
        if self.free:
            return P_("slot", "{n} free", n=self.free) if self.resource.is_shared else P_("slot", "Free")
        if self.is_past:
            return "" if self.bookings or self.others else P_("slot", "Past")
        if self.resource.is_shared:
            return P_("slot", "Full")
        is_asked = any(booking.state is BookingState.HELD for booking in self.bookings)
        return BookingState.HELD.label if is_asked else P_("slot", "Taken")

    @property
    def spoken(self) -> str:
        """09:00-09:30 窗口一，余2，张*丰."""
        return phrases(
            filter(None, (f"{span_words(self.begins, self.ends)} {self.resource.name}", self.state, self.names))
        )

    @property
    def reason(self) -> NoPlaceReason | None:
        """Why nobody can have it; None where there is room."""
        if self.free:
            return None
        return NoPlaceReason.NO_SLOTS if self.closed or self.is_past else NoPlaceReason.FULL


class DayBoard:
    """One day, which the board and the list beside it look at."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.day = self.today
        self.resources: list[Resource] = []
        self.bookings: list[Booking] = []
        """Of the day, by their begin."""
        self.schedules: dict[int, Schedule] = {}
        self.cells: dict[int, list[BoardCell]] = {}
        """By resource, in order."""
        self.edges: list[int] = []
        """Where a time of some resource begins or ends, in minutes since midnight."""

    @property
    def today(self) -> date:
        """By the desk's clock."""
        return self._desk.clock.today()

    def read(self) -> None:
        """Everything of the day, as the book has it now."""
        with self._desk.read() as work:
            self.bookings = queries.between(work, self.day, self.day, *SHOWN)
            used = {booking.resource_id for booking in self.bookings}
            every = queries.all_resources(work, retired=True)
            self.resources = [each for each in every if each.active or each.id in used]
            self.schedules = availability.schedules(work, self.resources, self.day, self.day)
        known = {f"bookings:{booking.id}": booking for booking in self.bookings}
        self.cells = {each.id: list(self._cells(self.schedules[each.id], known)) for each in self.resources}
        edges = {edge for cells in self.cells.values() for cell in cells for edge in (cell.begins, cell.ends)}
        self.edges = sorted(edges)

    def _cells(self, schedule: Schedule, known: dict[str, Booking]) -> Iterator[BoardCell]:
        slots = [_cell(schedule.resource, slot, known) for slot in schedule.slots(self.day)]
        own = [each for each in known.values() if each.resource_id == schedule.resource.id]
        cells = [*slots, *_outside(schedule.resource, slots, own, schedule.now)]
        waiting: BoardCell | None = None
        for cell in sorted(cells, key=lambda each: each.begins_at):
            if waiting is not None and _is_one(waiting, cell):
                waiting = _together(waiting, cell)
                continue
            if waiting is not None:
                yield waiting
            waiting = cell
        if waiting is not None:
            yield waiting

    def why_none(self, resource: Resource) -> NoPlaceReason | None:
        """Why nobody can have anything of a resource on this day; None where something is free."""
        return self.schedules[resource.id].why_none(self.day)

    def free(self, resource: Resource) -> int:
        """Times of the day at which there is room."""
        return sum(cell.free > 0 for cell in self.cells[resource.id])

    def booking(self, id: int) -> Booking | None:
        """A booking of the day by its id."""
        return next((each for each in self.bookings if each.id == id), None)

    def is_late(self, booking: Booking) -> bool:
        """Should they be here already 应到未到?"""
        now = self.schedules[booking.resource_id].now
        return booking.state is BookingState.BOOKED and booking.begins_at < now

    def counted(self, *states: BookingState) -> int:
        """How many bookings of the day are in these states."""
        return sum(booking.state in states for booking in self.bookings)


def _cell(resource: Resource, slot: Slot, known: dict[str, Booking]) -> BoardCell:
    return BoardCell(
        resource,
        slot.begins_at,
        slot.ends_at,
        slot.free,
        tuple(known[each.subject] for each in slot.by if each.subject in known),
        tuple(each.text for each in slot.by if each.subject not in known),
        slot.closed,
        slot.is_past,
    )


def _outside(
    resource: Resource, slots: Sequence[BoardCell], own: Sequence[Booking], now: datetime
) -> Iterator[BoardCell]:
    """Bookings that no slot shows, as after the hours were changed: they stay visible."""
    shown = {booking.id for cell in slots for booking in cell.bookings}
    ends_at: datetime | None = None
    for booking in own:
        free = booking.state in OCCUPYING and booking.id not in shown
        beside = all(cell.ends_at <= booking.begins_at or cell.begins_at >= booking.ends_at for cell in slots)
        if free and beside and (ends_at is None or ends_at <= booking.begins_at):
            ends_at = booking.ends_at
            yield BoardCell(
                resource, booking.begins_at, booking.ends_at, 0, (booking,), is_past=booking.begins_at <= now
            )


def _is_one(cell: BoardCell, following: BoardCell) -> bool:
    """Has the same party both, or are both closed for the same reason?"""
    if cell.ends_at != following.begins_at or cell.closed != following.closed:
        return False
    if cell.closed:
        return cell.bookings == following.bookings
    taken = not cell.resource.is_shared and bool(cell.bookings or cell.others)
    return taken and (cell.bookings, cell.others) == (following.bookings, following.others)


def _together(cell: BoardCell, following: BoardCell) -> BoardCell:
    return BoardCell(
        cell.resource,
        cell.begins_at,
        following.ends_at,
        0,
        cell.bookings,
        cell.others,
        cell.closed,
        cell.is_past and following.is_past,
    )


def time_words(booking: Booking) -> str:
    """09:00 at a counter, 14:00-16:00 in a room."""
    return clock(booking.begins) if booking.service_id else booking.times


def time_and_place(booked: Booking) -> str:
    """11月25日09:00—09:30 窗口一."""
    return f"{date_words(booked.day)}{booked.times} {booked.resource}"
