"""How many pages a sheet prints on, worked out from its set-up: there is no spreadsheet program where tests run.

A column of so many characters of 11 points takes seven pixels for each and five more, a row without a height of its own
twenty, as Excel has it; what is higher than a page goes on, unless the sheet is made to fit so many.
"""

from __future__ import annotations

from math import ceil
from typing import Any

from tests.support.sheet_columns import column

PIXEL = 25.4 / 96
"""Millimetres."""
SIDES = {"portrait": (210.0, 297.0), "landscape": (297.0, 210.0)}
MARGINS, HEAD_AND_FOOT = 25.4, 38.1
"""Millimetres, both sides together."""
CHART_ROWS = 15


def scale_of(sheet: Any) -> float:
    """How much of its size a letter has on paper."""
    wide = sum(column(sheet, at).width * 7 * PIXEL for at in range(1, sheet.max_column + 1))
    across, high = SIDES[sheet.page_setup.orientation]
    scale = min(1.0, (sheet.page_setup.fitToWidth or 1) * (across - MARGINS) / wide)
    if tall := sheet.page_setup.fitToHeight if sheet.page_setup.fitToHeight is not None else 1:
        scale = min(scale, tall * (high - HEAD_AND_FOOT) / height_of(sheet))
    return scale


def height_of(sheet: Any) -> float:
    """Millimetres of all rows, with the charts that reach below them."""
    rows = range(1, sheet.max_row + 1)
    heights = [sheet.row_dimensions[row].height or 15 for row in rows]
    lowest = max((each.anchor.to.row + 1 for each in sheet._charts), default=0)
    return (sum(heights) + 15 * max(lowest - sheet.max_row, 0)) * 25.4 / 72


def pages_of(sheet: Any) -> int:
    """How many pages it prints on."""
    high = SIDES[sheet.page_setup.orientation][1]
    return ceil(height_of(sheet) * scale_of(sheet) / (high - HEAD_AND_FOOT) - 0.001)
