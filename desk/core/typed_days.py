"""A day 日期 or a month 月份 as it is typed in a field: short (1128, 11-28, 28日) or in words (明天, 下周三).

Files are read by ``desk.core.days``, which guesses nothing. Here a year may be left out, because the field shows at
once which day was understood; which of the possible ones is meant, the field's ``Leaning`` says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from enum import Enum

from desk.core import days
from desk.core.clock import Clock
from desk.core.days import DayForm, DayOrder, Doubtful, NoDay, NotToTheDay
from desk.core.errors import Invalid, Problem
from desk.core.month import Month
from desk.core.words import _

DECEMBER = 12
LEAP_YEARS_APART = 8
"""Years, at most: 2096 and 2104."""


class Leaning(Enum):
    """Which day is meant where several fit."""

    NEAREST = "nearest"
    BACK = "back"
    """The latest that is not still to come: a birth, what was bought."""
    AHEAD = "ahead"
    """The next, today among them: what is due."""


Read = Callable[[re.Match[str], date, Leaning], date]

OFFSETS = {"大前天": -3, "前天": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "明天": 1, "明日": 1, "后天": 2}
OFFSETS |= {"大后天": 3, "yesterday": -1, "today": 0, "tomorrow": 1}
NUMERALS = {numeral: n for n, numeral in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
WEEKDAYS = {numeral: n for n, numeral in enumerate("一二三四五六日")} | {"天": 6, "末": 5}
"""周末 begins on Saturday."""
TURNS = {"上上": -2, "上": -1, "本": 0, "这": 0, "": 0, "下": 1, "下下": 2}
YEARS = {"前": -2, "去": -1, "本": 0, "今": 0, "明": 1, "后": 2}
TURN = r"(上上|上|本|这|下下|下|)个?"


def day_in(text: str, field: str, today: date | None = None, leaning: Leaning = Leaning.NEAREST) -> date:
    """For a field that needs a day. Raises ``Invalid`` with words for it."""
    try:
        day = read_day(text, today or Clock().today(), leaning)
    except NoDay as wrong:
        raise Invalid(Problem(field, wrong.message)) from None
    if day is None:
        raise missing_day(field)
    return day


def missing_day(field: str) -> Invalid:
    """What to say of a field that is empty and needs a day."""
    return Invalid(Problem(field, _("Please enter a day, as 2026-01-31.")))


def read_day(text: str, today: date, leaning: Leaning = Leaning.NEAREST) -> date | None:
    """The day that is meant; None where nothing is typed. Raises ``NoDay`` with words for whoever typed it."""
    said = days.plain(text).lower()
    if not said:
        return None
    for pattern, read in READERS:
        if match := pattern.fullmatch(said):
            try:
                day = read(match, today, leaning)
            except (ValueError, OverflowError):
                raise _no_day(text) from None
            return days.day_of(day, today)
    return _written(said, text, today, leaning)


def read_month(text: str, today: date, shown: Month) -> Month:
    """The month that is meant; a number by itself is of the year that is ``shown``. Raises ``NoDay``."""
    said = days.plain(text).lower()
    try:
        month = _month(said, today, shown)
        days.day_of(month.first, today)
    except NoDay:
        raise
    except (ValueError, OverflowError):
        raise NoDay(
            _("“{word}” is not a month. Please enter it as 2026-10, or as 10.", word=text.strip()[:20])
        ) from None
    return month


def _month(said: str, today: date, shown: Month) -> Month:
    """Raises ``ValueError`` for what is no month."""
    if match := re.fullmatch(rf"{TURN}月|(last|this|next) month", said):
        english = {"last": -1, "this": 0, "next": 1}
        return Month.of(today).plus(english[match[2]] if match[2] else TURNS[match[1]])
    if match := re.fullmatch(r"(?:([0-9]{4})[-./年]?|([前去今本明后])年)?([0-9]{1,2})(?:月份?)?", said):
        year = int(match[1]) if match[1] else today.year + YEARS[match[2]] if match[2] else shown.year
        return Month.of(date(year, int(match[3]), 1))
    if match := re.fullmatch(r"(?:([0-9]{4})年|([前去今本明后])年)?(十[一二]?|[一二三四五六七八九])月份?", said):
        number = sum(NUMERALS[numeral] for numeral in match[3])
        year = int(match[1]) if match[1] else today.year + YEARS[match[2]] if match[2] else shown.year
        return Month(year, number)
    day = days.typed(said, today)
    if day is None:
        raise ValueError(said)
    return Month.of(day)


def _nearest(candidates: Iterable[date], today: date, leaning: Leaning) -> date:
    """The one that is meant; where both are as far away, the later. Raises ``ValueError`` where there is none."""
    fitting = list(candidates)
    if leaning is Leaning.BACK:
        return max(day for day in fitting if day <= today)
    if leaning is Leaning.AHEAD:
        return min(day for day in fitting if day >= today)
    return min(fitting, key=lambda day: (abs(day - today), today - day))


def _of_any_year(month: int, number: int, today: date, leaning: Leaning) -> date:
    candidates = []
    for year in range(today.year - LEAP_YEARS_APART, today.year + LEAP_YEARS_APART + 1):
        try:
            candidates.append(date(year, month, number))
        except ValueError:
            continue
    return _nearest(candidates, today, leaning)


def _written(said: str, text: str, today: date, leaning: Leaning) -> date:
    """A day as in files, or one without its year."""
    try:
        day = days.typed(said, today)
    except Doubtful as doubt:
        if "year" not in doubt.lacks:
            raise NoDay(_ambiguous(text)) from None
        day = _without_year(said, text, today, leaning)
    except NotToTheDay:
        raise
    except NoDay as wrong:
        if any(pattern.match(said) for pattern, _read in days.READERS):
            raise wrong from None
        raise _no_day(text) from None
    if day is None:
        raise _no_day(text)
    return day


def _without_year(said: str, text: str, today: date, leaning: Leaning) -> date:
    """11-28, 11月28日: the month comes first."""
    candidates = []
    for year in range(today.year - LEAP_YEARS_APART, today.year + LEAP_YEARS_APART + 1):
        try:
            day = days.typed(said, today, DayForm(DayOrder.YEAR_FIRST, year=year))
        except NoDay:
            continue
        if day is not None:
            candidates.append(day)
    try:
        return _nearest(candidates, today, leaning)
    except ValueError:
        raise _no_day(text) from None


def _offset(match: re.Match[str], today: date, _leaning: Leaning) -> date:
    return today + timedelta(days=OFFSETS[match[0]])


def _signed(match: re.Match[str], today: date, _leaning: Leaning) -> date:
    return today + timedelta(days=int(match[0]))


def _later(match: re.Match[str], today: date, _leaning: Leaning) -> date:
    """3天后, 两周前, 半个月后."""
    if match[1] == "半":
        if match[2] not in ("月", "年"):
            raise ValueError(match[0])
        many, unit = (15, "天") if match[2] == "月" else (6, "月")
    else:
        many, unit = NUMERALS.get(match[1]) or int(match[1]), match[2]
    many = -many if match[3].endswith("前") else many
    if unit in ("月", "年"):
        return Month.of(today).plus(many * (DECEMBER if unit == "年" else 1)).same_day(today)
    return today + timedelta(days=many * (1 if unit in ("天", "日") else 7))


def _weekday(match: re.Match[str], today: date, leaning: Leaning) -> date:
    """下周三 is of the week after this one, which begins on Monday; 周三 by itself the next, or the last one."""
    monday = today - timedelta(days=today.weekday())
    day = monday + timedelta(weeks=TURNS[match[1]], days=WEEKDAYS[match[2]])
    if match[1]:
        return day
    if leaning is Leaning.BACK:
        return day if day <= today else day - timedelta(weeks=1)
    return day if day >= today else day + timedelta(weeks=1)


def _edge_of_month(match: re.Match[str], today: date, _leaning: Leaning) -> date:
    month = Month.of(today).plus(TURNS[match[1]])
    return {"初": month.first, "中": month.on(15)}.get(match[2], month.last)


def _edge_of_year(match: re.Match[str], today: date, _leaning: Leaning) -> date:
    year = today.year + YEARS.get(match[1] or "本", 0)
    return date(year, 1, 1) if match[2] == "初" else date(year, DECEMBER, 31)


def _day_of_month(match: re.Match[str], today: date, _leaning: Leaning) -> date:
    month = Month.of(today).plus(TURNS[match[1]])
    return month.first.replace(day=int(match[2]))


def _number(match: re.Match[str], today: date, leaning: Leaning) -> date:
    """28日: of this month where that can be, or else the nearest."""
    number, this, candidates = int(match[1]), Month.of(today), []
    if leaning is Leaning.NEAREST and 1 <= number <= this.last.day:
        return this.on(number)
    for month in (this.plus(-2), this.previous, this, this.next, this.plus(2)):
        if 1 <= number <= month.last.day:
            candidates.append(month.on(number))
    return _nearest(candidates, today, leaning)


def _four_digits(match: re.Match[str], today: date, leaning: Leaning) -> date:
    return _of_any_year(int(match[1]), int(match[2]), today, leaning)


def _of_named_year(match: re.Match[str], today: date, _leaning: Leaning) -> date:
    return date(today.year + YEARS[match[1]], int(match[2]), int(match[3]))


READERS: tuple[tuple[re.Pattern[str], Read], ...] = (
    (re.compile("|".join(OFFSETS)), _offset),
    (re.compile(r"[+-][0-9]{1,3}"), _signed),
    (re.compile(r"([0-9]{1,3}|[一二两三四五六七八九十半])个?(天|日|周|星期|礼拜|月|年)(?:以|之)?(后|前)"), _later),
    (re.compile(rf"{TURN}(?:周|星期|礼拜)([一二三四五六日天末])"), _weekday),
    (re.compile(rf"{TURN}月(初|中|底|末)"), _edge_of_month),
    (re.compile(r"([前去今本明后])?年(初|底|末)"), _edge_of_year),
    (re.compile(r"(上上|上|本|这|下下|下)个?月([0-9]{1,2})[日号]?"), _day_of_month),
    (re.compile(r"([前去今本明后])年([0-9]{1,2})[-./月]([0-9]{1,2})[日号]?"), _of_named_year),
    (re.compile(r"([0-9]{1,2})[日号]?"), _number),
    (re.compile(r"(0[1-9]|1[0-2])([0-9]{2})"), _four_digits),
)
"""Each with the words that it reads, the whole of them."""


def _no_day(text: str) -> NoDay:
    return NoDay(
        _(
            "“{word}” is not a day. Please enter it as 2026-01-31, as 0131, or in words such as tomorrow.",
            word=text.strip()[:20],
        )
    )


def _ambiguous(text: str) -> str:
    return _(
        "“{word}” can be read in more than one way. Please enter it as 2026-01-31.",
        word=text.strip()[:20],
    )
