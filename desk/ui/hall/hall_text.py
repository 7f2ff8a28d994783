"""A line of the public screen: as large as its share of the screen, and smaller where it would not fit its width."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.ui.hall.legibility import font
from desk.ui.shell import theme

LINE = 1.2
"""The height of a line, in sizes of its font."""
SMALLEST = 0.6
"""Of its size, before the end of it is left out."""


class HallText(QWidget):
    """``share`` is the size of the font in heights of the screen; ``ink`` the name of a colour in ``Tokens``."""

    def __init__(
        self,
        share: float,
        ink: str = "text",
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        *,
        bold: bool = True,
    ) -> None:
        super().__init__()
        self.text = ""
        self._share, self._ink, self._align, self._bold = share, ink, align, bold
        self._pixels = 16.0
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def fit(self, screen_height: float) -> None:
        """As large as a screen of this height, in pixels, wants it."""
        self._pixels = self._share * screen_height
        self.setFixedHeight(round(self._pixels * LINE))

    def show_text(self, text: str) -> None:
        """Another text from now on; it is told to screen readers too."""
        if text != self.text:
            self.text = text
            self.setAccessibleName(text)
            self.update()

    @property
    def pixels(self) -> float:
        """The size of the font as it is drawn."""
        wide = QFontMetricsF(font(self._pixels, bold=self._bold)).horizontalAdvance(self.text)
        fitting = self._pixels * self.width() / wide if wide > self.width() else self._pixels
        return max(fitting, self._pixels * SMALLEST)

    def sizeHint(self) -> QSize:
        return QSize(10, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        drawn = font(self.pixels, bold=self._bold)
        painter.setFont(drawn)
        painter.setPen(QColor(getattr(theme.colours(), self._ink)))
        fitting = QFontMetricsF(drawn).elidedText(self.text, Qt.TextElideMode.ElideRight, self.width() + 1)
        painter.drawText(QRectF(self.rect()), self._align | Qt.AlignmentFlag.AlignVCenter, fitting)
        painter.end()
