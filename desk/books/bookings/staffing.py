"""How many bookings the counter can take at a time 每时段可约人数: who is on duty by the roster, how long the item
takes by the centre's own experience, and the share that is kept for those who walk in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from desk.books.roster.presence import Presence
from desk.core.clock import local


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

    @cached_property
    def _on(self) -> dict[date, list[Presence]]:
        """Who is there on which of the centre's days: a month asks for every slot of it."""
        there: dict[date, list[Presence]] = {}
        for each in self.present:
            first, last = local(each.begins_at).date(), local(each.ends_at).date()
            for ahead in range((last - first).days + 1):
                there.setdefault(first + timedelta(days=ahead), []).append(each)
        return there

    def clerks(self, begins_at: datetime, ends_at: datetime) -> int:
        """How many are there for the whole of the time."""
        there = self._on.get(local(begins_at).date(), ())
        return sum(each.people for each in there if each.begins_at <= begins_at and each.ends_at >= ends_at)

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


MANY = 10_000
"""More than any counter holds."""
