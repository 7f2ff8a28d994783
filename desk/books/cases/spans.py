"""The figures of the counter for several spans of days at once: counted by day, a statement for each population.

Of the first span everything is counted, of the others what is asked for; a mean or a share is taken of the sums.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, Select, func, select

from desk.books.cases import conditions, statistics
from desk.books.cases.conditions import ARRIVALS, AS_OF, FINISHED_CASES, FIRST, LAST, TAKEN, TAKEN_CASES
from desk.books.cases.handling import GOOD, LEVELS
from desk.books.cases.statistics import Spent
from desk.books.visits.wait_queries import LASTED
from desk.core.book import Span
from desk.core.figure import Number
from desk.core.work import Work
from desk.models.cases import cases
from desk.models.visits import visits

DAY_OF = {ARRIVALS: visits.c.day, TAKEN_CASES: cases.c.day, FINISHED_CASES: cases.c.finished_on}
"""The day by which each population is counted."""
BY_DAY = [population.counts().add_columns(day.label("at")).group_by(day) for population, day in DAY_OF.items()]
"""The figures of a population, a row a day."""
OPINIONS = (
    select(cases.c.day.label("at"), cases.c.evaluation, func.count().label("n"))
    .where(TAKEN)
    .group_by(cases.c.day, cases.c.evaluation)
)
TIMES = select(
    LASTED.c.day.label("at"),
    func.sum(LASTED.c.waiting).label("waiting"),
    func.count(LASTED.c.waiting).label("waited"),
    func.sum(LASTED.c.serving).label("serving"),
    func.count(LASTED.c.serving).label("served"),
).group_by(LASTED.c.day)
LATE = select(cases.c.day, cases.c.due_on, cases.c.finished_on).where(cases.c.day <= LAST, cases.c.due_on < AS_OF)
STOOD_OPEN = (
    LATE.where(cases.c.finished_on.is_(None)),
    LATE.where(cases.c.finished_on > FIRST, cases.c.finished_on > cases.c.due_on),
)
"""Every case that stood open past its day on one of the days: still, or ended later. Apart, so that an index serves
each.
"""
ENDED_LATER = (
    select(cases.c.finished_on.label("at"), cases.c.day, func.count().label("n"))
    .where(conditions.ENDED_IN_SPAN, cases.c.day < cases.c.finished_on)
    .group_by(cases.c.finished_on, cases.c.day)
)
"""Cases by the day on which they ended and the earlier one on which they were taken in."""
Sums = dict[date, Counter[str]]
Earlier = dict[date, list[tuple[date, int]]]
"""By the day on which cases ended: the day on which they were taken in, and how many."""


@dataclass(frozen=True)
class _Counted:
    """What was read of all spans together; what is not asked for is empty."""

    days: Sums
    earlier: Earlier
    late: Sequence[Row[Any]]


def of_spans(work: Work, spans: Sequence[Span], codes: Collection[str]) -> list[dict[str, Number]]:
    """The figures of several spans of days: all of the first, of the others those of ``codes``, but
    for the values of partitions and repeat visits, which only one span is asked about. Raises ``NotAllowed``.
    """
    whole = statistics.plain(statistics.of_days(work, *spans[0]))
    others = spans[1:]
    if not others:
        return [whole]
    first, last = min(span[0] for span in others), max(span[1] for span in others)
    given = {"first": first, "last": last, "as_of": min(last, work.today)}
    counted = _Counted(
        _by_day(work, given),
        _earlier(_rows(work, ENDED_LATER, given) if "finished_before" in codes else ()),
        [row for query in STOOD_OPEN for row in _rows(work, query, given)] if "overdue" in codes else (),
    )
    return [whole, *(_of_span(counted, span, min(span[1], work.today), codes) for span in others)]


def _rows(work: Work, query: Select[Any], given: Mapping[str, date]) -> list[Row[Any]]:
    return list(work.connection.execute(query, given))


def _earlier(rows: Iterable[Row[Any]]) -> Earlier:
    earlier: Earlier = {}
    for row in rows:
        earlier.setdefault(row.at, []).append((row.day, row.n))
    return earlier


def _by_day(work: Work, given: Mapping[str, date]) -> Sums:
    """What each day adds to sums."""
    days: Sums = {}
    for query in (*BY_DAY, TIMES):
        for row in _rows(work, query, given):
            values = {name: value or 0 for name, value in row._mapping.items() if name != "at"}
            days.setdefault(row.at, Counter()).update(values)
    for row in _rows(work, OPINIONS, given):
        days.setdefault(row.at, Counter())[f"evaluation.{row.evaluation}"] += row.n
    return days


def _of_span(counted: _Counted, span: Span, as_of: date, codes: Collection[str]) -> dict[str, Number]:
    inside = [span[0] + timedelta(days=n) for n in range((span[1] - span[0]).days + 1)]
    added: Counter[str] = Counter()
    for day in inside:
        added.update(counted.days.get(day, {}))
    good, given = (sum(added[f"evaluation.{level}"] for level in levels) for levels in (GOOD, LEVELS))
    waited = Spent(added["waited"], added["waiting"])
    served = Spent(added["served"], added["serving"])
    values: dict[str, Number] = {
        **{code: added[code] for population in DAY_OF for code in population.counted},
        "in_time_percent": statistics.rounded(statistics.percent(added["finished_in_time"], added["finished"])),
        "satisfaction_percent": statistics.rounded(statistics.percent(good, given)),
        "waited_visits": waited.visits,
        "waited_minutes": waited.minutes,
        "waiting_minutes": waited.mean,
        "served_visits": served.visits,
        "served_minutes": served.minutes,
        "serving_minutes": served.mean,
        "overdue": sum(_stood_open(row, span[1], as_of) for row in counted.late),
        "finished_before": sum(
            many for day in inside for taken, many in counted.earlier.get(day, ()) if taken < span[0]
        ),
    }
    return {code: value for code, value in values.items() if code in codes}


def _stood_open(row: Row[Any], last: date, as_of: date) -> bool:
    """As ``conditions.LATE_AT_THE_END`` has it."""
    return bool(row.day <= last and row.due_on < as_of and (row.finished_on is None or row.finished_on > as_of))
