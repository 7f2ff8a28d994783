"""The colours and letters with which tables and lists paint, made once for each theme: never while painting."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QApplication

from desk.core.tone import Tone
from desk.ui.shell import theme
from desk.ui.shell.tokens import BODY, CAPTION, CONTROL_RADIUS, FIGURE, OF_TONE, SMALL, TITLE, Tokens
from desk.ui.widgets.shades import SHADES, shades

WANTS_ACTION = frozenset({Tone.OVERDUE, Tone.DANGER, Tone.DUE_SOON, Tone.WAITING})
"""States that are shown as a filled tag; the others are at rest."""
KEPT = 4096


class Letters:
    """A font and what it measures."""

    def __init__(self, pixels: int, *, bold: bool = False) -> None:
        self.font = QFont(QApplication.font())
        self.font.setPixelSize(pixels)
        self.font.setBold(bold)
        self.metrics = QFontMetrics(self.font)
        self.width = lru_cache(KEPT)(lambda text: self.metrics.horizontalAdvance(text))

    def elided(self, text: str, room: int) -> str:
        """The text as far as there is room for it."""
        return text if self.width(text) <= room else self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)


class Inks:
    """Everything that a table paints with, in the colours in use."""

    def __init__(self) -> None:
        c = theme.colours()
        self.panel, self.sunken, self.hover = QColor(c.panel), QColor(c.sunken), QColor(c.hover)
        self.select, self.focus, self.line = QColor(c.select), QColor(c.focus), QColor(c.line)
        self.edge, self.data = QColor(c.edge), tuple(map(QColor, c.data))
        self.track, self.good, self.bad = QColor(c.seg), QColor(c.good), QColor(c.bad)
        self._shades = shades(QColor(c.sunken), self.data[0])
        self.text, self.muted = QColor(c.text), QColor(c.muted)
        self.tones = {tone: tuple(map(QColor, of(c))) for tone, of in OF_TONE.items()}
        self.regular, self.strong = Letters(SMALL), Letters(SMALL, bold=True)
        self.body, self.figure, self.title = Letters(BODY), Letters(FIGURE, bold=True), Letters(TITLE, bold=True)
        self.small, self.head = Letters(CAPTION), Letters(CAPTION, bold=True)
        self._hairline, self.ring = QPen(self.line, 1), QPen(self.focus, 2)

    @classmethod
    def in_use(cls) -> Inks:
        """Those of the present theme and typeface, which all tables and lists share."""
        return _made(theme.colours(), QApplication.font().key())

    def shade(self, part: float) -> tuple[QColor, QColor]:
        """The ground of a heat map's cell, from 0 to 1, and the ink on it."""
        return self._shades[round(part * SHADES)]

    def paint_frame(self, painter: QPainter, around: QRect, *, focus: bool) -> None:
        """The ground of a list and its border."""
        half = 1 if focus else 0.5
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.ring if focus else self._hairline)
        painter.setBrush(self.panel)
        painter.drawRoundedRect(QRectF(around).adjusted(half, half, -half, -half), CONTROL_RADIUS, CONTROL_RADIUS)


@lru_cache(2)
def _made(_colours: Tokens, _font: str) -> Inks:
    return Inks()
