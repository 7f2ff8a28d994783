"""The lower bound of a share: as Wilson's interval has it, against a slow search for where it begins."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.core.wilson import Z, lower_bound

SQUARE = Fraction(Z) ** 2


def slow_lower_bound(part: int, whole: int) -> float:
    """The least share p of which what was seen is no farther than z standard errors: n(p̂ − p)² ≤ z²p(1 − p), searched
    by halving, in exact numbers."""
    seen = Fraction(part, whole)
    low, high = Fraction(0), seen
    for _step in range(60):
        middle = ((low + high) / 2).limit_denominator(10**12)
        fits = whole * (seen - middle) ** 2 <= SQUARE * middle * (1 - middle)
        low, high = (low, middle) if fits else (middle, high)
    return float(high)


@given(st.integers(1, 3000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_the_lower_bound_is_where_the_interval_begins(counts: tuple[int, int]) -> None:
    assert lower_bound(*counts) == pytest.approx(slow_lower_bound(*counts), abs=1e-9)


@given(st.integers(1, 500), st.integers(0, 500))
def test_it_is_never_above_the_share_and_rises_with_the_answers(good: int, poor: int) -> None:
    bound, of_twice = lower_bound(good, good + poor), lower_bound(2 * good, 2 * (good + poor))
    assert bound is not None and of_twice is not None
    assert 0 <= bound <= good / (good + poor)
    assert bound < of_twice <= 1, "the same share of twice as many answers is surer"


def test_known_values() -> None:
    """10 of 10: 0.7225, as tables of the interval have it; nobody asked: nothing is known."""
    assert lower_bound(10, 10) == pytest.approx(0.7224672, abs=1e-6)
    assert lower_bound(81, 263) == pytest.approx(0.2553, abs=5e-5)
    assert lower_bound(0, 25) == pytest.approx(0)
    assert lower_bound(0, 0) is None
