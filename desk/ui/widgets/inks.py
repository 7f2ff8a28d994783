"""The colours and letters with which tables and lists paint, made once for each theme: never while painting."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QApplication

from desk.core.tone import Tone
from desk.ui.shell import theme
from desk.ui.shell.text_size import scaled
from desk.ui.shell.tokens import BODY, CAPTION, CONTROL_RADIUS, FIGURE, OF_TONE, SMALL, TITLE, Tokens
from desk.ui.widgets.shades import SHADES, shades

WANTS_ACTION = frozenset({Tone.OVERDUE, Tone.DANGER, Tone.DUE_SOON, Tone.WAITING})
"""States that are shown as a filled tag; the others are at rest."""
KEPT = 4096


class _Typeface:
    """A font in one size, and what it measures."""

    def __init__(self, pixels: int, *, bold: bool) -> None:
        self.pixels = pixels
        self.font = QFont(QApplication.font())
        self.font.setPixelSize(pixels)
        self.font.setBold(bold)
        self.metrics = QFontMetrics(self.font)
        self.width = lru_cache(KEPT)(lambda text: self.metrics.horizontalAdvance(text))


class Letters:
    """Letters of so many pixels at the usual size of text: a font and what it measures, as they are now."""

    def __init__(self, pixels: int, *, bold: bool = False, grows: bool = True) -> None:
        """``grows`` is false where there is no room for larger ones."""
        self._pixels, self._bold, self._grows = pixels, bold, grows
        self._made: _Typeface | None = None

    @property
    def _now(self) -> _Typeface:
        pixels = scaled(self._pixels) if self._grows else self._pixels
        if self._made is None or self._made.pixels != pixels:
            self._made = _Typeface(pixels, bold=self._bold)
        return self._made

    @property
    def font(self) -> QFont:
        """To paint with."""
        return self._now.font

    @property
    def metrics(self) -> QFontMetrics:
        """Of the font."""
        return self._now.metrics

    def width(self, text: str) -> int:
        """Pixels of a text on one line."""
        return self._now.width(text)

    def elided(self, text: str, room: int, where: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> str:
        """The text as far as there is room for it; ``where`` it is cut, else at its end."""
        now = self._now
        return text if now.width(text) <= room else now.metrics.elidedText(text, where, room)


class Inks:
    """Everything that a table paints with, in the colours in use."""

    def __init__(self) -> None:
        c = theme.colours()
        self.panel, self.sunken, self.hover = QColor(c.panel), QColor(c.sunken), QColor(c.hover)
        self.select, self.focus, self.line = QColor(c.select), QColor(c.focus), QColor(c.line)
        self.edge, self.data = QColor(c.edge), tuple(map(QColor, c.data))
        self.track, self.good, self.bad = QColor(c.seg), QColor(c.good), QColor(c.bad)
        self.taken = QColor(c.press)
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
