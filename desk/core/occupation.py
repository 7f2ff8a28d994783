"""Who has something at which time 占用: one test for any two spans of time, and the most people at one moment.

An older span that encloses the new one overlaps it as well, which "does either end lie inside the other?" does not see.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Occupation:
    """Somebody or something that takes up a venue or a counter from one moment up to, but without, another."""

    begins_at: datetime
    ends_at: datetime
    people: int = 1
    alone: bool = True
    """Nobody else may be there at that time."""
    subject: str = ""
    """``table:id``, as in the audit."""
    text: str = ""
    """Whose it is, as it is told; whoever is named in it masked."""

    def overlaps(self, begins_at: datetime, ends_at: datetime) -> bool:
        """Has it a moment in common with that span? What ends when another begins has not."""
        return self.begins_at < ends_at and begins_at < self.ends_at


class Timeline:
    """Occupations in the order in which they begin, to be asked for those that overlap a span: by halving, and then
    only as far back as the longest of them reaches.
    """

    def __init__(self, occupations: Iterable[Occupation]) -> None:
        self._all = sorted(occupations, key=lambda each: each.begins_at)
        self._begins = [each.begins_at for each in self._all]
        self._longest = max((each.ends_at - each.begins_at for each in self._all), default=timedelta())

    def during(self, begins_at: datetime, ends_at: datetime) -> list[Occupation]:
        """Whatever has a moment in common with a span, by its begin."""
        first = bisect_right(self._begins, begins_at - self._longest)
        return [each for each in self._all[first : bisect_left(self._begins, ends_at)] if each.ends_at > begins_at]


def peak(occupations: Iterable[Occupation], begins_at: datetime, ends_at: datetime) -> int:
    """The most people at any one moment of a span, of all who are there in it."""
    edges: dict[datetime, int] = {}
    for each in occupations:
        if each.overlaps(begins_at, ends_at):
            edges[each.begins_at] = edges.get(each.begins_at, 0) + each.people
            edges[each.ends_at] = edges.get(each.ends_at, 0) - each.people
    most = people = 0
    for moment in sorted(edges):
        people += edges[moment]
        most = max(most, people)
    return most
