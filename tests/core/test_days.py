"""Days are read as they are written, asked about, or refused with words; never guessed."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.core import days
from desk.core.days import AS_WRITTEN, Century, DayForm, DayOrder, Doubtful, NoDay, NotToTheDay
from desk.core.errors import Invalid

TODAY = date(2026, 11, 28)
DAYS = st.dates(date(1900, 1, 1), date(2036, 12, 31))
ONES = ("", "周", "星期", "（周", "(星期")


def read(cell: object, form: DayForm = AS_WRITTEN) -> date | None:
    return days.day_of(cell, TODAY, form)


@given(DAYS, st.sampled_from(ONES), st.sampled_from(["", " 08:30", "T08:30:00", " 8:30"]))
def test_a_day_is_read_in_every_form_in_which_it_is_shown(day: date, before: str, time: str) -> None:
    weekday = before and before + "一二三四五六日"[day.weekday()] + (
        "）" if "（" in before else ")" if "(" in before else ""
    )
    for shown in (
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year} 年 {day.month} 月 {day.day} 日",
        f"{day.year}.{day.month}.{day.day}",
        f"{day:%Y/%m/%d}",
        f"{day:%Y%m%d}",
        f"{day:%d %b %Y}",
        f"{day:%B %d, %Y}",
    ):
        assert read(shown) == day
        assert read(shown + weekday + time) == day


@given(DAYS, DAYS)
def test_a_span_is_read_as_its_two_days(one: date, other: date) -> None:
    first, last = sorted((one, other))
    for dash in ("至", "—", "——", "~", " - ", "到", "－"):
        assert days.span_of(f"{first}{dash}{last}", TODAY) == (first, last)
    if first.year == last.year:
        said = f"{first.year}年{first.month}月{first.day}日—{last.month}月{last.day}日"
        assert days.span_of(said, TODAY) == (first, last)
    if first < last:
        with pytest.raises(NoDay):
            days.span_of(f"{last}至{first}", TODAY)
        with pytest.raises(NoDay):
            read(f"{first}至{last}")


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("2027年1月5日—9日", date(2027, 1, 5), date(2027, 1, 9)),
        ("2027.1.5-1.9", date(2027, 1, 5), date(2027, 1, 9)),
        ("2026年12月30日—1月2日", date(2026, 12, 30), date(2027, 1, 2)),
        ("2027-01-05", date(2027, 1, 5), date(2027, 1, 5)),
        (datetime(2027, 1, 5), date(2027, 1, 5), date(2027, 1, 5)),
    ],
)
def test_spans_as_clerks_write_them(cell: object, first: date, last: date) -> None:
    assert days.span_of(cell, TODAY) == (first, last)


@pytest.mark.parametrize(
    ("cell", "lacks"),
    [
        ("27.1.5", {"order", "century"}),
        ("5/1/27", {"order", "century"}),
        ("3/1/23", {"order", "century"}),
        ("27年1月5日", {"century"}),
        ("15-Mar-21", {"century"}),
        ("05/03/2021", {"order"}),
        ("05.03.2021", {"order"}),
        ("1月5日", {"year"}),
        ("1月5日—9日", {"year"}),
        ("1/5", {"year", "order"}),
    ],
)
def test_what_has_several_readings_is_asked(cell: str, lacks: set[str]) -> None:
    with pytest.raises(Doubtful) as doubt:
        read(cell)
    assert doubt.value.lacks == lacks == days.lacks_in(cell, TODAY)
    assert cell in doubt.value.message and "2026-01-31" in doubt.value.message


@pytest.mark.parametrize("order", DayOrder)
@given(day=st.dates(date(1927, 1, 1), date(2026, 11, 28)))
def test_a_column_is_read_as_the_manager_says(order: DayOrder, day: date) -> None:
    parts = {"y": f"{day:%y}", "m": str(day.month), "d": str(day.day)}
    short = "/".join(parts[part] for part in order.value)
    century = Century.LAST if day.year < 2000 else Century.THIS
    assert read(short, DayForm(order, century)) == day
    assert read(short, DayForm(order, Century.PAST)) == day
    assert days.as_told(short, DayForm(order, century), TODAY) == day.isoformat()
    if order is not DayOrder.YEAR_FIRST:
        assert read("/".join((*short.split("/")[:2], str(day.year))), DayForm(order)) == day


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("15/3/2021", date(2021, 3, 15)),
        ("3/15/2021", date(2021, 3, 15)),
        ("05/05/2021", date(2021, 5, 5)),
        (45047, date(2023, 5, 1)),
        (45047.75, date(2023, 5, 1)),
        ("45047", date(2023, 5, 1)),
        (20230501.0, date(2023, 5, 1)),
        ("２０２３年５月１日", date(2023, 5, 1)),
        ("2036-12-31", date(2036, 12, 31)),
        ("", None),
        (None, None),
    ],
)
def test_what_has_one_reading_is_read(cell: object, day: date | None) -> None:
    assert read(cell) == day


@pytest.mark.parametrize(
    "cell",
    [
        "2023Q1",
        "去年",
        "2027-02-30",
        "①",
        "1",
        2023.1,
        "5" * 5000,
        "x" * 5000,
        float("inf"),
        float("nan"),
        1e300,
        -5,
        "2027-01-05 14:30-16:00",
        "2027年1月5日星期三",
        "20270230",
        "maybe 5 2021",
        "2023-05-01x",
        "0000-00-00",
    ],
)
def test_what_is_no_day_is_refused(cell: object) -> None:
    with pytest.raises(NoDay) as refusal:
        read(cell)
    assert not isinstance(refusal.value, Doubtful) and len(refusal.value.message) < 200


@pytest.mark.parametrize("cell", ["1899-12-31", "2037-01-01", "9999-12-31", datetime(9999, 12, 31), 99999])
def test_days_are_from_1900_to_ten_years_ahead(cell: object) -> None:
    with pytest.raises(NoDay) as refusal:
        read(cell)
    assert "1900" in refusal.value.message and "2036" in refusal.value.message


@pytest.mark.parametrize("cell", ["1990年5月", "1990-05", "1990.5", "1990年5月份", "1990年", 1990])
def test_a_month_is_no_day_and_that_is_what_is_said(cell: object) -> None:
    with pytest.raises(NotToTheDay) as refusal:
        read(cell)
    assert refusal.value.first == date(1990, 5 if "5" in str(cell) else 1, 1)


def test_nobody_types_the_number_of_a_day() -> None:
    with pytest.raises(Invalid) as refusal:
        days.day_in("45047", "day", TODAY)
    assert [problem.field for problem in refusal.value.problems] == ["day"]


@given(
    st.text(max_size=20)
    | st.floats()
    | st.integers()
    | st.from_regex(r"[0-9]{1,4}[-./年][0-9]{1,3}[-./月][0-9]{1,4}.?")
)
def test_whatever_stands_there_is_a_day_of_the_range_or_refused(cell: object) -> None:
    try:
        day = read(cell)
        span = days.span_of(cell, TODAY)
    except NoDay as wrong:
        assert wrong.message
    else:
        assert (day is None) == (span is None)
        assert day is None or date(1900, 1, 1) <= day <= date(2036, 12, 31)


@given(DAYS)
def test_the_number_that_a_spreadsheet_has_for_a_day(day: date) -> None:
    number = (day - date(1899, 12, 30)) // timedelta(days=1)
    if number in days.SERIALS:
        assert read(number) == read(float(number)) == read(str(number)) == day
