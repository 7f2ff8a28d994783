"""A calendar month 月份, the span of rosters, calendars and figures."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from desk.core.words import _

QUARTER = 3
"""Months of a quarter."""


@dataclass(frozen=True, order=True)
class Month:
    """A month of a year; ``number`` is 1 to 12."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Month:
        """The month in which a day lies."""
        return cls(day.year, day.month)

    @classmethod
    def read(cls, name: str) -> Month:
        """The month of its ``name``. Raises ``ValueError`` for what is none."""
        return cls.of(date.fromisoformat(f"{name}-01"))

    @property
    def first(self) -> date:
        """The first day of the month."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """The last day of the month."""
        return date(self.year, self.number, monthrange(self.year, self.number)[1])

    @property
    def span(self) -> tuple[date, date]:
        """The first and the last day."""
        return self.first, self.last

    @property
    def days(self) -> list[date]:
        """Every day of the month."""
        return [self.first + timedelta(days=n) for n in range(self.last.day)]

    @property
    def weeks(self) -> list[date]:
        """Every day of the weeks that touch the month, Monday first: 28, 35 or 42 days, as wall calendars show them."""
        monday = self.first - timedelta(days=self.first.weekday())
        return [monday + timedelta(days=n) for n in range(((self.last - monday).days // 7 + 1) * 7)]

    @property
    def name(self) -> str:
        """2026-12, as tables and files name it."""
        return f"{self.year}-{self.number:02d}"

    @property
    def label(self) -> str:
        """2026年12月."""
        return _("{year}/{month}", year=self.year, month=self.number)

    @property
    def quarter(self) -> int:
        """Of the year, 1 to 4."""
        return (self.number - 1) // QUARTER + 1

    @property
    def next(self) -> Month:
        """The month after it."""
        return self.plus(1)

    @property
    def previous(self) -> Month:
        """The month before it."""
        return self.plus(-1)

    def plus(self, months: int) -> Month:
        """So many months later, or earlier when negative."""
        year, before = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(year, before + 1)

    def until(self, last: Month) -> Iterator[Month]:
        """This month and those after it up to ``last``; none when that is an earlier one."""
        month = self
        while month <= last:
            yield month
            month = month.next

    def same_day(self, day: date) -> date:
        """The day of that number in this month, or the last one that it has."""
        return self.on(day.day)

    @staticmethod
    def term_from(first: date, months: int) -> date:
        """The last day of a term of so many months: the day before the one of the same number, or the last of a month
        that has no such day (of a year from February 29th on, February 28th).
        """
        month = Month.of(first).plus(months)
        return month.last if first.day > month.last.day else month.on(first.day) - timedelta(days=1)

    def on(self, number: int) -> date:
        """The day of a number in this month, or the last one that it has."""
        return self.first.replace(day=min(number, self.last.day))

    def __contains__(self, day: date) -> bool:
        return (day.year, day.month) == (self.year, self.number)
