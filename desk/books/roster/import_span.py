"""From when to when a row of leave lasts: two days or one, a span in one cell, half days, hours, a number of days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from desk.core import days, numbers
from desk.core.clock_times import NOON, times_in_cell
from desk.core.days import NoDay
from desk.core.errors import Problem
from desk.core.spreadsheet import Cell, as_text
from desk.core.words import _
from desk.scheduling.problem import DAY

Part = tuple[int, int]
"""A part of a day, in minutes since midnight."""
WHOLE: Part = (0, DAY)
HALVES: Mapping[str, Part] = {"": WHOLE, "全天": WHOLE, "整天": WHOLE, "上午": (0, NOON), "下午": (NOON, DAY)}
HALF = Decimal("0.5")
LONGEST = 731
"""Days beyond which nobody counts."""
Counter = Callable[[date, date], int]
"""How many working days two days and those between them have."""


def span_in(
    cells: Mapping[str, Cell], today: date, working_days: Counter, problems: list[Problem]
) -> tuple[date, date, Part] | None:
    """First day, last day and the part of each that a row says; None where that is a problem."""
    first = _side(cells, "first", today, problems)
    last = _side(cells, "last", today, problems)
    part = _part(cells, problems)
    many = _many(cells, problems)
    if first is None and not problems:
        problems.append(Problem("first", _("The first day is missing.")))
    if problems or first is None:
        return None
    begin, end = first[0], (last or first)[1]
    if last and first[0] != first[1] != end:
        message = _("The two columns name different last days: {one} and {other}.", one=first[1], other=end)
        problems.append(Problem("last", message))
        return None
    beside = _joined(first[2], last[2] if last else None, begin == end)
    if beside is None or (beside != WHOLE and part not in (WHOLE, beside)):
        message = _(
            "A part of a day goes with a single day. Please give the days that are not whole rows of their own."
        )
        problems.append(Problem("half", message))
        return None
    part = part if beside == WHOLE else beside
    if many is None:
        return begin, end, part
    span = _counted((begin, end if last or begin != end else None, part), many, working_days, problems)
    return None if problems else span


Side = tuple[date, date, list[int] | str]
"""The days of a cell, and the times or the half of the day that stand beside them."""


def _side(cells: Mapping[str, Cell], field: str, today: date, problems: list[Problem]) -> Side | None:
    cell = cells.get(field)
    try:
        if isinstance(cell, str) and not cell.strip().isdigit() and cell.strip():
            return _written(cell, today)
        span = days.span_of(cell, today)
        return (*span, times_in_cell(cell) if isinstance(cell, datetime) else []) if span else None
    except NoDay as wrong:
        problems.append(Problem(field, wrong.message))
    except ValueError:
        problems.append(_unread(field, as_text(cell)))
    return None


def _written(cell: str, today: date) -> Side:
    """A text: one day with perhaps a time or 上午 behind it, or two days."""
    text = days.plain(cell)
    day, rest = days.leading(text, today)
    if rest in HALVES:
        return day, day, rest
    if days.DASH.match(rest):
        span = days.span_of(cell, today)
        return (*span, []) if span else (day, day, [])
    return day, day, times_in_cell(rest.removeprefix("T"))


def _joined(begin: list[int] | str, end: list[int] | str | None, is_one_day: bool) -> Part | None:
    """The part of the day between what stands beside the first and beside the last day; None where it takes more than
    one row to say it.
    """
    opens, closes = _edges(begin), _edges(end) if end is not None else None
    if closes is None:
        part = opens if isinstance(begin, str) or len(begin) != 1 else None
    elif isinstance(begin, list) and len(begin) == 1 and isinstance(end, list) and len(end) == 1:
        part = (begin[0], end[0])
    elif (begin or end) and not (begin and end):
        part = None
    else:
        part = (opens[0], closes[1])
    return part if part is None or is_one_day or part == WHOLE else None


def _edges(beside: list[int] | str) -> Part:
    if isinstance(beside, str):
        return HALVES[beside]
    return (beside[0], beside[1]) if len(beside) == 2 else (beside[0], beside[0]) if beside else WHOLE


def _part(cells: Mapping[str, Cell], problems: list[Problem]) -> Part:
    """The column for half days and hours."""
    word = as_text(cells.get("half", ""))
    if word in HALVES:
        return HALVES[word]
    try:
        begins, ends = times_in_cell(cells.get("half"))
    except ValueError:
        problems.append(_unread("half", word))
        return WHOLE
    return begins, ends


def _unread(field: str, word: str) -> Problem:
    sentence = _("Please write 上午, 下午, 全天 or hours like 13:30-17:30, not “{word}”.", word=word[:20])
    return Problem(field, sentence)


def _many(cells: Mapping[str, Cell], problems: list[Problem]) -> Decimal | None:
    """The column for the number of days: whole and half ones. Hours are none."""
    said = as_text(cells.get("days", ""))
    if not said:
        return None
    try:
        many = HALF if said == "半天" else numbers.decimal_of(said.removesuffix("天").removesuffix("日").strip())
    except ValueError:
        many = Decimal(0)
    if many <= 0 or many % HALF or many > LONGEST:
        message = _("“{word}” is not a number of days, like 3 or 0.5.", word=said[:20])
        problems.append(Problem("days", message))
        return None
    return many


def _counted(
    said: tuple[date, date | None, Part], many: Decimal, working_days: Counter, problems: list[Problem]
) -> tuple[date, date, Part]:
    """The span when its number of days fits it, or makes it: counted with the days off, or without them. Where the two
    differ and no last day is given, nobody can tell which was meant.
    """
    first, last, part = said
    end = last or first
    if part != WHOLE:
        if first == end and part in HALVES.values() and many != HALF:
            problems.append(Problem("days", _misfit(many, first, end, HALF, HALF)))
        return first, end, part
    if many % 1:
        message = _(
            "Half a day: please write 上午 or 下午, or the hours like 13:30-17:30; several days take a row more."
        )
        problems.append(Problem("half", message))
    elif last is None:
        end = first + timedelta(days=int(many) - 1)
        if many > 1 and working_days(first, end) != many:
            message = _(
                "{n} days from {day} on have days off among them. Please enter the last day.", n=many, day=first
            )
            problems.append(Problem("last", message))
    elif many not in ((last - first).days + 1, working_days(first, last)):
        both = Decimal((last - first).days + 1), Decimal(working_days(first, last))
        problems.append(Problem("days", _misfit(many, first, last, *both)))
    return first, end, part


def _misfit(many: Decimal, first: date, last: date, whole: Decimal, working: Decimal) -> str:
    return _(
        "“{word}” does not fit {first} to {last}: {all} days, {working} of them working days.",
        word=f"{many:f}",
        first=first,
        last=last,
        all=f"{whole:f}",
        working=f"{working:f}",
    )
