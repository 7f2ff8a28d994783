"""A heat map on screen: weekdays by hours, the number in every cell that has one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desk.ui.shell import theme

LABEL = 48
ROW = 26


class HeatMap(QWidget):
    """Cases by weekday and hour, the darker the more."""

    def __init__(self) -> None:
        super().__init__()
        self._heat: Sequence[Sequence[int]] = ()
        self._weekdays: Sequence[str] = ()
        self._hours = range(8, 18)
        self.setMinimumHeight(ROW * 8)

    def show_heat(self, heat: Sequence[Sequence[int]], weekdays: Sequence[str], hours: range) -> None:
        """Show these numbers by weekday and hour of the day."""
        self._heat, self._weekdays, self._hours = heat, weekdays, hours
        busiest = max(((heat[d][h], d, h) for d in range(7) for h in hours), default=(0, 0, 0))
        self.setAccessibleDescription(f"{weekdays[busiest[1]]} {busiest[2]}:00 — {busiest[0]}")
        self.update()

    def sizeHint(self) -> QSize:
        """Room for seven days, in logical pixels."""
        return QSize(560, ROW * 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Hours across, weekdays down, the number in each field."""
        if not self._heat:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme.colours()
        most = max((self._heat[d][h] for d in range(7) for h in self._hours), default=0) or 1
        step = (self.width() - LABEL) / len(self._hours)
        font = painter.font()
        font.setPixelSize(13)
        painter.setFont(font)
        painter.setPen(QColor(c.muted))
        for place, hour in enumerate(self._hours):
            painter.drawText(QRectF(LABEL + place * step, 0, step, ROW), Qt.AlignmentFlag.AlignCenter, f"{hour:02d}:00")
        for day, name in enumerate(self._weekdays):
            painter.setPen(QColor(c.text))
            painter.drawText(QRectF(0, (day + 1) * ROW, LABEL, ROW), Qt.AlignmentFlag.AlignVCenter, name)
            for place, hour in enumerate(self._hours):
                value = self._heat[day][hour]
                cell = QRectF(LABEL + place * step + 1, (day + 1) * ROW + 1, step - 2, ROW - 2)
                ground = _between(QColor(c.panel), QColor(c.data[0]), value / most)
                painter.fillRect(cell, ground)
                if value:
                    painter.setPen(_readable_on(ground))
                    painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(value))
        painter.end()


def _between(low: QColor, high: QColor, part: float) -> QColor:
    pairs = zip(low.getRgb()[:3], high.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(a + (b - a) * part) for a, b in pairs))


def _readable_on(ground: QColor) -> QColor:
    """Black or white, whichever stands out more (WCAG 2.1, relative luminance)."""
    linear = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (ground.redF(), ground.greenF(), ground.blueF())
    )
    luminance = sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return QColor("black" if (luminance + 0.05) ** 2 > 1.05 * 0.05 else "white")
