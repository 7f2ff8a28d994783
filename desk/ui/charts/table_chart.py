"""A small table of numbers: a name at the left, a number under each heading; a line opens what is behind it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from desk.core.figure_page import FigureTable, TableLine
from desk.core.words import P_, bracketed, named
from desk.ui.charts.chart import Chart, Reading
from desk.ui.shell.text_size import hold, scaled
from desk.ui.widgets.inks import Inks

ROW, NAME, NUMBER, GAP = 28, 84, 44, 8
"""Pixels of a row, of the least that a name and a number get, and at either side."""
ROOM = 10
"""Lines for which there is room before any is known, so that nothing moves once they are."""


class TableChart(Chart):
    """↑↓ and ←→ go from line to line."""

    MOVES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}  # noqa: RUF012
    TIP_INSIDE = False

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._table = FigureTable((), ())
        self.setMinimumWidth(280)
        self._make_room()

    def show_table(self, table: FigureTable) -> None:
        """Other lines."""
        self._table = table
        self.setMinimumWidth(scaled(NAME) + scaled(NUMBER) * len(table.columns) + 2 * GAP)
        self._make_room()
        self.renew()

    def line(self, place: int) -> TableLine:
        """A line by its place."""
        return self._table.lines[place]

    def _make_room(self) -> None:
        hold(self, QWidget.setMinimumHeight, ROW * (1 + max(self.many, ROOM)))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self.minimumWidth(), scaled(ROW) * (1 + max(self.many, ROOM)))

    @property
    def many(self) -> int:
        return len(self._table.lines)

    def area(self, place: int) -> QRectF:
        return QRectF(0, (place + 1) * scaled(ROW), self.width(), scaled(ROW))

    def reading(self, place: int) -> Reading:
        line = self._table.lines[place]
        cells = zip(self._table.columns, line.values, strict=True)
        return Reading(line.title, tuple(named(column.title, column.unit.tell(value)) for column, value in cells))

    @property
    def tip(self) -> str:
        return super().tip if self.many else _nothing()

    def look_at(self, place: int | None) -> None:
        """Also the whole name, where there is no room for it in its line."""
        super().look_at(place)
        self.setToolTip("" if place is None else self._table.lines[place].title)

    def has_rows(self, place: int) -> bool:
        return bool(self._table.lines[place].values[0])

    def begins(self) -> int:
        return 0

    def largest(self) -> int | None:
        lines = self._table.lines
        return max(range(self.many), key=lambda place: lines[place].values[0] or 0) if lines else None

    def paint(self, painter: QPainter, inks: Inks) -> None:
        columns = self._table.columns
        wide = (self.width() - 2 * GAP) / (len(columns) + 2) if columns else 0.0
        name = self.width() - 2 * GAP - wide * len(columns)
        ends = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.setPen(inks.muted)
        painter.setFont(inks.small.font)
        if not self.many:
            painter.drawText(QRectF(GAP, 0, self.width(), scaled(ROW)), Qt.AlignmentFlag.AlignVCenter, _nothing())
            return
        for place, column in enumerate(columns):
            title, unit = column.title, bracketed(column.unit.label)
            whole = title + unit if inks.small.width(title + unit) < wide else inks.small.elided(title, int(wide) - 2)
            painter.drawText(QRectF(GAP + name + place * wide, 0, wide, scaled(ROW)), ends, whole)
        for place, line in enumerate(self._table.lines):
            area = self.area(place)
            if place == self.at:
                painter.fillRect(area, inks.hover)
            painter.setPen(inks.text)
            painter.setFont(inks.regular.font)
            title = inks.regular.elided(line.title, int(name) - GAP)
            painter.drawText(QRectF(GAP, area.y(), name, area.height()), Qt.AlignmentFlag.AlignVCenter, title)
            for at, (column, value) in enumerate(zip(columns, line.values, strict=True)):
                cell = QRectF(GAP + name + at * wide, area.y(), wide, area.height())
                painter.drawText(cell, ends, column.unit.say(value))


def _nothing() -> str:
    return P_("chart", "no records to count")
