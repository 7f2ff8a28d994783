"""A heat map: weekdays by hours, the darker the more, the number in every cell that has one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from desk.core.calendar import weekday_names
from desk.core.chart_scale import Measure
from desk.core.clock_times import hours_words
from desk.core.figure_page import WEEKDAYS, Cells
from desk.core.words import P_
from desk.ui.charts.chart import Reading
from desk.ui.charts.grid import GridChart
from desk.ui.shell.text_size import hold, scaled
from desk.ui.widgets.inks import Inks

NAME, ROW = 48, 24
"""Pixels of a weekday's name, and of a row."""
OPEN = range(8, 18)
"""The hours that are shown in any case."""


class HeatChart(GridChart):
    """Monday stands first."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._cells: Cells = ()
        self._measure = Measure("", str)
        self.hours = OPEN
        self.setMinimumWidth(320)
        hold(self, QWidget.setMinimumHeight, ROW * (WEEKDAYS + 1))

    def sizeHint(self) -> QSize:
        return QSize(480, scaled(ROW) * (WEEKDAYS + 1))

    def show_cells(self, cells: Cells, measure: Measure) -> None:
        """Numbers by weekday and hour; shown are the hours with anything in them, and the usual opening hours."""
        busy = [hour for weekday in cells for hour, many in enumerate(weekday) if many]
        self._cells, self._measure = cells, measure
        self.hours = range(min([OPEN.start, *busy]), max([OPEN.stop - 1, *busy]) + 1)
        self.renew()

    def cell(self, place: int) -> tuple[int, int]:
        """The weekday (Monday 0) and the hour of a part."""
        weekday, hour = divmod(place, len(self.hours))
        return weekday, self.hours[hour]

    def value(self, place: int) -> int:
        """What a cell says."""
        weekday, hour = self.cell(place)
        return self._cells[weekday][hour]

    def busiest(self) -> Sequence[int]:
        """Up to three hours with the most, all weekdays together, as they follow each other."""
        sums = {hour: sum(weekday[hour] for weekday in self._cells) for hour in self.hours}
        first = sorted((hour for hour in sums if sums[hour]), key=lambda hour: (-sums[hour], hour))
        return sorted(first[:3])

    @property
    def rows(self) -> int:
        return len(self._cells)

    @property
    def columns(self) -> int:
        return len(self.hours)

    def area(self, place: int) -> QRectF:
        weekday, hour = divmod(place, len(self.hours))
        wide, high = (self.width() - scaled(NAME)) / len(self.hours), self.height() / (WEEKDAYS + 1)
        return QRectF(scaled(NAME) + hour * wide, (weekday + 1) * high, wide, high)

    def place_at(self, point: QPointF) -> int | None:
        high = self.height() / (WEEKDAYS + 1)
        if not self._cells or point.x() < scaled(NAME) or point.y() < high:
            return None
        hour = int((point.x() - scaled(NAME)) * len(self.hours) / (self.width() - scaled(NAME)))
        weekday = int(point.y() / high) - 1
        return weekday * len(self.hours) + hour if hour < len(self.hours) and weekday < WEEKDAYS else None

    def reading(self, place: int) -> Reading:
        weekday, hour = self.cell(place)
        name = P_("cell of a chart", "{weekday}, {hours}", weekday=weekday_names()[weekday], hours=hours_words([hour]))
        return Reading(name, (self._measure.say(self.value(place)),))

    def has_rows(self, place: int) -> bool:
        return bool(self.value(place))

    def largest(self) -> int | None:
        most = max(range(self.many), key=self.value, default=None)
        return most if most is not None and self.value(most) else None

    def paint(self, painter: QPainter, inks: Inks) -> None:
        if not self._cells:
            return
        high, middle = self.height() / (WEEKDAYS + 1), Qt.AlignmentFlag.AlignCenter
        painter.setPen(inks.muted)
        for place, hour in enumerate(self.hours):
            wide = self.area(place).width()
            painter.drawText(QRectF(scaled(NAME) + place * wide, 0, wide, high), middle, f"{hour:02d}:00")
        for weekday, name in enumerate(weekday_names()):
            painter.drawText(QRectF(6, (weekday + 1) * high, scaled(NAME), high), Qt.AlignmentFlag.AlignVCenter, name)
        most = max((self.value(place) for place in range(self.many)), default=0) or 1
        for place in range(self.many):
            value, field = self.value(place), self.area(place).adjusted(1, 1, -1, -1)
            ground, ink = inks.shade(value / most)
            painter.fillRect(field, ground)
            if value:
                painter.setPen(ink)
                painter.drawText(field, middle, f"{value:,}")
        if self.at is not None:
            painter.setPen(inks.ring)
            painter.drawRect(self.area(self.at).adjusted(2, 2, -2, -2))
