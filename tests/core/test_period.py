"""The spans of days that figures are counted for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from desk.core.days import NoDay
from desk.core.period import Period, PeriodKind, read_period, shown_period

TODAY = date(2026, 11, 27)
DAYS = some.dates(date(1990, 1, 1), date(2035, 12, 31))
KINDS = some.sampled_from(
    [PeriodKind.WEEK, PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF_YEAR, PeriodKind.YEAR]
)


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
        (PeriodKind.HALF_YEAR, "2", "2025-07-01", "2025-12-31"),
        (PeriodKind.HALF_YEAR, "2026年上半年", "2026-01-01", "2026-06-30"),
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


@given(some.sampled_from([kind for kind in PeriodKind if kind is not PeriodKind.RANGE]), DAYS)
def test_a_name_is_read_back_as_the_same_days(kind: PeriodKind, day: date) -> None:
    period = Period.around(kind, day)
    read = shown_period(period.name)
    assert (read.first, read.last) == (period.first, period.last)
    assert read.kind is (PeriodKind.RANGE if kind is PeriodKind.WEEK else kind)


@pytest.mark.parametrize(
    ("name", "kind", "first", "last"),
    [
        ("2026-H2", PeriodKind.HALF_YEAR, "2026-07-01", "2026-12-31"),
        ("2026-W48", PeriodKind.WEEK, "2026-11-23", "2026-11-29"),
        ("2026-11-03..2026-11-09", PeriodKind.RANGE, "2026-11-03", "2026-11-09"),
    ],
)
def test_every_kind_of_period_has_a_name_that_can_be_typed(name: str, kind: PeriodKind, first: str, last: str) -> None:
    period = shown_period(name)
    assert (period.kind, f"{period.first}", f"{period.last}") == (kind, first, last)


@pytest.mark.parametrize("name", ["2026-13", "2026-H3", "2026-W60", "2026-02-30", "2026-11-09..2026-11-03", "november"])
def test_what_names_no_period_is_refused(name: str) -> None:
    with pytest.raises(ValueError):
        shown_period(name)


@pytest.mark.parametrize(
    ("name", "before", "year_before"),
    [
        ("2026-10-07", ("2026-10-06", "2026-10-06"), ("2025-10-07", "2025-10-07")),
        ("2026-W40", ("2026-09-21", "2026-09-27"), ("2025-09-29", "2025-10-05")),
        ("2026-02", ("2026-01-01", "2026-01-31"), ("2025-02-01", "2025-02-28")),
        ("2026-Q1", ("2025-10-01", "2025-12-31"), ("2025-01-01", "2025-03-31")),
        ("2026-H1", ("2025-07-01", "2025-12-31"), ("2025-01-01", "2025-06-30")),
        ("2024", ("2023-01-01", "2023-12-31"), ("2023-01-01", "2023-12-31")),
        ("2026-03-03..2026-03-05", ("2026-02-28", "2026-03-02"), ("2025-03-03", "2025-03-05")),
    ],
)
def test_a_period_is_compared_with_the_one_before_and_the_same_a_year_ago(
    name: str, before: tuple[str, str], year_before: tuple[str, str]
) -> None:
    period = shown_period(name)
    for span, wanted in ((period.before(TODAY), before), (period.year_before(TODAY), year_before)):
        assert tuple(map(str, span)) == wanted
