"""How many bookings the counter can take at a time 每时段可约人数: who is on duty by the roster, how long the item
takes by the centre's own experience, and the share that is kept for those who walk in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from desk.books.roster.presence import Presence


@dataclass(frozen=True)
class Staffing:
    """Who serves when, and how long one person takes. ``known`` is False where a centre keeps no roster at all: its
    counters are then limited by what they hold.
    """

    present: Sequence[Presence] = ()
    minutes_each: float = 10
    """The median of the time that serving one person takes."""
    share: int = 60
    """How many of a hundred places are given to bookings; the others are for walk-ins."""
    known: bool = False

    def clerks(self, begins_at: datetime, ends_at: datetime) -> int:
        """How many are there for the whole of the time."""
        there = self._by_day.get(_day_of(begins_at), ())
        return sum(each.people for each in there if each.begins_at <= begins_at and each.ends_at >= ends_at)

    @cached_property
    def _by_day(self) -> dict[int, list[Presence]]:
        """Who is there at any time of a day: two years have thousands, and each slot asks."""
        there: dict[int, list[Presence]] = {}
        for each in self.present:
            for day in range(_day_of(each.begins_at), _day_of(each.ends_at) + 1):
                there.setdefault(day, []).append(each)
        return there

    def places(self, begins_at: datetime, ends_at: datetime) -> int:
        """How many can be booked in: clerks × slot ÷ median × share, whole people, at least one while somebody is
        there. Without a roster no limit of its own.
        """
        if not self.known:
            return MANY
        clerks = self.clerks(begins_at, ends_at)
        if not clerks:
            return 0
        minutes = (ends_at - begins_at).total_seconds() / 60
        return max(int(clerks * minutes / self.minutes_each * self.share / 100), 1)


def _day_of(at: datetime) -> int:
    """The day, the same in whatever zone the moment is told."""
    return int(at.timestamp() // DAY)


DAY = 24 * 60 * 60
"""Seconds."""
MANY = 10_000
"""More than any counter holds."""
