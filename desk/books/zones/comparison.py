"""Three months before and after an adjustment 调整前后对比: people, hours, and how content people were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from desk.books.zones import footfall_queries, hours, lowness
from desk.books.zones.footfall_queries import Answers
from desk.books.zones.hours import MONTHS
from desk.books.zones.lowness import Reading, Rules, ZoneMeasure
from desk.books.zones.model import HAPPENED, Adjustment, AdjustmentKind
from desk.core.book import Span
from desk.core.calendar import day_words
from desk.core.month import Month
from desk.core.words import P_
from desk.core.work import Work


@dataclass(frozen=True)
class MonthPeople:
    """One of the six months, counted from the day from which the adjustment holds; ``is_over`` when all of it was."""

    first: date
    last: date
    people: int
    is_after: bool
    is_over: bool

    @property
    def label(self) -> str:
        """8/19—9/18."""
        return P_("months compared", "{first}—{last}", first=day_words(self.first), last=day_words(self.last))


@dataclass(frozen=True)
class Comparison:
    """An adjustment with its months before and after; ``after`` goes as far as it has come."""

    adjustment: Adjustment
    before_span: Span
    after_span: Span
    before: ZoneMeasure
    after: ZoneMeasure
    months: tuple[MonthPeople, ...]
    is_over: bool
    rules: Rules

    @property
    def has_recovered(self) -> bool:
        """Do the numbers say so: the zone is off the list of low ones, and as many come per hour as before, or more
        where there is nothing to compare it with?
        """
        if self.after.is_low or self.after.rate is None:
            return False
        before = self.before.rate or Fraction(0)
        return self.after.rate >= before if self.after.is_judged else self.after.rate > before

    @property
    def change(self) -> int | None:
        """By how many of a hundred more come per hour than before; None where nobody came before."""
        if not self.before.rate or self.after.rate is None:
            return None
        return round(float((self.after.rate - self.before.rate) / self.before.rate * 100))


def spans_of(effective_on: date) -> tuple[Span, Span]:
    """The three months before a day, and the three that begin with it."""
    return hours.months_until(effective_on - timedelta(days=1)), hours.months_from(effective_on)


def is_over(adjustment: Adjustment, today: date) -> bool:
    """Have its three months gone by, so that somebody can say whether it helped?"""
    if adjustment.effective_on is None or adjustment.kind is AdjustmentKind.CLOSE:
        return False
    return spans_of(adjustment.effective_on)[1][1] < today


def compare(work: Work, adjustment: Adjustment) -> Comparison | None:
    """None for what never was in effect, and for a zone that was closed, of which nothing is left to compare."""
    on = adjustment.effective_on
    if on is None or adjustment.kind is AdjustmentKind.CLOSE or adjustment.state not in HAPPENED:
        return None
    before, after = spans_of(on)
    so_far = (after[0], max(min(after[1], work.today), after[0]))
    reading = lowness.read(work, before[0], so_far[1])
    rated = footfall_queries.answers_by_day(work, before[0], so_far[1], reading.counter)
    return Comparison(
        adjustment,
        before,
        after,
        _joined(reading, adjustment, before, footfall_queries.answers_within(rated, *before)),
        _joined(reading, adjustment, so_far, footfall_queries.answers_within(rated, *so_far)),
        tuple(_months(reading, adjustment, on, work.today)),
        after[1] < work.today,
        reading.rules,
    )


def _zones_of(adjustment: Adjustment) -> tuple[int, ...]:
    """Whose people count: of a merged zone both, wherever they stood before."""
    return tuple(dict.fromkeys((adjustment.measured_zone, adjustment.zone_id)))


def _joined(reading: Reading, adjustment: Adjustment, span: Span, answers: Mapping[int | None, Answers]) -> ZoneMeasure:
    """The zone over a span, with what it took in."""
    by_id = {each.id: each for each in lowness.measured(reading, span, answers)}
    first, *others = (by_id[id] for id in _zones_of(adjustment))
    if not others:
        return first
    together = [first, *others]
    return ZoneMeasure(
        first.zone,
        sum(each.people for each in together),
        max(each.minutes for each in together),
        sum((each.answers for each in together), Answers()),
        sum(each.beside for each in together),
        max(each.rounds for each in together),
        first.knowable,
        first.median,
        first.comparable,
        first.reasons,
    )


def _months(reading: Reading, adjustment: Adjustment, on: date, today: date) -> list[MonthPeople]:
    begins = [Month.of(on).plus(step).same_day(on) for step in range(-MONTHS, MONTHS + 1)]
    months = []
    for first, following in pairwise(begins):
        last = following - timedelta(days=1)
        people = reading.footfall.within(first, last).people
        many = sum(people.get(zone, 0) for zone in _zones_of(adjustment))
        months.append(MonthPeople(first, last, many, first >= on, last < today))
    return months
