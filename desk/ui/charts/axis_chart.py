"""Charts with an axis: columns by month beside those of the year before, and lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from desk.core import chart_scale
from desk.core.chart_scale import LINES, Measure, Scale
from desk.core.figure import Number
from desk.core.words import P_
from desk.ui.charts.chart import Chart, Reading
from desk.ui.shell.text_size import hold, scaled
from desk.ui.widgets.inks import Inks

LEAST_LEFT, TOP, BOTTOM, RIGHT = 32, 30, 24, 8
"""Pixels around the drawing: numbers, legend and unit, names."""
WIDEST, BETWEEN = 16, 2
"""Pixels of a column, and between those of a group."""
KEY = 10
"""Pixels of a square of the legend."""
HIGH = 190
"""Pixels that a chart is high at least."""
DOT = 2.5
"""Pixels from the middle of a point of a line to its edge."""


@dataclass(frozen=True)
class Group:
    """What stands over one name: a value for each series, None where there is none."""

    name: str
    values: tuple[Number, ...]
    about: str
    """What it is called where there is room: 2026年11月."""


class AxisChart(Chart):
    """←→ go from group to group."""

    def __init__(self, name: str, series: Sequence[str], *, compares: bool = False) -> None:
        """``series`` in the order of the values; ``compares``: the second is what the first is compared with."""
        super().__init__(name)
        self.series = tuple(series)
        self._compares = compares
        self._groups: tuple[Group, ...] = ()
        self._measure = Measure("", str)
        self._scale = Scale(0, 1)
        self._left = LEAST_LEFT
        hold(self, QWidget.setMinimumHeight, HIGH)

    def sizeHint(self) -> QSize:
        return QSize(360, scaled(HIGH))

    def show_groups(self, groups: Sequence[Group], measure: Measure) -> None:
        """Other values, and how they are read."""
        self._groups, self._measure = tuple(groups), measure
        known = [value / measure.divisor for group in groups for value in group.values if value is not None]
        self._scale = self.scale_of(known, measure)
        widest = max(Inks.in_use().small.width(mark) for mark in self._scale.marks())
        self._left = max(LEAST_LEFT, widest + 10)
        self.renew()

    def scale_of(self, values: Sequence[float], measure: Measure) -> Scale:
        """Where the lines stand."""
        raise NotImplementedError

    def paint_groups(self, painter: QPainter, inks: Inks) -> None:
        """The values themselves."""
        raise NotImplementedError

    @property
    def many(self) -> int:
        return len(self._groups)

    def reading(self, place: int) -> Reading:
        group = self._groups[place]
        pairs = zip(self.series, group.values, strict=True)
        lines = tuple(
            P_("series of a chart", "{name} {value}", name=name, value=self._measure.say(value))
            for name, value in pairs
            if value is not None
        )
        return Reading(group.about, lines or (self._measure.say(None),))

    def has_rows(self, place: int) -> bool:
        return bool(self._highest(place))

    def _highest(self, place: int) -> float:
        """The largest value of a group; of a comparison only the first counts."""
        values = self._groups[place].values
        return max(value or 0 for value in (values[:1] if self._compares else values))

    def largest(self) -> int | None:
        most = max(range(self.many), key=self._highest, default=None)
        return most if most is not None and self.has_rows(most) else None

    @property
    def _room(self) -> QRectF:
        top = scaled(TOP)
        return QRectF(self._left, top, self.width() - self._left - RIGHT, self.height() - top - scaled(BOTTOM))

    def area(self, place: int) -> QRectF:
        room = self._room
        wide = room.width() / max(self.many, 1)
        return QRectF(room.x() + place * wide, room.y(), wide, room.height())

    def place_at(self, point: QPointF) -> int | None:
        """The whole height of the chart counts, names too."""
        inside = self.many and self._room.left() <= point.x() < self._room.right()
        return int((point.x() - self._room.left()) * self.many / self._room.width()) if inside else None

    def height_of(self, value: Number) -> float:
        """How many pixels a value lies above the lowest line."""
        return self._room.height() * self._scale.part((value or 0) / self._measure.divisor)

    def ink_of(self, inks: Inks, series: int) -> QColor:
        """Of a series; what is compared with is grey."""
        return inks.data[-1] if self._compares and series else inks.data[series % len(inks.data)]

    def paint(self, painter: QPainter, inks: Inks) -> None:
        if not self._groups:
            return
        if self.at is not None:
            painter.fillRect(self.area(self.at), inks.hover)
        self._paint_lines(painter, inks)
        self._paint_legend(painter, inks)
        self._paint_names(painter, inks)
        self.paint_groups(painter, inks)

    def _paint_lines(self, painter: QPainter, inks: Inks) -> None:
        room = self._room
        for line, mark in enumerate(self._scale.marks()):
            y = round(room.bottom() - room.height() * line / LINES) + 0.5
            painter.setPen(inks.line if line else inks.edge)
            painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
            painter.setPen(inks.muted)
            side = QRectF(0, y - scaled(10), self._left - 6, scaled(20))
            painter.drawText(side, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, mark)

    def _paint_legend(self, painter: QPainter, inks: Inks) -> None:
        """The unit over the numbers, and the series."""
        painter.setPen(inks.muted)
        unit = inks.small.width(self._measure.unit)
        x = max(self._left - 6 - unit, 2)
        painter.drawText(QRectF(x, 0, unit + 2, scaled(20)), Qt.AlignmentFlag.AlignLeft, self._measure.unit)
        x = max(self._left, x + unit + 12)
        for series, name in enumerate(self.series):
            painter.fillRect(QRectF(x, scaled(9) - KEY / 2, KEY, KEY), self.ink_of(inks, series))
            wide = inks.small.width(name)
            painter.drawText(QRectF(x + KEY + 6, 0, wide + 2, scaled(20)), Qt.AlignmentFlag.AlignLeft, name)
            x += KEY + 6 + wide + 16

    def _paint_names(self, painter: QPainter, inks: Inks) -> None:
        widest = max((inks.small.width(group.name) for group in self._groups), default=0)
        every = -(-(widest + 2) // max(int(self.area(0).width()), 1))
        for place, group in enumerate(self._groups):
            if (self.many - 1 - place) % every:
                continue
            area = self.area(place)
            painter.setPen(inks.text if place == self.at else inks.muted)
            below = QRectF(area.center().x() - widest, area.bottom() + 4, 2 * widest, scaled(20))
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, group.name)


class ColumnChart(AxisChart):
    """Columns side by side, from nought up."""

    def scale_of(self, values: Sequence[float], measure: Measure) -> Scale:
        return chart_scale.from_zero(values, whole=measure.whole)

    def paint_groups(self, painter: QPainter, inks: Inks) -> None:
        count = max(len(self.series), 1)
        for place, group in enumerate(self._groups):
            area = self.area(place)
            wide = min(WIDEST, (area.width() - 8) / count - BETWEEN)
            x = area.center().x() - (count * wide + (count - 1) * BETWEEN) / 2
            for series, value in enumerate(group.values):
                high = self.height_of(value)
                painter.fillRect(QRectF(x, area.bottom() - high, wide, high), self.ink_of(inks, series))
                x += wide + BETWEEN


class LineChart(AxisChart):
    """A line a series, broken where nothing is known; the scale begins near the least value."""

    def scale_of(self, values: Sequence[float], measure: Measure) -> Scale:
        return chart_scale.around(values, measure)

    def paint_groups(self, painter: QPainter, inks: Inks) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for series in range(len(self.series)):
            ink = self.ink_of(inks, series)
            points = [self._point(place, group.values[series]) for place, group in enumerate(self._groups)]
            painter.setPen(QPen(ink, 2))
            painter.setBrush(ink)
            for line in unbroken(points):
                painter.drawPolyline(line)
                for point in line:
                    painter.drawEllipse(point, DOT, DOT)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _point(self, place: int, value: Number) -> QPointF | None:
        area = self.area(place)
        return None if value is None else QPointF(area.center().x(), area.bottom() - self.height_of(value))


def unbroken(points: Iterable[QPointF | None]) -> list[list[QPointF]]:
    """The points in a row, anew after each that is not known."""
    lines: list[list[QPointF]] = [[]]
    for point in points:
        if point is None:
            lines.append([])
        else:
            lines[-1].append(point)
    return [line for line in lines if line]
