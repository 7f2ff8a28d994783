from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.books.centre import days_off
from desk.core.calendar import DayMark, WorkCalendar
from desk.services.session import Desk
from desk.ui.settings.days import marks_in

# 国务院办公厅关于2024、2025、2026年部分节假日安排的通知：放假的起止日，调休上班的日子
OFF = [
    ("2024-01-01", "2024-01-01"),
    ("2024-02-10", "2024-02-17"),
    ("2024-04-04", "2024-04-06"),
    ("2024-05-01", "2024-05-05"),
    ("2024-06-10", "2024-06-10"),
    ("2024-09-15", "2024-09-17"),
    ("2024-10-01", "2024-10-07"),
    ("2025-01-01", "2025-01-01"),
    ("2025-01-28", "2025-02-04"),
    ("2025-04-04", "2025-04-06"),
    ("2025-05-01", "2025-05-05"),
    ("2025-05-31", "2025-06-02"),
    ("2025-10-01", "2025-10-08"),
    ("2026-01-01", "2026-01-03"),
    ("2026-02-15", "2026-02-23"),
    ("2026-04-04", "2026-04-06"),
    ("2026-05-01", "2026-05-05"),
    ("2026-06-19", "2026-06-21"),
    ("2026-09-25", "2026-09-27"),
    ("2026-10-01", "2026-10-07"),
]
ON = [
    "2024-02-04",
    "2024-02-18",
    "2024-04-07",
    "2024-04-28",
    "2024-05-11",
    "2024-09-14",
    "2024-09-29",
    "2024-10-12",
    "2025-01-26",
    "2025-02-08",
    "2025-04-27",
    "2025-09-28",
    "2025-10-11",
    "2026-01-04",
    "2026-02-14",
    "2026-02-28",
    "2026-05-09",
    "2026-09-20",
    "2026-10-10",
]


def official(day: date) -> bool:
    if day.isoformat() in ON:
        return True
    if any(first <= day.isoformat() <= last for first, last in OFF):
        return False
    return day.weekday() < 5


def test_every_day_of_2024_to_2026_is_as_the_state_council_announced() -> None:
    calendar = WorkCalendar()
    span = [date(2024, 1, 1) + timedelta(days=n) for n in range(366 + 365 + 365)]
    assert [d for d in span if calendar.is_workday(d) != official(d)] == []


@given(st.dates(date(2024, 1, 1), date(2026, 6, 30)), st.integers(0, 60))
def test_due_dates_count_working_days_one_by_one(day: date, promised: int) -> None:
    due = WorkCalendar().after(day, promised)
    passed = [d for n in range(1, (due - day).days + 1) if official(d := day + timedelta(days=n))]
    assert len(passed) == promised
    assert promised == 0 or official(due)
    assert WorkCalendar().until(day, due) == promised


def test_a_year_not_announced_is_said_to_be_so_until_the_manager_enters_it(desk: Desk) -> None:
    marks = marks_in("2028-01-29 至 2028-02-04 休 春节\n2028年2月6日 班")
    with desk.write() as work:
        assert not days_off.calendar(work).is_announced(2028)
        days_off.enter(work, 2028, marks)
        calendar = days_off.calendar(work)
    assert calendar.is_announced(2028)
    assert calendar.mark(date(2028, 2, 1)) == DayMark(False, "春节")
    assert calendar.is_workday(date(2028, 2, 6)) and not calendar.is_workday(date(2028, 2, 3))


@pytest.mark.parametrize(
    "line", ["春节 休", "2028-01-29", "2028-01-29 休 班", "2028-02-30 休", "2028-02-04 至 2028-01-29 休"]
)
def test_a_line_that_cannot_be_read_is_named(line: str) -> None:
    with pytest.raises(Exception, match="第 2 行"):
        marks_in("2028-01-01 休\n" + line)
