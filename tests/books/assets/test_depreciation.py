"""What things are worth: to the fen, in every month, after every change."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.books.assets.cards import months_later
from desk.books.assets.depreciation import ValueChange, residual_of, worth

BOUGHT = date(2024, 3, 15)


@pytest.mark.parametrize(
    ("day", "charged"),
    [
        (date(2024, 3, 31), 0),
        (date(2024, 4, 1), 9500),
        (date(2025, 3, 31), 114_000),
        (date(2026, 11, 24), 304_000),
        (date(2027, 3, 1), 342_000),
        (date(2040, 1, 1), 342_000),
    ],
)
def test_a_printer_of_3600_yuan_over_three_years(day: date, charged: int) -> None:
    """95 yuan a month from the month after it was bought; 5 % stay."""
    found = worth(BOUGHT, [ValueChange(BOUGHT, 360_000, 36, 500)], day)
    assert (found.value, found.depreciated, found.net) == (360_000, charged, 360_000 - charged)


money = st.integers(0, 10**11)


@given(money, st.integers(1, 600), st.integers(0, 10_000))
def test_the_months_add_up_to_value_minus_residual_exactly(value: int, life: int, residual: int) -> None:
    first = date(2020, 1, 31)
    charged = [
        worth(first, [ValueChange(first, value, life, residual)], months_later(first, n)).depreciated
        for n in range(life + 3)
    ]
    monthly = [after - before for before, after in pairwise(charged)]
    assert sum(monthly) == value - residual_of(value, residual) == charged[life] == charged[-1]
    assert max(monthly[:life]) - min(monthly[:life]) <= 1


@given(money, st.integers(2, 120), st.integers(0, 200), st.data())
def test_a_new_value_spreads_what_is_left_over_the_months_that_are_left(
    value: int, life: int, month: int, data: st.DataObject
) -> None:
    first = date(2020, 5, 10)
    day = months_later(first, month)
    before = worth(first, [ValueChange(first, value, life, 500)], day)
    fresh = data.draw(st.integers(before.depreciated, 10**12))
    steps = [ValueChange(first, value, life, 500), ValueChange(day, fresh, life, 500)]
    assert worth(first, steps, day).depreciated == before.depreciated
    end = worth(first, steps, months_later(first, max(life, month) + 1))
    left = max(fresh - residual_of(fresh, 500), before.depreciated) if month < life else before.depreciated
    assert end.depreciated == left


def test_nothing_is_charged_without_a_useful_life() -> None:
    assert worth(BOUGHT, [ValueChange(BOUGHT, 5000, 0, 500)], date(2060, 1, 1)).depreciated == 0


def test_what_is_gone_is_worth_nothing() -> None:
    gone = date(2025, 6, 2)
    charged = worth(BOUGHT, [ValueChange(BOUGHT, 360_000, 36, 500)], gone).depreciated
    steps = [ValueChange(BOUGHT, 360_000, 36, 500), ValueChange(gone, 0, 36, 500, -charged)]
    assert worth(BOUGHT, steps, date(2030, 1, 1)) == worth(BOUGHT, steps, gone)
    assert worth(BOUGHT, steps, gone).net == 0
