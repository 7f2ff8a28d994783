"""Charts of cells in rows and columns: all four arrows go from cell to cell."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from desk.ui.charts.chart import Chart

STEPS: Mapping[Qt.Key, tuple[int, int]] = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
"""Rows and columns that an arrow goes on."""


class GridChart(Chart):
    """A part's place counts the cells from the first row's first."""

    @property
    def rows(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    @property
    def columns(self) -> int:
        """How many cells a row has."""
        raise NotImplementedError

    @property
    def many(self) -> int:
        return self.rows * self.columns

    def begins(self) -> int:
        most = self.largest()
        return 0 if most is None else most

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        if step is None or not self.many:
            super().keyPressEvent(event)
            return
        if self.at is None:
            self.look_at(self.begins())
            return
        row, column = divmod(self.at, self.columns)
        row = min(max(row + step[0], 0), self.rows - 1)
        column = min(max(column + step[1], 0), self.columns - 1)
        self.look_at(row * self.columns + column)
