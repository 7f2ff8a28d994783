"""How a sheet prints 打印设置: A4, as wide as one page, the heading on every page, page x of y, letters of a size that
can be read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from desk.core.words import _

A4 = 9
PORTRAIT, LANDSCAPE = 100, 146
"""Characters of 11 points that stand beside each other on an A4 sheet with margins of half an inch."""
SMALLEST = 8 / 11
"""The letters of a cell may become so small on paper, as a share of their size: 8 points."""
WIDEST_SHEET, WIDEST_UPRIGHT = LANDSCAPE / SMALLEST, PORTRAIT / SMALLEST
"""Characters on one page in letters of 8 points; columns of words give way where there are more."""
BETWEEN = 0.72
"""Characters that a file adds to the width of each column: five pixels."""
A_LITTLE = 4
"""Characters more that may be told on one page."""
ROWS_UPRIGHT = 66
"""Rows of 15 points on an upright page in letters of 8 points."""
MARGIN = 0.5
"""Inches at either side."""
LONGEST_FOOT = 120
"""Characters; a foot may have 255 with its signs."""


@dataclass(frozen=True, slots=True)
class PrintSetup:
    """``landscape`` is None where the sheet's width decides: one with charts stands upright as long as its letters can
    be read. ``repeat`` is the row of the headings; ``tall`` how many pages high it is made at most, 0 for as many as it
    needs; ``area`` is what of it prints, all when empty.
    """

    foot: str = ""
    landscape: bool | None = None
    repeat: int | None = None
    tall: int = 0
    area: str = ""

    def apply(self, sheet: Any, wide: float, *, frozen: int, has_charts: bool) -> None:
        """Tell XlsxWriter's sheet, which is ``wide`` characters wide. One with so many columns that it could not be
        read on one page goes over two beside each other, with its ``frozen`` columns, or the first, on both.
        """
        sheet.set_paper(A4)
        if self.is_landscape(wide, has_charts=has_charts):
            sheet.set_landscape()
        else:
            sheet.set_portrait()
        across = 2 if wide > WIDEST_SHEET + A_LITTLE else 1
        sheet.fit_to_pages(across, self.tall)
        if across > 1:
            sheet.repeat_columns(0, max(frozen, 1) - 1)
        sheet.center_horizontally()
        sheet.set_margins(left=MARGIN, right=MARGIN)
        if self.repeat:
            sheet.repeat_rows(self.repeat - 1)
        if self.area:
            sheet.print_area(self.area)
        sheet.set_footer(f"&L{self.foot[:LONGEST_FOOT].replace('&', '&&')}&R{_('Page &P of &N')}")

    def is_landscape(self, wide: float, *, has_charts: bool) -> bool:
        """Does the paper lie on its side?"""
        if self.landscape is not None:
            return self.landscape
        return wide > (WIDEST_UPRIGHT if has_charts else PORTRAIT)


def pages_upright(rows: int) -> int:
    """How many upright pages so many rows need at least, in letters that can be read."""
    return -(-rows // ROWS_UPRIGHT)


def whole_width(widths: Mapping[int, float]) -> float:
    """Characters of all columns, with what stands between two of them."""
    return sum(widths.values()) + BETWEEN * len(widths)


def narrowed(
    widths: Mapping[int, float],
    least: Mapping[int, float],
    below_heads: Mapping[int, float] = MappingProxyType({}),
    frozen: int = 0,
    *,
    upright: bool = False,
) -> dict[int, float]:
    """The widths of columns that all fit on one page in readable letters, or, where one is too little for them, on two
    beside each other, with the ``frozen`` columns on both. The widest give way first, none below its ``least``, and as
    long as that is enough only what is wide for its heading: ``below_heads`` is the width of everything else.
    ``upright`` they fit on an upright page, if they can: it holds more rows, so that no end of a page cuts a chart.
    """
    made = dict(widths)
    narrowest = {column: min(wide, least.get(column, 0)) for column, wide in widths.items()}
    on_both = whole_width({column: made[column] for column in sorted(made)[: max(frozen, 1)]})
    needed = whole_width(narrowest)
    if upright and needed <= WIDEST_UPRIGHT:
        room = WIDEST_UPRIGHT
    else:
        room = WIDEST_SHEET if needed <= WIDEST_SHEET + A_LITTLE else 2 * WIDEST_SHEET - on_both
    only_heads = {column: max(wide, below_heads.get(column, 0)) for column, wide in narrowest.items()}
    for lowest in (only_heads, narrowest):
        cap = max(made.values(), default=0)
        while whole_width(made) > room and cap > 1:
            cap -= 1
            made = {column: min(wide, max(cap, lowest[column])) for column, wide in made.items()}
    return made
