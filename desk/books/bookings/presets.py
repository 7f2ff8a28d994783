"""What most centres let people book 常用预约对象: one counter with the centre's hours, and a room per venue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from desk.books import centre
from desk.books.bookings import queries, resources
from desk.books.bookings.model import Resource, ResourceKind, SlotRule
from desk.books.centre import OpeningSpan, Venue
from desk.core.permissions import May
from desk.core.words import P_
from desk.core.work import Work

MOST_AT_ONCE = 6
"""People in one slot of the counter, however many are on duty: to be checked by whoever sets it up."""
COUNTER_MINUTES, ROOM_MINUTES = 30, 60


def take_presets(work: Work) -> int:
    """Set up what most centres have, to be checked: what is there already by its name stays. How many were added."""
    work.require(May.DECIDE_BOOKINGS)
    there = {each.name for each in queries.all_resources(work, retired=True)}
    hours = centre.opening_hours(work) or list(centre.WEEK)
    counter = Resource(P_("resource", "General counter"), ResourceKind.DESK, MOST_AT_ONCE)
    wanted = [(counter, _rules(hours, COUNTER_MINUTES))]
    for venue in centre.all_venues(work):
        room = Resource(venue.name[: resources.LONGEST_NAME], ResourceKind.ROOM, venue.capacity, venue.id)
        wanted.append((room, _rules(_own_hours(venue, hours), ROOM_MINUTES)))
    fresh = [(resource, rules) for resource, rules in wanted if resource.name not in there]
    for resource, rules in fresh:
        id = resources.add(work, resource)
        resources.save_rules(work, id, [replace(rule, resource_id=id) for rule in rules])
    return len(fresh)


def _own_hours(venue: Venue, hours: Iterable[OpeningSpan]) -> list[OpeningSpan]:
    """The centre's days with the venue's own hours, where it has any."""
    if venue.opens is None or venue.closes is None:
        return list(hours)
    return [OpeningSpan(day, venue.opens, venue.closes) for day in sorted({each.weekday for each in hours})]


def _rules(hours: Iterable[OpeningSpan], minutes: int) -> list[SlotRule]:
    """One rule for each time of day, with the weekdays on which it holds."""
    days: dict[tuple[int, int], set[int]] = {}
    for each in hours:
        days.setdefault((each.opens, each.closes), set()).add(each.weekday)
    return [
        SlotRule(0, begins, ends, min(minutes, ends - begins), frozenset(on))
        for (begins, ends), on in sorted(days.items())
    ]
