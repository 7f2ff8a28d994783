"""The figures of bookings 预约指标: how many, how they came, what became of them, places used, and asked in vain."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import partial
from typing import Any

from desk.books.bookings import call_queries, queries, statistics
from desk.books.bookings.model import Booking, BookingChannel, Cancellation, ResourceKind
from desk.books.bookings.statistics import Place
from desk.core.clock import local
from desk.core.figure import Better, Figure, FigureKind, FigureRow, Tally, Unit
from desk.core.figure_page import HOURS, WEEKDAYS, Cells, ChartDeclaration, ChartKind, FiguresPage
from desk.core.words import N_, NP_, P_
from desk.core.work import Work


def _bookings(code: str, work: Work, first: date, last: date) -> list[FigureRow]:
    tally = statistics.TALLIES[code]
    return [_row(each, tally) for each in tally.behind(queries.between(work, first, last))]


def _row(each: Booking, tally: Tally[Booking]) -> FigureRow:
    return FigureRow(
        f"bookings:{each.id}",
        each.day,
        P_("row of a figure", "{number} {name}", number=each.number, name=f"{each.resource} {each.who}"),
        each.state_words,
        each.state.tone,
        tally.adds(each),
        "bookings.booking",
        each.id,
        each.begins // 60,
    )


def _places(tally: Tally[Place], work: Work, first: date, last: date) -> list[FigureRow]:
    return [
        FigureRow(
            f"places:{each.resource_id}:{each.begins_at:%Y%m%d%H%M}:{each.n}",
            each.day,
            f"{each.resource} {local(each.begins_at):%H:%M}",
            P_("place", "taken") if each.is_taken else P_("place", "free"),
            None,
            1,
            "bookings.day",
            each.day,
            local(each.begins_at).hour,
        )
        for each in tally.behind(statistics.places_between(work, first, last))
    ]


def _unmet(work: Work, first: date, last: date) -> list[FigureRow]:
    return [
        FigureRow(
            f"unmet_requests:{each.id}",
            each.day,
            P_(
                "row of a figure",
                "{what}　{n} people　counted by {who} {at}",
                what=each.service or each.resource or P_("asked for", "anything"),
                n=each.people,
                who=each.by,
                at=f"{local(each.at):%Y-%m-%d %H:%M}",
            ),
            each.reason.label,
            None,
            1,
            "bookings.day",
            each.day,
            None if each.begins is None else each.begins // 60,
        )
        for each in call_queries.unmet_between(work, first, last)
    ]


def _cells(work: Work, first: date, last: date) -> Cells:
    """Asked in vain, by weekday and hour of the time that was wanted: where places are missing."""
    hours = Counter((row.day.weekday(), row.hour) for row in _unmet(work, first, last) if row.hour is not None)
    return tuple(tuple(hours[weekday, hour] for hour in range(HOURS)) for weekday in range(WEEKDAYS))


def _counted(code: str, title: str, definition: str, better: Better = Better.NEITHER, **more: Any) -> Figure:
    """How many bookings one of ``statistics.TALLIES`` counts; title and definition are msgids."""
    return Figure(code, title, definition, Unit.TIMES, better=better, rows=partial(_bookings, code), **more)


def _kind(kind: ResourceKind) -> Figure:
    definition = N_("Bookings of this kind for these days that had a place.")
    group = NP_("group of figures", "Bookings")
    return _counted(f"bookings.{kind.value}", kind.msgid, definition, group=group, whole="bookings")


def _channel(channel: BookingChannel) -> Figure:
    definition = N_("Bookings for these days that had a place and were made in this way.")
    group = NP_("group of figures", "Bookings by channel")
    return _counted(f"bookings_by.{channel.value}", channel.msgid, definition, group=group, whole="bookings")


def _cancellation(how: Cancellation) -> Figure:
    definition = N_("Bookings for these days that were cancelled in this way; none of them is a miss.")
    group = NP_("group of figures", "Cancelled bookings")
    return _counted(f"bookings_cancelled.{how.value}", how.msgid, definition, Better.DOWN, group=group)


FIGURES: tuple[Figure, ...] = (
    _counted(
        "bookings",
        NP_("figure", "Bookings"),
        N_("Bookings for these days that had a place, whatever became of them."),
    ),
    *map(_kind, ResourceKind),
    *map(_channel, BookingChannel),
    _counted(
        "bookings_kept",
        NP_("figure", "Bookings kept"),
        N_("Bookings for these days to which somebody came."),
        Better.UP,
    ),
    _counted(
        "bookings_missed",
        NP_("figure", "Bookings missed"),
        N_("Bookings for these days to which nobody came, as a clerk confirmed; a late cancellation is none."),
        Better.DOWN,
    ),
    *map(_cancellation, statistics.HOW),
    Figure(
        "bookings_kept_percent",
        NP_("figure", "Share of bookings kept"),
        N_("Of the bookings that were kept or missed, those that were kept."),
        Unit.PERCENT,
        FigureKind.SHARE,
        Better.UP,
        numerator=("bookings_kept",),
        denominator=("bookings_kept", "bookings_missed"),
    ),
    Figure(
        "booking_places",
        NP_("figure", "Places at the counters"),
        N_("Places that could be booked at the counters in these days, by the roster as it stands."),
        Unit.TIMES,
        rows=partial(_places, statistics.PLACES),
        moving=True,
    ),
    Figure(
        "booking_places_taken",
        NP_("figure", "Places taken"),
        N_("Of the places at the counters, those that were booked; what was cancelled or missed is free."),
        Unit.TIMES,
        rows=partial(_places, statistics.TAKEN),
        moving=True,
    ),
    Figure(
        "booking_places_percent",
        NP_("figure", "Share of places taken"),
        N_("Of the places at the counters, those that were booked."),
        Unit.PERCENT,
        FigureKind.SHARE,
        numerator=("booking_places_taken",),
        denominator=("booking_places",),
        moving=True,
    ),
    Figure(
        "booking_unmet",
        NP_("figure", "Asked but no place"),
        N_("How often somebody asked for one of these days and there was no place."),
        Unit.TIMES,
        better=Better.DOWN,
        rows=_unmet,
    ),
)

CHANNELS = tuple(f"bookings_by.{channel.value}" for channel in BookingChannel)
CANCELLED = tuple(f"bookings_cancelled.{how.value}" for how in statistics.HOW)
PAGE = FiguresPage(
    (
        "bookings",
        "bookings_kept",
        "bookings_missed",
        "bookings_kept_percent",
        "booking_places_percent",
        "booking_unmet",
    ),
    (
        ChartDeclaration(
            ChartKind.COLUMNS,
            NP_("chart", "Bookings by month"),
            tuple(f"bookings.{kind.value}" for kind in ResourceKind),
        ),
        ChartDeclaration(ChartKind.LINES, NP_("chart", "Bookings kept, %"), ("bookings_kept_percent",)),
        ChartDeclaration(ChartKind.BARS, NP_("chart", "How people book"), CHANNELS),
        ChartDeclaration(ChartKind.BARS, NP_("chart", "How bookings are cancelled"), CANCELLED),
        ChartDeclaration(
            ChartKind.HEAT, NP_("chart", "Asked but no place, by weekday and hour"), ("booking_unmet",), _cells
        ),
    ),
)
