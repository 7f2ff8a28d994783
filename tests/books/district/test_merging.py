"""Sums of numerators and denominators: in whatever order, by whatever parts, and what is missing stays missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from desk.books.district import merging
from desk.books.district.merging import MergedFigure
from desk.core.figure import FigureParts
from desk.core.figures_sheet import FiguresSheet, SheetFigure
from tests.support.district import OCTOBER

COUNTS = st.integers(0, 10**6)
SHARES = st.tuples(COUNTS, COUNTS).map(lambda pair: (min(pair), max(pair)))
SENT = st.lists(st.one_of(st.none(), SHARES), max_size=30)
"""Of each centre part and whole, or nothing."""


def sheet(*figures: SheetFigure) -> FiguresSheet:
    return FiguresSheet("1", "一", 100, 1, 1.0, OCTOBER.kind.value, OCTOBER.name, "1", "", figures)


def share(pair: tuple[int, int] | None) -> SheetFigure:
    if pair is None:
        return SheetFigure("in_time_percent", None)
    part, whole = pair
    value = round(100 * part / whole, 1) if whole else None
    return SheetFigure("in_time_percent", value, FigureParts(part, whole), "按时办结率", "%")


def count(code: str, number: int | None) -> SheetFigure:
    return SheetFigure(code, number, FigureParts(number))


def only(merged: Sequence[MergedFigure]) -> MergedFigure:
    assert len(merged) == 1
    return merged[0]


@settings(deadline=None)
@given(SENT.filter(bool))
def test_a_share_is_the_sum_of_parts_by_the_sum_of_wholes(pairs: list[tuple[int, int] | None]) -> None:
    figure = only(merging.merged([sheet(share(pair)) for pair in pairs], len(pairs)))
    known = [pair for pair in pairs if pair is not None]
    part, whole = sum(pair[0] for pair in known), sum(pair[1] for pair in known)
    assert (figure.centres, figure.missing) == (len(known), len(pairs) - len(known))
    if not whole:
        assert figure.value is None
        return
    assert (figure.parts.numerator, figure.parts.denominator) == (part, whole)
    assert figure.value == round(100 * part / whole, 1)
    shares = [Fraction(pair[0], pair[1]) for pair in known if pair[1]]
    assert min(shares) * 100 - 1 <= Fraction(figure.value) <= max(shares) * 100 + 1


@settings(deadline=None)
@given(st.lists(st.one_of(st.none(), COUNTS), min_size=1, max_size=30), st.randoms())
def test_the_order_in_which_files_come_changes_nothing(numbers: list[int | None], dice: object) -> None:
    sheets = [sheet(count("visits", number)) for number in numbers]
    first = merging.merged(sheets, len(sheets))
    dice.shuffle(sheets)  # type: ignore[attr-defined]
    assert merging.merged(sheets, len(sheets)) == first


@settings(deadline=None)
@given(st.lists(st.floats(0, 10**6).map(lambda each: round(each, 1)), min_size=1, max_size=30))
def test_numbers_with_a_point_add_up_to_the_last_place(numbers: list[float]) -> None:
    parts = merging.added(FigureParts(each) for each in numbers)
    assert parts.numerator == sum(round(10 * each) for each in numbers) / 10


def test_nothing_sent_is_missing_and_not_nought() -> None:
    figure = only(merging.merged([sheet(count("visits", None)), sheet(count("visits", None))], 5))
    assert (figure.value, figure.centres, figure.missing) == (None, 0, 5)
    nought = only(merging.merged([sheet(count("visits", 0))], 1))
    assert (nought.value, nought.missing) == (0, 0)


def test_sums_by_two_definitions_are_not_laid_beside_each_other() -> None:
    first, second, unknown = (
        only(merging.merged([sheet(replace(count("visits", 7), version=version))], 1)) for version in (1, 2, None)
    )
    assert not first.is_like(second) and first.is_like(first) and first.is_like(unknown)


def test_percentages_are_never_averaged() -> None:
    """98 of 100 in a large centre and 0 of 1 in a small one are 97.0 %, not 49.0 %."""
    figure = only(merging.merged([sheet(share((98, 100))), sheet(share((0, 1)))], 2))
    assert figure.value == 97.0


def test_what_cannot_be_added_has_no_sum() -> None:
    median = SheetFigure("orders_hours_to_done", 12.5, title="办结用时", unit="小时")
    answer = SheetFigure("calendar_in_time", 1)
    for figure in merging.merged([sheet(median, answer), sheet(median, answer)], 2):
        assert figure.value is None and figure.centres == 2


def test_figures_entered_by_hand_are_the_same_by_name_and_unit() -> None:
    """Each centre numbers its own."""
    first = SheetFigure("own.1", 3, FigureParts(3), "献血人数", "人")
    other = SheetFigure("own.2", 4, FigureParts(4), "献血人数", "人")
    unlike = SheetFigure("own.1", 9, FigureParts(9), "植树", "棵")
    merged = merging.merged([sheet(first), sheet(other), sheet(unlike)], 3)
    assert {(each.figure.title, each.value, each.centres) for each in merged} == {("献血人数", 7, 2), ("植树", 9, 1)}


def test_a_share_entered_by_hand_may_be_more_than_all() -> None:
    figure = SheetFigure("own.7", 110, FigureParts(11, 10), "计划完成率", "%")
    assert only(merging.merged([sheet(figure), sheet(figure)], 2)).value == 110.0


@settings(deadline=None)
@given(st.lists(COUNTS, min_size=2, max_size=20), st.integers(1, 19))
def test_a_district_is_the_sum_of_its_groups(numbers: list[int], at: int) -> None:
    sheets = [sheet(count("cases", number)) for number in numbers]
    whole = only(merging.merged(sheets, len(sheets))).value
    parts = [only(merging.merged(some, len(some))).value for some in (sheets[:at], sheets[at:]) if some]
    assert whole == sum(part or 0 for part in parts)
