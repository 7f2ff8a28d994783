"""Several dates at once 连续预约: each date is answered by itself, then the free ones are taken on request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from desk.books.bookings import availability, booking, queries, rules
from desk.books.bookings.model import Booking, BookingRequest
from desk.books.residents import ResidentDetails
from desk.books.visits import Pace
from desk.core.calendar import date_words
from desk.core.clock_times import clock
from desk.core.errors import DeskError, Invalid, Problem
from desk.core.permissions import May
from desk.core.words import _, listed
from desk.core.work import Work
from desk.models.bookings import bookings

MOST = 60
"""Dates in one series."""


@dataclass(frozen=True)
class DateAnswer:
    """Can it be had on this day? ``problem`` says why not: taken by whom, closed, not open; empty where it is free."""

    day: date
    problem: str


def ask(
    work: Work, asked: BookingRequest, days: Sequence[date], newcomer: ResidentDetails | None = None
) -> list[DateAnswer]:
    """The answer for each date, in order; for a ``newcomer``, who is not stored for that. Raises ``Invalid`` for none
    or too many dates.
    """
    if not days:
        raise Invalid(Problem("days", _("Please choose the dates.")))
    if len(days) > MOST:
        raise Invalid(Problem("days", _("{n} dates are too many; {most} is the most.", n=len(days), most=MOST)))
    pace = availability.pace_for(work, [queries.find_resource(work, asked.resource_id)])
    return [DateAnswer(day, _problem(work, asked.on(day), newcomer, pace)) for day in sorted(set(days))]


def _problem(work: Work, asked: BookingRequest, newcomer: ResidentDetails | None, pace: Pace | None) -> str:
    try:
        rules.checked(work, asked, newcomer=newcomer)
    except DeskError as wrong:
        return wrong.message
    answer = booking.answer(work, asked, pace=pace)
    if answer.reason is None:
        return ""
    if answer.closed:
        return answer.closed
    if answer.by and not answer.free:
        return _("taken: {by}", by=listed(each.text for each in answer.by))
    return answer.reason.label


def take_free(work: Work, asked: BookingRequest, days: Sequence[date]) -> list[Booking]:
    """Book the dates that are free now, all in one step, as one series. Raises ``Invalid`` when none is, or when a
    date that was free is not any more: then nothing is booked, and the words say which.
    """
    work.require(May.SERVE)
    made, wish = list[Booking](), replace(asked, waits=False)
    pace = availability.pace_for(work, [queries.find_resource(work, asked.resource_id)])
    for day in sorted(set(days)):
        try:
            made.append(booking.book(work, wish.on(day), series_id=made[0].id if made else None, pace=pace))
        except DeskError as wrong:
            at = f"{date_words(day, work.today)}{clock(made[0].begins) if made else ''}"
            raise Invalid(Problem("days", _("{day}: {why}", day=at, why=wrong.message))) from wrong
    if not made:
        raise Invalid(Problem("days", _("Please choose the dates.")))
    work.change(bookings, made[0].id, {"series_id": made[0].id})
    return made
