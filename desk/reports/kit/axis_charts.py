"""Charts with an axis for papers, as vectors: columns beside what they are compared with, and lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import Any

from desk.core import chart_scale
from desk.core.chart_scale import LINES, Measure, Scale
from desk.core.figure import Number, Unit
from desk.core.words import P_, listed, named
from desk.reports.kit.breaking import advance_of
from desk.reports.kit.charts import SERIES, Chart, write
from desk.reports.kit.fonts import BODY
from desk.reports.kit.paper import GREY, INK, LINE

TOP, BOTTOM, SECOND, BESIDE = 16.0, 12.0, 9.0, 5.0
"""Points for legend and unit, for the names, for what stands below them, and between the numbers of the axis and the
drawing.
"""
SMALL = 7.0
KEY, DOT = 5.5, 1.5
"""Points of a square of the legend, and from the middle of a point of a line to its edge."""
FILLED, WIDEST = 0.72, 14.0
"""How much of the room over a name its columns fill, and how wide one is at most."""
DASHES: tuple[tuple[float, ...], ...] = ((), (3.0, 1.8), (1.0, 1.6))
"""Of the lines in their order: they are told apart in black and white too."""


@dataclass(frozen=True)
class Group:
    """What stands over one name: a value for each series, None where there is none. ``below``: what stands below the
    name, such as the year where it begins.
    """

    name: str
    values: tuple[Number, ...]
    below: str = ""


class AxisChart(Chart):
    """``series`` in the order of the values, told by a legend where there are several."""

    def __init__(
        self, groups: Sequence[Group], series: Sequence[str], unit: Unit, width: float, height: float = 118
    ) -> None:
        super().__init__(width, height)
        self.groups, self.series = groups, series
        self.measure = Measure.of(unit, (value for group in groups for value in group.values))
        known = [value / self.measure.divisor for each in groups for value in each.values if value is not None]
        self.scale = self.scale_of(known)
        widest = max(advance_of(mark, BODY) for mark in self.scale.marks())
        self.left = widest * SMALL + BESIDE
        self.bottom = BOTTOM + (SECOND if any(group.below for group in groups) else 0)

    def scale_of(self, values: Sequence[float]) -> Scale:
        """Where the lines stand."""
        raise NotImplementedError

    def paint_values(self, canvas: Any) -> None:
        """Draw the values themselves."""
        raise NotImplementedError

    def in_words(self) -> str:
        """Of each series what stands over each name."""
        lines = (
            named(
                name or self.measure.unit,
                listed(
                    P_(
                        "series of a chart",
                        "{name} {value}",
                        name=f"{group.below}{group.name}",
                        value=self.measure.say(value),
                    )
                    for group in self.groups
                    if (value := group.values[place]) is not None
                ),
            )
            for place, name in enumerate(self.series)
        )
        return "\n".join(lines)

    @property
    def step(self) -> float:
        """How wide the room over one name is."""
        return (self.width - self.left) / max(len(self.groups), 1)

    def height_of(self, value: float) -> float:
        """How far above the lower edge a value lies."""
        return self.bottom + (self.height - TOP - self.bottom) * self.scale.part(value / self.measure.divisor)

    def colour(self, series: int) -> Any:
        """Of a series."""
        return SERIES[series % len(SERIES)]

    def paint(self, canvas: Any) -> None:
        """Lines of the axis, legend, names, values."""
        for line, mark in enumerate(self.scale.marks()):
            y = self.bottom + (self.height - TOP - self.bottom) * line / LINES
            canvas.setStrokeColor(LINE if line else GREY)
            canvas.setLineWidth(0.4 if line else 0.7)
            canvas.line(self.left, y, self.width, y)
            write(canvas, self.left - BESIDE, y - SMALL * 0.36, mark, SMALL, GREY, "right")
        write(canvas, 0, self.height - SMALL, self.measure.unit, SMALL, GREY)
        self._paint_legend(canvas)
        for place, group in enumerate(self.groups):
            write(canvas, self.middle(place), self.bottom - BOTTOM + 2, group.name, SMALL, GREY, "centre")
        for place in self._below_shown():
            write(canvas, self.middle(place), 2, self.groups[place].below, SMALL, GREY, "centre")
        self.paint_values(canvas)

    def middle(self, place: int) -> float:
        """Where the middle of the room over a name is."""
        return self.left + (place + 0.5) * self.step

    def _below_shown(self) -> list[int]:
        """The places with something below their name; of two that would run into each other the later one, so that
        2026年 stands below January though the axis begins with December.
        """
        places = [place for place, group in enumerate(self.groups) if group.below]
        wide = {place: advance_of(self.groups[place].below, BODY) * SMALL for place in places}
        return [
            place
            for place, after in zip_longest(places, places[1:])
            if after is None or (after - place) * self.step > (wide[place] + wide[after]) / 2 + 2
        ]

    def _paint_legend(self, canvas: Any) -> None:
        x, y = self.left + 14, self.height - SMALL
        for place, name in enumerate(self.series if len(self.series) > 1 else ()):
            self.paint_key(canvas, place, x, y)
            write(canvas, x + 2 * KEY + 3, y, name, SMALL, INK)
            x += 2 * KEY + 3 + advance_of(name, BODY) * SMALL + 12

    def paint_key(self, canvas: Any, series: int, x: float, y: float) -> None:
        """What a series looks like, before its name."""
        canvas.setFillColor(self.colour(series))
        canvas.rect(x + KEY, y - 0.3, KEY, KEY, stroke=0, fill=1)


class Columns(AxisChart):
    """Columns from 0 on; of one series alone each with its number above it. ``compares``: the second series is what the
    first is compared with, and grey.
    """

    def __init__(
        self,
        groups: Sequence[Group],
        series: Sequence[str],
        unit: Unit,
        width: float,
        height: float = 118,
        *,
        compares: bool = False,
    ) -> None:
        super().__init__(groups, series, unit, width, height)
        self.compares = compares

    def scale_of(self, values: Sequence[float]) -> Scale:
        """From nought."""
        return chart_scale.from_zero(values, whole=self.measure.whole)

    def colour(self, series: int) -> Any:
        """What is compared with is grey."""
        return SERIES[-1] if self.compares and series else super().colour(series)

    def paint_values(self, canvas: Any) -> None:
        """Side by side over their name."""
        many = len(self.series)
        wide = min(self.step * FILLED / many, WIDEST)
        for place, group in enumerate(self.groups):
            x = self.left + (place + 0.5) * self.step - wide * many / 2
            for series, value in enumerate(group.values):
                if value:
                    canvas.setFillColor(self.colour(series))
                    canvas.rect(x + series * wide, self.bottom, wide * 0.94, self.height_of(value) - self.bottom, 0, 1)
            if many == 1 and group.values[0]:
                number = self.scale_number(group.values[0])
                if advance_of(number, BODY) * (SMALL - 0.5) <= self.step:
                    write(
                        canvas, x + wide / 2, self.height_of(group.values[0]) + 1.5, number, SMALL - 0.5, GREY, "centre"
                    )

    def scale_number(self, value: float) -> str:
        """A value in the unit of the axis."""
        return f"{value / self.measure.divisor:,.{0 if self.measure.whole else 1}f}"


class Lines(AxisChart):
    """A line for each series, broken where nothing is known; dashed otherwise, and of another colour."""

    def scale_of(self, values: Sequence[float]) -> Scale:
        """From just below the least to just above the largest."""
        return chart_scale.around(values, self.measure)

    def paint_key(self, canvas: Any, series: int, x: float, y: float) -> None:
        """A piece of the line."""
        self._pen(canvas, series)
        canvas.line(x, y + KEY / 2, x + 2 * KEY, y + KEY / 2)
        canvas.setDash()

    def paint_values(self, canvas: Any) -> None:
        """From point to point."""
        for series in range(len(self.series)):
            points = [
                (self.left + (place + 0.5) * self.step, self.height_of(value))
                for place, group in enumerate(self.groups)
                if (value := group.values[series]) is not None
            ]
            self._pen(canvas, series)
            for (x, y), (right, above) in pairwise(points):
                if right - x < self.step * 1.5:
                    canvas.line(x, y, right, above)
            canvas.setDash()
            canvas.setFillColor(self.colour(series))
            for x, y in points:
                canvas.circle(x, y, DOT, stroke=0, fill=1)

    def _pen(self, canvas: Any, series: int) -> None:
        canvas.setStrokeColor(self.colour(series))
        canvas.setLineWidth(1.2)
        canvas.setDash(list(DASHES[series % len(DASHES)]))
