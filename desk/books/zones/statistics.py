"""Zones as the centre and the district count them: people from the books and from rounds apart, zones that are low at
the end of the days, and what was adjusted in them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desk.books.zones import footfall_queries, hours, lowness, queries
from desk.books.zones.footfall_queries import Answers
from desk.books.zones.lowness import Reading, ZoneMeasure
from desk.books.zones.model import Adjustment, AdjustmentState, FootfallWay
from desk.core.book import Span
from desk.core.figure import Number, Tally
from desk.core.work import Work


@dataclass(frozen=True)
class ZoneFigures:
    """Of a span: what each zone had in it, which were low over the three months that end with it, and the adjustments
    that came into effect and that had helped, each with its day.
    """

    zones: tuple[ZoneMeasure, ...]
    low: tuple[ZoneMeasure, ...]
    adjusted: tuple[tuple[Adjustment, date], ...]
    recovered: tuple[tuple[Adjustment, date], ...]


def _of_way(way: FootfallWay) -> Tally[ZoneMeasure]:
    return Tally(lambda each: each.zone.footfall is way and each.people > 0, lambda each: each.people)


TALLIES: Mapping[str, Tally[ZoneMeasure]] = {
    "zones": Tally(lambda each: each.zone.active),
    "zone_people_derived": _of_way(FootfallWay.DERIVED),
    "zone_people_counted": _of_way(FootfallWay.COUNTED),
    "zone_answers": Tally(lambda each: each.answers.given > 0, lambda each: each.answers.given),
    "zone_answers_good": Tally(lambda each: each.answers.good > 0, lambda each: each.answers.good),
}
"""What is counted of the zones, by the figure's code."""
CHANGES: Mapping[str, Callable[[ZoneFigures], tuple[tuple[Adjustment, date], ...]]] = {
    "zones_adjusted": lambda figures: figures.adjusted,
    "zones_recovered": lambda figures: figures.recovered,
}
"""What happened in the days, by the figure's code."""


def of_days(work: Work, first: date, last: date) -> ZoneFigures:
    """Count the days ``first`` to ``last``."""
    return _of_spans(work, [(first, last)])[0]


def _of_spans(work: Work, spans: Sequence[Span]) -> list[ZoneFigures]:
    until = [hours.months_until(last) for _first, last in spans]
    first = min(day for span in (*spans, *until) for day in span)
    last = max(day for span in spans for day in span)
    reading = lowness.read(work, first, last)
    rated = footfall_queries.answers_by_day(work, first, last, reading.counter)
    adjusted = queries.came_to(work, [AdjustmentState.IN_EFFECT], first, last)
    recovered = queries.came_to(work, [AdjustmentState.RECOVERED], first, last)
    return [
        ZoneFigures(
            tuple(_measured(reading, span, rated)),
            tuple(each for each in _measured(reading, months, rated) if each.is_low),
            tuple(_within(reading, adjusted, span)),
            tuple(_within(reading, recovered, span)),
        )
        for span, months in zip(spans, until, strict=True)
    ]


def _measured(reading: Reading, span: Span, rated: Sequence[tuple[int | None, date, Answers]]) -> list[ZoneMeasure]:
    return lowness.measured(reading, span, footfall_queries.answers_within(rated, *span))


def _within(reading: Reading, moves: Sequence[tuple[int, date]], span: Span) -> list[tuple[Adjustment, date]]:
    by_id = {each.id: each for each in reading.adjustments}
    return [(by_id[id], day) for id, day in moves if span[0] <= day <= span[1]]


def of_spans(work: Work, spans: Sequence[Span]) -> list[dict[str, Number]]:
    """Several spans of days, from one reading."""
    return [plain(each) for each in _of_spans(work, spans)]


def plain(figures: ZoneFigures) -> dict[str, Number]:
    """As names and numbers, for programs and for what is frozen."""
    counts: dict[str, Number] = {code: tally.of(figures.zones) for code, tally in TALLIES.items()}
    return {
        **counts,
        "zones_low": len(figures.low),
        **{code: len(changes(figures)) for code, changes in CHANGES.items()},
    }
