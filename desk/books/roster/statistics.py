"""Duties in figures 坐班统计."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desk.books.roster import attendance
from desk.books.roster.attendance import AttendanceSum, AttendedDuty
from desk.core.book import Span
from desk.core.figure import Number
from desk.core.words import _, whole_sentences
from desk.core.work import Work

DUTIES = ("planned", "kept", "late", "missed")
"""What is counted of duties in the whole house."""


@dataclass(frozen=True)
class RosterFigures:
    """``duties`` are by person, those of published rosters only; ``extended_minutes`` is 延时服务."""

    duties: tuple[AttendanceSum, ...]
    extended_minutes: int


def of_days(work: Work, first: date, last: date) -> RosterFigures:
    """Count a span of days."""
    openings = attendance.extended_openings(work, first, last)
    return RosterFigures(tuple(attendance.sums(work, first, last)), attendance.OPENED.of(openings))


def plain(figures: RosterFigures) -> dict[str, int | float | None]:
    """As names and numbers, hours to a tenth."""
    return {
        **{f"duties_{name}": sum(getattr(person, name) for person in figures.duties) for name in DUTIES},
        "extended_hours": round(figures.extended_minutes / 60, 1),
    }


def of_spans(work: Work, spans: Sequence[Span]) -> list[dict[str, Number]]:
    """The duties of several spans of days, from one reading."""
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    duties = attendance.attended(work, first, last)
    openings = attendance.openings_of(work, duties)
    return [_of_span(span, duties, openings) for span in spans]


TALLIES = {
    "duties_planned": attendance.PLANNED,
    "duties_kept": attendance.KEPT,
    "duties_late": attendance.LATE,
    "duties_missed": attendance.MISSED,
}


def _of_span(span: Span, duties: Sequence[AttendedDuty], openings: Sequence[AttendedDuty]) -> dict[str, Number]:
    inside, opened = ([each for each in rows if span[0] <= each.duty.day <= span[1]] for rows in (duties, openings))
    counted: dict[str, Number] = {code: tally.of(inside) for code, tally in TALLIES.items()}
    return {**counted, "extended_hours": round(attendance.OPENED.of(opened) / 60, 1)}


def sentence(figures: RosterFigures) -> str:
    """What the month's report says of the duties."""
    totals = {name: sum(getattr(person, name) for person in figures.duties) for name in DUTIES}
    if not totals["planned"]:
        return _("No roster was published.")
    hours = _("Open for {hours} extended hours.", hours=f"{figures.extended_minutes / 60:g}")
    duties = _("{planned} planned, {kept} kept, {late} late, {missed} missed.", **totals)
    return whole_sentences((duties, hours))
