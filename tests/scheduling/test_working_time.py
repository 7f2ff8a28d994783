"""The Labour Law's month: eight hours a day, and at most 36 more in all."""

from __future__ import annotations

from datetime import date, timedelta

from desk.scheduling.problem import Assignment, LoadKind, RosterProblem, Shift, Slot, Worker
from desk.scheduling.working_time import beyond_the_month, overtime

LONG = Shift(1, "带班", 8 * 60, 17 * 60 + 30)
EVENING = Shift(2, "晚间", 18 * 60, 20 * 60)
DAYS = [date(2026, 11, 2) + timedelta(days=n) for n in range(20)]


def test_hours_above_eight_a_day_add_up_and_only_more_than_36_are_told() -> None:
    slots = [Slot(day, shift, 1, 100, LoadKind.WORKDAY) for day in DAYS for shift in (LONG, EVENING)]
    ask = RosterProblem(tuple(slots), (Worker(1, "甲"), Worker(2, "乙"), Worker(3, "丙")))
    kept = {Assignment(day, LONG.id, person) for day in DAYS for person in (1, 2)}
    kept |= {Assignment(day, EVENING.id, 1) for day in DAYS[:3]}
    kept |= {Assignment(day, EVENING.id, 2) for day in DAYS[:4]}
    kept |= {Assignment(day, EVENING.id, 3) for day in DAYS}
    assert overtime(ask, kept) == {1: 20 * 90 + 3 * 120, 2: 20 * 90 + 4 * 120, 3: 0}
    assert beyond_the_month(ask, kept) == [
        "乙本月每日8小时以外的工时合计38小时，超过《劳动法》第四十一条规定的每月36小时。"
    ]
