"""What lies over a page for a moment: the drawer and the palette, with the page dimmed below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

SHADE = 70
"""How dark the page lies under it, of 255."""


class Dimmed(QWidget):
    """Over the whole page; what it shows lies in it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        shade = QColor(Qt.GlobalColor.black)
        shade.setAlpha(SHADE)
        painter = QPainter(self)
        painter.fillRect(event.rect(), shade)
