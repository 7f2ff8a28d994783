"""The figures of the duty roster 值班指标: duties by what came of them, and how long the house was open longer."""

from __future__ import annotations

from datetime import date
from functools import partial

from desk.books.roster import attendance
from desk.books.roster.attendance import AttendedDuty
from desk.core.figure import Better, Figure, FigureKind, FigureRow, Tally, Unit
from desk.core.figure_page import ChartDeclaration, ChartKind, FiguresPage
from desk.core.month import Month
from desk.core.words import N_, NP_, P_
from desk.core.work import Work


def _duties(tally: Tally[AttendedDuty], work: Work, first: date, last: date) -> list[FigureRow]:
    return [_row(each, tally) for each in tally.behind(attendance.attended(work, first, last))]


def _openings(work: Work, first: date, last: date) -> list[FigureRow]:
    openings = attendance.extended_openings(work, first, last)
    return [_row(each, attendance.OPENED) for each in attendance.OPENED.behind(openings)]


def _row(each: AttendedDuty, tally: Tally[AttendedDuty]) -> FigureRow:
    return FigureRow(
        f"duties:{each.duty.id}",
        each.duty.day,
        P_("row of a figure", "{name} {shift}", name=each.name, shift=each.shift.name),
        each.mark.label,
        each.mark.tone,
        tally.adds(each),
        "roster.attendance_month",
        Month.of(each.duty.day).first,
    )


FIGURES: tuple[Figure, ...] = (
    Figure(
        "duties_planned",
        NP_("figure", "Duties planned"),
        N_("Duties of published rosters, one for each person; those cancelled do not count."),
        Unit.DUTIES,
        rows=partial(_duties, attendance.PLANNED),
    ),
    Figure(
        "duties_kept",
        NP_("figure", "Duties kept"),
        N_("Of the duties planned, those to which somebody came in time and left in time, or is still on duty."),
        Unit.DUTIES,
        better=Better.UP,
        rows=partial(_duties, attendance.KEPT),
    ),
    Figure(
        "duties_late",
        NP_("figure", "Duties late"),
        N_("Of the duties planned, those to which somebody came later than the minutes of grace."),
        Unit.DUTIES,
        better=Better.DOWN,
        rows=partial(_duties, attendance.LATE),
    ),
    Figure(
        "duties_missed",
        NP_("figure", "Duties missed"),
        N_("Of the duties planned, those that are over and to which nobody came."),
        Unit.DUTIES,
        better=Better.DOWN,
        rows=partial(_duties, attendance.MISSED),
    ),
    Figure(
        "extended_hours",
        NP_("figure", "Extended hours opened"),
        N_("Hours of the staggered and extended shifts to which somebody came, each shift of a day counted once."),
        Unit.HOURS,
        FigureKind.SUM,
        Better.UP,
        _openings,
        divisor=60,
    ),
)

PAGE = FiguresPage(
    ("duties_planned", "duties_kept", "duties_late", "duties_missed", "extended_hours"),
    (
        ChartDeclaration(
            ChartKind.COLUMNS,
            NP_("chart", "Duties by month"),
            ("duties_kept", "duties_late", "duties_missed"),
        ),
        ChartDeclaration(ChartKind.COLUMNS, NP_("chart", "Extended hours by month"), ("extended_hours",)),
        ChartDeclaration(
            ChartKind.BARS, NP_("chart", "What came of the duties"), ("duties_kept", "duties_late", "duties_missed")
        ),
    ),
)
