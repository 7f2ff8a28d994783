"""The promised day 承诺办结日 of a case: working days from when its papers were complete."""

from __future__ import annotations

from datetime import date, datetime

from desk.books import catalogue
from desk.books.centre import days_off
from desk.core.calendar import WorkCalendar
from desk.core.clock import local
from desk.core.work import Work

UNPROMISED = date.max
"""What stands in the table for the promised day of a case that waits for papers: its days begin to count once they are
complete. Later than any day, so that such a case is never due, never late, and comes last where a list goes by it."""


def promised(stored: date) -> date | None:
    """The promised day of a row; None for a case whose days do not count yet."""
    return None if stored == UNPROMISED else stored


def due_date(work: Work, item: catalogue.ServiceItem) -> date:
    """When a case that is taken now with all its papers has to be finished."""
    return promised_day(days_off.calendar(work), local(work.now), item) if item.promised_days else work.today


def promised_day(calendar: WorkCalendar, taken: datetime, item: catalogue.ServiceItem) -> date:
    """The rule: the day on which it was ``taken`` with all its papers (local time), plus its working days by the
    official calendar."""
    return calendar.after(taken.date(), item.promised_days) if item.promised_days else taken.date()
