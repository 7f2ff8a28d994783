"""The figures of visits 来访指标: how people came, consultations, what was entered afterwards, how long they waited.

What the counter counts of visits and cases together is declared by the cases.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import Row

from desk.books.visits import figure_queries, statistics, wait_queries, waits
from desk.books.visits.model import Channel, VisitState, label_of
from desk.books.visits.waits import WaitRow
from desk.core.figure import Better, Figure, FigureKind, FigureRow, Unit
from desk.core.figure_page import ChartDeclaration, ChartKind, FiguresPage, FigureTable, TableColumn, TableLine
from desk.core.words import N_, NP_, P_
from desk.core.work import Work

WAITING, SERVING = waits.STATES
MOST_ITEMS = 10
"""Items in a table of the page, those with the most visits."""


def _counted(code: str, work: Work, first: date, last: date) -> list[FigureRow]:
    return [_row(row) for row in figure_queries.counted(work, code, first, last)]


def lasted(
    state: VisitState, work: Work, first: date, last: date, *, booked: bool | None = None, most: int | None = None
) -> list[FigureRow]:
    """The visits that waited or were served, each with its tenths of a minute, its hour and item; those with or without
    a booking, or that took no more than ``most`` tenths.
    """
    names = waits.item_names(work, last)
    return [
        _row(row, row.hour, names[row.service_id])
        for row in wait_queries.lines(work, state, first, last, booked=booked, most=most)
    ]


def _kept(state: VisitState, work: Work, first: date, last: date) -> list[FigureRow]:
    """Those that took no longer than is promised."""
    return lasted(state, work, first, last, most=waits.promised(work, state) * wait_queries.TENTHS)


def _waited_long(work: Work, first: date, last: date) -> list[FigureRow]:
    limit = statistics.LONG_WAIT * wait_queries.TENTHS
    return [row for row in lasted(WAITING, work, first, last) if row.amount > limit]


def _row(row: Row[Any], hour: int | None = None, item: str = "") -> FigureRow:
    state, title = VisitState(row.state), label_of(row.queue, row.number)
    return FigureRow(f"visits:{row.id}", row.day, title, state.label, state.tone, row.amount, hour=hour, item=item)


def _channel(channel: Channel) -> Figure:
    return Figure(
        f"visits.channel.{channel}",
        channel.msgid,
        N_("Of the visits, those who came this way."),
        Unit.ARRIVALS,
        rows=partial(_counted, f"visits.channel.{channel}"),
        group=NP_("group of figures", "Channel"),
    )


def _wait(code: str, titles: tuple[str, str, str], definition: str) -> tuple[Figure, ...]:
    """The visits that waited, what they waited together, and the mean of it. ``titles`` of these three."""
    rows = partial(lasted, WAITING, booked=statistics.BOOKED[code])
    many, added = f"{code}.visits", f"{code}.minutes"
    return (
        Figure(
            many, titles[0], N_("How many visits waited, over which the average is taken."), Unit.ARRIVALS, rows=rows
        ),
        Figure(
            added,
            titles[1],
            N_("Minutes that these visits waited altogether, of which the average is taken."),
            Unit.MINUTES,
            FigureKind.SUM,
            rows=rows,
            divisor=wait_queries.TENTHS,
        ),
        Figure(
            code,
            titles[2],
            definition,
            Unit.MINUTES,
            FigureKind.MEAN,
            Better.DOWN,
            rows,
            (added,),
            (many,),
            wait_queries.TENTHS,
            version=2,
        ),
    )


SPREAD: Mapping[FigureKind, str] = {
    FigureKind.MEDIAN: "median",
    FigureKind.PERCENTILE_90: "p90",
    FigureKind.LONGEST: "longest",
}
"""What is told of waits and servings in minutes, and how its code ends."""
DEFINITIONS: Mapping[tuple[VisitState, FigureKind], str] = {
    (WAITING, FigureKind.MEDIAN): N_("Half of the visits that waited did so for no more minutes."),
    (WAITING, FigureKind.PERCENTILE_90): N_(
        "Nine of ten visits that waited did so for no more minutes: by the nearest rank, the wait of one of them."
    ),
    (WAITING, FigureKind.LONGEST): N_("The longest wait of a visit, in minutes."),
    (SERVING, FigureKind.MEDIAN): N_("Half of the visits that were served took no more minutes at the counter."),
    (SERVING, FigureKind.PERCENTILE_90): N_(
        "Nine of ten visits that were served took no more minutes: by the nearest rank, the time of one of them."
    ),
    (SERVING, FigureKind.LONGEST): N_("The longest time that a visit was served, in minutes."),
}


def _spread(
    state: VisitState, titles: tuple[str, ...], kept: tuple[str, str], share: tuple[str, str], whole: str
) -> tuple[Figure, ...]:
    """Median, 90th percentile and longest by their ``titles``; those within the promise, and their share of ``whole``,
    by title and definition.
    """
    code = f"visits.{state.value}"
    better = Better.DOWN if state is WAITING else Better.NEITHER
    rows = partial(lasted, state)
    times = [
        Figure(
            f"{code}.{ending}",
            title,
            DEFINITIONS[state, kind],
            Unit.MINUTES,
            kind,
            better,
            rows,
            divisor=wait_queries.TENTHS,
        )
        for (kind, ending), title in zip(SPREAD.items(), titles, strict=True)
    ]
    many = Figure(f"{code}.kept", *kept, Unit.ARRIVALS, better=Better.UP, rows=partial(_kept, state), moving=True)
    part = Figure(
        f"{code}.share",
        *share,
        Unit.PERCENT,
        FigureKind.SHARE,
        Better.UP,
        numerator=(many.code,),
        denominator=(whole,),
        moving=True,
    )
    return (*times, many, part)


FIGURES: tuple[Figure, ...] = (
    *(_channel(channel) for channel in Channel),
    Figure(
        "visits.consultations",
        NP_("figure", "Consultations"),
        N_("Of the visits, those with a question answered and no case."),
        Unit.ARRIVALS,
        rows=partial(_counted, "visits.consultations"),
    ),
    Figure(
        "visits.entered_afterwards",
        NP_("figure", "Entered afterwards"),
        N_("Of the visits, those entered after their day, from paper."),
        Unit.ARRIVALS,
        rows=partial(_counted, "visits.entered_afterwards"),
    ),
    *_wait(
        "visits.waiting_booked",
        (
            NP_("figure", "Waited with a booking"),
            NP_("figure", "Minutes waited with a booking"),
            NP_("figure", "Waiting with a booking"),
        ),
        N_("Minutes from arriving with a booking to being served, on average over those who waited."),
    ),
    *_wait(
        "visits.waiting_walk_in",
        (
            NP_("figure", "Waited without a booking"),
            NP_("figure", "Minutes waited without a booking"),
            NP_("figure", "Waiting without a booking"),
        ),
        N_("Minutes from taking a number without a booking to being served, on average over those who waited."),
    ),
    Figure(
        "visits.waited_long",
        NP_("figure", "Long waits"),
        N_("Of the visits, those who waited more than 40 minutes."),
        Unit.ARRIVALS,
        better=Better.DOWN,
        rows=_waited_long,
        within="visits",
        version=2,
    ),
    *_spread(
        WAITING,
        (NP_("figure", "Waiting, median"), NP_("figure", "Waiting, 90%"), NP_("figure", "Waiting, longest")),
        (
            NP_("figure", "Waited no longer than promised"),
            N_("Of the visits that waited, those that did so for no more than the promised minutes, by today's rule."),
        ),
        (
            NP_("figure", "Share waiting as promised"),
            N_("Visits that waited no longer than promised, of a hundred that waited."),
        ),
        "waited_visits",
    ),
    *_spread(
        SERVING,
        (NP_("figure", "Serving, median"), NP_("figure", "Serving, 90%"), NP_("figure", "Serving, longest")),
        (
            NP_("figure", "Served within the promise"),
            N_("Of the visits served, those that took no more than the promised minutes, by today's rule."),
        ),
        (
            NP_("figure", "Share served as promised"),
            N_("Visits that were served within the promised minutes, of a hundred that were served."),
        ),
        "served_visits",
    ),
)
WaitTable = Callable[[Work, date, date, VisitState], Sequence[WaitRow]]


def _table(by: WaitTable, state: VisitState, work: Work, first: date, last: date) -> FigureTable:
    """By hour, or by item: how many, and their minutes."""
    rows = by(work, first, last, state)
    shown = rows if by is waits.by_hour else rows[:MOST_ITEMS]
    columns = (
        TableColumn(P_("column of waits", "Visits"), Unit.ARRIVALS),
        TableColumn(P_("column of waits", "Average"), Unit.MINUTES),
        TableColumn(P_("column of waits", "Median"), Unit.MINUTES),
        TableColumn(P_("column of waits", "90%"), Unit.MINUTES),
        TableColumn(P_("column of waits", "Longest"), Unit.MINUTES),
        TableColumn(P_("column of waits", "As promised"), Unit.PERCENT),
    )
    lines = tuple(
        TableLine(
            row.title,
            (row.count, row.mean, row.median, row.p90, row.longest, row.share),
            row.key if by is waits.by_hour else None,
        )
        for row in shown
    )
    return FigureTable(columns, lines, len(rows) - len(shown))


def _table_chart(title: str, code: str, by: WaitTable, state: VisitState) -> ChartDeclaration:
    return ChartDeclaration(ChartKind.TABLE, title, (code,), table=partial(_table, by, state))


CHANNELS = tuple(f"visits.channel.{channel}" for channel in Channel)
PAGE = FiguresPage(
    (
        "visits.consultations",
        "visits.waiting_booked",
        "visits.waiting_walk_in",
        *(f"visits.waiting.{name}" for name in ("median", "p90", "longest", "share")),
        "visits.waited_long",
        *(f"visits.serving.{name}" for name in ("median", "p90", "longest", "share")),
        "visits.entered_afterwards",
    ),
    (
        ChartDeclaration(ChartKind.BARS, NP_("chart", "Channels"), CHANNELS),
        ChartDeclaration(
            ChartKind.LINES,
            NP_("chart", "Waiting with and without a booking"),
            ("visits.waiting_booked", "visits.waiting_walk_in"),
        ),
        ChartDeclaration(
            ChartKind.LINES,
            NP_("chart", "Waiting: median and 90%"),
            ("visits.waiting.median", "visits.waiting.p90"),
        ),
        _table_chart(NP_("chart", "Waiting by hour"), "visits.waiting.median", waits.by_hour, WAITING),
        _table_chart(NP_("chart", "Waiting by item"), "visits.waiting.median", waits.by_item, WAITING),
        _table_chart(NP_("chart", "Serving by hour"), "visits.serving.median", waits.by_hour, SERVING),
        _table_chart(NP_("chart", "Serving by item"), "visits.serving.median", waits.by_item, SERVING),
    ),
)
