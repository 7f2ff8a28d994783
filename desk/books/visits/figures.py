"""The figures of visits 来访指标: how people came, consultations, what was entered afterwards, how long they waited.

What the counter counts of visits and cases together is declared by the cases.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, literal, select

from desk.books.visits.model import Channel, VisitState, label_of
from desk.books.visits.statistics import ARRIVED, COUNTED, WAITED, WAITED_LONG, WAITING
from desk.core.figure import Better, Figure, FigureKind, FigureRow, Unit
from desk.core.figure_page import ChartDeclaration, ChartKind, FiguresPage
from desk.core.words import N_, NP_
from desk.core.work import Work
from desk.models.visits import visits

LINES: Select[Any] = (
    select(visits.c.id, visits.c.queue, visits.c.number, visits.c.day, visits.c.state)
    .where(ARRIVED)
    .order_by(visits.c.day, visits.c.id)
)


def _counted(condition: ColumnElement[bool], work: Work, first: date, last: date) -> list[FigureRow]:
    query = LINES.add_columns(literal(1).label("amount")).where(condition)
    return [_row(row) for row in work.connection.execute(query, {"first": first, "last": last})]


def _waited(condition: ColumnElement[bool], work: Work, first: date, last: date) -> list[FigureRow]:
    """The visits that waited, each with its minutes."""
    query = LINES.add_columns(WAITED.c.minutes.label("amount")).join(WAITED, WAITED.c.id == visits.c.id)
    return [_row(row) for row in work.connection.execute(query.where(condition), {"first": first, "last": last})]


def _waited_long(work: Work, first: date, last: date) -> list[FigureRow]:
    query = LINES.add_columns(literal(1).label("amount")).join(WAITED, WAITED.c.id == visits.c.id).where(WAITED_LONG)
    return [_row(row) for row in work.connection.execute(query, {"first": first, "last": last})]


def _row(row: Row[Any]) -> FigureRow:
    state = VisitState(row.state)
    return FigureRow(f"visits:{row.id}", row.day, label_of(row.queue, row.number), state.label, state.tone, row.amount)


def _channel(channel: Channel) -> Figure:
    return Figure(
        f"visits.channel.{channel}",
        channel.msgid,
        N_("Of the visits, those who came this way."),
        Unit.ARRIVALS,
        rows=partial(_counted, COUNTED[f"visits.channel.{channel}"]),
        group=NP_("group of figures", "Channel"),
    )


def _wait(code: str, title: str, definition: str) -> Figure:
    return Figure(code, title, definition, Unit.MINUTES, FigureKind.MEAN, Better.DOWN, partial(_waited, WAITING[code]))


FIGURES: tuple[Figure, ...] = (
    *(_channel(channel) for channel in Channel),
    Figure(
        "visits.consultations",
        NP_("figure", "Consultations"),
        N_("Of the visits, those with a question answered and no case."),
        Unit.ARRIVALS,
        rows=partial(_counted, COUNTED["visits.consultations"]),
    ),
    Figure(
        "visits.entered_afterwards",
        NP_("figure", "Entered afterwards"),
        N_("Of the visits, those entered after their day, from paper."),
        Unit.ARRIVALS,
        rows=partial(_counted, COUNTED["visits.entered_afterwards"]),
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
