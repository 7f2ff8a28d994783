"""The figures of the counter 窗口指标: visits, cases, what became of them, and how long people waited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Any

from sqlalchemy import Row, Select, literal, select

from desk.books import catalogue
from desk.books.cases import conditions, statistics
from desk.books.cases.case_queries import CaseFilter
from desk.books.cases.conditions import ARRIVALS, PARTITIONS
from desk.books.cases.handling import GOOD, LEVELS, TOLD_STATE, Assistance, CaseState, Evaluation
from desk.books.catalogue import ServiceMode
from desk.books.visits.figures import lasted
from desk.books.visits.model import VisitState, label_of
from desk.books.visits.wait_queries import TENTHS
from desk.core.figure import Better, Figure, FigureKind, FigureRow, NotAdded, Unit
from desk.core.figure_page import ChartDeclaration, ChartKind, FiguresPage
from desk.core.words import N_, NP_, P_
from desk.core.work import Work
from desk.models.cases import cases
from desk.models.catalogue import services
from desk.models.visits import visits

CASE_LINES: Select[Any] = select(
    cases.c.id, cases.c.number, catalogue.told_name().label("service"), cases.c.day, TOLD_STATE, statistics.HOUR
).order_by(cases.c.day, cases.c.id)
VISIT_LINES: Select[Any] = select(visits.c.id, visits.c.queue, visits.c.number, visits.c.day, visits.c.state).order_by(
    visits.c.day, visits.c.id
)


def _cases(code: str, work: Work, first: date, last: date) -> list[FigureRow]:
    """The cases that a figure counts, in the order in which they were taken."""
    table, condition = conditions.of_figure(code)
    query = CASE_LINES.select_from(table.join(services, services.c.id == cases.c.service_id)).where(condition)
    given = {"first": first, "last": last, "as_of": min(last, work.today)}
    return [_case(row) for row in work.connection.execute(query, given)]


def _case(row: Row[Any]) -> FigureRow:
    state = CaseState(row.state)
    title = P_("row of a figure", "{number} {name}", number=row.number, name=row.service)
    return FigureRow(f"cases:{row.id}", row.day, title, state.label, state.tone, 1, "cases.case", row.id, row.hour)


def _visits(code: str, work: Work, first: date, last: date) -> list[FigureRow]:
    """The visits that a figure counts, in the order in which people came."""
    table, condition = conditions.of_figure(code)
    query = VISIT_LINES.add_columns(literal(1).label("amount")).select_from(table).where(condition)
    return [_visit(row) for row in work.connection.execute(query, {"first": first, "last": last})]


def _visit(row: Row[Any]) -> FigureRow:
    state = VisitState(row.state)
    return FigureRow(f"visits:{row.id}", row.day, label_of(row.queue, row.number), state.label, state.tone, row.amount)


def _listed(chosen: Mapping[str, Any], first: date, last: date) -> tuple[str, CaseFilter]:
    """The case ledger 办件台账 with exactly these cases."""
    return "cases.list", CaseFilter(first=first, last=last, **chosen)


def _counted(
    code: str, title: str, definition: str, better: Better = Better.NEITHER, unit: Unit = Unit.CASES, **more: Any
) -> Figure:
    rows = _visits if code in ARRIVALS.counted else _cases
    return Figure(code, title, definition, unit, better=better, rows=partial(rows, code), **more)


def _partition(
    name: str,
    group: str,
    definition: str,
    better: Mapping[str, Better] = MappingProxyType({}),
    moving: frozenset[str] = frozenset(),
    whole: str = "",
) -> list[Figure]:
    """A figure for each value of a partition, called as the value is."""
    return [
        _counted(
            f"{name}.{value}",
            value.msgid,
            definition,
            better.get(value, Better.NEITHER),
            group=group,
            whole=whole,
            moving=value in moving,
            listed_at=partial(_listed, {FILTERED[name]: value}) if name in FILTERED else None,
        )
        for value in PARTITIONS[name][1]
    ]


def _mean(
    code: str, titles: tuple[str, str, str], definitions: tuple[str, str, str], better: Better, state: VisitState
) -> tuple[Figure, ...]:
    """The visits that waited or were served, their minutes together, and the mean of them: titles and definitions of
    these three. Their codes begin as what happened to the visits does.
    """
    many, added = TIMED[state]
    rows = partial(lasted, state)
    return (
        Figure(many, titles[0], definitions[0], Unit.ARRIVALS, rows=rows),
        Figure(added, titles[1], definitions[1], Unit.MINUTES, FigureKind.SUM, rows=rows, divisor=TENTHS),
        Figure(
            code,
            titles[2],
            definitions[2],
            Unit.MINUTES,
            FigureKind.MEAN,
            better,
            rows,
            (added,),
            (many,),
            TENTHS,
            version=2,
        ),
    )


def _share(code: str, title: str, definition: str, part: Sequence[str], whole: Sequence[str]) -> Figure:
    return Figure(
        code,
        title,
        definition,
        Unit.PERCENT,
        FigureKind.SHARE,
        Better.UP,
        numerator=tuple(part),
        denominator=tuple(whole),
    )


TIMED: Mapping[VisitState, tuple[str, str]] = {
    VisitState.WAITING: ("waited_visits", "waited_minutes"),
    VisitState.SERVING: ("served_visits", "served_minutes"),
}
"""Of what happened to visits: the codes of how many, and of their minutes."""
FILTERED = {"cases.mode": "mode", "cases.state": "state", "evaluation": "evaluation"}
"""The partitions that the ledger's filter knows, and its fields."""
STATES = frozenset(CaseState)
LEVEL_BETTER: Mapping[str, Better] = {level.value: Better.UP if level in GOOD else Better.DOWN for level in LEVELS}
VISITS = (
    _counted(
        "visits",
        NP_("figure", "Visits"),
        N_("Everybody who came in these days and has a queue number, whatever came of it."),
        unit=Unit.ARRIVALS,
    ),
    _counted(
        "visits_priority",
        NP_("figure", "Visits with priority"),
        N_("Of the visits, those who were served first because of age, disability or another reason for priority."),
        unit=Unit.ARRIVALS,
        within="visits",
    ),
    _counted(
        "visits_left",
        NP_("figure", "Left unserved"),
        N_("Of the visits, those who left before they were served or were not there when called."),
        Better.DOWN,
        Unit.ARRIVALS,
        within="visits",
    ),
)
TAKEN = (
    _counted(
        "cases",
        NP_("figure", "Cases"),
        N_("Cases taken in these days, whenever they end."),
        listed_at=partial(_listed, {}),
    ),
    *_partition(
        "cases.mode",
        NP_("group of figures", "Mode"),
        N_("Of the cases taken in these days, those whose item has this mode of service."),
        whole="cases",
    ),
    *_partition(
        "cases.state",
        NP_("group of figures", "State now"),
        N_("Of the cases taken in these days, those that are in this state now."),
        moving=STATES,
        whole="cases",
    ),
)
FINISHED = (
    _counted(
        "finished",
        NP_("figure", "Finished"),
        N_("Cases that ended in these days, whenever they were taken in; also those turned down or withdrawn."),
    ),
    _counted(
        "finished_before",
        NP_("figure", "Of them taken in earlier"),
        N_("Of the finished cases, those that were taken in before the first of these days."),
        within="finished",
        not_added=NotAdded.FROM_FIRST,
    ),
    _counted(
        "finished_in_time",
        NP_("figure", "Finished in time"),
        N_("Of the finished cases, those that ended on their promised day or before it."),
        Better.UP,
        within="finished",
    ),
    _share(
        "in_time_percent",
        NP_("figure", "In time"),
        N_("Cases finished in time, of a hundred finished."),
        ["finished_in_time"],
        ["finished"],
    ),
    _counted(
        "overdue",
        NP_("figure", "Overdue"),
        N_("Cases that stood open past their promised day at the end of the last of these days, or now."),
        Better.DOWN,
        moving=True,
        not_added=NotAdded.STANDS,
    ),
)
HELP = (
    *_partition(
        "assistance",
        NP_("group of figures", "Help"),
        N_("Of the cases taken in these days, those with this kind of help."),
        whole="cases",
    ),
    _counted(
        "assisted",
        NP_("figure", "Help given"),
        N_("Of the cases taken in these days, those with help of either kind."),
        Better.UP,
        within="cases",
    ),
    _counted(
        "assisted_vulnerable",
        NP_("figure", "Help for elderly and disabled"),
        N_("Of the cases taken in these days, those with help for a person who was elderly or disabled on that day."),
        Better.UP,
    ),
)
OPINIONS = (
    *_partition(
        "evaluation",
        NP_("group of figures", "Evaluation"),
        N_("Of the cases taken in these days, those that were evaluated so."),
        LEVEL_BETTER,
        moving=frozenset({Evaluation.NOT_ASKED}),
    ),
    _share(
        "satisfaction_percent",
        NP_("figure", "Satisfaction"),
        N_("Evaluations of the three good levels, of a hundred of all five."),
        [f"evaluation.{level}" for level in GOOD],
        [f"evaluation.{level}" for level in LEVELS],
    ),
    _counted(
        "callbacks_owed",
        NP_("figure", "Call-backs owed"),
        N_("Of the cases taken in these days, those whose evaluation calls for a call-back, made or not."),
        Better.DOWN,
        Unit.TIMES,
    ),
    _counted(
        "callbacks_done",
        NP_("figure", "Call-backs made"),
        N_("Of the call-backs owed, those that have been made by now."),
        Better.UP,
        Unit.TIMES,
        within="callbacks_owed",
        moving=True,
    ),
)
TIMES = (
    *_mean(
        "waiting_minutes",
        (NP_("figure", "Visits that waited"), NP_("figure", "Minutes waited"), NP_("figure", "Waiting, average")),
        (
            N_("Of the visits, those that waited and were called or left, over which the average is taken."),
            N_("Minutes that these visits waited altogether, of which the average is taken."),
            N_("Minutes from taking a number to being served, on average over the visits that waited."),
        ),
        Better.DOWN,
        VisitState.WAITING,
    ),
    *_mean(
        "serving_minutes",
        (NP_("figure", "Visits served"), NP_("figure", "Minutes served"), NP_("figure", "Serving, average")),
        (
            N_("Of the visits, those that were at the counter and are over, over which the average is taken."),
            N_("Minutes that these visits were at the counter altogether, of which the average is taken."),
            N_("Minutes at the counter, on average over the visits that were served."),
        ),
        Better.NEITHER,
        VisitState.SERVING,
    ),
    _counted(
        "repeat_visits",
        NP_("figure", "Repeat visits"),
        N_(
            "How often somebody came again in these days for an item they had come for already; each shown by its case."
        ),
        Better.DOWN,
        Unit.ARRIVALS,
        not_added=NotAdded.FROM_FIRST,
    ),
)
FIGURES: tuple[Figure, ...] = (*VISITS, *TAKEN, *FINISHED, *HELP, *OPINIONS, *TIMES)


def _codes(name: str, values: Iterable[Any]) -> tuple[str, ...]:
    return tuple(f"{name}.{value}" for value in values)


BY_MONTH = ChartDeclaration(ChartKind.COLUMNS, NP_("chart", "Cases by month"), ("cases",))
BY_HOUR = ChartDeclaration(ChartKind.HEAT, NP_("chart", "Cases by weekday and hour"), ("cases",), statistics.heat_of)
BY_MODE = ChartDeclaration(ChartKind.BARS, NP_("chart", "Mode of service"), _codes("cases.mode", ServiceMode))
BY_STATE = ChartDeclaration(ChartKind.BARS, NP_("chart", "State now"), _codes("cases.state", CaseState))
BY_LEVEL = ChartDeclaration(ChartKind.BARS, NP_("chart", "Evaluations"), _codes("evaluation", LEVELS))
PAGE = FiguresPage(
    (
        *("visits", "cases", "finished", "finished_before", "in_time_percent", "overdue"),
        *("satisfaction_percent", "assisted", "assisted_vulnerable"),
        *("waiting_minutes", "serving_minutes", "repeat_visits"),
    ),
    (
        BY_MONTH,
        BY_HOUR,
        ChartDeclaration(
            ChartKind.LINES, NP_("chart", "In time and satisfied"), ("in_time_percent", "satisfaction_percent")
        ),
        ChartDeclaration(ChartKind.LINES, NP_("chart", "Waiting and serving"), ("waiting_minutes", "serving_minutes")),
        BY_MODE,
        BY_STATE,
        BY_LEVEL,
        ChartDeclaration(ChartKind.BARS, NP_("chart", "Help"), _codes("assistance", Assistance)),
    ),
)
OVERVIEW = FiguresPage(
    ("visits", "cases", "in_time_percent", "satisfaction_percent", "waiting_minutes"),
    (BY_MONTH, BY_HOUR, BY_MODE, BY_LEVEL, BY_STATE),
)
"""概览: what a manager looks at first."""
