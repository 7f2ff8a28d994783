"""Amounts and numbers are read as they are written, exactly, or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.core import money, numbers
from desk.core.errors import Invalid

FEN = st.integers(-(10**15), 10**15)


@given(FEN)
def test_what_is_shown_is_read_as_the_same_amount(fen: int) -> None:
    for shown in (money.plain(fen), money.short(fen), money.yuan(fen), f"￥{money.yuan(fen)}元"):
        assert money.fen_of(shown) == fen


@given(st.integers(0, 10**12), st.integers(0, 9999))
def test_half_a_fen_counts_as_one(yuan: int, parts: int) -> None:
    assert money.fen_of(f"{yuan}.{parts:04d}") == yuan * 100 + (parts + 50) // 100


@given(st.text(max_size=12))
def test_nothing_but_a_number_is_read(text: str) -> None:
    """Whatever is typed is read as Python's exact arithmetic reads it, or refused with words."""
    try:
        fen = money.fen_in(text, "fee")
    except Invalid as wrong:
        assert [problem.field for problem in wrong.problems] == ["fee"]
    else:
        assert any(digit.isdecimal() for digit in text) and abs(fen) < 10**18


@pytest.mark.parametrize(
    "text",
    ["12,5", "1,23", "1e3", "nan", "inf", "①", "²", "1 2x", "", "-", ".", "5.", "1.2.3", "٣", "九", "1_000", "9" * 30],
)
def test_what_could_be_guessed_only_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        money.fen_in(text, "fee")
    assert "1250.50" in refusal.value.problems[0].message, "it is said what would be right"
    with pytest.raises(Invalid):
        numbers.number_in(text, "days")


@pytest.mark.parametrize("text", ["-3", "−3", "-1.5"])
def test_a_number_below_0_is_not_called_none(text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        numbers.number_in(text, "days")
    assert "0" in refusal.value.problems[0].message and "不是整数" not in refusal.value.problems[0].message


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("0.1", 10),
        ("0.29", 29),
        ("1.005", 101),
        ("2.675", 268),
        ("１２．５０", 1250),
        ("￥1,250.50", 125050),
        ("1250元", 125000),
        (".5", 50),
        ("-3", -300),
        ("1,234,567", 123456700),
        ("12345678.90", 1234567890),
    ],
)
def test_amounts_as_clerks_write_them(text: str, fen: int) -> None:
    assert money.fen_of(text) == fen


@given(st.decimals(-(10**9), 10**9, places=3))
def test_the_middle_is_rounded_away_from_nothing(number: Decimal) -> None:
    rounded = numbers.half_up(number)
    assert abs(rounded - number) <= Decimal("0.5") and abs(rounded) >= abs(number) - Decimal("0.499")
    assert numbers.half_up(-number) == -rounded


@given(st.integers(-(10**9), 10**9))
def test_hundredths_are_read_as_they_are_shown(parts: int) -> None:
    assert numbers.times(numbers.hundredths(parts), 100) == parts


def test_a_large_amount_is_shown_in_full() -> None:
    """Six digits were all that a form showed: 1e+06 of a million, and 12345.7 of 12345.67."""
    assert money.short(100_000_000) == "1000000" and money.short(1_234_567) == "12345.67"
    assert money.yuan(-123456789) == "-1,234,567.89" and money.yuan_change(5) == "+0.05"
    assert numbers.hundredths(150) == "1.5" and numbers.hundredths(0, sign=True) == "0"


@pytest.mark.parametrize("typed", ["12.345", "0.001", "￥1,250.505元"])
def test_parts_of_a_fen_are_asked_back_where_somebody_types(typed: str) -> None:
    with pytest.raises(Invalid, match="最多两位小数"):
        money.fen_in(typed, "cash")


@pytest.mark.parametrize(("typed", "fen"), [("12.34", 1234), ("12.340", 1234), ("12", 1200)])
def test_a_typed_amount_is_taken_to_the_fen(typed: str, fen: int) -> None:
    assert money.fen_in(typed, "cash") == fen
