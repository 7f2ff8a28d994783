"""The figures of follow-ups 督办指标: opened, closed and how, in time, overdue, returned, extended, how long."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from desk.books.follow_ups import queries, statistics
from desk.books.follow_ups.model import ClosedItem, FollowUp
from desk.books.follow_ups.queries import ItemEvent
from desk.core.clock import local
from desk.core.figure import Better, Figure, FigureKind, FigureRow, NotAdded, Tally, Unit
from desk.core.figure_page import ChartDeclaration, ChartKind, FiguresPage
from desk.core.identity import mask_text
from desk.core.plain_text import excerpt
from desk.core.words import N_, NP_, P_
from desk.core.work import Work

LEADS_TO = "orders.follow_up"
Events = Callable[[Work, date, date], list[ItemEvent]]


def _title(number: str, description: str) -> str:
    return P_("row of a figure", "{number} {name}", number=number, name=excerpt(mask_text(description), ""))


def _item_row(item: FollowUp, day: date) -> FigureRow:
    return FigureRow(
        f"follow_ups:{item.id}",
        day,
        _title(item.number, item.description),
        item.state_words,
        item.state.tone,
        leads_to=LEADS_TO,
        about=item.id,
    )


def _opened(work: Work, first: date, last: date) -> list[FigureRow]:
    return [_item_row(each, local(each.opened_at).date()) for each in queries.opened_between(work, first, last)]


def _overdue(work: Work, _first: date, last: date) -> list[FigureRow]:
    return [_item_row(each, each.due_on) for each in queries.overdue_by(work, statistics.last_day(work, last))]


def _closings(tally: Tally[ClosedItem], work: Work, first: date, last: date) -> list[FigureRow]:
    return [
        FigureRow(
            f"follow_up_moves:{each.move_id}",
            each.closed_on,
            _title(each.number, each.description),
            each.outcome.label,
            amount=tally.adds(each),
            leads_to=LEADS_TO,
            about=each.id,
        )
        for each in tally.behind(queries.closings_between(work, first, last))
    ]


def _events(table: str, read: Events, work: Work, first: date, last: date) -> list[FigureRow]:
    return [
        FigureRow(
            f"{table}:{each.id}",
            each.day,
            _title(each.number, each.description),
            each.owner_name or each.number,
            leads_to=LEADS_TO,
            about=each.item_id,
        )
        for each in read(work, first, last)
    ]


def _closed(code: str, title: str, definition: str, better: Better = Better.NEITHER) -> Figure:
    rows = partial(_closings, statistics.CLOSINGS[code])
    return Figure(code, title, definition, Unit.MATTERS, better=better, rows=rows)


FIGURES: tuple[Figure, ...] = (
    Figure(
        "follow_ups_opened",
        NP_("figure", "Follow-ups opened"),
        N_("Follow-ups that were opened in these days."),
        Unit.MATTERS,
        rows=_opened,
    ),
    _closed(
        "follow_ups_fixed",
        NP_("figure", "Closed as solved"),
        N_("Follow-ups that their checker closed as solved in these days, also where one was reopened later."),
    ),
    _closed(
        "follow_ups_unfixed",
        NP_("figure", "Closed unsolved"),
        N_("Follow-ups that were closed unsolved in these days, with a reason and a day to look again."),
        Better.DOWN,
    ),
    _closed(
        "follow_ups_dropped",
        NP_("figure", "Doubles and withdrawn"),
        N_("Follow-ups that were closed in these days as the same as another, or withdrawn."),
    ),
    _closed(
        "follow_ups_in_time",
        NP_("figure", "Solved in time"),
        N_("Of those closed as solved, those reported as done by the day that was set first; extensions do not count."),
        Better.UP,
    ),
    Figure(
        "follow_ups_in_time_percent",
        NP_("figure", "Share solved in time"),
        N_("Of the follow-ups closed as solved or unsolved, those solved by the day that was set first."),
        Unit.PERCENT,
        FigureKind.SHARE,
        Better.UP,
        numerator=("follow_ups_in_time",),
        denominator=("follow_ups_fixed", "follow_ups_unfixed"),
    ),
    Figure(
        "follow_ups_overdue",
        NP_("figure", "Follow-ups overdue"),
        N_("Follow-ups that nobody has done yet and whose day was over on the last of these days, or is today."),
        Unit.MATTERS,
        better=Better.DOWN,
        rows=_overdue,
        moving=True,
        not_added=NotAdded.STANDS,
    ),
    Figure(
        "follow_ups_returned",
        NP_("figure", "Follow-ups returned"),
        N_("How often a checker returned a follow-up in these days because it was not done well."),
        Unit.TIMES,
        better=Better.DOWN,
        rows=partial(_events, "follow_up_moves", queries.returns_between),
    ),
    Figure(
        "follow_ups_extended",
        NP_("figure", "Extensions granted"),
        N_("How often the leader in charge granted a later day in these days."),
        Unit.TIMES,
        better=Better.DOWN,
        rows=partial(_events, "follow_up_extensions", queries.granted_between),
    ),
    Figure(
        "follow_ups_median_days",
        NP_("figure", "Days until closed, median"),
        N_("Of what was closed as solved or unsolved in these days, half took no more days from opening to closing."),
        Unit.DAYS,
        FigureKind.MEDIAN,
        Better.DOWN,
        rows=partial(_closings, statistics.DAYS),
    ),
)

PAGE = FiguresPage(
    (
        "follow_ups_opened",
        "follow_ups_fixed",
        "follow_ups_in_time_percent",
        "follow_ups_overdue",
        "follow_ups_returned",
        "follow_ups_median_days",
    ),
    (
        ChartDeclaration(
            ChartKind.COLUMNS,
            NP_("chart", "Follow-ups by month"),
            ("follow_ups_opened", "follow_ups_fixed", "follow_ups_unfixed"),
        ),
        ChartDeclaration(ChartKind.LINES, NP_("chart", "Solved in time, %"), ("follow_ups_in_time_percent",)),
        ChartDeclaration(
            ChartKind.BARS,
            NP_("chart", "How follow-ups are closed"),
            ("follow_ups_fixed", "follow_ups_unfixed", "follow_ups_dropped"),
        ),
        ChartDeclaration(
            ChartKind.COLUMNS,
            NP_("chart", "Returned and extended"),
            ("follow_ups_returned", "follow_ups_extended"),
        ),
    ),
)
