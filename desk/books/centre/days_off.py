"""The official calendar of this book: the library's days off and the manager's own table for the other years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from sqlalchemy import delete, select

from desk.books.centre.model import OpeningSpan
from desk.books.centre.queries import opening_hours
from desk.core import edit_conflicts
from desk.core.calendar import DayKind, DayMark, WorkCalendar
from desk.core.permissions import May
from desk.core.work import Work
from desk.models.centre import day_marks


def calendar(work: Work) -> WorkCalendar:
    """By which working days are counted; the manager's table is laid over the library's."""
    return WorkCalendar(entered(work))


def open_spans(work: Work, day: date) -> list[tuple[int, int]]:
    """When the centre is open on a day, in minutes since midnight: not at all on a public holiday, with Monday's hours
    on a make-up workday 调休.
    """
    return _spans_of(calendar(work), opening_hours(work), day)


def open_hours(work: Work, first: date, last: date) -> float:
    """How many hours the centre is open from the first day to the last, as ``open_spans`` has each."""
    known, week = calendar(work), opening_hours(work)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    minutes = sum(closes - opens for day in days for opens, closes in _spans_of(known, week, day))
    return round(minutes / 60, 2)


def _spans_of(known: WorkCalendar, week: Iterable[OpeningSpan], day: date) -> list[tuple[int, int]]:
    kind = known.kind(day)
    if kind is DayKind.HOLIDAY:
        return []
    weekday = 0 if kind is DayKind.MAKE_UP else day.weekday()
    return [(span.opens, span.closes) for span in week if span.weekday == weekday]


def entered(work: Work) -> dict[date, DayMark]:
    """What the manager entered, by day."""
    rows = work.connection.execute(select(day_marks).order_by(day_marks.c.day))
    return {row.day: DayMark(bool(row.working), row.name) for row in rows}


def of_year(work: Work, year: int) -> dict[date, DayMark]:
    """What the manager entered for a year; empty where the library is right."""
    return {day: mark for day, mark in entered(work).items() if day.year == year}


def enter(
    work: Work, year: int, marks: Iterable[tuple[date, DayMark]], read: Mapping[date, DayMark] | None = None
) -> None:
    """Replace the manager's table of one year, each day as it was ``read``. Raises ``EditConflict`` as every edit
    does.
    """
    work.require(May.EDIT_CENTRE)
    wanted = {day: mark for day, mark in marks if day.year == year}
    thing = edit_conflicts.EditedRecord(f"day_marks:{year}", {}, lambda _day, mark: f"{mark.sign} {mark.name}")
    wanted = dict(sorted(edit_conflicts.settled(work, thing, read, of_year(work, year), wanted).items()))
    in_year = day_marks.c.day.between(date(year, 1, 1), date(year, 12, 31))
    rows = [{"day": day, "working": int(mark.working), "name": mark.name} for day, mark in wanted.items()]
    work.connection.execute(delete(day_marks).where(in_year))
    if rows:
        work.add_all(day_marks, rows)
    work.audit("days.enter", f"day_marks:{year}", after={"days": rows})
