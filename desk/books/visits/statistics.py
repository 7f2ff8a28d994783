"""Visits in figures 来访统计: counted by day, so that several spans of days are told from one reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from desk.books.visits import figure_queries, wait_queries, waits
from desk.books.visits.figure_queries import COUNTED
from desk.books.visits.model import VisitState
from desk.books.visits.wait_queries import TENTHS, Lasted
from desk.core.book import Span
from desk.core.figure import Number, mean
from desk.core.permissions import May
from desk.core.work import Work

LONG_WAIT = 40
"""Minutes: who waited longer counts among the long waits, whatever the rule for calling is set to."""
BOOKED: Mapping[str, bool] = {"visits.waiting_booked": True, "visits.waiting_walk_in": False}
"""Means of the wait of those with and without a booking; each has its count and sum below its own code."""
SPREAD = ("median", "p90", "longest", "kept", "share")
"""What is told of waits and servings, below ``visits.waiting`` and ``visits.serving``."""


def of_days(work: Work, first: date, last: date) -> dict[str, Number]:
    """The figures of a span of days by their codes. Raises ``NotAllowed``."""
    return of_spans(work, [(first, last)])[0]


def of_spans(work: Work, spans: Sequence[Span], codes: Collection[str] = ()) -> list[dict[str, Number]]:
    """All figures of the first span, of the others all but those of waits that are not among ``codes``.

    Raises ``NotAllowed``.
    """
    work.require(May.SEE_FIGURES)
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    days, lasted = figure_queries.by_day(work, first, last), _lasted_by_day(work, first, last)
    promised = {state: waits.promised(work, state) for state in waits.STATES}
    return [
        {**_counts(days, span), **_waits(lasted, span, promised, codes if place else ())}
        for place, span in enumerate(spans)
    ]


def _lasted_by_day(work: Work, first: date, last: date) -> dict[date, list[Lasted]]:
    days: dict[date, list[Lasted]] = {}
    for visit in wait_queries.each(work, first, last):
        days.setdefault(visit.day, []).append(visit)
    return days


def _counts(days: Mapping[date, Counter[str]], span: Span) -> dict[str, Number]:
    added: Counter[str] = Counter()
    for day, counts in days.items():
        if span[0] <= day <= span[1]:
            added.update(counts)
    return {code: added[code] for code in COUNTED}


def _waits(
    lasted: Mapping[date, Sequence[Lasted]], span: Span, promised: Mapping[VisitState, int], codes: Collection[str]
) -> dict[str, Number]:
    """By their codes; of no ``codes`` all."""
    days = (span[0] + timedelta(days=n) for n in range((span[1] - span[0]).days + 1))
    inside = [visit for day in days for visit in lasted.get(day, ())]
    waited = [visit for visit in inside if visit.waiting is not None]
    values: dict[str, Number] = {}
    for code, booked in BOOKED.items():
        tenths = waits.taken((visit for visit in waited if bool(visit.booked) is booked), VisitState.WAITING)
        values |= {f"{code}.visits": len(tenths), f"{code}.minutes": sum(tenths) / TENTHS}
        values[code] = mean(sum(tenths), len(tenths), TENTHS)
    values["visits.waited_long"] = sum((visit.waiting or 0) > LONG_WAIT * TENTHS for visit in waited)
    for state in waits.STATES:
        names = {f"visits.{state.value}.{name}": name for name in SPREAD}
        if not codes or names.keys() & codes:
            of = waits.spread(waits.taken(inside, state), promised[state])
            values |= {code: getattr(of, name) for code, name in names.items()}
    return values
