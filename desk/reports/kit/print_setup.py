"""How a sheet prints 打印设置: A4, as wide as one page, the heading on every page, page x of y, letters of a size that
can be read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desk.core.words import _

A4 = 9
PORTRAIT, LANDSCAPE = 100, 146
"""Characters of 11 points that stand beside each other on an A4 sheet with margins of half an inch."""
SMALLEST = 8 / 11
"""The letters of a cell may become so small on paper, as a share of their size: 8 points."""
WIDEST_SHEET = LANDSCAPE / SMALLEST
"""Characters on one page in letters of 8 points; columns of words give way where there are more."""
MARGIN = 0.5
"""Inches at either side."""
LONGEST_FOOT = 120
"""Characters; a foot may have 255 with its signs."""


@dataclass(frozen=True, slots=True)
class PrintSetup:
    """``landscape`` counts where charts stand on the sheet, else its width decides. ``repeat`` is the row of the
    headings; ``tall`` how many pages high it is made at most, 0 for as many as it needs; ``breaks`` are the rows after
    which a new page begins; ``area`` is what of it prints, all when empty.
    """

    foot: str = ""
    landscape: bool = False
    repeat: int | None = None
    tall: int = 0
    breaks: tuple[int, ...] = ()
    area: str = ""

    def apply(self, sheet: Any, wide: float, *, has_charts: bool) -> None:
        """Tell XlsxWriter's sheet, which is ``wide`` characters wide."""
        sheet.set_paper(A4)
        if self.is_landscape(wide, has_charts=has_charts):
            sheet.set_landscape()
        else:
            sheet.set_portrait()
        sheet.fit_to_pages(1, self.tall)
        sheet.center_horizontally()
        sheet.set_margins(left=MARGIN, right=MARGIN)
        if self.repeat:
            sheet.repeat_rows(self.repeat - 1)
        if self.breaks:
            sheet.set_h_pagebreaks(list(self.breaks))
        if self.area:
            sheet.print_area(self.area)
        sheet.set_footer(f"&L{self.foot[:LONGEST_FOOT].replace('&', '&&')}&R{_('Page &P of &N')}")

    def is_landscape(self, wide: float, *, has_charts: bool) -> bool:
        """Does the paper lie on its side?"""
        return self.landscape if has_charts else wide > PORTRAIT


def narrowed(widths: Mapping[int, float], least: Mapping[int, float]) -> dict[int, float]:
    """The widths of columns that all fit on one page in readable letters: the widest give way first, none below its
    ``least``.
    """
    made = dict(widths)
    cap = max(made.values(), default=0)
    while sum(made.values()) > WIDEST_SHEET and cap > 1:
        cap -= 1
        made = {column: min(wide, max(cap, least.get(column, 0))) for column, wide in widths.items()}
    return made
