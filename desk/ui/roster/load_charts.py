"""Loads as pictures: bars against the fair share for a month, twelve small ones for a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from desk.books.roster.loads import duties_words
from desk.books.roster.year import YearRow
from desk.core.words import _, clauses
from desk.ui.shell import theme

ROW, NAME, NUMBER = 34, 72, 54


@dataclass(frozen=True)
class LoadBar:
    """One person's month: load, what would be due with the past counted, and the explanation on hover. Points."""

    name: str
    load: int
    due: int
    why: str


class LoadBars(QWidget):
    """A bar a person with a stroke where the fair share lies; the number says by how much it is over or under."""

    def __init__(self) -> None:
        super().__init__()
        self._bars: Sequence[LoadBar] = ()
        self.setAccessibleName(_("Loads"))
        self.setMinimumWidth(220)

    def show_bars(self, bars: Sequence[LoadBar]) -> None:
        """Show these; the chart is as high as they need, and read aloud as load/due."""
        self._bars = bars
        self.setMinimumHeight(ROW * len(bars))
        self.setAccessibleDescription(clauses(f"{b.name} {duties_words(b.load)}/{duties_words(b.due)}" for b in bars))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, ROW * max(len(self._bars), 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, c = QPainter(self), theme.colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = painter.font()
        font.setPixelSize(13)
        painter.setFont(font)
        most = max((max(b.load, b.due) for b in self._bars), default=0) or 1
        space = self.width() - NAME - NUMBER
        for place, bar in enumerate(self._bars):
            y = place * ROW
            painter.setPen(QColor(c.text))
            name = painter.fontMetrics().elidedText(bar.name, Qt.TextElideMode.ElideRight, NAME - 8)
            painter.drawText(QRectF(0, y, NAME - 6, ROW), Qt.AlignmentFlag.AlignVCenter, name)
            painter.fillRect(QRectF(NAME, y + 9, max(space * bar.load / most, 0), ROW - 18), QColor(c.data[0]))
            due = NAME + max(space * bar.due / most, 0)
            painter.setPen(QPen(QColor(c.text), 2))
            painter.drawLine(QPointF(due, y + 4), QPointF(due, y + ROW - 4))
            over = bar.load - bar.due
            painter.setPen(QColor(c.bad if abs(over) > 100 else c.muted))
            text = f"{over / 100:+.2f}".rstrip("0").rstrip(".") if over else "0"
            painter.drawText(
                QRectF(self.width() - NUMBER, y, NUMBER - 2, ROW),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
                text,
            )
        painter.end()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = event.pos().y() // ROW
            if 0 <= place < len(self._bars):
                QToolTip.showText(event.globalPos(), self._bars[place].why, self)
            return True
        return super().event(event)


class YearBars(QWidget):
    """A row a person, twelve bars each with the fair share as a stroke; the year's balance at the end."""

    HEAD, HIGH = 26, 64

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[YearRow] = ()
        self.setAccessibleName(_("Year loads"))

    def show_lines(self, lines: Sequence[YearRow]) -> None:
        """Show these, a line a person."""
        self._lines = lines
        self.setMinimumHeight(self.HEAD + self.HIGH * max(len(lines), 1))
        self.setAccessibleDescription(clauses(f"{line.name} {line.over / 100:+.2f}" for line in lines))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, c = QPainter(self), theme.colours()
        font = painter.font()
        font.setPixelSize(13)
        painter.setFont(font)
        most = max((p or 0 for line in self._lines for p in (*line.loads, *line.fair)), default=0) or 1
        step = (self.width() - NAME - 110) / 12
        painter.setPen(QColor(c.muted))
        for n in range(12):
            painter.drawText(
                QRectF(NAME + n * step, 0, step, self.HEAD), Qt.AlignmentFlag.AlignCenter, _("m{n}", n=n + 1)
            )
        painter.drawText(QRectF(NAME + 12 * step, 0, 106, self.HEAD), Qt.AlignmentFlag.AlignCenter, _("over or under"))
        for place, line in enumerate(self._lines):
            y = self.HEAD + place * self.HIGH
            painter.setPen(QColor(c.line))
            painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
            painter.setPen(QColor(c.text))
            painter.drawText(QRectF(0, y, NAME - 4, self.HIGH), Qt.AlignmentFlag.AlignVCenter, line.name)
            for n, (load, fair) in enumerate(zip(line.loads, line.fair, strict=True)):
                if load is not None:
                    self._month(
                        painter,
                        QRectF(NAME + n * step, y + 4, step, self.HIGH - 8),
                        load / most,
                        (fair or 0) / most,
                        duties_words(load),
                    )
            painter.setPen(QColor(c.bad if abs(line.over) > 100 else c.text))
            painter.drawText(
                QRectF(NAME + 12 * step, y, 106, self.HIGH),
                Qt.AlignmentFlag.AlignCenter,
                _("{n} duties", n=f"{line.over / 100:+.2f}"),
            )
        painter.end()

    def _month(self, painter: QPainter, area: QRectF, load: float, fair: float, text: str) -> None:
        c = theme.colours()
        high = area.height() - 14
        base = area.bottom()
        wide = min(area.width() * 0.5, 26)
        x = area.x() + (area.width() - wide) / 2
        painter.fillRect(QRectF(x, base - high * load, wide, high * load), QColor(c.data[0]))
        painter.setPen(QPen(QColor(c.text), 2))
        painter.drawLine(QPointF(x - 4, base - high * fair), QPointF(x + wide + 4, base - high * fair))
        painter.setPen(QColor(c.muted))
        painter.drawText(
            QRectF(area.x(), base - high * max(load, fair) - 16, area.width(), 15), Qt.AlignmentFlag.AlignCenter, text
        )
