"""Counting people on rounds 巡查计数: zone by zone, for the hour in which somebody walks by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from math import ceil

from desk.books import centre
from desk.books.centre import days_off
from desk.books.zones import footfall, queries, rules
from desk.books.zones.model import FootfallWay, ZoneCount, ZoneDetails
from desk.core.clock import local
from desk.core.errors import Invalid, Problem, Refused, refuse_wrong, wrong_fields
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.zones import zone_counts


def counted_zones(work: Work) -> list[ZoneDetails]:
    """Those in use whose people are counted."""
    return [each for each in queries.details(work) if each.active and each.footfall is FootfallWay.COUNTED]


def count(work: Work, zone_id: int, people: int, hour: int | None = None) -> None:
    """So many are in a zone in this hour, or were in an earlier one of today. What was counted in that hour before is
    corrected. Raises ``Invalid``, ``Refused``.
    """
    work.require(May.SERVE)
    at = footfall.hour_now(work) if hour is None else hour
    zone = queries.find(work, zone_id)
    refuse_wrong(rules.count_rules(work, zone, work.today, at, people))
    _store(work, ZoneCount(zone_id, work.today, at, people))


def round_of(work: Work, people: Mapping[int, int], hour: int | None = None) -> int:
    """A whole round, by zone; how many zones were counted. Raises ``Invalid`` with the zones that are wrong, by the
    field ``zone:id``; then nothing is stored.
    """
    work.require(May.SERVE)
    at = footfall.hour_now(work) if hour is None else hour
    problems = []
    for zone_id, many in people.items():
        wrong = wrong_fields(rules.count_rules(work, queries.find(work, zone_id), work.today, at, many))
        problems += [Problem(f"zone:{zone_id}", each.message) for each in wrong[:1]]
    if problems:
        raise Invalid(*problems)
    if not people:
        raise Refused(_("Nothing was counted yet. Please enter at least one zone."))
    for zone_id, many in people.items():
        _store(work, ZoneCount(zone_id, work.today, at, many))
    return len(people)


def store_past(work: Work, counted: ZoneCount) -> None:
    """A count of any day, from a table. Raises ``Invalid``."""
    work.require(May.IMPORT)
    zone = queries.find(work, counted.zone_id)
    refuse_wrong(rules.count_rules(work, zone, counted.day, counted.hour, counted.people))
    _store(work, counted)


def _store(work: Work, counted: ZoneCount) -> None:
    before = queries.count_of(work, counted.zone_id, counted.day, counted.hour)
    values = {"people": counted.people, "staff_id": work.actor.id, "at": work.now}
    if before is None:
        place = {"zone_id": counted.zone_id, "day": counted.day, "hour": counted.hour}
        id = work.add(zone_counts, {**place, **values})
        audited = {**place, "day": counted.day.isoformat(), "people": counted.people}
        work.audit("zone_count.add", f"zone_counts:{id}", after=audited)
    elif before[1] != counted.people:
        work.change(zone_counts, before[0], values)
        subject = f"zone_counts:{before[0]}"
        work.audit("zone_count.correct", subject, {"people": before[1]}, {"people": counted.people})


def missing(work: Work) -> int:
    """How many of today's rounds should have been done by now and were not; 0 where nothing is counted on rounds, or
    the centre is closed. The day's rounds are spread over its opening hours, each due from the begin of its part on.
    """
    there, wanted = counted_zones(work), centre.rule(work, "zone_rounds")
    if not there or not wanted:
        return 0
    hours: dict[int, set[int]] = {zone.id: set() for zone in there}
    for each in queries.counts_of_day(work, work.today):
        hours.setdefault(each.zone_id, set()).add(each.hour)
    done = min(len(hours[zone.id]) for zone in there)
    return max(_due_by_now(work, wanted, work.today) - done, 0)


def _due_by_now(work: Work, wanted: int, day: date) -> int:
    spans = days_off.open_spans(work, day)
    now = local(work.now)
    minute = now.hour * 60 + now.minute
    whole = sum(closes - opens for opens, closes in spans)
    gone = sum(max(min(minute, closes) - opens, 0) for opens, closes in spans)
    return min(ceil(wanted * gone / whole), wanted) if whole else 0
