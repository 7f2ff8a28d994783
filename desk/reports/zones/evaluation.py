"""What the evaluation of the zones 功能区评估表 says, read once for paper and workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desk.books.officers.averages import ZoneAverage
from desk.books.zones import comparison, hours, lowness, queries
from desk.books.zones.comparison import Comparison
from desk.books.zones.lowness import Rules, ZoneMeasure
from desk.books.zones.model import Adjustment, AdjustmentState
from desk.books.zones.scores import officers_score
from desk.core.book import Span
from desk.core.calendar import full_date_words
from desk.core.month import Month
from desk.core.words import NP_, P_, _, clauses
from desk.core.work import Work

COLUMNS = (
    (NP_("zone", "Zone"), 30),
    (NP_("zone", "Purpose"), 40),
    (NP_("zone", "Area, m²"), 16),
    (NP_("zone", "Seats"), 14),
    (NP_("zone", "Hours"), 26),
    (NP_("zone", "Footfall"), 20),
    (NP_("zone", "People"), 16),
    (NP_("zone", "Per hour"), 18),
    (NP_("zone", "Median"), 16),
    (NP_("zone", "Satisfaction"), 40),
    (NP_("zone", "Officers' score"), 22),
    (NP_("zone", "Judgement"), 60),
)
"""(heading, share of the width)."""
NUMBERS = (2, 3, 6, 7, 8)
"""The places of the columns that hold numbers."""
LARGEST_MONTHS = 13
"""Adjustments are told whose months after ended at most so many months before."""


@dataclass(frozen=True)
class Evaluation:
    """The zones over three months, and the adjustments that belong to them: with before and after where they were in
    effect long enough to have some.
    """

    span: Span
    zones: tuple[ZoneMeasure, ...]
    compared: tuple[Comparison, ...]
    others: tuple[Adjustment, ...]
    scores: Mapping[int, ZoneAverage]
    rules: Rules

    @property
    def days(self) -> str:
        """2026年9月1日—2026年11月30日."""
        return f"{full_date_words(self.span[0])}—{full_date_words(self.span[1])}"

    @property
    def low(self) -> int:
        """How many zones are low."""
        return sum(each.is_low for each in self.zones)

    @property
    def recovered(self) -> int:
        """How many adjustments helped, as was said of them."""
        return sum(each.adjustment.state is AdjustmentState.RECOVERED for each in self.compared)

    @property
    def sums(self) -> str:
        """All of it in a sentence."""
        return clauses(
            [
                _("{n} zones, {low} of them low", n=len(self.zones), low=self.low),
                _("{n} adjusted, {recovered} recovered", n=len(self.compared), recovered=self.recovered),
            ]
        )


def read(work: Work, month: Month) -> Evaluation:
    """The three months that end with a month, or today while it goes on. An adjustment belongs to them when it was in
    effect by then and its months after had not ended a year before.
    """
    last = max(min(month.last, work.today), month.first)
    span = hours.months_until(last)
    measures = [each for each in lowness.measure(work, *span) if each.zone.active or each.people]
    compared, others = [], []
    for adjustment in reversed(queries.adjustments(work)):
        on = adjustment.effective_on
        if on is None or on > last or Month.of(on).plus(LARGEST_MONTHS + hours.MONTHS).last < last:
            continue
        shown = comparison.compare(work, adjustment)
        if shown is not None:
            compared.append(shown)
        elif adjustment.state is not AdjustmentState.WITHDRAWN:
            others.append(adjustment)
    return Evaluation(
        span, tuple(measures), tuple(compared), tuple(others), officers_score(work, *span), lowness.rules(work)
    )


def verdict(each: ZoneMeasure, by: Rules) -> str:
    """低效：… with the reason, 停用, or why it is not judged; empty for one that is in order."""
    if not each.zone.active:
        return P_("zone", "Out of use")
    said = lowness.verdict_words(each, by)
    return P_("zone", "Low: {why}", why=said) if each.is_low else said or P_("zone", "In order")
