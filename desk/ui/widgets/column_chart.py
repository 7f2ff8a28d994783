"""Columns by month or day, this year's beside last year's: looked at with the mouse, walked through with arrows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from desk.core.words import _, listed, named
from desk.ui.widgets.chart_scale import LINES, step_of
from desk.ui.widgets.inks import Inks

LEFT, TOP, BOTTOM, RIGHT = 44, 30, 24, 8
"""Pixels around the columns: numbers, legend and unit, names."""
WIDEST, BETWEEN = 16, 2
"""Pixels of a column, and between those of a group."""
KEY = 10
"""Pixels of a square of the legend."""
MOVES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


@dataclass(frozen=True)
class Group:
    """What stands side by side over one name: a value for each series, None where there is none."""

    name: str
    values: tuple[int | None, ...]
    about: str
    """What it is called where there is room: 2026年11月."""


class ColumnChart(QWidget):
    """←→ go from group to group, Enter or a double click opens what is behind one; the menu copies the picture."""

    opened = Signal(int)
    """The place of the group whose rows are wanted."""

    def __init__(self, name: str, unit: str, series: Sequence[str]) -> None:
        """``series`` in the order of the values: the first stands out, the second is what it is compared with."""
        super().__init__()
        self._unit, self._series = unit, tuple(series)
        self._groups: tuple[Group, ...] = ()
        self.at: int | None = None
        """The group under the mouse, or the one that the arrows came to."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        self.setMinimumHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(480, 190)

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Other values."""
        self._groups, self.at = tuple(groups), None
        known = [group for group in self._groups if group.values[0] is not None]
        most = max(known, key=lambda group: group.values[0] or 0, default=None)
        self.setAccessibleDescription(_("Most: {group}", group=self.said(most)) if most else "")
        self.update()

    def said(self, group: Group) -> str:
        """A group in words: 2026年11月：今年 120，去年 98."""
        values = (
            f"{name} {value:,}" for name, value in zip(self._series, group.values, strict=True) if value is not None
        )
        return named(group.about, listed(values))

    @property
    def tip(self) -> str:
        """What is told of the group that is looked at; empty while none is."""
        return "" if self.at is None else self.said(self._groups[self.at])

    @property
    def _room(self) -> QRectF:
        return QRectF(LEFT, TOP, self.width() - LEFT - RIGHT, self.height() - TOP - BOTTOM)

    def area(self, place: int) -> QRectF:
        """Where a group stands, from the top of the chart to its base."""
        room = self._room
        wide = room.width() / max(len(self._groups), 1)
        return QRectF(room.x() + place * wide, room.y(), wide, room.height())

    def _look_at(self, place: int | None) -> None:
        if place != self.at:
            self.at = place
            if place is not None:
                self.setAccessibleDescription(self.tip)
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        inks = Inks.in_use()
        painter = QPainter(self)
        painter.setFont(inks.small.font)
        step = step_of(max((value or 0 for group in self._groups for value in group.values), default=0))
        if self.at is not None:
            painter.fillRect(self.area(self.at), inks.hover)
        self._paint_lines(painter, inks, step)
        self._paint_legend(painter, inks)
        for place, group in enumerate(self._groups):
            self._paint_group(painter, inks, self.area(place), group, step * LINES)
        if self.hasFocus():
            painter.setPen(inks.ring)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        if self.at is not None:
            self._paint_tip(painter, inks, self.area(self.at))

    def _paint_lines(self, painter: QPainter, inks: Inks, step: float) -> None:
        room = self._room
        for line in range(LINES + 1):
            y = round(room.bottom() - room.height() * line / LINES) + 0.5
            painter.setPen(inks.line if line else inks.edge)
            painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
            painter.setPen(inks.muted)
            side = QRectF(0, y - 10, LEFT - 6, 20)
            painter.drawText(side, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{step * line:,g}")

    def _paint_legend(self, painter: QPainter, inks: Inks) -> None:
        """The series, and the unit over the numbers."""
        painter.setPen(inks.muted)
        painter.drawText(QRectF(0, 0, LEFT - 6, 18), Qt.AlignmentFlag.AlignRight, self._unit)
        x = float(LEFT)
        for name, colour in zip(self._series, inks.series, strict=False):
            painter.fillRect(QRectF(x, 4, KEY, KEY), colour)
            wide = inks.small.width(name)
            painter.drawText(QRectF(x + KEY + 6, 0, wide + 2, 18), Qt.AlignmentFlag.AlignLeft, name)
            x += KEY + 6 + wide + 16

    def _paint_group(self, painter: QPainter, inks: Inks, area: QRectF, group: Group, top: float) -> None:
        count = len(group.values)
        wide = min(WIDEST, (area.width() - 8) / count - BETWEEN)
        x = area.center().x() - (count * wide + (count - 1) * BETWEEN) / 2
        for place in reversed(range(count)):  # last year first, as time goes
            value = group.values[place] or 0
            high = area.height() * value / top
            painter.fillRect(QRectF(x, area.bottom() - high, wide, high), inks.series[place])
            x += wide + BETWEEN
        painter.setPen(inks.muted)
        painter.drawText(
            QRectF(area.x(), area.bottom() + 4, area.width(), 18), Qt.AlignmentFlag.AlignHCenter, group.name
        )

    def _paint_tip(self, painter: QPainter, inks: Inks, area: QRectF) -> None:
        wide = inks.small.width(self.tip) + 16
        x = min(max(area.center().x() - wide / 2, 2), self.width() - wide - 2)
        around = QRectF(x, TOP - 4, wide, 24)
        painter.fillRect(around, inks.text)
        painter.setPen(inks.panel)
        painter.drawText(around, Qt.AlignmentFlag.AlignCenter, self.tip)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        inside = self._room.left() <= at.x() < self._room.right() and self._groups
        self._look_at(int((at.x() - LEFT) * len(self._groups) / self._room.width()) if inside else None)

    def leaveEvent(self, event: QEvent) -> None:
        self._look_at(None)
        super().leaveEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        if self.at is not None:
            self.opened.emit(self.at)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By the keyboard: the last group is where one begins."""
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason and self._groups and self.at is None:
            self._look_at(len(self._groups) - 1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._look_at(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = Qt.Key(event.key()), len(self._groups) - 1
        if key in MOVES and last >= 0:
            self._look_at(min(max((last + 1 if self.at is None else self.at) + MOVES[key], 0), last))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.at is not None:
            self.opened.emit(self.at)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.addAction(_("Copy the picture"), self.copy_picture)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def copy_picture(self) -> None:
        """The chart onto the clipboard, as it is seen, without what is looked at just now."""
        self._look_at(None)
        QApplication.clipboard().setPixmap(self.grab())
