"""The span in which each officer comes at least once 体验周期: some months that begin with the year, as quarters do."""

from __future__ import annotations

from datetime import date

from desk.books import centre
from desk.core.month import Month
from desk.core.work import Work

MONTHS = 12


def period_of(work: Work, day: date) -> tuple[date, date]:
    """The first and the last day of the period in which a day lies; the last of a year ends with it."""
    months = centre.rule(work, "officer_visit_months")
    first = (day.month - 1) // months * months + 1
    last = min(first + months - 1, MONTHS)
    return Month(day.year, first).first, Month(day.year, last).last
