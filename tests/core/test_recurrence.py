"""Repeating by rule."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.core.calendar import LAST, WorkCalendar
from desk.core.errors import Invalid
from desk.core.recurrence import Every, Rule, as_json, days_of, description, from_json

FIRST = date(2026, 12, 1)


def found(rule: Rule, first: date = FIRST) -> list[str]:
    return [f"{day:%m-%d}" for day in days_of(rule, first, WorkCalendar())]


@pytest.mark.parametrize(
    ("rule", "days", "said"),
    [
        (Rule(Every.WEEK, date(2026, 12, 31), frozenset({1})), "12-01 12-08 12-15 12-22 12-29", "每周二"),
        (
            Rule(Every.WEEK, date(2026, 12, 31), frozenset({1, 4}), weeks=2),
            "12-01 12-04 12-15 12-18 12-29",
            "每2周的周二、五",
        ),
        (Rule(Every.NTH_WEEKDAY, date(2027, 3, 1), frozenset({4}), nth=LAST), "12-25 01-29 02-26", "每月最后一个周五"),
        (Rule(Every.NTH_WEEKDAY, date(2027, 5, 1), frozenset({5}), nth=5), "01-30", "每月第5个周六"),
        (Rule(Every.MONTH_DAY, date(2027, 3, 31), day=LAST), "12-31 01-31 02-28 03-31", "每月最后一天"),
        (Rule(Every.MONTH_DAY, date(2027, 4, 1), day=31), "12-31 01-31 03-31", "每月31日"),
        (Rule(Every.LUNAR_DAY, date(2027, 3, 1), day=15), "12-23 01-22 02-20", "每个农历月第15日"),
        (Rule(Every.FESTIVAL, date(2028, 11, 1), festival="重阳节"), "10-08 10-26", "重阳节"),
        (Rule(Every.FESTIVAL, date(2027, 12, 31), festival="冬至"), "12-22 12-22", "冬至"),
        (Rule(Every.MONTH_DAY, date(2027, 3, 1), day=1, skip_holidays=True), "12-01 02-01 03-01", "法定节假日除外"),
        (
            Rule(Every.WEEK, date(2026, 12, 20), frozenset({1}), skipped=frozenset({date(2026, 12, 8)})),
            "12-01 12-15",
            "2026-12-08除外",
        ),
    ],
)
def test_rules(rule: Rule, days: str, said: str) -> None:
    assert found(rule) == days.split()
    assert said in description(rule)
    assert from_json(as_json(rule)) == rule


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        (Rule(Every.WEEK, None, frozenset({1})), "until"),
        (Rule(Every.WEEK, date(2036, 1, 1), frozenset({1})), "until"),
        (Rule(Every.WEEK, date(2028, 12, 1), frozenset(range(7))), "until"),
        (Rule(Every.WEEK, date(2027, 1, 1)), "weekdays"),
        (Rule(Every.WEEK, date(2027, 1, 1), frozenset({1}), weeks=0), "weeks"),
        (Rule(Every.NTH_WEEKDAY, date(2027, 1, 1), frozenset({1}), nth=6), "nth"),
        (Rule(Every.LUNAR_DAY, date(2027, 1, 1), day=31), "day"),
        (Rule(Every.FESTIVAL, date(2027, 1, 1)), "festival"),
        (Rule(Every.FESTIVAL, date(2027, 1, 1), festival="重阳节"), "until"),
    ],
)
def test_bad_rules_are_told_by_field(rule: Rule, field: str) -> None:
    with pytest.raises(Invalid) as error:
        days_of(rule, FIRST, WorkCalendar())
    assert [problem.field for problem in error.value.problems] == [field]


@given(st.frozensets(st.integers(0, 6), min_size=1), st.integers(1, 4), st.integers(0, 190))
def test_weekly_days_are_those_weekdays_and_whole_weeks_apart(weekdays: frozenset[int], weeks: int, long: int) -> None:
    until = FIRST + timedelta(days=max(long, 7 * weeks + 7))
    found = days_of(Rule(Every.WEEK, until, weekdays, weeks), FIRST, WorkCalendar())
    monday = FIRST - timedelta(days=FIRST.weekday())
    assert {day.weekday() for day in found} <= weekdays
    assert all((day - monday).days // 7 % weeks == 0 for day in found)
    assert found[0] >= FIRST and found[-1] <= until
