"""The figures of the activity calendar 活动指标: what was planned and held, who came, whether the calendar was out."""

from __future__ import annotations

from datetime import date
from functools import partial

from desk.books.activities import publishing, statistics
from desk.books.activities.statistics import ActivityRow
from desk.core.figure import Better, Figure, FigureKind, FigureRow, Tally, Unit
from desk.core.figure_page import ChartDeclaration, ChartKind, FiguresPage
from desk.core.month import Month
from desk.core.words import N_, NP_, P_
from desk.core.work import Work


def _activities(tally: Tally[ActivityRow], work: Work, first: date, last: date) -> list[FigureRow]:
    return [
        FigureRow(
            f"activities:{line.activity.id}",
            line.activity.day,
            line.activity.title,
            line.activity.state.label,
            line.activity.state.tone,
            tally.adds(line),
            "activities.activity",
            line.activity.id,
            line.activity.begins // 60,
        )
        for line in tally.behind(statistics.lines_between(work, first, last))
    ]


def _first_publications(work: Work, first: date, last: date) -> list[FigureRow]:
    """How a month first went out; nothing while it has not, and for days that are no month."""
    month = Month.of(first)
    if month.span != (first, last):
        return []
    rows = []
    for publication in publishing.published(work, month)[:1]:
        title = P_("row of a figure", "Calendar of {month}: {channel}", month=month.label, channel=publication.channel)
        state = P_("calendar", "in time") if publication.in_time else P_("calendar", "late")
        subject, amount = f"publications:{month.name}", int(publication.in_time)
        rows.append(FigureRow(subject, publication.day, title, state, None, amount, "activities.calendar", month))
    return rows


FIGURES: tuple[Figure, ...] = (
    Figure(
        "activities_planned",
        NP_("figure", "Activities planned"),
        N_("Activities of these days that were approved, whatever became of them; drafts do not count."),
        Unit.ACTIVITIES,
        rows=partial(_activities, statistics.PLANNED),
    ),
    Figure(
        "activities_held",
        NP_("figure", "Activities that took place"),
        N_("Of the planned activities, those that took place."),
        Unit.ACTIVITIES,
        better=Better.UP,
        rows=partial(_activities, statistics.HELD),
    ),
    Figure(
        "activities_cancelled",
        NP_("figure", "Activities cancelled"),
        N_("Of the planned activities, those that were cancelled."),
        Unit.ACTIVITIES,
        better=Better.DOWN,
        rows=partial(_activities, statistics.CANCELLED),
    ),
    Figure(
        "activities_people",
        NP_("figure", "People at activities"),
        N_("People who came to the activities of these days, as entered with their results; each time counts."),
        Unit.PEOPLE,
        FigureKind.SUM,
        Better.UP,
        partial(_activities, statistics.PEOPLE),
    ),
    Figure(
        "calendar_in_time",
        NP_("figure", "Calendar published in time"),
        N_("Whether the month's calendar first went out by the 25th of the month before."),
        Unit.ANSWER,
        FigureKind.ANSWER,
        Better.UP,
        _first_publications,
    ),
)

PAGE = FiguresPage(
    ("activities_planned", "activities_held", "activities_cancelled", "activities_people", "calendar_in_time"),
    (
        ChartDeclaration(ChartKind.COLUMNS, NP_("chart", "Activities held by month"), ("activities_held",)),
        ChartDeclaration(ChartKind.COLUMNS, NP_("chart", "People by month"), ("activities_people",)),
        ChartDeclaration(
            ChartKind.HEAT,
            NP_("chart", "Activities by weekday and hour"),
            ("activities_planned",),
            statistics.heat_of,
        ),
    ),
)
