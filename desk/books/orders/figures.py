"""The figures of orders 点单指标: how many and how they came, how they were answered, done and rated, and minutes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from desk.books.orders import count_queries, statistics
from desk.books.orders.count_queries import CountedDispatch, CountedOrder
from desk.books.orders.model import OrderChannel, OrderKind
from desk.core.figure import Better, Figure, FigureKind, FigureRow, Tally, Unit
from desk.core.figure_page import ChartDeclaration, ChartKind, FiguresPage
from desk.core.words import N_, NP_, P_
from desk.core.work import Work

LEADS_TO = "orders.order"
Read = Callable[[Work, date, date], list[CountedOrder]]
KINDS = NP_("group of figures", "Orders by kind")
CHANNELS = NP_("group of figures", "Orders by channel")


def _rows(read: Read, tally: Tally[CountedOrder], work: Work, first: date, last: date) -> list[FigureRow]:
    return [_row(each, tally.adds(each)) for each in tally.behind(read(work, first, last))]


def _row(each: CountedOrder, amount: int) -> FigureRow:
    title = P_("row of a figure", "{number} {name}", number=each.number, name=each.kind.label)
    subject = f"orders:{each.id}"
    return FigureRow(subject, each.day, title, each.state.label, each.state.tone, amount, LEADS_TO, each.id)


def _dispatches(tally: Tally[CountedDispatch], work: Work, first: date, last: date) -> list[FigureRow]:
    return [
        FigureRow(
            f"dispatches:{each.id}",
            each.day,
            P_("row of a figure", "{number} {name}", number=each.number, name=each.kind.label),
            each.answer.label,
            each.answer.tone,
            tally.adds(each),
            LEADS_TO,
            each.order_id,
        )
        for each in tally.behind(count_queries.answered_between(work, first, last))
    ]


def _placed(code: str, title: str, definition: str, **more: Any) -> Figure:
    rows = partial(_rows, count_queries.placed_between, statistics.PLACED[code])
    return Figure(code, title, definition, Unit.MATTERS, rows=rows, **more)


def _kind(kind: OrderKind) -> Figure:
    definition = N_("Orders of this kind that were placed in these days.")
    return _placed(f"orders.{kind.value}", kind.msgid, definition, group=KINDS, whole="orders")


def _channel(channel: OrderChannel) -> Figure:
    definition = N_("Orders that came in this way in these days.")
    return _placed(f"orders_by.{channel.value}", channel.msgid, definition, group=CHANNELS, whole="orders")


def _answered(code: str, title: str, definition: str, better: Better) -> Figure:
    rows = partial(_dispatches, statistics.ANSWERED[code])
    return Figure(code, title, definition, Unit.TIMES, better=better, rows=rows)


def _done(code: str, title: str, definition: str) -> Figure:
    rows = partial(_rows, count_queries.done_between, statistics.DONE[code])
    return Figure(code, title, definition, Unit.MATTERS, better=Better.UP, rows=rows)


def _settled(code: str, title: str, definition: str, better: Better = Better.NEITHER) -> Figure:
    rows = partial(_rows, count_queries.settled_between, statistics.SETTLED[code])
    return Figure(code, title, definition, Unit.MATTERS, better=better, rows=rows)


def _share(code: str, title: str, definition: str, part: str, whole: str) -> Figure:
    return Figure(
        code, title, definition, Unit.PERCENT, FigureKind.SHARE, Better.UP, numerator=(part,), denominator=(whole,)
    )


FIGURES: tuple[Figure, ...] = (
    _placed("orders", NP_("figure", "Orders"), N_("Orders that residents placed in these days.")),
    *map(_kind, OrderKind),
    *map(_channel, OrderChannel),
    _answered(
        "orders_taken",
        NP_("figure", "Dispatches taken"),
        N_("How often somebody took an order in these days; one that was sent again may count twice."),
        Better.NEITHER,
    ),
    _answered(
        "orders_declined",
        NP_("figure", "Dispatches declined"),
        N_("How often somebody who was asked said in these days that they cannot."),
        Better.DOWN,
    ),
    _answered(
        "orders_timed_out",
        NP_("figure", "Dispatches not answered"),
        N_("How often somebody who was asked had not answered in time."),
        Better.DOWN,
    ),
    _done(
        "orders_done",
        NP_("figure", "Orders done"),
        N_("Orders that were done in these days for the first time."),
    ),
    _done(
        "orders_in_time",
        NP_("figure", "Orders done in time"),
        N_("Of the orders done, those by when it was promised when they were taken on."),
    ),
    _share(
        "orders_in_time_percent",
        NP_("figure", "Share of orders done in time"),
        N_("Of the orders that were done, those that were in time the first time."),
        "orders_in_time",
        "orders_done",
    ),
    Figure(
        "orders_hours_to_taken",
        NP_("figure", "Hours until taken"),
        N_("From sending an order until somebody took it; half of them took no longer."),
        Unit.HOURS,
        FigureKind.MEDIAN,
        Better.DOWN,
        rows=partial(_dispatches, statistics.TO_TAKEN),
        divisor=statistics.HOUR,
    ),
    Figure(
        "orders_hours_to_done",
        NP_("figure", "Hours until done"),
        N_("From placing an order until it was done for the first time; half of them took no longer."),
        Unit.HOURS,
        FigureKind.MEDIAN,
        Better.DOWN,
        rows=partial(_rows, count_queries.done_between, statistics.TO_DONE),
        divisor=statistics.HOUR,
    ),
    Figure(
        "orders_redone",
        NP_("figure", "Orders to be done again"),
        N_("Orders that were rated poorly in these days and had to be done again."),
        Unit.MATTERS,
        better=Better.DOWN,
        rows=partial(_rows, count_queries.sent_back_between, statistics.REDONE),
    ),
    _settled(
        "orders_settled",
        NP_("figure", "Orders settled"),
        N_("Orders that were rated in these days, or for which the time for that was over."),
    ),
    _settled("orders_rated", NP_("figure", "Orders rated"), N_("Of the orders settled, those that were rated.")),
    _settled(
        "orders_satisfied",
        NP_("figure", "Orders rated well"),
        N_("Of the orders rated, those that were rated at least fairly satisfied, by the last rating."),
        Better.UP,
    ),
    _share(
        "orders_rated_percent",
        NP_("figure", "Share of orders rated"),
        N_("Of the orders that were settled, those that were rated: satisfaction is to be read beside it."),
        "orders_rated",
        "orders_settled",
    ),
    _share(
        "orders_satisfied_percent",
        NP_("figure", "Satisfaction with orders"),
        N_("Of the orders that were rated, those that were rated well; how many rated stands beside it."),
        "orders_satisfied",
        "orders_rated",
    ),
    Figure(
        "orders_minutes",
        NP_("figure", "Minutes of service"),
        N_("How long members of the teams were there, by the day on which the order was done."),
        Unit.MINUTES,
        FigureKind.SUM,
        rows=partial(_rows, count_queries.worked_between, statistics.MINUTES),
    ),
)

PAGE = FiguresPage(
    (
        "orders",
        "orders_done",
        "orders_in_time_percent",
        "orders_hours_to_taken",
        "orders_rated",
        "orders_rated_percent",
        "orders_satisfied_percent",
        "orders_minutes",
    ),
    (
        ChartDeclaration(ChartKind.COLUMNS, NP_("chart", "Orders by month"), ("orders", "orders_done")),
        ChartDeclaration(
            ChartKind.LINES,
            NP_("chart", "Orders in time, rated and rated well, %"),
            ("orders_in_time_percent", "orders_rated_percent", "orders_satisfied_percent"),
        ),
        ChartDeclaration(
            ChartKind.BARS, NP_("chart", "What residents wish for"), tuple(f"orders.{kind.value}" for kind in OrderKind)
        ),
        ChartDeclaration(
            ChartKind.BARS,
            NP_("chart", "How orders come"),
            tuple(f"orders_by.{channel.value}" for channel in OrderChannel),
        ),
        ChartDeclaration(
            ChartKind.BARS,
            NP_("chart", "How dispatches are answered"),
            ("orders_taken", "orders_declined", "orders_timed_out"),
        ),
    ),
)
