"""What the district asks for, counted from the rows of any span of days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from sqlalchemy import BigInteger, Column, Executable, Row, Select, bindparam, func, select, type_coerce

from desk.books import catalogue
from desk.books.cases import GOOD, LEVELS, Assistance, CaseState, Evaluation, conditions
from desk.books.cases.conditions import ARRIVALS, BEFORE, FINISHED_CASES, IN_TIME, TAKEN
from desk.books.catalogue import ServiceMode
from desk.books.visits.wait_queries import LASTED, TENTHS
from desk.core.clock import start_of
from desk.core.figure import Number, mean
from desk.core.figure_page import Cells
from desk.core.permissions import May
from desk.core.work import Work
from desk.models.cases import cases
from desk.models.staff import staff


@dataclass(frozen=True)
class Share:
    """Cases of one department, item, clerk or mode."""

    name: str
    cases: int
    finished: int
    in_time: int


@dataclass(frozen=True)
class Spent:
    """What visits spent with waiting or at the counter: how many did, and the tenths of a minute of them all."""

    visits: int
    tenths: int

    @property
    def minutes(self) -> float:
        """Of all together."""
        return self.tenths / TENTHS

    @property
    def mean(self) -> Number:
        """Minutes a visit; None without any."""
        return mean(self.tenths, self.visits, TENTHS)


@dataclass(frozen=True)
class CaseFigures:
    """The figures of the days ``first`` to ``last``. Percentages are 0-100, None where there is nothing to divide.

    ``visits`` are arrivals, whatever came of them. ``finished`` counts what ended in the span whenever it was taken:
    ``finished_before`` of it before the span, the earliest on ``oldest``; a ``Share`` counts what was taken in the span
    and ended by its end, so that all shares and ``finished_before`` add up to ``finished``. ``overdue`` counts what
    stood open past its day at the end of the span; ``heat`` is cases by weekday (Monday first) and hour.
    """

    first: date
    last: date
    visits: int
    visits_priority: int
    visits_left: int
    cases: int
    by_mode: Mapping[ServiceMode, int]
    by_state: Mapping[CaseState, int]
    departments: tuple[Share, ...]
    items: tuple[Share, ...]
    clerks: tuple[Share, ...]
    days: Mapping[date, int]
    heat: tuple[tuple[int, ...], ...]
    finished: int
    finished_before: int
    oldest: date | None
    in_time: int
    overdue: int
    assistance: Mapping[Assistance, int]
    assisted_vulnerable: int
    evaluations: Mapping[Evaluation, int]
    callbacks_owed: int
    callbacks_done: int
    waited: Spent
    served: Spent
    repeats: int

    @property
    def in_time_percent(self) -> float | None:
        """按时办结率 of what was finished; None where nothing was."""
        return percent(self.in_time, self.finished)

    @property
    def evaluated(self) -> int:
        """Cases with one of the five levels 好差评."""
        return sum(self.evaluations[level] for level in LEVELS)

    @property
    def satisfaction(self) -> float | None:
        """The first three levels of those given."""
        return percent(sum(self.evaluations[level] for level in GOOD), self.evaluated)

    @property
    def assisted(self) -> int:
        """Cases with 帮办 or 代办."""
        return self.assistance[Assistance.HELPED] + self.assistance[Assistance.ON_BEHALF]

    @property
    def waiting(self) -> Number:
        """Minutes from a number to being served, on average."""
        return self.waited.mean

    @property
    def serving(self) -> Number:
        """Minutes at the counter, on average."""
        return self.served.mean

    @property
    def by_hour(self) -> tuple[int, ...]:
        """Cases by hour of the day, 0 to 23, all weekdays together."""
        return tuple(sum(weekday[hour] for weekday in self.heat) for hour in range(24))

    @property
    def busiest_hours(self) -> tuple[int, ...]:
        """Up to three hours with the most cases."""
        hours = self.by_hour
        busy = sorted(range(24), key=lambda hour: (-hours[hour], hour))
        return tuple(hour for hour in busy[:3] if hours[hour])


def percent(part: int, whole: int) -> float | None:
    """None where there is nothing to take a share of."""
    return 100 * part / whole if whole else None


COUNTS = {population: population.counts() for population in conditions.POPULATIONS}
COUNTS[FINISHED_CASES] = COUNTS[FINISHED_CASES].add_columns(func.min(cases.c.day).filter(BEFORE).label("oldest"))
OVERDUE = conditions.overdue()
HOUR = ((type_coerce(cases.c.accepted_at, BigInteger) // 3_600_000 + 8) % 24).label("hour")
"""The hour of the centre's clock, which is eight hours ahead of UTC all year."""
HEAT = select(cases.c.day, HOUR, func.count().label("n")).where(TAKEN).group_by(cases.c.day, "hour")
MINUTES = select(
    func.count(LASTED.c.waiting).label("waited"),
    func.sum(LASTED.c.waiting).label("waiting"),
    func.count(LASTED.c.serving).label("served"),
    func.sum(LASTED.c.serving).label("serving"),
)
REPEATS = select(func.count()).select_from(conditions.MATTERS).where(conditions.CAME_AGAIN)
BRIEF = select(
    func.count().label("cases"),
    func.count().filter(conditions.GIVEN_GOOD).label("good"),
    func.count().filter(conditions.GIVEN).label("given"),
).where(TAKEN)


ENDED = cases.c.finished_on <= bindparam("last")


def _shares_by(name: Column[Any], query: Select[Any]) -> Select[Any]:
    """Cases by a name, most first."""
    return (
        query.add_columns(
            name.label("name"),
            func.count().label("cases"),
            func.count().filter(ENDED).label("finished"),
            func.count().filter(ENDED, IN_TIME).label("in_time"),
        )
        .where(TAKEN)
        .group_by(name)
        .order_by(func.count().desc(), name)
    )


DEPARTMENTS = _shares_by(cases.c.department, select().select_from(cases))
ITEMS = _shares_by(cases.c.service_id, select().select_from(cases))
CLERKS = _shares_by(staff.c.name, select().join_from(cases, staff, staff.c.id == cases.c.staff_id))
GROUPED = {name: conditions.grouped(column) for name, (column, _values) in conditions.PARTITIONS.items()}
BY_DAY = conditions.grouped(cases.c.day)


def _rows(work: Work, given: Mapping[str, date], query: Executable) -> list[Row[Any]]:
    return list(work.connection.execute(query, given))


def of_days(work: Work, first: date, last: date) -> CaseFigures:
    """Count everything of the days ``first`` to ``last``."""
    work.require(May.SEE_FIGURES)
    rows = partial(_rows, work, {"first": first, "last": last})

    def counted(query: Select[Any]) -> dict[Any, int]:
        return {row.name: row.n for row in rows(query)}

    arrived, taken, finished, owed = (rows(COUNTS[population])[0] for population in conditions.POPULATIONS)
    modes, states, helps, levels = (counted(query) for query in GROUPED.values())
    by_day, minutes = counted(BY_DAY), rows(MINUTES)[0]
    return CaseFigures(
        first,
        last,
        arrived.visits,
        arrived.visits_priority,
        arrived.visits_left,
        taken.cases,
        {mode: modes.get(mode, 0) for mode in ServiceMode},
        {state: states.get(state, 0) for state in CaseState},
        _shares(rows(DEPARTMENTS)),
        _item_shares(work, rows(ITEMS), last),
        _shares(rows(CLERKS)),
        {day: by_day.get(day, 0) for day in _days(first, last)},
        _heat(rows(HEAT)),
        finished.finished,
        finished.finished_before,
        finished.oldest,
        finished.finished_in_time,
        work.connection.execute(OVERDUE, {"last": last, "as_of": min(last, work.today)}).scalar_one(),
        {kind: helps.get(kind, 0) for kind in Assistance},
        taken.assisted_vulnerable,
        {level: levels.get(level, 0) for level in Evaluation},
        owed.callbacks_owed,
        owed.callbacks_done,
        Spent(minutes.waited, minutes.waiting or 0),
        Spent(minutes.served, minutes.serving or 0),
        rows(REPEATS)[0][0],
    )


def heat_of(work: Work, first: date, last: date) -> Cells:
    """Cases taken in by weekday (Monday first) and hour."""
    return _heat(_rows(work, {"first": first, "last": last}, HEAT))


@dataclass(frozen=True)
class DayBrief:
    """A handful of figures that are counted while somebody waits."""

    cases: int
    finished: int
    finished_before: int
    in_time_percent: float | None
    satisfaction: float | None


def brief(work: Work, first: date, last: date) -> DayBrief:
    """The figures that the overview shows of the days ``first`` to ``last``."""
    given = {"first": first, "last": last}
    row = work.connection.execute(BRIEF, given).one()
    done = work.connection.execute(COUNTS[FINISHED_CASES], given).one()
    in_time, good = percent(done.finished_in_time, done.finished), percent(row.good, row.given)
    return DayBrief(row.cases, done.finished, done.finished_before, in_time, good)


def arrivals(work: Work, day: date) -> int:
    """Who came on a day 来访, whatever came of it: the figure of the day sheet while the day goes on."""
    return int(work.connection.execute(COUNTS[ARRIVALS], {"first": day, "last": day}).one().visits)


def average_wait(work: Work, day: date) -> Number:
    """Minutes that the visits of a day waited on average; None when nobody did."""
    row = work.connection.execute(MINUTES, {"first": day, "last": day}).one()
    return Spent(row.waited, row.waiting or 0).mean


def _shares(rows: list[Row[Any]]) -> tuple[Share, ...]:
    return tuple(Share(row.name, row.cases, row.finished, row.in_time) for row in rows)


def _item_shares(work: Work, rows: list[Row[Any]], last: date) -> tuple[Share, ...]:
    """By item, called as it was at the end of the span; items of one name together."""
    names, shares = catalogue.names_at(work, start_of(last + timedelta(days=1))), dict[str, Share]()
    for row in rows:
        name = names[row.name]
        had = shares.get(name, Share(name, 0, 0, 0))
        shares[name] = Share(name, had.cases + row.cases, had.finished + row.finished, had.in_time + row.in_time)
    return tuple(sorted(shares.values(), key=lambda share: (-share.cases, share.name)))


def _heat(rows: list[Row[Any]]) -> tuple[tuple[int, ...], ...]:
    heat = [[0] * 24 for _weekday in range(7)]
    for row in rows:
        heat[row.day.weekday()][row.hour] += row.n
    return tuple(map(tuple, heat))


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def plain(figures: CaseFigures) -> dict[str, int | float | None]:
    """The figures as names and numbers: the machine-readable sheet, and what is frozen when a month is handed in."""
    return {
        "visits": figures.visits,
        "visits_priority": figures.visits_priority,
        "visits_left": figures.visits_left,
        "cases": figures.cases,
        **{f"cases.mode.{mode}": n for mode, n in figures.by_mode.items()},
        **{f"cases.state.{state}": n for state, n in figures.by_state.items()},
        "finished": figures.finished,
        "finished_before": figures.finished_before,
        "finished_in_time": figures.in_time,
        "in_time_percent": rounded(figures.in_time_percent),
        "overdue": figures.overdue,
        **{f"assistance.{kind}": n for kind, n in figures.assistance.items()},
        "assisted": figures.assisted,
        "assisted_vulnerable": figures.assisted_vulnerable,
        **{f"evaluation.{level}": n for level, n in figures.evaluations.items()},
        "satisfaction_percent": rounded(figures.satisfaction),
        "callbacks_owed": figures.callbacks_owed,
        "callbacks_done": figures.callbacks_done,
        "waited_visits": figures.waited.visits,
        "waited_minutes": figures.waited.minutes,
        "waiting_minutes": figures.waiting,
        "served_visits": figures.served.visits,
        "served_minutes": figures.served.minutes,
        "serving_minutes": figures.serving,
        "repeat_visits": figures.repeats,
    }


def rounded(value: float | None) -> float | None:
    """To one place after the point, as papers have it; None stays None."""
    return None if value is None else round(value, 1)
