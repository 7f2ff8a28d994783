"""A span of days that figures are counted for 统计期间: a day, week, month, quarter, year, or any days."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from desk.core import days, typed_days
from desk.core.calendar import date_words
from desk.core.days import NoDay
from desk.core.month import QUARTER, Month
from desk.core.words import NP_, P_, Worded, _

HALF, YEAR = 6, 12
"""Months."""
WEEKS = 52
"""Of a year, by which a week is compared with the same one."""
FOUR = "一二三四"


class PeriodKind(Worded):
    """How long it is."""

    DAY = "day", NP_("figures", "By day")
    WEEK = "week", NP_("figures", "By week")
    MONTH = "month", NP_("figures", "By month")
    QUARTER = "quarter", NP_("figures", "By quarter")
    HALF_YEAR = "half_year", NP_("figures", "By half year")
    YEAR = "year", NP_("figures", "By year")
    RANGE = "range", NP_("figures", "Any days")


MONTHS: Mapping[PeriodKind, int] = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: QUARTER,
    PeriodKind.HALF_YEAR: HALF,
    PeriodKind.YEAR: YEAR,
}
"""How many whole months a period of a kind has: those that can be handed in."""


@dataclass(frozen=True)
class Period:
    """From ``first`` to ``last``, both counted."""

    kind: PeriodKind
    first: date
    last: date

    @classmethod
    def around(cls, kind: PeriodKind, day: date) -> Period:
        """The one in which a day lies; of ``RANGE``, its month up to the day."""
        month = Month.of(day)
        if kind is PeriodKind.WEEK:
            monday = day - timedelta(days=day.weekday())
            return cls(kind, monday, monday + timedelta(days=6))
        if months := MONTHS.get(kind):
            begins = month.plus(-((month.number - 1) % months))
            return cls(kind, begins.first, begins.plus(months - 1).last)
        return cls(kind, month.first if kind is PeriodKind.RANGE else day, day)

    def plus(self, many: int) -> Period:
        """So many periods later, or earlier when negative."""
        if months := MONTHS.get(self.kind):
            return Period.around(self.kind, Month.of(self.first).plus(months * many).first)
        days = timedelta(days=((self.last - self.first).days + 1) * many)
        return Period(self.kind, self.first + days, self.last + days)

    def before(self, today: date) -> tuple[date, date]:
        """What it is compared with 上期: as many days of the period before as have gone by of this one, all of them
        once it is over."""
        earlier = self.plus(-1)
        if not self.goes_on(today):
            return earlier.first, earlier.last
        return earlier.first, min(earlier.first + (today - self.first), earlier.last)

    def year_before(self, today: date) -> tuple[date, date]:
        """The same a year ago 上年同期, weeks by their weekdays; of one that goes on, as far as it has come."""
        last = min(self.last, today) if self.goes_on(today) else self.last
        if self.kind is PeriodKind.WEEK:
            return self.first - timedelta(weeks=WEEKS), last - timedelta(weeks=WEEKS)
        first, month = (Month.of(day).plus(-YEAR) for day in (self.first, last))
        ended = month.last if last == Month.of(last).last else month.same_day(last)
        return first.same_day(self.first), ended

    def goes_on(self, today: date) -> bool:
        """Is today one of its days, and not the last?"""
        return self.first <= today < self.last

    @property
    def number(self) -> int:
        """Of a quarter 1 to 4, of a half year 1 or 2."""
        return (self.first.month - 1) // MONTHS[self.kind] + 1

    @property
    def label(self) -> str:
        """2026年第4季度, 11月23日至11月29日: as it is shown."""
        if self.kind is PeriodKind.MONTH:
            return Month.of(self.first).label
        if self.kind is PeriodKind.QUARTER:
            return _("{year}, quarter {n}", year=self.first.year, n=self.number)
        if self.kind is PeriodKind.HALF_YEAR and self.number == 1:
            return _("First half of {year}", year=self.first.year)
        if self.kind is PeriodKind.HALF_YEAR:
            return _("Second half of {year}", year=self.first.year)
        if self.kind is PeriodKind.YEAR:
            return P_("period", "{year}", year=self.first.year)
        if self.first == self.last:
            return date_words(self.first)
        return _("{first} to {last}", first=date_words(self.first), last=date_words(self.last))

    @property
    def name(self) -> str:
        """2026-11-28, 2026-11, 2026-Q4, 2026-H2, 2026: as files are called."""
        if self.kind is PeriodKind.MONTH:
            return Month.of(self.first).name
        if self.kind is PeriodKind.QUARTER:
            return f"{self.first.year}-Q{self.number}"
        if self.kind is PeriodKind.HALF_YEAR:
            return f"{self.first.year}-H{self.number}"
        if self.kind is PeriodKind.YEAR:
            return f"{self.first.year}"
        return f"{self.first}" if self.first == self.last else f"{self.first}—{self.last}"


def read_period(text: str, today: date, shown: Period) -> Period:
    """What is typed, as a period of the kind that is shown. Raises ``NoDay`` with words for what is none."""
    if text.strip() == shown.label:
        return shown
    said = text.strip().replace(" ", "").upper()
    if shown.kind is PeriodKind.YEAR:
        day = _year(said, today)
    elif shown.kind is PeriodKind.QUARTER:
        day = _quarter(said, today, shown.first.year)
    elif shown.kind is PeriodKind.HALF_YEAR:
        day = _half_year(said, today, shown.first.year)
    elif shown.kind is PeriodKind.MONTH:
        day = typed_days.read_month(text, today, Month.of(shown.first)).first
    else:
        day = typed_days.read_day(text, today, typed_days.Leaning.BACK) or shown.first
    return Period.around(shown.kind, day)


def _year(said: str, today: date) -> date:
    if match := re.fullmatch(r"([12][0-9]{3})年?", said):
        return days.day_of(date(int(match[1]), 1, 1), today) or today
    if match := re.fullmatch(r"([前去今本])年", said):
        return date(today.year + typed_days.YEARS[match[1]], 1, 1)
    raise NoDay(_("“{word}” is not a year. Please enter it as 2026.", word=said[:20]))


def _quarter(said: str, today: date, year: int) -> date:
    """4, 四季度, 2026Q4, 2026年第4季度; by its number alone of the year that is shown."""
    match = re.fullmatch(r"(?:([12][0-9]{3})[-年,]?)?(?:第|Q|QUARTER)?([1-4一二三四])(?:季度?)?", said)
    if not match:
        raise NoDay(_("“{word}” is not a quarter. Please enter it as 2026Q4, or as 4.", word=said[:20]))
    number = FOUR.index(match[2]) + 1 if match[2] in FOUR else int(match[2])
    first = date(int(match[1] or year), (number - 1) * QUARTER + 1, 1)
    return days.day_of(first, today) or first


def _half_year(said: str, today: date, year: int) -> date:
    """2, 下半年, 2026H2, 2026年下半年; by its number alone of the year that is shown."""
    match = re.fullmatch(r"(?:([12][0-9]{3})[-年,]?)?(?:第|H)?([12一二上下])(?:个?半年)?", said)
    if not match:
        raise NoDay(_("“{word}” is not half a year. Please enter it as 2026H2, or as 2.", word=said[:20]))
    first = date(int(match[1] or year), 1 if match[2] in "1一上" else HALF + 1, 1)
    return days.day_of(first, today) or first


NAMES = (
    (PeriodKind.YEAR, re.compile(r"([12][0-9]{3})")),
    (PeriodKind.HALF_YEAR, re.compile(r"([12][0-9]{3})-H([12])")),
    (PeriodKind.QUARTER, re.compile(r"([12][0-9]{3})-Q([1-4])")),
    (PeriodKind.MONTH, re.compile(r"([12][0-9]{3})-(0[1-9]|1[0-2])")),
)


def named_period(name: str) -> Period:
    """The whole months of a name: 2026-11, 2026-Q4, 2026-H2 or 2026. Raises ``ValueError`` for any other text."""
    for kind, shape in NAMES:
        if match := shape.fullmatch(name):
            number = int(match[2]) if match.lastindex == 2 else 1
            return Period.around(kind, date(int(match[1]), (number - 1) * MONTHS[kind] + 1, 1))
    raise ValueError(name)


WEEK = re.compile(r"([12][0-9]{3})-W([0-5][0-9])")
"""By ISO 8601: the week of the year."""
DAYS = re.compile(r"([0-9-]{10})(?:\.\.|—)([0-9-]{10})")


def shown_period(name: str) -> Period:
    """Any period by its name: 2026-11-28, 2026-W48, 2026-11, 2026-Q4, 2026-H2, 2026, or 2026-11-01..2026-11-15.

    Raises ``ValueError`` for any other text.
    """
    if match := WEEK.fullmatch(name):
        return Period.around(PeriodKind.WEEK, date.fromisocalendar(int(match[1]), int(match[2]), 1))
    if match := DAYS.fullmatch(name):
        first, last = date.fromisoformat(match[1]), date.fromisoformat(match[2])
        if last < first:
            raise ValueError(name)
        return Period(PeriodKind.RANGE, first, last)
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", name):
        return Period.around(PeriodKind.DAY, date.fromisoformat(name))
    return named_period(name)
