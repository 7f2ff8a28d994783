"""Needs and offerings as the centre and the district count them: raised, met, matched, delivered, and for how many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desk.books.matching import delivery_queries, queries
from desk.books.matching.model import Delivery, Match, Need, NeedState, Offering
from desk.core.book import Span
from desk.core.clock import local
from desk.core.figure import Number, Tally
from desk.core.words import _
from desk.core.work import Work

SETTLED: Mapping[str, Tally[Need]] = {
    "needs_met": Tally(lambda need: need.state is NeedState.MET),
    "needs_unmet": Tally(lambda need: need.state is NeedState.UNMET),
    "needs_withdrawn": Tally(lambda need: need.state is NeedState.WITHDRAWN),
}
"""What is counted of needs that were settled, by the figure's code."""


@dataclass(frozen=True)
class MatchingFigures:
    """What happened to needs and offerings in a span of days, and what was promised on its last one."""

    raised: tuple[Need, ...]
    settled: tuple[Need, ...]
    made: tuple[Match, ...]
    delivered: tuple[Delivery, ...]
    offered: tuple[Offering, ...]

    @property
    def met_percent(self) -> float | None:
        """Of what was met or given up, what was met."""
        met, unmet = (SETTLED[code].of(self.settled) for code in ("needs_met", "needs_unmet"))
        return round(100 * met / (met + unmet), 1) if met + unmet else None

    @property
    def reached(self) -> tuple[Delivery, ...]:
        """Each activity or order once, also where it brought several offerings."""
        return tuple({(each.activity_id, each.order_id): each for each in self.delivered}.values())


def of_days(work: Work, first: date, last: date) -> MatchingFigures:
    """Count the days ``first`` to ``last``."""
    return _within(_read(work, first, last), first, last, work.today)


def _read(work: Work, first: date, last: date) -> MatchingFigures:
    return MatchingFigures(
        tuple(queries.raised_between(work, first, last)),
        tuple(queries.settled_between(work, first, last)),
        tuple(queries.made_between(work, first, last)),
        tuple(delivery_queries.counted_between(work, first, last)),
        tuple(queries.offerings_between(work, first, last)),
    )


def _within(whole: MatchingFigures, first: date, last: date, today: date) -> MatchingFigures:
    """What is offered at the end of days that are not over is what is offered ``today``."""
    end = min(last, today)
    return MatchingFigures(
        tuple(each for each in whole.raised if each.raised_at and first <= local(each.raised_at).date() <= last),
        tuple(each for each in whole.settled if each.settled_at and first <= local(each.settled_at).date() <= last),
        tuple(each for each in whole.made if first <= local(each.made_at).date() <= last),
        tuple(each for each in whole.delivered if first <= each.day <= last),
        tuple(each for each in whole.offered if each.first <= end <= each.last),
    )


def of_spans(work: Work, spans: Sequence[Span]) -> list[dict[str, Number]]:
    """Several spans of days, from one reading."""
    whole = _read(work, min(span[0] for span in spans), max(span[1] for span in spans))
    return [plain(_within(whole, *span, work.today)) for span in spans]


def plain(figures: MatchingFigures) -> dict[str, Number]:
    """As names and numbers, for programs and for what is frozen."""
    return {
        "needs_raised": len(figures.raised),
        **{code: tally.of(figures.settled) for code, tally in SETTLED.items()},
        "needs_met_percent": figures.met_percent,
        "matches_made": len(figures.made),
        "offerings_promised": sum(each.promised for each in figures.offered),
        "offerings_delivered": len(figures.delivered),
        "offerings_people": sum(each.people for each in figures.reached),
    }


def sentence(figures: MatchingFigures) -> str:
    """What the month's report says: 登记需求12项，匹配8项，满足5项；下沉服务落实9次，服务214人次。"""
    return _(
        "{raised} needs raised, {made} matched, {met} met; offerings delivered {delivered} times, {people} people.",
        raised=len(figures.raised),
        made=len(figures.made),
        met=SETTLED["needs_met"].of(figures.settled),
        delivered=len(figures.delivered),
        people=sum(each.people for each in figures.reached),
    )
