"""Times of day 时刻 as minutes since midnight: how hours, shifts and activities are kept. 0 is 00:00, 1440 is 24:00."""

from __future__ import annotations

import re

from desk.core.errors import Invalid, Problem
from desk.core.identity import tidy
from desk.core.words import _

END_OF_DAY = 24 * 60
TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})")
DASHES = re.compile(r"\s*[-—–~至]\s*")


def minutes_of(text: str) -> int:
    """Minutes since midnight of 8:05, 08:05, 08：05. Raises ``ValueError`` for what is no time of a day."""
    time = TIME.fullmatch(tidy(text))
    if time is None or int(time[2]) >= 60 or int(time[1]) * 60 + int(time[2]) > END_OF_DAY:
        raise ValueError(text)
    return int(time[1]) * 60 + int(time[2])


def minutes_in(text: str, field: str) -> int:
    """As ``minutes_of``. Raises ``Invalid`` with its field, saying how a time is written."""
    try:
        return minutes_of(text)
    except ValueError:
        raise Invalid(Problem(field, _("Please write a time as 08:05."))) from None


def spans_of(text: str) -> list[tuple[int, int]]:
    """Every 08:00-12:00 in a text, with spaces or commas between them. Raises ``ValueError`` when one is none."""
    spans = DASHES.sub("-", tidy(text)).replace(",", " ").replace("、", " ").split()
    return [(minutes_of(begins), minutes_of(ends)) for begins, _dash, ends in (span.partition("-") for span in spans)]


def clock(minutes: int) -> str:
    """08:05."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def clock_span(begins: int, ends: int) -> str:
    """08:00-12:00, as it is read again."""
    return f"{clock(begins)}-{clock(ends)}"


def duration(seconds: int) -> str:
    """1:05:09 of hours, minutes and seconds."""
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
