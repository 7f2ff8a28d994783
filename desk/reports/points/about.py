"""What the papers of points say in the same words: hours, and how long points count."""

from __future__ import annotations

from datetime import timedelta

from desk.books.centre import rule
from desk.books.points import reckoning
from desk.core.calendar import full_date_words
from desk.core.words import _
from desk.core.work import Work

MINUTES_OF_HOUR = 60
TENTHS = 10


def hours(minutes: int) -> str:
    """1.5: to one place after the point, rounded down, so that no minute is certified that was not served."""
    tenths = minutes * TENTHS // MINUTES_OF_HOUR
    return f"{tenths // TENTHS:,}.{tenths % TENTHS}"


def valid_words(work: Work) -> str:
    """Until when points of this year count."""
    first_after = reckoning.expiry_of(work.today, rule(work, "points_expiry_months"))
    last = full_date_words(first_after - timedelta(days=1))
    return _("Points of {year} can be exchanged until {day}.", year=work.today.year, day=last)
