"""The charts of workbooks 原生图表: native ones, in the house's colours, with titles on their axes where one asks.

What a chart shows is kept in it beside the reference, so that a preview which calculates nothing draws it too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from desk.reports.kit.colours import SERIES
from desk.reports.kit.looks import FONT, INK_OF_NOTES, LINE
from desk.reports.kit.workbook import Sheet, Workbook

LETTERS = {"name": FONT, "size": 9, "color": INK_OF_NOTES}
TITLE = {"name": FONT, "size": 12, "bold": True}
GRID = {"visible": True, "line": {"color": LINE}}
PIXELS = 37.8
"""Of a centimetre, in which a chart's size is told."""
DAY_0 = date(1899, 12, 30)
"""The day that a workbook counts as 0."""
WHOLE = 100
"""Percent."""
POINTS = ("circle", "square", "diamond", "triangle")
"""A line is known by its points too, not by its colour alone."""
ROW, LEAST = 0.6, 7.5
"""Centimetres of a bar that lies, and of a chart at least."""


@dataclass(frozen=True)
class Column:
    """Part of a column of a sheet: what it is called, and its rows from ``first`` to ``last``."""

    sheet: Sheet
    column: int
    first: int
    last: int
    name: str = ""

    @property
    def reference(self) -> str:
        """As a chart names it."""
        return self.sheet.span(self.column, self.first, self.last)

    @property
    def values(self) -> list[Any]:
        """What stands there now."""
        return [self.sheet.value(row, self.column) for row in range(self.first, self.last + 1)]


def bars(
    book: Workbook,
    title: str,
    names: Column,
    series: Sequence[Column],
    *,
    across: bool = False,
    width: float = 16,
    unit: str = "",
) -> Any:
    """Bars that stand, or lie where ``across``; ``width`` in centimetres, ``unit`` for the axis of the numbers. Names
    that are the first days of months are told as months.
    """
    chart = book.file.add_chart({"type": "bar" if across else "column"})
    for each, colour in zip(series, SERIES, strict=False):
        chart.add_series({**_data(names, each), "fill": {"color": f"#{colour}"}, "gap": 60})
    many = names.last - names.first + 1
    _dress(chart, title, width, max(LEAST, ROW * many + 2 if across else 0), legend=len(series) > 1)
    days = [each for each in names.values if isinstance(each, date)]
    numbers = {**_axis(unit), "min": 0, "major_gridlines": GRID}
    if across:  # the first name on top, the numbers below all of them
        chart.set_x_axis(numbers)
        chart.set_y_axis({**_axis(""), "reverse": True, "crossing": "max", "major_gridlines": {"visible": False}})
    else:
        chart.set_x_axis({**_axis(""), **(_months(days) if days else {})})
        chart.set_y_axis(numbers)
    return chart


def lines(
    book: Workbook, title: str, names: Column, series: Sequence[Column], *, width: float = 16, unit: str = ""
) -> Any:
    """Lines over months, for shares: bars of 98 and 99 of a hundred are all the same. Where there is no value there is
    no point, and the line goes on to the next one.
    """
    chart = book.file.add_chart({"type": "line"})
    for each, colour, kind in zip(series, SERIES, POINTS, strict=False):
        mark = {"type": kind, "size": 5, "fill": {"color": f"#{colour}"}, "border": {"color": f"#{colour}"}}
        shown = {**_data(names, each), "values_data": each.values}
        chart.add_series({**shown, "line": {"color": f"#{colour}", "width": 2.25}, "marker": mark})
    _dress(chart, title, width, LEAST, legend=len(series) > 1)
    chart.show_blanks_as("span")
    days = [each for each in names.values if isinstance(each, date)]
    chart.set_x_axis({**_axis(""), **(_months(days) if days else {})})
    highest = {} if any((each or 0) > WHOLE for column in series for each in column.values) else {"max": WHOLE}
    chart.set_y_axis({**_axis(unit), **highest, "major_gridlines": GRID})
    return chart


def _months(days: Sequence[date]) -> dict[str, Any]:
    """An axis of months: 2025年11月, 12月, 2026年1月, 2月. Only the first and each January have their year, so that
    there is room for twelve; a format has two conditions, which are as many as twelve months need.
    """
    with_year = [day for place, day in enumerate(days) if not place or day.month == 1][:2]
    conditions = [f'[={_serial(day)}]yyyy"年"m"月"' for day in with_year]
    straight = {**LETTERS, "rotation": 0}
    return {"num_format": ";".join((*conditions, 'm"月"')), "text_axis": True, "interval_unit": 1, "num_font": straight}


def _serial(day: date) -> int:
    return (day - DAY_0).days


def bars_of_row(book: Workbook, title: str, sheet: Sheet, names: int, row: int, columns: tuple[int, int]) -> Any:
    """Bars that stand, over part of a row, with their names in the row ``names``."""
    chart = book.file.add_chart({"type": "column"})
    across = range(columns[0], columns[1] + 1)
    chart.add_series(
        {
            "name": title,
            "categories": sheet.row_span(names, *columns),
            "values": sheet.row_span(row, *columns),
            "categories_data": [str(sheet.value(names, at)) for at in across],
            "values_data": [sheet.value(row, at) for at in across],
            "fill": {"color": f"#{SERIES[0]}"},
            "gap": 60,
        }
    )
    _dress(chart, title, 16, LEAST, legend=False)
    chart.set_y_axis({**_axis(""), "min": 0, "major_gridlines": GRID})
    return chart


def with_line(book: Workbook, chart: Any, names: Column, line: Column) -> Any:
    """The same chart with a line over its bars."""
    over = book.file.add_chart({"type": "line"})
    over.add_series({**_data(names, line), "line": {"color": f"#{SERIES[1]}", "width": 2.25}})
    chart.combine(over)
    chart.set_legend({"position": "bottom", "font": LETTERS})
    return chart


def pie(book: Workbook, title: str, names: Column, values: Column, *, width: float = 9, height: float = 6.2) -> Any:
    """Parts of a whole, with their percentages."""
    chart = book.file.add_chart({"type": "pie"})
    slices = [{"fill": {"color": f"#{SERIES[at % len(SERIES)]}"}} for at in range(values.last - values.first + 1)]
    chart.add_series({**_data(names, values), "points": slices, "data_labels": {"percentage": True, "font": LETTERS}})
    _dress(chart, title, width, height, legend=True)
    return chart


def _data(names: Column, values: Column) -> dict[str, Any]:
    return {
        "name": values.name,
        "categories": names.reference,
        "values": values.reference,
        "categories_data": [_serial(each) if isinstance(each, date) else str(each) for each in names.values],
        "values_data": [0 if each is None else each for each in values.values],
    }


def _axis(unit: str) -> dict[str, Any]:
    about: dict[str, Any] = {"num_font": LETTERS, "line": {"color": f"{LINE}"}}
    return {**about, "name": unit, "name_font": LETTERS} if unit else about


def _dress(chart: Any, title: str, width: float, height: float, *, legend: bool) -> None:
    chart.set_title({"name": title, "name_font": TITLE, "overlay": False})
    chart.set_legend({"position": "bottom", "font": LETTERS} if legend else {"none": True})
    chart.set_size({"width": round(width * PIXELS), "height": round(height * PIXELS)})
