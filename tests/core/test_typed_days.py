"""What a clerk types into a field for a day or a month, and what is understood."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from desk.core.days import NoDay
from desk.core.month import Month
from desk.core.typed_days import Leaning, read_day, read_month

TODAY = date(2026, 11, 27)
"""A Friday."""
DAYS = some.dates(date(1950, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1128", "2026-11-28"),
        ("11-28", "2026-11-28"),
        ("11/28", "2026-11-28"),
        ("11.28", "2026-11-28"),
        ("11月28日", "2026-11-28"),
        ("１１月２８号", "2026-11-28"),
        ("2026-11-28", "2026-11-28"),
        ("20261128", "2026-11-28"),
        ("2026年11月28日 周六", "2026-11-28"),
        ("28", "2026-11-28"),
        ("3日", "2026-11-03"),
        ("31号", "2026-10-31"),
        ("0105", "2027-01-05"),
        ("今天", "2026-11-27"),
        ("明天", "2026-11-28"),
        ("后天", "2026-11-29"),
        ("大后天", "2026-11-30"),
        ("昨天", "2026-11-26"),
        ("+3", "2026-11-30"),
        ("三天后", "2026-11-30"),
        ("两周后", "2026-12-11"),
        ("3个月后", "2027-02-27"),
        ("半个月后", "2026-12-12"),
        ("10天前", "2026-11-17"),
        ("周三", "2026-12-02"),
        ("周五", "2026-11-27"),
        ("本周三", "2026-11-25"),
        ("下周三", "2026-12-02"),
        ("下星期天", "2026-12-06"),
        ("下下周一", "2026-12-07"),
        ("上周末", "2026-11-21"),
        ("月底", "2026-11-30"),
        ("下月底", "2026-12-31"),
        ("下个月初", "2026-12-01"),
        ("下月5日", "2026-12-05"),
        ("年底", "2026-12-31"),
        ("明年1月5日", "2027-01-05"),
        ("tomorrow", "2026-11-28"),
    ],
)
def test_a_day_is_read_as_it_is_said(typed: str, day: str) -> None:
    assert read_day(typed, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("typed", "leaning", "day"),
    [
        ("31", Leaning.AHEAD, "2026-12-31"),
        ("1120", Leaning.AHEAD, "2027-11-20"),
        ("0105", Leaning.BACK, "2026-01-05"),
        ("28日", Leaning.BACK, "2026-10-28"),
        ("周三", Leaning.BACK, "2026-11-25"),
        ("2-29", Leaning.BACK, "2024-02-29"),
        ("2-29", Leaning.AHEAD, "2028-02-29"),
    ],
)
def test_what_is_due_lies_ahead_and_a_birth_behind(typed: str, leaning: Leaning, day: str) -> None:
    assert read_day(typed, TODAY, leaning) == date.fromisoformat(day)


NO_DAYS = (
    "1332",
    "0230",
    "2-30",
    "32",
    "13月1日",
    "105",
    "27.1.5",
    "05/03/2021",
    "1990年5月",
)


@pytest.mark.parametrize("typed", [*NO_DAYS, "9999-12-31", "1899-01-01", "45047", "下周八", "改天", "半天后", "abc"])
def test_what_is_no_day_is_said_in_words(typed: str) -> None:
    with pytest.raises(NoDay) as refusal:
        read_day(typed, TODAY)
    assert typed[:4] in refusal.value.message


def test_nothing_typed_is_no_day() -> None:
    assert read_day("  ", TODAY) is None


@given(DAYS, DAYS)
def test_a_day_is_read_back_as_it_is_written(day: date, today: date) -> None:
    for written in (f"{day}", f"{day:%Y%m%d}", f"{day:%Y/%m/%d}", f"{day.year}年{day.month}月{day.day}日"):
        assert read_day(written, today.replace(year=2030, day=1)) == day


@given(DAYS, some.sampled_from(Leaning))
def test_a_day_without_its_year_is_of_the_year_that_is_meant(day: date, leaning: Leaning) -> None:
    readings = {
        read_day(written, TODAY, leaning)
        for written in (f"{day:%m%d}", f"{day:%m-%d}", f"{day.month}/{day.day}", f"{day.month}月{day.day}日")
    }
    (read,) = readings
    assert read is not None and (read.month, read.day) == (day.month, day.day)
    assert leaning is not Leaning.BACK or read <= TODAY
    assert leaning is not Leaning.AHEAD or read >= TODAY
    assert (day.month, day.day) == (2, 29) or abs(read - TODAY) <= timedelta(
        days=366 if leaning.value != "nearest" else 183
    )


@given(some.text(max_size=12))
def test_anything_typed_is_a_day_or_words(text: str) -> None:
    try:
        read_day(text, TODAY)
        read_month(text, TODAY, Month.of(TODAY))
    except NoDay as refusal:
        assert refusal.message


@pytest.mark.parametrize(
    ("typed", "month"),
    [
        ("10", "2025-10"),
        ("3月", "2025-03"),
        ("十一月", "2025-11"),
        ("2026-10", "2026-10"),
        ("202610", "2026-10"),
        ("2026年10月", "2026-10"),
        ("2026/10", "2026-10"),
        ("2026-10-05", "2026-10"),
        ("本月", "2026-11"),
        ("上月", "2026-10"),
        ("下个月", "2026-12"),
        ("去年10月", "2025-10"),
        ("明年1月", "2027-01"),
        ("next month", "2026-12"),
    ],
)
def test_a_month_by_its_number_is_of_the_year_in_sight(typed: str, month: str) -> None:
    assert read_month(typed, TODAY, Month(2025, 6)).name == month


@given(some.integers(1950, 2030), some.integers(1, 12))
def test_a_month_is_read_back_as_it_is_shown(year: int, number: int) -> None:
    month = Month(year, number)
    for written in (month.name, month.label, f"{year}年{number}月", f"{year}{number:02d}"):
        assert read_month(written, TODAY, Month.of(TODAY)) == month


@pytest.mark.parametrize("typed", ["13", "0", "2026-13", "不知道", "", "1800-01", "2099-01"])
def test_what_is_no_month_is_said_in_words(typed: str) -> None:
    with pytest.raises(NoDay):
        read_month(typed, TODAY, Month(2025, 6))
