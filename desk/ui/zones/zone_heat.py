"""The heat table of zones 功能区客流热力表: zones by hours or weekdays, the number in every cell that has one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from desk.core.chart_scale import Measure
from desk.core.words import P_
from desk.ui.charts.chart import Reading
from desk.ui.charts.grid import GridChart
from desk.ui.shell.text_size import hold, scaled
from desk.ui.widgets.inks import Inks

ROW, LEAST_CELL, MOST_NAME = 26, 34, 120
"""Pixels of a row, of a cell at least, and of a zone's name at most."""


@dataclass(frozen=True)
class HeatRow:
    """A zone and its numbers, as many as there are columns."""

    id: int
    name: str
    values: tuple[int, ...]


class ZoneHeat(GridChart):
    """Each row is shaded by its own largest number: when a zone is used is seen also of one that few use."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._rows: tuple[HeatRow, ...] = ()
        self._heads: tuple[str, ...] = ()
        self._measure = Measure("", str)
        self.setMinimumWidth(MOST_NAME + 4 * LEAST_CELL)

    def sizeHint(self) -> QSize:
        return QSize(480, scaled(ROW) * (len(self._rows) + 1))

    def show_rows(self, rows: Sequence[HeatRow], heads: Sequence[str], measure: Measure) -> None:
        """Other numbers; ``heads`` are the hours or weekdays."""
        self._rows, self._heads, self._measure = tuple(rows), tuple(heads), measure
        hold(self, QWidget.setFixedHeight, ROW * (len(rows) + 1))
        self.renew()

    @property
    def rows(self) -> int:
        return len(self._rows)

    @property
    def columns(self) -> int:
        return len(self._heads)

    def zone_of(self, place: int) -> int:
        """The id of the zone in whose row a cell stands."""
        return self._rows[place // self.columns].id

    def _value(self, place: int) -> int:
        row, column = divmod(place, self.columns)
        return self._rows[row].values[column]

    @property
    def _left(self) -> int:
        widest = max((Inks.in_use().small.width(row.name) for row in self._rows), default=0)
        return min(widest + 14, scaled(MOST_NAME))

    def area(self, place: int) -> QRectF:
        row, column = divmod(place, self.columns)
        wide, high = (self.width() - self._left) / self.columns, scaled(ROW)
        return QRectF(self._left + column * wide, (row + 1) * high, wide, high)

    def place_at(self, point: QPointF) -> int | None:
        if not self._rows or point.y() < scaled(ROW):
            return None
        row = int(point.y() / scaled(ROW)) - 1
        column = int((point.x() - self._left) * self.columns / (self.width() - self._left))
        column = max(column, 0)  # the name stands for its zone
        return row * self.columns + column if row < self.rows and column < self.columns else None

    def reading(self, place: int) -> Reading:
        row, column = divmod(place, self.columns)
        name = P_("cell of zones", "{zone}, {head}", zone=self._rows[row].name, head=self._heads[column])
        return Reading(name, (self._measure.say(self._value(place)),))

    def has_rows(self, place: int) -> bool:
        return True

    def largest(self) -> int | None:
        most = max(range(self.many), key=self._value, default=None)
        return most if most is not None and self._value(most) else None

    def paint(self, painter: QPainter, inks: Inks) -> None:
        middle, high = Qt.AlignmentFlag.AlignCenter, scaled(ROW)
        painter.setPen(inks.muted)
        for column, head in enumerate(self._heads if self._rows else ()):
            wide = self.area(column).width()
            painter.drawText(QRectF(self._left + column * wide, 0, wide, high), middle, head)
        for row in range(self.rows):
            self._paint_row(painter, inks, row)
        if self.at is not None:
            painter.setPen(inks.ring)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.area(self.at).adjusted(2, 2, -2, -2))

    def _paint_row(self, painter: QPainter, inks: Inks, row: int) -> None:
        shown, high = self._rows[row], scaled(ROW)
        painter.setPen(inks.text)
        name = inks.small.elided(shown.name, self._left - 10)
        painter.drawText(QRectF(4, (row + 1) * high, self._left - 8, high), Qt.AlignmentFlag.AlignVCenter, name)
        most = max(shown.values, default=0) or 1
        for column, value in enumerate(shown.values):
            field = self.area(row * self.columns + column).adjusted(1, 1, -1, -1)
            ground, ink = inks.shade(value / most)
            painter.fillRect(field, ground)
            if value:
                painter.setPen(ink)
                painter.drawText(field, Qt.AlignmentFlag.AlignCenter, f"{value:,}")
