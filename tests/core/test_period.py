"""The spans of days that figures are counted for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from desk.core.days import NoDay
from desk.core.period import Period, PeriodKind, read_period

TODAY = date(2026, 11, 27)
DAYS = some.dates(date(1990, 1, 1), date(2035, 12, 31))
KINDS = some.sampled_from([PeriodKind.WEEK, PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR])


@given(KINDS, DAYS)
def test_periods_follow_each_other_without_a_gap(kind: PeriodKind, day: date) -> None:
    period = Period.around(kind, day)
    assert period.first <= day <= period.last
    assert period.plus(1).first == period.last + timedelta(days=1) and period.plus(1).plus(-1) == period


@given(KINDS, DAYS)
def test_what_is_shown_is_read_back(kind: PeriodKind, day: date) -> None:
    period = Period.around(kind, day)
    assert read_period(period.label, TODAY, period) == period


@pytest.mark.parametrize(
    ("kind", "typed", "first", "last"),
    [
        (PeriodKind.WEEK, "1118", "2026-11-16", "2026-11-22"),
        (PeriodKind.WEEK, "上周三", "2026-11-16", "2026-11-22"),
        (PeriodKind.MONTH, "10", "2025-10-01", "2025-10-31"),
        (PeriodKind.QUARTER, "3", "2025-07-01", "2025-09-30"),
        (PeriodKind.QUARTER, "2026年第四季度", "2026-10-01", "2026-12-31"),
        (PeriodKind.QUARTER, "2024q1", "2024-01-01", "2024-03-31"),
        (PeriodKind.YEAR, "2024", "2024-01-01", "2024-12-31"),
        (PeriodKind.YEAR, "去年", "2025-01-01", "2025-12-31"),
    ],
)
def test_a_period_is_typed_as_it_is_said(kind: PeriodKind, typed: str, first: str, last: str) -> None:
    period = read_period(typed, TODAY, Period.around(kind, date(2025, 5, 5)))
    assert (f"{period.first}", f"{period.last}") == (first, last)


@pytest.mark.parametrize(
    ("kind", "typed"), [(PeriodKind.QUARTER, "5"), (PeriodKind.YEAR, "26"), (PeriodKind.WEEK, "x")]
)
def test_what_is_no_period_is_said_in_words(kind: PeriodKind, typed: str) -> None:
    with pytest.raises(NoDay) as refusal:
        read_period(typed, TODAY, Period.around(kind, TODAY))
    assert typed.upper() in refusal.value.message.upper()


def test_any_days_are_stepped_by_their_length() -> None:
    period = Period(PeriodKind.RANGE, date(2026, 11, 10), date(2026, 11, 12))
    assert period.plus(-1) == Period(PeriodKind.RANGE, date(2026, 11, 7), date(2026, 11, 9))


def test_a_period_that_goes_on_is_compared_with_as_many_days() -> None:
    today = date(2026, 11, 24)
    november = Period.around(PeriodKind.MONTH, today)
    assert november.before(today) == (date(2026, 10, 1), date(2026, 10, 24))
    assert november.year_before(today) == (date(2025, 11, 1), date(2025, 11, 24))
    march = Period.around(PeriodKind.MONTH, date(2027, 3, 30))
    assert march.before(date(2027, 3, 30)) == (date(2027, 2, 1), date(2027, 2, 28))
    over = Period.around(PeriodKind.MONTH, date(2028, 2, 3))
    assert over.before(today) == (date(2028, 1, 1), date(2028, 1, 31))
    assert over.year_before(date(2029, 1, 1)) == (date(2027, 2, 1), date(2027, 2, 28))
    week = Period.around(PeriodKind.WEEK, today)
    assert week.year_before(date(2027, 1, 1)) == (date(2025, 11, 24), date(2025, 11, 30))
    assert week.before(today) == (date(2026, 11, 16), date(2026, 11, 17))
