"""Times of day are read one way, and shown as they are read."""

from __future__ import annotations

from datetime import datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.core.clock_times import (
    clock,
    clock_span,
    duration,
    hours_words,
    minutes_in,
    minutes_of,
    span_words,
    spans_of,
    times_in_cell,
)
from desk.core.errors import Invalid

MINUTES = st.integers(0, 24 * 60)
DASHES = st.sampled_from(["-", " - ", "—", "–", "~", "～", "至", "－"])


@given(MINUTES)
def test_what_is_shown_is_read_as_the_same_time(minutes: int) -> None:
    assert minutes_of(clock(minutes)) == minutes
    assert minutes_of(f" {clock(minutes).replace(':', '：')} ") == minutes


@given(st.lists(st.tuples(MINUTES, MINUTES), max_size=4), DASHES)
def test_hours_are_read_however_the_dash_is_typed(spans: list[tuple[int, int]], dash: str) -> None:
    typed = "，".join(clock_span(*span).replace("-", dash) for span in spans)
    assert spans_of(typed) == spans


@given(st.text(max_size=9))
def test_whatever_is_typed_is_a_time_of_a_day_or_refused(text: str) -> None:
    try:
        assert 0 <= minutes_in(text, "begins") <= 24 * 60
    except Invalid as wrong:
        assert [problem.field for problem in wrong.problems] == ["begins"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "8",
        "25:00",
        "24:01",
        "08:60",
        "①:00",
        "08:00:30",
        "-1:00",
        "上午9",
        "1e1:00",
        "八",
        "十一十点",
        "五五点",
        "上午12:00",
        "上午13:00",
        "晚上1点",
        "下午0:30",
        "上午9:00 PM",
        "9点60分",
        "8:5",
        "8.30",
        "1" * 5000,
        "八点三十五分五",
    ],
)
def test_what_is_no_time_is_refused_with_one_that_is(text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        minutes_in(text, "begins")
    assert "08:05" in refusal.value.problems[0].message


@pytest.mark.parametrize("text", ["08:00", "08:00-", "-12:00", "08:00-12:00-13:00", "08:00-99:99", "早上"])
def test_what_is_no_span_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        spans_of(text)


TENTHS = "零一二三四五六七八九"


def in_chinese(number: int) -> str:
    """23 as 二十三."""
    tens, ones = divmod(number, 10)
    return (("" if tens == 1 else TENTHS[tens]) + "十" if tens else "") + (TENTHS[ones] if ones or not tens else "")


def chinese_part(minutes: int) -> str:
    """The part of the day that Chinese has for a time, as in 下午3点."""
    hour = minutes // 60
    parts = ((6, "凌晨"), (12, "上午"), (13, "中午"), (18, "下午"), (24, "晚上"))
    return next(word for before, word in parts if hour < before)


def forms(minutes: int) -> list[str]:
    """A time in every way in which people write it."""
    hour, minute = divmod(minutes, 60)
    twelve = (hour - 1) % 12 + 1
    english = "AM" if hour < 12 else "PM"
    spoken = f"{in_chinese(twelve)}点" + ("半" if minute == 30 else f"{in_chinese(minute)}分" if minute else "整")
    return [
        f"{hour}点{minute}分",
        f"{hour}时{minute:02d}分",
        f"{hour}点{minute}" if minute else f"{hour}点",
        f"{in_chinese(hour)}点{in_chinese(minute)}分",
        f"{twelve}:{minute:02d} {english}",
        f"{twelve}:{minute:02d}{english.lower()}",
        f"{english} {twelve}:{minute:02d}",
        f"{chinese_part(minutes)}{twelve}:{minute:02d}",
        f"{chinese_part(minutes)} {twelve}点{minute}分",
        f"{chinese_part(minutes)}{spoken}",
        f"{clock(minutes)}:00",
    ]


@given(st.integers(0, 24 * 60 - 1))
def test_a_time_is_read_however_it_is_written(minutes: int) -> None:
    for written in forms(minutes):
        assert clock(minutes_of(written)) == clock(minutes), written


WITH_WORD = range(4, 10)
"""Those of the forms that say which half of the day it is; the others count to 24."""
FORM = st.integers(0, 10)


@given(MINUTES, MINUTES, FORM, FORM, DASHES)
def test_a_span_is_read_however_its_ends_are_written(one: int, other: int, first: int, last: int, dash: str) -> None:
    begins, ends = sorted((one % (24 * 60), other % (24 * 60)))
    written = f"{forms(begins)[first]}{dash}{forms(ends)[last]}"
    after_midnight = first in WITH_WORD and last not in WITH_WORD and begins < 60 and ends // 60 == 12
    if after_midnight:
        return  # 凌晨12:00-12:30 is half an hour or half a day: refused, not guessed
    if begins < ends and (first in WITH_WORD or last not in WITH_WORD):
        assert [clock_span(*span) for span in spans_of(written)] == [clock_span(begins, ends)], written


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("晚上7:00-8:30", "19:00-20:30"),
        ("9时30分至11时", "09:30-11:00"),
        ("9点15分-10点", "09:15-10:00"),
        ("上午9:00-下午3:00", "09:00-15:00"),
        ("上午9:00-12:00", "09:00-12:00"),
        ("上午9-11点", "09:00-11:00"),
        ("下午2-4点", "14:00-16:00"),
        ("中午12:00-1:30", "12:00-13:30"),
        ("下午2:00-17:00", "14:00-17:00"),
        ("晚上9点到12点", "21:00-24:00"),
        ("晚上七点半至九点", "19:30-21:00"),
        ("2:00-4:00 PM", "14:00-16:00"),
        ("10:00-2:00 PM", "10:00-14:00"),
        ("2-4pm", "14:00-16:00"),
        ("9:00-下午3:00", "09:00-15:00"),
        ("八点一刻—八点三刻", "08:15-08:45"),
    ],
)
def test_one_word_is_meant_for_both_ends_where_only_one_reading_is_in_order(written: str, meant: str) -> None:
    assert [clock_span(*span) for span in spans_of(written)] == [meant]


@pytest.mark.parametrize("written", ["2:00-下午4:00", "下午2:00-12:00", "晚上11:00-1:00", "8:00-晚上9:00", "9-11"])
def test_a_span_with_two_readings_or_none_is_refused(written: str) -> None:
    with pytest.raises(ValueError):
        spans_of(written)


@given(MINUTES)
def test_the_cell_of_a_time_is_read_to_the_minute(minutes: int) -> None:
    if 0 < minutes < 24 * 60:
        assert times_in_cell(minutes / 1440) == times_in_cell(time(minutes // 60, minutes % 60)) == [minutes]
        assert times_in_cell(datetime(2027, 1, 5, minutes // 60, minutes % 60)) == [minutes]


@given(MINUTES, MINUTES)
def test_a_span_as_it_is_shown_is_read_again(begins: int, ends: int) -> None:
    assert spans_of(span_words(begins, ends)) == [(begins, ends)]


def test_a_span_is_shown_with_a_chinese_dash() -> None:
    assert span_words(480, 720) == "08:00—12:00" and hours_words([9, 10, 16]) == "09:00—11:00、16:00—17:00"


def test_how_long_something_took() -> None:
    assert duration(3909) == "1:05:09" and duration(59) == "0:00:59"
