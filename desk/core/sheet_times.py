"""When something is, from the columns in which centres write it: a day, a time or a span, perhaps all in one cell."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from desk.core import days, spreadsheet
from desk.core.clock_times import HOUR, times_in_cell
from desk.core.days import NoDay
from desk.core.errors import Problem
from desk.core.spreadsheet import Cell
from desk.core.words import N_, _

SEVERAL_DAYS = N_("“{word}” is more than one day. Please give each day a row of its own.")


class SeveralDays(NoDay):
    """Something over several days, of which each is a record of its own."""

    def __init__(self, cell: Cell) -> None:
        self.cell = spreadsheet.as_text(cell)[:40]
        super().__init__(_(SEVERAL_DAYS, word=self.cell))


def when(
    cells: Mapping[str, Cell], today: date, problems: list[Problem], *, usual: int = 0, several: str = SEVERAL_DAYS
) -> tuple[date, int, int]:
    """Day, begin and end, in minutes since midnight, from the fields ``day``, ``times`` and ``ends``; ``usual`` minutes
    long when no end is given. What cannot be read is a problem; ``several`` is the msgid that tells of several days.
    """
    day, beside, known = today, list[int](), True
    try:
        day, beside = _day_with_times(cells.get("day"), today)
    except SeveralDays as wrong:
        problems.append(Problem("day", _(several, word=wrong.cell)))
        return day, 9 * HOUR, 10 * HOUR
    except NoDay as wrong:
        problems.append(Problem("day", wrong.message))
        known = False
    except ValueError:
        problems.append(_no_time(cells.get("day")))
        return day, 9 * HOUR, 10 * HOUR
    try:
        times, ends = (_times_on(cells.get(field), day if known else None, today) for field in ("times", "ends"))
        return day, *_both(times, ends, beside, usual)
    except SeveralDays as wrong:
        problems.append(Problem("day", _(several, word=wrong.cell)))
    except NoDay as wrong:
        problems.append(Problem("day", wrong.message))
    except ValueError:
        problems.append(_no_time(cells.get("times") or cells.get("ends")))
    return day, 9 * HOUR, 10 * HOUR


def _no_time(cell: Cell) -> Problem:
    word = spreadsheet.as_text(cell)[:20]
    return Problem("times", _("“{word}” is not a time. Please enter it as 14:30-16:00.", word=word))


def _day_with_times(cell: Cell, today: date) -> tuple[date, list[int]]:
    """Raises ``NoDay``, or ``ValueError`` for times behind the day that are none."""
    if not isinstance(cell, str) or cell.strip().isdigit():
        day = days.day_of(cell, today)
        if day is None:
            raise NoDay(_("“{word}” is not a day. Please enter it as 2026-01-31.", word=""))
        return day, times_in_cell(cell) if isinstance(cell, datetime) else []
    day, rest = days.leading(days.plain(cell), today)
    if days.DASH.match(rest):
        raise SeveralDays(cell)
    return day, times_in_cell(rest.removeprefix("T"))


def _times_on(cell: Cell, day: date | None, today: date) -> list[int]:
    """The times in a cell, which may repeat the day of its row. Raises ``SeveralDays`` for another one."""
    said: date | None = None
    if isinstance(cell, datetime) and cell.year >= days.FIRST_YEAR:
        said = cell.date()
    elif isinstance(cell, str):
        try:
            said, cell = days.leading(days.plain(cell), today)
        except NoDay:
            said = None
    if said and day and said != day:
        raise SeveralDays(f"{day.isoformat()}—{said.isoformat()}")
    return times_in_cell(cell)


def _both(times: list[int], ends: list[int], beside: list[int], usual: int) -> tuple[int, int]:
    """Begin and end from the columns, or from beside the day. Raises ``ValueError`` where they are missing or
    contradict each other.
    """
    span = times or beside
    if ends and len(span) == 1:
        span = span + ends
    if not span or len(span) > 2 or (ends and ends != span[1:]):
        raise ValueError(span)
    return span[0], span[1] if len(span) == 2 else span[0] + usual
