"""Charts on paper: their lengths are their numbers, read back from the code of the page."""

from __future__ import annotations

import re

import pytest

from desk.core.figure import Unit
from desk.reports.kit import imprint, paper
from desk.reports.kit.axis_charts import Columns, Group, Lines
from desk.reports.kit.charts import Bars, Chart
from desk.services.session import Desk
from tests.support.pdf_objects import PdfFile
from tests.support.pdf_text import words_of

Box = tuple[float, float, float, float]
WIDTH, HIGH = 400.0, 120.0


def drawn(desk: Desk, chart: Chart) -> bytes:
    with desk.read() as work:
        return paper.build([chart], imprint.of(work), name="图")


def code_of(content: bytes) -> str:
    file = PdfFile(content)
    return file.code(next(file.pages())).decode("latin1")


def boxes(content: bytes) -> list[Box]:
    """The filled rectangles: left, lower edge, width, height."""
    found = re.findall(r"n ([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+) re f\*?", code_of(content))
    return [(float(left), float(low), float(wide), float(high)) for left, low, wide, high in found]


def test_columns_are_as_high_as_their_values_beside_the_year_before(desk: Desk) -> None:
    groups = [Group("1月", (120, 60)), Group("2月", (30, None)), Group("3月", (0, 240))]
    content = drawn(desk, Columns(groups, ("当月", "上年同月"), Unit.CASES, WIDTH, HIGH, compares=True))
    columns = [box for box in boxes(content) if box[2] != box[3]]
    heights = [high for _left, _low, _wide, high in columns]
    assert len(heights) == 4, "none for what is nought or not known"
    assert [round(high / heights[0] * 120) for high in heights] == [120, 60, 30, 240]
    text = words_of(content)
    assert all(word in text for word in ("件", "当月", "上年同月", "1月", "300"))


def test_years_below_two_months_beside_each_other_do_not_run_into_each_other(desk: Desk) -> None:
    """Of an axis that begins with December the narrow chart keeps 2026年, which says what was before it."""
    first = [Group("12月", (1,), "2025年"), Group("1月", (2,), "2026年")]
    groups = [*first, *(Group(f"{n}月", (n,)) for n in range(2, 12))]
    wide, narrow = (words_of(drawn(desk, Columns(groups, ("办件",), Unit.CASES, width))) for width in (WIDTH, 180))
    assert "2025年" in wide and "2026年" in wide
    assert "2025年" not in narrow and "2026年" in narrow and "12月" in narrow


def test_numbers_stand_above_columns_of_one_series_and_much_money_is_told_in_wan(desk: Desk) -> None:
    text = words_of(drawn(desk, Columns([Group("1", (17,)), Group("2", (3,))], ("办件",), Unit.CASES, WIDTH)))
    assert "17" in text and "办件" not in text, "a legend is for several"
    money = words_of(drawn(desk, Columns([Group("1", (123_456_700,))], ("收入",), Unit.FEN, WIDTH)))
    assert "万元" in money and "123.5" in money


def test_a_line_is_broken_where_nothing_is_known_and_dashed_where_it_is_the_second(desk: Desk) -> None:
    values = [(95.0, 90.0), (96.0, 91.0), (None, 92.0), (97.0, 93.0)]
    groups = [Group(f"{n}月", pair) for n, pair in enumerate(values, 1)]
    content = drawn(desk, Lines(groups, ("按时办结率", "满意率"), Unit.PERCENT, WIDTH, HIGH))
    pieces = re.split(r"1\.2 w", code_of(content))[-2:]
    assert [len(re.findall(r" l S", piece)) for piece in pieces] == [1, 3]
    assert "[3 1.8] 0 d" in pieces[1] and "[3 1.8] 0 d" not in pieces[0]


@pytest.mark.parametrize("whole", [0, 200])
def test_bars_say_their_share_where_they_are_parts_of_a_whole(desk: Desk, whole: int) -> None:
    chart = Bars([("马上办", 50), ("就近办", 150), ("掌上办", 0)], WIDTH, whole=whole)
    content = drawn(desk, chart)
    lengths = [box[2] for box in boxes(content)]
    assert len(lengths) == 2 and round(lengths[1] / lengths[0], 3) == 3
    assert ("75.0%" in words_of(content)) is bool(whole)
    assert "就近办 150" in chart.in_words()


def test_charts_of_nothing_are_drawn_too(desk: Desk) -> None:
    for chart in (
        Columns([], ("办件",), Unit.CASES, WIDTH),
        Lines([Group("1月", (None,))], ("满意率",), Unit.PERCENT, WIDTH),
        Bars([], WIDTH),
    ):
        assert drawn(desk, chart).startswith(b"%PDF")
