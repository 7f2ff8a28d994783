"""Lying bars: the parts of a whole, each with its number and its share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from desk.core.chart_scale import Measure
from desk.core.figure import Number
from desk.core.words import P_
from desk.ui.charts.chart import Chart, Reading
from desk.ui.shell.text_size import hold, scaled
from desk.ui.widgets.inks import Inks

ROW, THICK, GAP = 32, 10, 10
"""Pixels of a row, of its bar, and between its columns."""
SHARE = 50
"""Pixels of the share."""


@dataclass(frozen=True)
class Bar:
    """A part of a whole; ``is_bad``: the fewer of it, the better."""

    name: str
    value: Number
    is_bad: bool = False


class BarChart(Chart):
    """↑↓ and ←→ go from bar to bar."""

    MOVES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}  # noqa: RUF012

    def __init__(self, name: str, rows: int = 1) -> None:
        """``rows``: for how many bars there is room before any is known."""
        super().__init__(name)
        self._bars: tuple[Bar, ...] = ()
        self._measure = Measure("", str)
        self._rows = rows
        self.setMinimumWidth(160)
        hold(self, QWidget.setMinimumHeight, ROW * rows)

    def sizeHint(self) -> QSize:
        return QSize(240, scaled(ROW) * self._rows)

    def show_bars(self, bars: Sequence[Bar], measure: Measure) -> None:
        """Other values; a share is taken of what all bars come to."""
        self._bars, self._measure = tuple(bars), measure
        self._rows = max(len(bars), 1)
        hold(self, QWidget.setMinimumHeight, ROW * self._rows)
        self.updateGeometry()
        self.renew()

    @property
    def whole(self) -> float:
        """What all bars come to."""
        return sum(bar.value or 0 for bar in self._bars)

    def share(self, bar: Bar) -> str:
        """58.3%, or nothing where there is nothing to take a share of."""
        return f"{100 * (bar.value or 0) / self.whole:.1f}%" if self.whole else ""

    @property
    def many(self) -> int:
        return len(self._bars)

    def area(self, place: int) -> QRectF:
        return QRectF(0, place * scaled(ROW), self.width(), scaled(ROW))

    def reading(self, place: int) -> Reading:
        bar = self._bars[place]
        share = (P_("chart", "share {percent}", percent=self.share(bar)),) if self.whole else ()
        return Reading(bar.name, (self._measure.say(bar.value), *share))

    def has_rows(self, place: int) -> bool:
        return bool(self._bars[place].value)

    def largest(self) -> int | None:
        return max(range(self.many), key=lambda place: self._bars[place].value or 0) if self.whole else None

    def begins(self) -> int:
        return 0

    def paint(self, painter: QPainter, inks: Inks) -> None:
        names = min(max((inks.regular.width(bar.name) for bar in self._bars), default=0), self.width() * 2 // 5)
        number = max((inks.strong.width(f"{bar.value or 0:,}") for bar in self._bars), default=0)
        left, right = names + 2 + GAP, self.width() - scaled(SHARE) - GAP - number - GAP - 4
        most = max((bar.value or 0 for bar in self._bars), default=0) or 1
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, bar in enumerate(self._bars):
            area = self.area(place)
            if place == self.at:
                painter.fillRect(area, inks.hover)
            painter.setPen(inks.text)
            painter.setFont(inks.regular.font)
            name = inks.regular.elided(bar.name, names)
            painter.drawText(QRectF(4, area.y(), names + 2, area.height()), Qt.AlignmentFlag.AlignVCenter, name)
            self._paint_bar(painter, inks, QRectF(left, area.center().y() - THICK / 2, right - left, THICK), bar, most)
            ends = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.setPen(inks.text)
            painter.setFont(inks.strong.font)
            painter.drawText(QRectF(right + GAP, area.y(), number + 2, area.height()), ends, f"{bar.value or 0:,}")
            painter.setPen(inks.muted)
            painter.setFont(inks.small.font)
            painter.drawText(
                QRectF(self.width() - scaled(SHARE) - 4, area.y(), scaled(SHARE), area.height()), ends, self.share(bar)
            )

    def _paint_bar(self, painter: QPainter, inks: Inks, track: QRectF, bar: Bar, most: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(inks.track)
        painter.drawRoundedRect(track, 3, 3)
        if bar.value:
            wide = max(track.width() * bar.value / most, 3)
            painter.setBrush(inks.bad if bar.is_bad else inks.data[0])
            painter.drawRoundedRect(QRectF(track.x(), track.y(), wide, track.height()), 3, 3)
