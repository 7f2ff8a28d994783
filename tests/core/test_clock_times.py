"""Times of day are read one way, and shown as they are read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.core.clock_times import clock, clock_span, duration, minutes_in, minutes_of, spans_of
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


@pytest.mark.parametrize("text", ["", "8", "25:00", "24:01", "08:60", "①:00", "08:00:00", "-1:00", "8点", "1e1:00"])
def test_what_is_no_time_is_refused_with_one_that_is(text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        minutes_in(text, "begins")
    assert "08:05" in refusal.value.problems[0].words


@pytest.mark.parametrize("text", ["08:00", "08:00-", "-12:00", "08:00-12:00-13:00", "08:00-99:99", "早上"])
def test_what_is_no_span_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        spans_of(text)


def test_how_long_something_took() -> None:
    assert duration(3909) == "1:05:09" and duration(59) == "0:00:59"
