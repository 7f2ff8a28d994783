from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desk.core.calendar import WorkCalendar

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
