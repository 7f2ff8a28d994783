"""When a row of a list is: its day, begin and end, and what a counter's slot or a room makes of a begin alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from desk.books.bookings import availability
from desk.books.bookings.model import Resource, ResourceKind, minutes_of_day
from desk.books.visits import Pace
from desk.core.clock import local
from desk.core.errors import Problem
from desk.core.sheet_times import when
from desk.core.spreadsheet import Cell
from desk.core.words import _
from desk.core.work import Work

HALF_HOUR = 30


def times_of(
    work: Work, resource: Resource, cells: Mapping[str, Cell], problems: list[Problem], pace: Pace | None = None
) -> tuple[date, int, int]:
    """Day, begin and end, in minutes since midnight. What cannot be read is a problem, as is a room without an end."""
    day, begins, ends = when(cells, work.today, problems)
    if ends == begins and not problems:
        if resource.kind is ResourceKind.ROOM:
            problems.append(Problem("times", _("Please enter until when the room is wanted, as 14:30-16:00.")))
        else:
            ends = slot_end(work, resource, day, begins, pace)
    return day, begins, ends


def slot_end(work: Work, resource: Resource, day: date, begins: int, pace: Pace | None = None) -> int:
    """When the slot of a counter ends that begins then; half an hour later where none does, of which the rules tell."""
    slots = availability.schedule(work, resource.id, day, day, pace=pace).slots(day)
    slot = next((each for each in slots if minutes_of_day(each.begins_at) == begins), None)
    if slot is None:
        return min(begins + HALF_HOUR, 24 * 60)
    return begins + round((local(slot.ends_at) - local(slot.begins_at)).total_seconds() / 60)
