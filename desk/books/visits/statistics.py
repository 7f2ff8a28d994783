"""Visits in figures 来访统计: counted by day, so that several spans of days are told from one reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from desk.books.visits import figure_queries
from desk.books.visits.figure_queries import COUNTED, WAITING
from desk.core.book import Span
from desk.core.figure import Number
from desk.core.permissions import May
from desk.core.work import Work


def of_days(work: Work, first: date, last: date) -> dict[str, Number]:
    """The figures of a span of days by their codes. Raises ``NotAllowed``."""
    return of_spans(work, [(first, last)])[0]


def of_spans(work: Work, spans: Sequence[Span]) -> list[dict[str, Number]]:
    """All figures of each span of days. Raises ``NotAllowed``."""
    work.require(May.SEE_FIGURES)
    days = figure_queries.by_day(work, min(span[0] for span in spans), max(span[1] for span in spans))
    return [_of_span(days, span) for span in spans]


def _of_span(days: Mapping[date, Counter[str]], span: Span) -> dict[str, Number]:
    added: Counter[str] = Counter()
    for day, counts in days.items():
        if span[0] <= day <= span[1]:
            added.update(counts)
    means = {code: _mean(added[f"{code}.sum"], added[f"{code}.n"]) for code in WAITING}
    return {**{code: added[code] for code in COUNTED}, **means, "visits.waited_long": added["visits.waited_long"]}


def _mean(minutes: float, many: int) -> Number:
    return round(minutes / many, 1) if many else None
