"""Rules that colour cells by their values 条件格式: heat, and bars inside cells, in the house's colours."""

from __future__ import annotations

from xlsxwriter.utility import xl_range

from desk.reports.kit.colours import HEAT, SERIES
from desk.reports.kit.workbook import Sheet

NOTHING = "#FFFFFF"


def heat(sheet: Sheet, top: int, left: int, bottom: int, right: int) -> None:
    """The more, the darker, from nothing on; black numbers stay readable on the darkest."""
    scale = {"min_type": "num", "min_value": 0, "min_color": NOTHING, "max_type": "max", "max_color": f"#{HEAT}"}
    sheet.colour_by(_area(top, left, bottom, right), {"type": "2_color_scale", **scale})


def data_bars(sheet: Sheet, column: int, top: int, bottom: int) -> None:
    """A bar behind each number of part of a column, the longest for the largest, from nothing on."""
    bar = {"bar_color": f"#{HEAT}", "bar_solid": True, "min_type": "num", "min_value": 0, "bar_border_color": SERIES[0]}
    sheet.colour_by(_area(top, column, bottom, column), {"type": "data_bar", "data_bar_2010": True, **bar})


def _area(top: int, left: int, bottom: int, right: int) -> str:
    return str(xl_range(top - 1, left - 1, bottom - 1, right - 1))
