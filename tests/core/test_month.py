"""A month, the span of rosters, calendars and figures."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.core.month import Month

DAYS = st.dates(date(1950, 1, 1), date(2200, 12, 31))
STEPS = st.integers(-600, 600)


@given(DAYS)
def test_a_month_is_every_day_from_its_first_to_its_last(day: date) -> None:
    month = Month.of(day)
    first, last = month.span
    assert day in month and day in month.days and month.days == sorted(set(month.days))
    assert first.day == 1 and (last + timedelta(days=1)).day == 1 and len(month.days) == last.day
    assert first - timedelta(days=1) in month.previous and last + timedelta(days=1) in month.next


@given(DAYS, STEPS)
def test_steps_lead_there_and_back(day: date, months: int) -> None:
    month = Month.of(day)
    there = month.plus(months)
    assert there.plus(-months) == month and (there > month) is (months > 0)
    assert len(list(month.until(there))) == max(months + 1, 0)
    assert there.same_day(day) in there and there.same_day(day).day == min(day.day, there.last.day)


@given(DAYS)
def test_its_weeks_begin_on_monday_and_hold_every_day(day: date) -> None:
    month = Month.of(day)
    assert month.weeks[0].weekday() == 0 and month.weeks[-1].weekday() == 6 and len(month.weeks) in (28, 35, 42)
    assert [each for each in month.weeks if each in month] == month.days


@given(DAYS)
def test_its_name_is_read_as_the_same_month_and_sorts_as_it_does(day: date) -> None:
    month = Month.of(day)
    assert Month.read(month.name) == month and month.name < month.next.name


@pytest.mark.parametrize("name", ["2026-13", "2026", "", "2026-1", "2026/01", "十二月"])
def test_what_names_no_month_is_refused(name: str) -> None:
    with pytest.raises(ValueError):
        Month.read(name)


def test_it_is_said_as_a_wall_calendar_says_it() -> None:
    assert Month(2026, 12).label == "2026年12月" and Month(2026, 12).next == Month(2027, 1)
