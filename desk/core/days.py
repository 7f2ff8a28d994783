"""Days 日期 as people write them: one reader for window, command line and spreadsheet.

A day is read as it is written or not at all. Without a year of four digits (27.1.5, 5/1/27), without any year (1月5日)
or with two readings (05/03/2021) it is ``Doubtful``: a column of such days is read once the manager has said, in a
``DayForm``, how they are written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from desk.core.calendar import weekday_words
from desk.core.clock import Clock
from desk.core.errors import Invalid, Problem
from desk.core.identity import tidy
from desk.core.words import N_, Worded, _

FIRST_YEAR = 1900
YEARS_AHEAD = 10
SERIAL_ZERO = date(1899, 12, 30)
"""The day that spreadsheets number 0, as they number every day after February 1900."""
SERIALS = range(10_000, 100_000)
"""Numbers below are of 1927 and before, and as likely a year or something counted."""
ENGLISH_MONTHS = "january february march april may june july august september october november december".split()
MONTHS = {said: n for n, name in enumerate(ENGLISH_MONTHS, 1) for said in (name, name[:3])} | {"sept": 9}


class DayOrder(Worded):
    """Which of three numbers comes first."""

    YEAR_FIRST = "ymd", N_("year, month, day")
    MONTH_FIRST = "mdy", N_("month, day, year")
    DAY_FIRST = "dmy", N_("day, month, year")


class Century(Worded):
    """What two digits of a year leave out. ``PAST`` is for births: the latest year that is not still to come."""

    LAST = "19", N_("19xx")
    THIS = "20", N_("20xx")
    PAST = "past", N_("within the last hundred years")


@dataclass(frozen=True)
class DayForm:
    """What the manager has said of days that do not say it themselves."""

    order: DayOrder | None = None
    century: Century | None = None
    year: int | None = None
    """The year of days that name none."""


AS_WRITTEN = DayForm()


class NoDay(ValueError):
    """What stands there is no day; ``message`` says why, and what would be one."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Doubtful(NoDay):
    """A day that only somebody who knows the table can read; ``lacks`` names the fields of ``DayForm`` it needs."""

    def __init__(self, message: str, *lacks: str) -> None:
        super().__init__(message)
        self.lacks = frozenset(lacks)


class NotToTheDay(NoDay):
    """A month or a year; ``first`` is its first day."""

    def __init__(self, message: str, first: date, has_month: bool) -> None:
        super().__init__(message)
        self.first, self.has_month = first, has_month


def day_of(cell: Any, today: date | None = None, form: DayForm = AS_WRITTEN) -> date | None:
    """The day of a date cell, a spreadsheet's serial number or a text; a time of day behind it is left off.

    None for an empty cell. Raises ``NoDay``.
    """
    if isinstance(cell, datetime):
        return _within(cell.date(), cell.date().isoformat(), today)
    if isinstance(cell, date):
        return _within(cell, cell.isoformat(), today)
    if isinstance(cell, int | float):
        return _of_number(cell, today, form)
    return None if cell is None or cell == "" else _of_text(str(cell), today or Clock().today(), form)


@lru_cache(maxsize=10_000)
def _of_text(cell: str, today: date, form: DayForm) -> date | None:
    """A column holds the same days many times over."""
    text = plain(cell)
    if not text:
        return None
    if re.fullmatch(r"[0-9]{5}", text) and int(text) in SERIALS:
        return _of_number(int(text), today, form)
    day, rest = leading(text, today, form)
    if rest and not TIME_BEHIND.fullmatch(rest):
        raise _none(text)
    return day


def day_in(text: str, field: str, today: date | None = None, form: DayForm = AS_WRITTEN) -> date:
    """As ``day_of`` for a field that needs a day. Raises ``Invalid`` with words for it."""
    try:
        day = typed(text, today, form)
    except NoDay as wrong:
        raise Invalid(Problem(field, wrong.message)) from None
    if day is None:
        raise Invalid(Problem(field, _none("").message))
    return day


def typed(text: str, today: date | None = None, form: DayForm = AS_WRITTEN) -> date | None:
    """As ``day_of``, for what is typed by hand: nobody types the serial numbers of spreadsheets. Raises ``NoDay``."""
    if re.fullmatch(r"[0-9]{5}", plain(text)):
        raise _none(text)
    return day_of(text, today, form)


def plain(cell: Any) -> str:
    """Narrow digits, and no space around the signs between the parts of a day."""
    return re.sub(r" ?([-./年月]) ?| (?=[日号])", r"\1", tidy("" if cell is None else str(cell)))


BETWEEN = r"[-./]"
TIME_BEHIND = re.compile(r"[ T]*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?(?:Z| ?[+-][0-9]{2}:?[0-9]{2})?)?")
WEEKDAY = re.compile(r" ?[(]?(?:周|星期|礼拜)([一二三四五六日天])[)]?")
END = r"(?![0-9])"
YEAR_FIRST = re.compile(
    rf"([0-9]{{4}})(?:年([0-9]{{1,2}})月([0-9]{{1,2}}){END}[日号]?|({BETWEEN})([0-9]{{1,2}})\4([0-9]{{1,2}}){END}"
    rf"| ([0-9]{{1,2}}) ([0-9]{{1,2}}){END}(?!:)|([0-9]{{2}})([0-9]{{2}}){END})"
)
YEAR_LAST = re.compile(rf"([0-9]{{1,2}})({BETWEEN})([0-9]{{1,2}})\2([0-9]{{4}}){END}")
SHORT_YEAR = re.compile(rf"'?([0-9]{{2}})年([0-9]{{1,2}})月([0-9]{{1,2}}){END}[日号]?")
THREE = re.compile(rf"'?([0-9]{{1,2}})({BETWEEN})([0-9]{{1,2}})\2([0-9]{{1,2}}){END}")
NO_YEAR = re.compile(rf"([0-9]{{1,2}})(?:月([0-9]{{1,2}}){END}[日号]?|{BETWEEN}([0-9]{{1,2}}){END})")
MONTH_ONLY = re.compile(rf"([0-9]{{4}})(?:年([0-9]{{1,2}})月份?|{BETWEEN}([0-9]{{1,2}}){END}|年)?")
ENGLISH = re.compile(
    r"(?i)(?:([0-9]{1,2})[- ]?([a-z]{3,9})|([a-z]{3,9}) ?([0-9]{1,2})),?[- ]?(?:([0-9]{4})|'?([0-9]{2}))(?![0-9])"
)


def leading(text: str, today: date | None = None, form: DayForm = AS_WRITTEN) -> tuple[date, str]:
    """The day with which a ``plain`` text begins, and what stands behind it. Raises ``NoDay``."""
    for pattern, read in READERS:
        if match := pattern.match(text):
            year, month, day = read(match, text, today, form)
            break
    else:
        raise _month_or_none(text, today)
    try:
        made = date(year, month, day)
    except ValueError:
        raise _none(text) from None
    _within(made, text, today)
    rest = text[match.end() :]
    named = WEEKDAY.match(rest)
    if named and "一二三四五六日".index(named[1].replace("天", "日")) != made.weekday():
        raise NoDay(
            _(
                "{day} is a {weekday}, not as “{word}” says.",
                day=made.isoformat(),
                weekday=weekday_words(made),
                word=_short(text),
            )
        )
    return made, (rest[named.end() :] if named else rest).strip()


def as_told(cell: Any, form: DayForm, today: date) -> Any:
    """A cell whose days the ``form`` makes certain, with them written out; any other cell as it is."""
    if form == AS_WRITTEN or not isinstance(cell, str):
        return cell
    text = plain(cell)
    try:
        first, rest = leading(text, today, form)
    except NoDay:
        return cell
    dash = DASH.match(rest)
    if dash and THREE.match(rest[dash.end() :]):
        try:
            last, behind = leading(rest[dash.end() :], today, form)
        except NoDay:
            return cell
        rest = f"至{last.isoformat()} {behind}"
    return f"{first.isoformat()} {rest}".strip()


@dataclass(frozen=True)
class DayQuestion:
    """What a table leaves open about its days: the fields of ``DayForm`` that it ``lacks``, and how some of them
    stand there.
    """

    lacks: frozenset[str]
    samples: tuple[str, ...]


def lacks_in(cell: Any, today: date) -> frozenset[str]:
    """The fields of ``DayForm`` without which the day in a cell cannot be read; none where there is no doubt."""
    try:
        if isinstance(cell, str):
            leading(plain(cell), today)
    except Doubtful as doubt:
        return doubt.lacks
    except NoDay:
        pass
    return frozenset()


DASH = re.compile(r" ?(?:[-—–~至到]+|－) ?")
REST_OF_SPAN = re.compile(r"(?:([0-9]{1,2})(?:月|[./-]))?([0-9]{1,2})(?![0-9])[日号]?")


def span_of(cell: Any, today: date | None = None) -> tuple[date, date] | None:
    """Two days of one cell, the second perhaps without its year or month: 2027年1月5日—9日. One day is one too.

    None for an empty cell. Raises ``NoDay``, also for a span that ends before it begins.
    """
    if not isinstance(cell, str) or not (text := plain(cell)):
        day = day_of(cell, today)
        return (day, day) if day else None
    try:
        first, rest = leading(text, today)
    except NoDay:
        if re.search(r"[至到—–~]", text):
            raise
        first, rest = day_of(cell, today) or date.min, ""
    dash = DASH.match(rest)
    if not dash or TIME_BEHIND.fullmatch(rest):
        day = day_of(cell, today) or first
        return day, day
    last = _last_of(first, rest[dash.end() :], text, today)
    if last < first:
        raise NoDay(_("“{word}” ends before it begins.", word=_short(text)))
    return first, last


def _last_of(first: date, said: str, text: str, today: date | None) -> date:
    """The second day of a span; from December into January or February the year goes on by itself."""
    short = REST_OF_SPAN.fullmatch(said)
    if not short:
        last, rest = leading(said, today)
        if rest:
            raise _none(text)
        return last
    month = int(short[1] or first.month)
    year = first.year + (first.month == 12 and month in (1, 2) and short[1] is not None)
    try:
        return _within(date(year, month, int(short[2])), text, today)
    except ValueError:
        raise _none(text) from None


def _year_first(match: re.Match[str], *_about: Any) -> tuple[int, int, int]:
    year, month, day = (int(group) for group in match.groups() if group and group.isdigit())
    return year, month, day


def _year_last(match: re.Match[str], text: str, _today: date | None, form: DayForm) -> tuple[int, int, int]:
    """Certain where only one of the two can be the month, or both are the same."""
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if first > 12 or first == second or (second <= 12 and form.order is DayOrder.DAY_FIRST):
        return year, second, first
    if second > 12 or form.order is DayOrder.MONTH_FIRST:
        return year, first, second
    sentence = _(
        "“{word}” may be {one} or {other}. Please enter it as 2026-01-31, or say in which order the column is written.",
        word=_short(text),
        one=_written(year, first, second),
        other=_written(year, second, first),
    )
    raise Doubtful(sentence, "order")


def _short_year(match: re.Match[str], text: str, today: date | None, form: DayForm) -> tuple[int, int, int]:
    return _full_year(int(match[1]), text, today, form), int(match[2]), int(match[3])


def _three(match: re.Match[str], text: str, today: date | None, form: DayForm) -> tuple[int, int, int]:
    first, second, third = int(match[1]), int(match[3]), int(match[4])
    if form.order is None or form.century is None:
        raise _lacks_year(text, *(["order"] if form.order is None else []), *_century_lacks(form))
    parts = {
        DayOrder.YEAR_FIRST: (first, second, third),
        DayOrder.MONTH_FIRST: (third, first, second),
        DayOrder.DAY_FIRST: (third, second, first),
    }[form.order]
    return _full_year(parts[0], text, today, form), parts[1], parts[2]


def _no_year(match: re.Match[str], text: str, _today: date | None, form: DayForm) -> tuple[int, int, int]:
    """1月5日 lacks its year only; 1/5 may be the fifth of January or the first of May as well."""
    if form.year is None or (match[2] is None and form.order is None):
        lacks = [*(["year"] if form.year is None else []), *(["order"] if not match[2] and not form.order else [])]
        raise _lacks_year(text, *lacks)
    first, second = int(match[1]), int(match[2] or match[3])
    return (
        (form.year, second, first) if not match[2] and form.order is DayOrder.DAY_FIRST else (form.year, first, second)
    )


def _english(match: re.Match[str], text: str, today: date | None, form: DayForm) -> tuple[int, int, int]:
    month = MONTHS.get((match[2] or match[3]).lower())
    if month is None:
        raise _none(text)
    year = int(match[5]) if match[5] else _full_year(int(match[6]), text, today, form)
    return year, month, int(match[1] or match[4])


READERS = (
    (YEAR_FIRST, _year_first),
    (YEAR_LAST, _year_last),
    (SHORT_YEAR, _short_year),
    (THREE, _three),
    (NO_YEAR, _no_year),
    (ENGLISH, _english),
)


def _century_lacks(form: DayForm) -> list[str]:
    return ["century"] if form.century is None else []


def _full_year(two: int, text: str, today: date | None, form: DayForm) -> int:
    if form.century is None:
        raise _lacks_year(text, "century")
    if form.century is not Century.PAST:
        return int(form.century) * 100 + two
    latest = (today or Clock().today()).year
    return latest - (latest - two) % 100


def _of_number(number: float, today: date | None, form: DayForm) -> date:
    """A serial number, or the digits of a day. 2023.1 is January or October: a number keeps no zero at its end."""
    digits = str(int(number)) if float(number).is_integer() else ""
    if len(digits) in (4, 8):
        return leading(digits, today, form)[0]
    if not SERIALS.start <= number < SERIALS.stop:
        raise _none(str(number))
    return _within(SERIAL_ZERO + timedelta(days=int(number)), str(number), today)


def _within(day: date, text: str, today: date | None) -> date:
    last = (today or Clock().today()).year + YEARS_AHEAD
    if not FIRST_YEAR <= day.year <= last:
        sentence = _(
            "“{word}” is not between {first} and {last}. Please check the year.",
            word=_short(text),
            first=FIRST_YEAR,
            last=last,
        )
        raise NoDay(sentence)
    return day


def _month_or_none(text: str, today: date | None) -> NoDay:
    """What to say of a text that begins with no day."""
    match = MONTH_ONLY.fullmatch(text)
    month = int(match[2] or match[3] or 1) if match else 0
    if not match or not 1 <= month <= 12:
        return _none(text)
    try:
        first = _within(date(int(match[1]) or 1, month, 1), text, today)
    except NoDay as outside:
        return outside
    sentence = _("“{word}” does not say which day. Please enter it as 2026-01-31.", word=_short(text))
    return NotToTheDay(sentence, first, bool(match[2] or match[3]))


def _lacks_year(text: str, *lacks: str) -> Doubtful:
    sentence = _(
        "“{word}” has no year of four digits. Please enter it as 2026-01-31, or say how the column is written.",
        word=_short(text),
    )
    return Doubtful(sentence, *lacks)


def _none(text: str) -> NoDay:
    return NoDay(_("“{word}” is not a day. Please enter it as 2026-01-31.", word=_short(text)))


def _short(text: Any) -> str:
    return str(text)[:20]


def _written(year: int, month: int, day: int) -> str:
    return f"{year}-{month:02d}-{day:02d}"
