"""The figures of joint meetings 联席会议指标: held, resolutions made, closed, in time, overdue."""

from __future__ import annotations

from datetime import date
from functools import partial

from desk.books.meetings import agenda_queries, queries, statistics
from desk.core.clock import local
from desk.core.figure import Better, Figure, FigureKind, FigureRow, NotAdded, Unit
from desk.core.figure_page import ChartDeclaration, ChartKind, FiguresPage
from desk.core.identity import mask_text
from desk.core.plain_text import excerpt
from desk.core.words import N_, NP_, P_
from desk.core.work import Work

FOLLOW_UP, MEETING = "orders.follow_up", "meetings.meeting"


def _title(number: str, description: str) -> str:
    return P_("row of a figure", "{number} {name}", number=number, name=excerpt(mask_text(description), ""))


def _held(work: Work, first: date, last: date) -> list[FigureRow]:
    return [
        FigureRow(
            f"meetings:{each.id}",
            local(each.held_at).date() if each.held_at else each.day,
            _title(each.number, each.title),
            each.state.label,
            leads_to=MEETING,
            about=each.id,
        )
        for each in queries.held_between(work, first, last)
    ]


def _made(work: Work, first: date, last: date) -> list[FigureRow]:
    return [
        FigureRow(
            f"meeting_resolutions:{each.id}",
            each.day,
            _title(each.meeting, each.description),
            each.state_words,
            each.tone(work.today),
            leads_to=FOLLOW_UP,
            about=each.follow_up_id,
        )
        for each in agenda_queries.made_between(work, first, last)
    ]


def _closings(code: str, work: Work, first: date, last: date) -> list[FigureRow]:
    tally = statistics.CLOSINGS[code]
    return [
        FigureRow(
            f"follow_up_moves:{each.move_id}",
            each.closed_on,
            _title(each.number, each.description),
            each.outcome.label,
            amount=tally.adds(each),
            leads_to=FOLLOW_UP,
            about=each.id,
        )
        for each in tally.behind(statistics.closings_between(work, first, last))
    ]


def _overdue(work: Work, _first: date, last: date) -> list[FigureRow]:
    return [
        FigureRow(
            f"follow_ups:{each.id}",
            each.due_on,
            _title(each.number, each.description),
            each.state_words,
            each.tone(work.today),
            leads_to=FOLLOW_UP,
            about=each.id,
        )
        for each in statistics.overdue_by(work, last)
    ]


FIGURES: tuple[Figure, ...] = (
    Figure(
        "joint_meetings_held",
        NP_("figure", "Joint meetings held"),
        N_("Quarterly and special joint meetings that were held in these days."),
        Unit.TIMES,
        better=Better.UP,
        rows=_held,
    ),
    Figure(
        "resolutions_made",
        NP_("figure", "Resolutions made"),
        N_("What the meetings of these days decided, without what was taken back before the minutes were out."),
        Unit.ENTRIES,
        rows=_made,
    ),
    Figure(
        "resolutions_closed",
        NP_("figure", "Resolutions closed"),
        N_("Resolutions that were closed as solved or unsolved in these days, whenever they were made."),
        Unit.ENTRIES,
        rows=partial(_closings, "resolutions_closed"),
    ),
    Figure(
        "resolutions_in_time",
        NP_("figure", "Resolutions carried out in time"),
        N_("Of those closed as solved, those reported as done by the day that the meeting set."),
        Unit.ENTRIES,
        better=Better.UP,
        rows=partial(_closings, "resolutions_in_time"),
    ),
    Figure(
        "resolutions_in_time_percent",
        NP_("figure", "Share of resolutions in time"),
        N_("Of the resolutions closed in these days, those carried out by the day that the meeting set."),
        Unit.PERCENT,
        FigureKind.SHARE,
        Better.UP,
        numerator=("resolutions_in_time",),
        denominator=("resolutions_closed",),
    ),
    Figure(
        "resolutions_overdue",
        NP_("figure", "Resolutions overdue"),
        N_("Resolutions that nobody has carried out and whose day was over on the last of these days, or is today."),
        Unit.ENTRIES,
        better=Better.DOWN,
        rows=_overdue,
        moving=True,
        not_added=NotAdded.STANDS,
    ),
)

PAGE = FiguresPage(
    (
        "joint_meetings_held",
        "resolutions_made",
        "resolutions_closed",
        "resolutions_in_time_percent",
        "resolutions_overdue",
    ),
    (
        ChartDeclaration(
            ChartKind.COLUMNS,
            NP_("chart", "Resolutions by month"),
            ("resolutions_made", "resolutions_closed", "resolutions_in_time"),
        ),
        ChartDeclaration(ChartKind.LINES, NP_("chart", "Resolutions in time, %"), ("resolutions_in_time_percent",)),
    ),
)
