"""Days so far off that nobody meant them, and from which no term can be reckoned any more: the calendar of the machine
ends with the year 9999. What is typed or imported is held narrower by ``desk.core.days``; this holds for every other
way into a book.
"""

from __future__ import annotations

from datetime import date

from desk.core.days import FIRST_YEAR
from desk.core.errors import refuse_wrong
from desk.core.words import _

LAST_YEAR = 2100


def refuse_far(**days: date | None) -> None:
    """Raises ``Invalid`` naming each field, by its keyword, whose day is not of the years that a book knows."""
    refuse_wrong((field, day is not None and not _is_known(day), _words(day)) for field, day in days.items())


def _is_known(day: date) -> bool:
    return FIRST_YEAR <= day.year <= LAST_YEAR


def _words(day: date | None) -> str:
    return _(
        "“{word}” is not between {first} and {last}. Please check the year.",
        word=day,
        first=FIRST_YEAR,
        last=LAST_YEAR,
    )
