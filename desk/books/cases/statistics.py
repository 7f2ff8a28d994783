"""What the district asks for, counted from the rows of any span of days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, text

from desk.books.cases import GOOD, LEVELS, Assistance, CaseState, Evaluation
from desk.books.catalogue import ServiceMode
from desk.core.permissions import May
from desk.core.work import Work


@dataclass(frozen=True)
class Share:
    """Cases of one department, item, clerk or mode."""

    name: str
    cases: int
    finished: int
    in_time: int


@dataclass(frozen=True)
class CaseFigures:
    """The figures of the days ``first`` to ``last``. Percentages are 0-100, None where there is nothing to divide.

    ``finished`` counts what ended in the span whenever it was taken; ``overdue`` what stood open past its day at the
    end of the span; ``heat`` is cases by weekday (Monday first) and hour; ``waiting`` and ``serving`` are minutes a
    visit.
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
    in_time: int
    overdue: int
    assistance: Mapping[Assistance, int]
    assisted_vulnerable: int
    evaluations: Mapping[Evaluation, int]
    callbacks_owed: int
    callbacks_done: int
    waiting: float | None
    serving: float | None
    repeats: int

    @property
    def in_time_percent(self) -> float | None:
        return percent(self.in_time, self.finished)

    @property
    def evaluated(self) -> int:
        return sum(self.evaluations[level] for level in LEVELS)

    @property
    def satisfaction(self) -> float | None:
        """The first three levels of those given."""
        return percent(sum(self.evaluations[level] for level in GOOD), self.evaluated)

    @property
    def assisted(self) -> int:
        return self.assistance[Assistance.HELPED] + self.assistance[Assistance.ON_BEHALF]

    @property
    def by_hour(self) -> tuple[int, ...]:
        return tuple(sum(weekday[hour] for weekday in self.heat) for hour in range(24))

    @property
    def busiest_hours(self) -> tuple[int, ...]:
        """Up to three hours with the most cases."""
        hours = self.by_hour
        busy = sorted(range(24), key=lambda hour: (-hours[hour], hour))
        return tuple(hour for hour in busy[:3] if hours[hour])


def percent(part: int, whole: int) -> float | None:
    return 100 * part / whole if whole else None


TOTALS = (
    "SELECT count(*) AS cases, coalesce(sum(vulnerable AND assistance != 'none'), 0) AS assisted_vulnerable"
    " FROM cases WHERE day BETWEEN :first AND :last"
)
VISITS = (
    "SELECT count(*) AS visits, coalesce(sum(priority != ''), 0) AS priority, coalesce(sum(state = 'left'), 0) AS gone"
    " FROM visits WHERE day BETWEEN :first AND :last"
)
FINISHED = (
    "SELECT count(*) AS finished, coalesce(sum(finished_on <= due_on), 0) AS in_time"
    " FROM cases WHERE finished_on BETWEEN :first AND :last"
)
OVERDUE = (
    "SELECT (SELECT count(*) FROM cases WHERE finished_on IS NULL AND day <= :last AND due_on < :as_of)"
    " + (SELECT count(*) FROM cases WHERE finished_on > :as_of AND day <= :last AND due_on < :as_of)"
)
SHARES = (
    "SELECT {name} AS name, count(*) AS cases, sum(c.finished_on IS NOT NULL) AS finished,"
    " sum(c.finished_on IS NOT NULL AND c.finished_on <= c.due_on) AS in_time"
    " FROM cases c {join} WHERE c.day BETWEEN :first AND :last GROUP BY 1 ORDER BY 2 DESC, 1"
)
HEAT = (
    "SELECT (CAST(strftime('%w', day) AS INTEGER) + 6) % 7 AS weekday, (accepted_at / 3600000 + 8) % 24 AS hour,"
    " count(*) AS n FROM cases WHERE day BETWEEN :first AND :last GROUP BY 1, 2"
)
CALLBACKS = (
    "SELECT count(*) AS owed, coalesce(sum(b.done_at IS NOT NULL), 0) AS done FROM callbacks b"
    " JOIN cases c ON c.id = b.case_id WHERE c.day BETWEEN :first AND :last"
)
MINUTES = (
    "SELECT avg(waiting) AS waiting, avg(serving) AS serving FROM ("
    " SELECT sum(CASE WHEN kind = 'waiting' THEN p.ended_at - began_at END) / 60000.0 AS waiting,"
    " sum(CASE WHEN kind = 'serving' THEN p.ended_at - began_at END) / 60000.0 AS serving"
    " FROM periods p JOIN visits v ON v.id = p.visit_id WHERE v.day BETWEEN :first AND :last GROUP BY v.id)"
)
REPEATS = (
    "SELECT coalesce(sum(n - 1), 0) FROM (SELECT count(DISTINCT visit_id) AS n FROM cases"
    " WHERE day BETWEEN :first AND :last GROUP BY resident_id, service_id HAVING n > 1)"
)


BRIEF = text(
    "SELECT count(*) AS cases, count(DISTINCT visit_id) AS visits,"
    " coalesce(sum(evaluation IN ('very_satisfied', 'satisfied', 'fairly_satisfied')), 0) AS good,"
    " coalesce(sum(evaluation NOT IN ('not_given', 'not_asked')), 0) AS given"
    " FROM cases WHERE day BETWEEN :first AND :last"
)


def of_days(work: Work, first: date, last: date) -> CaseFigures:
    """Count everything of the days ``first`` to ``last``."""
    work.require(May.SEE_FIGURES)
    as_of = min(last, work.today)
    given = {"first": first.isoformat(), "last": last.isoformat(), "as_of": as_of.isoformat()}

    def rows(query: str) -> list[Row[Any]]:
        return list(work.connection.execute(text(query), given))

    def counted(column: str) -> dict[str, int]:
        query = f"SELECT {column} AS name, count(*) AS n FROM cases WHERE day BETWEEN :first AND :last GROUP BY 1"
        return {row.name: row.n for row in rows(query)}

    totals, visited, finished, owed, minutes = (
        rows(query)[0] for query in (TOTALS, VISITS, FINISHED, CALLBACKS, MINUTES)
    )
    modes, states, helps, levels = map(counted, ("mode", "state", "assistance", "evaluation"))
    by_day = counted("day")
    return CaseFigures(
        first,
        last,
        visited.visits,
        visited.priority,
        visited.gone,
        totals.cases,
        {mode: modes.get(mode, 0) for mode in ServiceMode},
        {state: states.get(state, 0) for state in CaseState},
        _shares(rows(SHARES.format(name="c.department", join=""))),
        _shares(rows(SHARES.format(name="s.name", join="JOIN services s ON s.id = c.service_id"))),
        _shares(rows(SHARES.format(name="p.name", join="JOIN staff p ON p.id = c.staff_id"))),
        {day: by_day.get(day.isoformat(), 0) for day in _days(first, last)},
        _heat(rows(HEAT)),
        finished.finished,
        finished.in_time,
        rows(OVERDUE)[0][0],
        {kind: helps.get(kind, 0) for kind in Assistance},
        totals.assisted_vulnerable,
        {level: levels.get(level, 0) for level in Evaluation},
        owed.owed,
        owed.done,
        minutes.waiting,
        minutes.serving,
        rows(REPEATS)[0][0],
    )


@dataclass(frozen=True)
class DayBrief:
    """A handful of figures that are counted while somebody waits."""

    visits: int
    cases: int
    finished: int
    in_time_percent: float | None
    satisfaction: float | None


def brief(work: Work, first: date, last: date) -> DayBrief:
    """The figures that the overview shows of the days ``first`` to ``last``."""
    given = {"first": first.isoformat(), "last": last.isoformat()}
    row = work.connection.execute(BRIEF, given).one()
    done = work.connection.execute(text(FINISHED), given).one()
    good = percent(row.good, row.given)
    return DayBrief(row.visits, row.cases, done.finished, percent(done.in_time, done.finished), good)


def average_wait(work: Work, day: date) -> float | None:
    """Minutes that the visits of a day waited on average; None when nobody did."""
    row = work.connection.execute(text(MINUTES), {"first": day.isoformat(), "last": day.isoformat()}).one()
    return None if row.waiting is None else float(row.waiting)


def _shares(rows: list[Row[Any]]) -> tuple[Share, ...]:
    return tuple(Share(row.name, row.cases, row.finished, row.in_time) for row in rows)


def _heat(rows: list[Row[Any]]) -> tuple[tuple[int, ...], ...]:
    heat = [[0] * 24 for _weekday in range(7)]
    for row in rows:
        heat[row.weekday][row.hour] = row.n
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
        "finished_in_time": figures.in_time,
        "in_time_percent": rounded(figures.in_time_percent),
        "overdue": figures.overdue,
        **{f"assistance.{kind}": n for kind, n in figures.assistance.items()},
        "assisted_vulnerable": figures.assisted_vulnerable,
        **{f"evaluation.{level}": n for level, n in figures.evaluations.items()},
        "satisfaction_percent": rounded(figures.satisfaction),
        "callbacks_owed": figures.callbacks_owed,
        "callbacks_done": figures.callbacks_done,
        "waiting_minutes": rounded(figures.waiting),
        "serving_minutes": rounded(figures.serving),
        "repeat_visits": figures.repeats,
    }


def rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
