"""The footfall of zones 功能区客流 over some days: by zone, hour, weekday and month.

A zone's way decides which numbers count: of one whose people are counted on rounds the counts, of any other what the
books know. What the books know of a counted zone is shown beside and never added.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from desk.books import centre
from desk.books.zones import footfall_queries, queries
from desk.books.zones.footfall_queries import HourCount, Source
from desk.books.zones.model import FootfallWay, ZoneDetails
from desk.core.clock import local
from desk.core.month import Month
from desk.core.work import Work

HALL = "便民服务大厅"
"""The room whose zone is that of the counter until the manager chooses one."""
Part = TypeVar("Part", bound=Hashable)


def counter_zone(work: Work) -> int | None:
    """The zone of the counter 窗口所在功能区: the manager's choice, else that of the hall; None while there is none."""
    chosen: int = centre.setting(work, "counter_zone")
    return chosen or queries.zone_of_venue(work, HALL)


def hour_now(work: Work) -> int:
    """The hour of the centre's day in which this is done."""
    return local(work.now).hour


@dataclass(frozen=True)
class Footfall:
    """Of some days. ``all_counts`` holds also what does not count by its zone's way."""

    ways: Mapping[int, FootfallWay]
    all_counts: Sequence[HourCount]

    def counts(self, each: HourCount) -> bool:
        """Does it count, by the way of its zone?"""
        is_counted = self.ways.get(each.zone_id or 0) is FootfallWay.COUNTED
        return (each.source is Source.COUNTS) == is_counted

    @cached_property
    def counting(self) -> tuple[HourCount, ...]:
        """What counts."""
        return tuple(filter(self.counts, self.all_counts))

    @cached_property
    def beside(self) -> Mapping[int | None, int]:
        """What the books know of the zones in which people are counted on rounds; it is not added."""
        left_out = [each for each in self.all_counts if each.source is not Source.COUNTS and not self.counts(each)]
        return _sums(left_out, lambda each: each.zone_id)

    @cached_property
    def people(self) -> Mapping[int | None, int]:
        """By zone; None for what the books have in no zone."""
        return _sums(self.counting, lambda each: each.zone_id)

    @cached_property
    def by_hour(self) -> Mapping[tuple[int | None, int], int]:
        """By zone and hour of the day."""
        return _sums(self.counting, lambda each: (each.zone_id, each.hour))

    @cached_property
    def by_weekday(self) -> Mapping[tuple[int | None, int], int]:
        """By zone and weekday, Monday 0."""
        return _sums(self.counting, lambda each: (each.zone_id, each.day.weekday()))

    @cached_property
    def by_month(self) -> Mapping[tuple[int | None, Month], int]:
        """By zone and month."""
        return _sums(self.counting, lambda each: (each.zone_id, Month.of(each.day)))

    @cached_property
    def rounds(self) -> Mapping[int | None, int]:
        """By counted zone, in how many hours somebody counted there."""
        rounds: dict[int | None, int] = {}
        for each in self.counting:
            if each.source is Source.COUNTS:
                rounds[each.zone_id] = rounds.get(each.zone_id, 0) + 1
        return rounds

    def within(self, first: date, last: date) -> Footfall:
        """The same of some of its days."""
        return Footfall(self.ways, [each for each in self.all_counts if first <= each.day <= last])


def _sums(counts: Sequence[HourCount], part: Callable[[HourCount], Part]) -> dict[Part, int]:
    sums: dict[Part, int] = {}
    for each in counts:
        key = part(each)
        sums[key] = sums.get(key, 0) + each.people
    return sums


def read(work: Work, first: date, last: date, zones: Sequence[ZoneDetails] | None = None) -> Footfall:
    """Of these days, of all zones that there are, also those out of use."""
    there = queries.details(work) if zones is None else zones
    counts = footfall_queries.hour_counts(work, first, last, counter_zone(work))
    return Footfall({zone.id: zone.footfall for zone in there}, counts)
