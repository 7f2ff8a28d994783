"""What every chart does: it tells what is under the mouse or at the arrows, opens what is behind it, copies itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from desk.core.words import _, listed, named
from desk.ui.shell.text_size import scaled
from desk.ui.widgets.inks import Inks

TIP_LINE, TIP_MARGIN = 20, 8
"""Pixels of the box that tells what is looked at."""
ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True)
class Reading:
    """A part of a chart in words: what it is called, and a line for each value."""

    name: str
    lines: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """2026年11月：今年 120、去年 98."""
        return named(self.name, listed(self.lines))


class Chart(QWidget):
    """Arrows go from part to part, Enter or a click opens what is behind one, Ctrl+C or the menu copies the picture."""

    MOVES: ClassVar[Mapping[Qt.Key, int]] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
    """The arrows that are used, and how many parts each goes on."""
    TIP_INSIDE: ClassVar[bool] = True
    """Is there room in the chart for what is told of a part?"""
    opened = Signal(int)
    """The place of the part whose rows are wanted."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.at: int | None = None
        """The part under the mouse, or the one that the arrows came to."""
        self.picture: QWidget = self
        """What is copied as a picture: the chart, or the panel with its heading around it."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(name)

    @property
    def many(self) -> int:
        """How many parts there are."""
        raise NotImplementedError

    def area(self, place: int) -> QRectF:
        """Where a part stands."""
        raise NotImplementedError

    def reading(self, place: int) -> Reading:
        """A part in words."""
        raise NotImplementedError

    def has_rows(self, place: int) -> bool:
        """Is there anything behind a part?"""
        return False

    def largest(self) -> int | None:
        """The part with the largest value; None while there is nothing."""
        return None

    def paint(self, painter: QPainter, inks: Inks) -> None:
        """Everything but the ring of the focus and the tip."""
        raise NotImplementedError

    @property
    def tip(self) -> str:
        """What is told of the part that is looked at; empty while none is."""
        return "" if self.at is None else self.reading(self.at).sentence

    def renew(self) -> None:
        """Other values: nothing is looked at any more, and whoever cannot see it is told the largest."""
        self.at = None
        self.setAccessibleDescription(self.summary())
        self.update()

    def summary(self) -> str:
        """What is told while no part is looked at: the largest value, or nothing."""
        most = self.largest()
        return "" if most is None else _("Most: {group}", group=self.reading(most).sentence)

    def place_at(self, point: QPointF) -> int | None:
        """The part at a point of the chart."""
        return next((place for place in range(self.many) if self.area(place).contains(point)), None)

    def look_at(self, place: int | None) -> None:
        """Tell of a part, or of none."""
        if place != self.at:
            self.at = place
            self.setAccessibleDescription(self.tip or self.summary())
            pointing = place is not None and self.has_rows(place)
            self.setCursor(Qt.CursorShape.PointingHandCursor if pointing else Qt.CursorShape.ArrowCursor)
            self.update()

    def _open(self, place: int | None) -> None:
        if place is not None and self.has_rows(place):
            self.opened.emit(place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        inks = Inks.in_use()
        painter = QPainter(self)
        painter.setFont(inks.small.font)
        self.paint(painter, inks)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            painter.setPen(inks.ring)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        if self.at is not None and self.TIP_INSIDE:
            self._paint_tip(painter, inks, self.area(self.at), self.reading(self.at))

    def _paint_tip(self, painter: QPainter, inks: Inks, area: QRectF, read: Reading) -> None:
        """Beside the part, where there is room for it."""
        wide = max(inks.head.width(read.name), *(inks.small.width(line) for line in read.lines)) + 2 * TIP_MARGIN
        high = scaled(TIP_LINE) * (1 + len(read.lines)) + TIP_MARGIN
        right = area.right() + 4
        x = right if right + wide <= self.width() - 2 else max(area.left() - 4 - wide, 2)
        y = min(max(area.center().y() - high / 2, 2), max(self.height() - high - 2, 2))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(inks.text)
        painter.drawRoundedRect(QRectF(x, y, wide, high), 4, 4)
        painter.setPen(inks.panel)
        for row, text in enumerate((read.name, *read.lines)):
            painter.setFont(inks.small.font if row else inks.head.font)
            line = QRectF(
                x + TIP_MARGIN, y + TIP_MARGIN / 2 + row * scaled(TIP_LINE), wide - 2 * TIP_MARGIN, scaled(TIP_LINE)
            )
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, text)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.look_at(self.place_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._open(self.place_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self.look_at(None)
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By the keyboard: one begins at the last part."""
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason and self.many and self.at is None:
            self.look_at(self.begins())
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.look_at(None)
        self.update()

    def begins(self) -> int:
        """Where the arrows begin."""
        return self.many - 1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in self.MOVES and self.many:
            begins = self.begins() if self.at is None else self.at + self.MOVES[key]
            self.look_at(min(max(begins, 0), self.many - 1))
        elif key in ENTERS and self.at is not None:
            self._open(self.at)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_picture()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.addAction(_("Copy the picture"), self.copy_picture)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def copy_picture(self) -> None:
        """The chart onto the clipboard with its heading, as it is seen, without what is looked at just now."""
        self.look_at(None)
        QApplication.clipboard().setPixmap(self.picture.grab())
