"""A figure as a tile 指标卡: name, number, unit, change, twelve months as a line; the whole of it opens the rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desk.core.figure import Figure, Number, Unit
from desk.core.tone import Tone
from desk.core.words import _, listed, named
from desk.ui.charts.axis_chart import unbroken
from desk.ui.charts.chart import ENTERS
from desk.ui.figures.change import Change
from desk.ui.shell.text_size import scaled
from desk.ui.shell.tokens import PANEL_RADIUS
from desk.ui.widgets.inks import Inks, Letters
from desk.ui.widgets.whole_text import hint

HIGH, LEAST, GAP, MARGIN = 104, 168, 8, 14
"""Pixels: of a tile, the least it is wide, between two, and within one."""
MOST_BESIDE = 5
LINE, LEAST_LINE, LINE_HIGH = 84, 36, 30
"""Pixels of the line of months, and how few it may be."""
DOT = 3


class FigureTile(QAbstractButton):
    """One figure; a click, Enter or the space bar opens its rows."""

    def __init__(self, figure: Figure, parent: QWidget) -> None:
        super().__init__(parent)
        self.figure = figure
        self.value = ""
        """As it stands in the tile, without its unit; empty until it is counted."""
        self.change, self.aim = Change(""), ""
        """How it moved, and what is aimed at, in words; empty where there is no target."""
        self._is_known = False
        self._trend: tuple[Number, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(figure.label)

    @property
    def unit(self) -> str:
        """What stands behind the number."""
        return self.figure.unit.label if self._is_known and self.figure.unit is not Unit.ANSWER else ""

    def show_value(self, value: Number, change: Change, trend: Sequence[Number], tip: str, aim: str = "") -> None:
        """What was counted; ``trend`` are the months from the earliest, None where one is not known."""
        self.value, self.change, self._trend, self.aim = self.figure.unit.say(value), change, tuple(trend), aim
        self._is_known = value is not None
        parts = filter(None, (self.value + self.unit, change.text, aim))
        self.setAccessibleName(named(self.figure.label, listed(parts)))
        self.setAccessibleDescription(tip)
        self.setToolTip(hint(named(self.figure.label, tip)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(scaled(LEAST), scaled(HIGH))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTERS:
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        inks, painter = Inks.in_use(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = 1.0 if self.hasFocus() else 0.5
        painter.setPen(inks.ring if self.hasFocus() else inks.line)
        painter.setBrush(inks.hover if self.underMouse() or self.isDown() else inks.panel)
        around = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(around, PANEL_RADIUS, PANEL_RADIUS)
        room = self.width() - 2 * MARGIN
        name = inks.regular.elided(self.figure.label, room)
        self._write(painter, inks.regular, QRectF(MARGIN, scaled(10), room, scaled(24)), name, inks.muted)
        beside = self._paint_value(painter, inks, room)
        self._paint_below(painter, inks, room)
        wide = min(LINE, int(room - beside - 12))
        if wide >= LEAST_LINE:
            self._paint_trend(
                painter, inks, QRectF(self.width() - MARGIN - wide, scaled(38), wide - DOT, scaled(LINE_HIGH))
            )

    def _paint_below(self, painter: QPainter, inks: Inks, room: int) -> None:
        """How it moved, and behind it the target."""
        text = inks.small.elided(self.change.text if self.value else _("Counting…"), room)
        inked = {Tone.DONE: inks.good, Tone.DANGER: inks.bad}
        tone = inks.muted if self.change.tone is None else inked[self.change.tone]
        line = QRectF(MARGIN, scaled(74), room, scaled(20))
        self._write(painter, inks.small, line, text, tone)
        taken = inks.small.width(text) + GAP if text else 0
        if self.aim and room > taken:
            line.setLeft(MARGIN + taken)
            self._write(painter, inks.small, line, inks.small.elided(self.aim, room - taken), inks.muted)

    def _paint_value(self, painter: QPainter, inks: Inks, room: int) -> int:
        """The number and its unit; how much room they take."""
        unit = inks.regular.width(self.unit) + 6 if self.unit else 0
        letters = next((each for each in (inks.figure, inks.title) if each.width(self.value) + unit <= room), inks.head)
        wide = letters.width(self.value)
        base = scaled(34) + inks.figure.metrics.ascent()
        painter.setFont(letters.font)
        painter.setPen(inks.text)
        painter.drawText(QPointF(MARGIN, base), self.value)
        painter.setFont(inks.regular.font)
        painter.setPen(inks.muted)
        painter.drawText(QPointF(MARGIN + wide + 6, base), self.unit)
        return wide + unit

    @staticmethod
    def _write(painter: QPainter, letters: Letters, place: QRectF, text: str, ink: object) -> None:
        painter.setFont(letters.font)
        painter.setPen(ink)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_trend(self, painter: QPainter, inks: Inks, room: QRectF) -> None:
        known = [value for value in self._trend if value is not None]
        if len(known) < 2:
            return
        least, high = min(known), (max(known) - min(known)) or 1
        step = room.width() / (len(self._trend) - 1)
        points = [
            None
            if value is None
            else QPointF(room.x() + place * step, room.bottom() - room.height() * (value - least) / high)
            for place, value in enumerate(self._trend)
        ]
        painter.setPen(QPen(inks.data[0], 1.75))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        lines = unbroken(points)
        for line in lines:
            painter.drawPolyline(line)
        painter.setBrush(inks.data[0])
        painter.drawEllipse(lines[-1][-1], DOT, DOT)


class TileGrid(QWidget):
    """Tiles of one size in even rows: as many beside each other as there is room for, at most five."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        super().__init__()
        self.tiles = [FigureTile(figure, self) for figure in figures]
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _rows_at(self, width: int) -> int:
        longest = max(Inks.in_use().regular.width(tile.figure.label) for tile in self.tiles)
        least = max(scaled(LEAST), longest + 2 * MARGIN)
        fit = min(max((width + GAP) // (least + GAP), 1), MOST_BESIDE)
        return -(-len(self.tiles) // fit)

    @property
    def beside(self) -> int:
        """How many tiles stand beside each other: the rows are as even as they can be."""
        return -(-len(self.tiles) // self._rows_at(self.width()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._rows_at(width) * (scaled(HIGH) + GAP) - GAP

    def sizeHint(self) -> QSize:
        wide = MOST_BESIDE * (scaled(LEAST) + GAP)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(LEAST), scaled(HIGH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Other letters want other tiles."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
            self._arrange()

    def _arrange(self) -> None:
        beside, high = self.beside, scaled(HIGH)
        wide = (self.width() + GAP) / beside
        for place, tile in enumerate(self.tiles):
            row, column = divmod(place, beside)
            left, right = round(column * wide), round((column + 1) * wide) - GAP
            tile.setGeometry(left, row * (high + GAP), right - left, high)
