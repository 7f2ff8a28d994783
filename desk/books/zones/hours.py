"""When a zone is open 开放时间: its own hours or the centre's, on the days on which the centre is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desk.books.centre import days_off, opening_hours
from desk.books.zones.model import HAPPENED, Adjustment, AdjustmentKind, ZoneDetails
from desk.core.book import Span
from desk.core.calendar import DayKind
from desk.core.month import Month
from desk.core.work import Work

MONTHS = 3
"""So many are looked at when a zone is judged, and compared before and after an adjustment."""


def months_until(day: date) -> Span:
    """The three months that end with a day: from September 1st of November 30th."""
    following = day + timedelta(days=1)
    return Month.of(following).plus(-MONTHS).same_day(following), day


def months_from(day: date) -> Span:
    """The three months that begin with a day."""
    return day, Month.of(day).plus(MONTHS).same_day(day) - timedelta(days=1)


def days_of(first: date, last: date) -> list[date]:
    """Every day from the first to the last."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


@dataclass(frozen=True)
class OpenDays:
    """By day, how many minutes the centre is open; a day on which it is closed is not there."""

    minutes: Mapping[date, int]

    def of_zone(self, zone: ZoneDetails, adjustments: Sequence[Adjustment], first: date, last: date) -> int:
        """The minutes for which a zone was open, with the hours that it had on each day."""
        changed = sorted(
            (each for each in adjustments if _changes_hours(each, zone.id)), key=lambda each: each.effective_on or first
        )
        return sum(
            _minutes(zone, changed, day, self.minutes[day]) for day in days_of(first, last) if self.minutes.get(day)
        )


def _changes_hours(each: Adjustment, zone_id: int) -> bool:
    return each.kind is AdjustmentKind.HOURS and each.zone_id == zone_id and each.state in HAPPENED


def _minutes(zone: ZoneDetails, changed: Sequence[Adjustment], day: date, centre: int) -> int:
    later = next((each for each in changed if each.effective_on and day < each.effective_on), None)
    opens, closes = (later.was_opens, later.was_closes) if later else (zone.opens, zone.closes)
    return centre if opens is None or closes is None else closes - opens


def read(work: Work, first: date, last: date) -> OpenDays:
    """When the centre is open on these days: not at all on a public holiday, as on Monday on a make-up workday."""
    calendar, week = days_off.calendar(work), [0] * 7
    for span in opening_hours(work):
        week[span.weekday] += span.closes - span.opens
    minutes = {}
    for day in days_of(first, last):
        kind = calendar.kind(day)
        weekday = 0 if kind is DayKind.MAKE_UP else day.weekday()
        if kind is not DayKind.HOLIDAY and week[weekday]:
            minutes[day] = week[weekday]
    return OpenDays(minutes)
