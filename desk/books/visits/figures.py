"""The figures of visits 来访指标: how people came, consultations, what was entered afterwards, how long they waited.

What the counter counts of visits and cases together is declared by the cases.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import Row

from desk.books.visits import figure_queries
from desk.books.visits.model import Channel, VisitState, label_of
from desk.core.figure import Better, Figure, FigureKind, FigureRow, Unit
from desk.core.figure_page import ChartDeclaration, ChartKind, FiguresPage
from desk.core.words import N_, NP_
from desk.core.work import Work


def _counted(code: str, work: Work, first: date, last: date) -> list[FigureRow]:
    return [_row(row) for row in figure_queries.counted(work, code, first, last)]


def _waited(code: str, work: Work, first: date, last: date) -> list[FigureRow]:
    """The visits that waited, each with its minutes."""
    return [_row(row) for row in figure_queries.waited(work, code, first, last)]


def _waited_long(work: Work, first: date, last: date) -> list[FigureRow]:
    return [_row(row) for row in figure_queries.waited_long(work, first, last)]


def _row(row: Row[Any]) -> FigureRow:
    state = VisitState(row.state)
    return FigureRow(f"visits:{row.id}", row.day, label_of(row.queue, row.number), state.label, state.tone, row.amount)


def _channel(channel: Channel) -> Figure:
    return Figure(
        f"visits.channel.{channel}",
        channel.msgid,
        N_("Of the visits, those who came this way."),
        Unit.ARRIVALS,
        rows=partial(_counted, f"visits.channel.{channel}"),
        group=NP_("group of figures", "Channel"),
    )


def _wait(code: str, title: str, definition: str) -> Figure:
    return Figure(code, title, definition, Unit.MINUTES, FigureKind.MEAN, Better.DOWN, partial(_waited, code))


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
    _wait(
        "visits.waiting_booked",
        NP_("figure", "Waiting with a booking"),
        N_("Minutes from arriving with a booking to being served, on average over those who waited."),
    ),
    _wait(
        "visits.waiting_walk_in",
        NP_("figure", "Waiting without a booking"),
        N_("Minutes from taking a number without a booking to being served, on average over those who waited."),
    ),
    Figure(
        "visits.waited_long",
        NP_("figure", "Long waits"),
        N_("Of the visits, those who waited more than 40 minutes."),
        Unit.ARRIVALS,
        better=Better.DOWN,
        rows=_waited_long,
    ),
)
CHANNELS = tuple(f"visits.channel.{channel}" for channel in Channel)
PAGE = FiguresPage(
    (
        "visits.consultations",
        "visits.waiting_booked",
        "visits.waiting_walk_in",
        "visits.waited_long",
        "visits.entered_afterwards",
    ),
    (
        ChartDeclaration(ChartKind.BARS, NP_("chart", "Channels"), CHANNELS),
        ChartDeclaration(
            ChartKind.LINES,
            NP_("chart", "Waiting with and without a booking"),
            ("visits.waiting_booked", "visits.waiting_walk_in"),
        ),
    ),
)
