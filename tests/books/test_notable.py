"""What is notable 值得注意: sentences come from figures that moved, and from nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from desk.books.figure_pages import PageFigures
from desk.books.notable import MOST, notable
from desk.core.figure import Better, Figure, FigureKind, Number, Unit
from desk.core.month import Month
from desk.core.period import Period, PeriodKind
from desk.core.tone import Tone

NOVEMBER = Period.around(PeriodKind.MONTH, date(2026, 11, 1))
AFTERWARDS = date(2026, 12, 2)
CASES = Figure("cases", "办件", "", Unit.CASES, better=Better.UP)
DONE, GIVEN = Figure("done", "办结", "", Unit.CASES), Figure("given", "评价", "", Unit.CASES)
SHARE = Figure("share", "满意率", "", Unit.PERCENT, FigureKind.SHARE, Better.UP, None, ("done",), ("given",))
LATE = Figure("late", "逾期", "", Unit.CASES, better=Better.DOWN)


def page(
    now: Mapping[str, Number],
    earlier: Mapping[str, list[Number]],
    year_before: Mapping[str, Number] | None = None,
    period: Period = NOVEMBER,
    heat: list[list[int]] | None = None,
) -> PageFigures:
    """``earlier`` from the month before backwards."""
    month = Month.of(period.first)
    months: dict[Month, dict[str, Number]] = {month.plus(-many): {} for many in range(24)}
    months[month] = dict(now)
    for code, values in earlier.items():
        for many, value in enumerate(values, 1):
            months[month.plus(-many)][code] = value
    cells = {"cases": tuple(map(tuple, heat))} if heat else {}
    return PageFigures(period, now, {}, year_before or {}, months, cells)


def told(counted: PageFigures, *figures: Figure, targets: Mapping[str, float] | None = None) -> list[str]:
    found = notable(figures or (CASES,), counted, AFTERWARDS, targets or {})
    return [f"{each.figure.title} {each.text}" for each in found]


def test_a_month_far_from_the_months_before_is_told_with_how_far() -> None:
    usual: list[Number] = [100, 104, 98, 101, 97, 103, 99, 102, 100, 96, 104, 100]
    counted = page({"cases": 160}, {"cases": usual})
    assert told(counted) == ["办件 160件，比此前各月的中位数+60.0%。"]
    [only] = notable((CASES,), counted, AFTERWARDS, {})
    assert only.tone is Tone.DONE and only.span == (date(2026, 11, 1), date(2026, 11, 30))
    [only] = notable((CASES,), page({"cases": 40}, {"cases": usual}), AFTERWARDS, {})
    assert only.tone is Tone.DANGER


def test_months_before_the_book_began_say_nothing_of_what_is_usual() -> None:
    assert told(page({"cases": 160}, {"cases": [150, 155, *[0] * 21]})) == []


def test_few_cases_and_a_share_of_few_are_chance() -> None:
    assert told(page({"cases": 9}, {"cases": [1] * 12})) == []
    few = page({"share": 50.0, "done": 4, "given": 8}, {"share": [99.0] * 12}, {"share": 100.0})
    assert told(few, SHARE) == []
    many = page({"share": 80.0, "done": 320, "given": 400}, {"share": [99.0] * 12})
    assert told(many, SHARE) == ["满意率 80.0%，比此前各月的中位数−19.0个百分点。"]


def test_a_month_that_goes_on_is_not_laid_beside_whole_ones_and_misses_no_target() -> None:
    counted = page({"cases": 30}, {"cases": [100] * 23})
    assert notable((CASES,), counted, date(2026, 11, 12), {"cases": 100}) == []


def test_of_a_month_that_goes_on_nothing_is_said_in_its_first_week_and_then_of_the_days_so_far() -> None:
    counted = replace(page({"cases": 300}, {}, {"cases": 100}), until_today={"cases": 0})
    assert notable((CASES,), counted, date(2026, 11, 1), {}) == []
    [only] = notable((CASES,), counted, date(2026, 11, 12), {})
    assert only.text == "0件，比上年同期−100.0%。" and only.span == (date(2026, 11, 1), date(2026, 11, 12))


def test_a_target_is_missed_or_reached_of_a_month_and_of_a_quarter() -> None:
    assert told(page({"cases": 95}, {}), targets={"cases": 100}) == ["办件 95件，未达到目标100件。"]
    quarter = Period.around(PeriodKind.QUARTER, date(2026, 9, 1))
    assert told(page({"cases": 300}, {}, period=quarter), targets={"cases": 100}) == ["办件 300件，已达到目标300件。"]
    assert told(page({"late": 3}, {}), LATE, targets={"late": 2}) == ["逾期 3件，未达到目标2件。"]


def test_the_most_of_two_years_and_the_hour_that_stands_out() -> None:
    rising: list[Number] = [110 - many for many in range(23)]
    assert told(page({"cases": 112}, {"cases": rising})) == ["办件 112件，24个月以来最高。"]
    heat = [[0] * 24 for _day in range(7)]
    for day in range(5):
        heat[day][9:17] = [5, 6, 5, 4, 5, 6, 5, 5]
    heat[2][10] = 31
    assert told(page({"cases": 226}, {}, heat=heat)) == ["办件 周三10时最多，31件。"]


VALUES = st.fixed_dictionaries({code: st.integers(0, 500) for code in ("cases", "late", "done", "given")})


@given(VALUES, st.lists(st.integers(0, 500), max_size=23), VALUES, st.permutations([CASES, LATE, DONE, GIVEN]))
def test_the_sentences_do_not_depend_on_the_order_of_figures_and_each_figure_has_one(
    now: dict[str, Number], earlier: list[Number], year_before: dict[str, Number], order: list[Figure]
) -> None:
    counted = page(now, {"cases": earlier, "late": earlier[::-1]}, year_before)
    found = notable(order, counted, AFTERWARDS, {"cases": 100})
    assert found == notable([CASES, LATE, DONE, GIVEN], counted, AFTERWARDS, {"cases": 100})
    codes = [each.figure.code for each in found]
    assert len(codes) == len(set(codes)) <= MOST
    assert all(each.text.endswith("。") for each in found)


@given(st.lists(st.integers(0, 9), min_size=24, max_size=24))
def test_nothing_is_made_of_fewer_than_ten(values: list[int]) -> None:
    counted = page({"cases": values[0]}, {"cases": list(values[1:])}, {"cases": values[12]})
    assert notable((CASES,), counted, AFTERWARDS, {}) == []


def test_a_year_before_in_which_no_book_was_kept_is_compared_with_nothing() -> None:
    counted = page({"cases": 300}, {}, {"cases": 100})
    assert notable((CASES,), counted, AFTERWARDS, {})
    assert notable((CASES,), counted, AFTERWARDS, {}, date(2026, 1, 4)) == []
