"""The clocks of an order over holidays, make-up days, nights and midnight."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desk.books import centre
from desk.books.orders import clocks
from desk.books.orders.clocks import open_after
from desk.books.orders.model import OrderUrgency
from desk.core.calendar import DayMark
from desk.core.clock import CHINA, local
from desk.core.work import Work
from desk.services.session import Desk

OFFICE = [(8 * 60, 12 * 60), (14 * 60 + 30, 17 * 60 + 30)]


def on(work: Work, text: str) -> Work:
    """The same transaction at another moment of the centre's clock."""
    return replace(work, now=datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=CHINA))


def shown(at: datetime) -> str:
    return f"{local(at):%m-%d %H:%M}"


def test_review_stands_still_over_noon_night_weekend_and_holiday(desk: Desk) -> None:
    with desk.write() as work:
        centre.days_off.enter(work, 2026, [(date(2026, 11, 30), DayMark(False, "放假"))])
        assert shown(clocks.review_by(on(work, "2026-11-24 09:00"))) == "11-24 15:30"
        assert shown(clocks.review_by(on(work, "2026-11-24 17:00"))) == "11-25 11:30"
        assert shown(clocks.review_by(on(work, "2026-11-24 23:59"))) == "11-25 12:00"
        assert shown(clocks.review_by(on(work, "2026-11-27 16:30"))) == "12-01 11:00"


def test_a_make_up_workday_counts(desk: Desk) -> None:
    with desk.write() as work:
        saturday = date(2026, 11, 28)
        centre.days_off.enter(work, 2026, [(saturday, DayMark(True, "调休"))])
        assert shown(clocks.review_by(on(work, "2026-11-27 16:30"))) == "11-28 11:00"
        due = clocks.due_at(on(work, "2026-11-24 09:00"), OrderUrgency.ORDINARY)
        assert shown(due) == "11-30 23:59"
        assert clocks.call_back_on(on(work, "2026-11-27 23:59")) == saturday


def test_due_by_urgency(desk: Desk) -> None:
    with desk.write() as work:
        now = on(work, "2026-11-24 23:50")
        assert shown(clocks.due_at(now, OrderUrgency.URGENT)) == "11-25 23:50"
        assert shown(clocks.due_at(now, OrderUrgency.ORDINARY)) == "12-01 23:59"
        assert shown(clocks.due_at(now, OrderUrgency.COMPLEX)) == "12-15 23:59"
        assert shown(clocks.accept_by(now, OrderUrgency.URGENT)) == "11-25 01:50"
        assert shown(clocks.accept_by(now, OrderUrgency.COMPLEX)) == "11-25 23:50"
        assert shown(clocks.redo_by(now)) == "12-01 23:59"
        assert shown(clocks.rate_by(now)) == "12-01 23:59"
        assert clocks.call_back_on(on(work, "2026-11-27 10:00")) == date(2026, 11, 30)


def test_a_rule_of_the_district_holds(desk: Desk) -> None:
    with desk.write() as work:
        centre.save_rules(work, {"order_days": centre.RuleValue(3, "区文〔2026〕1号")})
        assert shown(clocks.due_at(work, OrderUrgency.ORDINARY)) == "11-27 23:59"


def test_a_centre_without_hours_has_clocks_that_run_on() -> None:
    start = datetime(2026, 11, 24, 9, tzinfo=CHINA)
    assert open_after(start, 240, lambda _day: []) == start + timedelta(hours=4)


@given(st.integers(0, 14 * 24 * 60), st.integers(1, 40 * 60))
def test_the_open_minutes_are_counted_right(passed: int, minutes: int) -> None:
    """Held against counting every minute."""

    def spans(day: date) -> list[tuple[int, int]]:
        return OFFICE if day.weekday() < 5 else []

    start = datetime(2026, 11, 20, tzinfo=CHINA) + timedelta(minutes=passed)
    end = open_after(start, minutes, spans)
    at, left = start, minutes
    while left:
        of_day = at.hour * 60 + at.minute
        left -= any(opens <= of_day < closes for opens, closes in spans(at.date()))
        at += timedelta(minutes=1)
    assert end == at
