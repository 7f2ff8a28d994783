"""The line icons of the window (lucide), in whatever colour is in use; each is painted once for a colour and a size."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desk.core.resources import RESOURCES

LINES = RESOURCES / "icons" / "lucide"


@cache
def _drawing(name: str) -> str:
    return (LINES / f"{name}.svg").read_text("utf-8")


@cache
def icon(name: str, colour: str, size: int = 18, ratio: float = 1.0, *, filled: bool = False) -> QPixmap:
    """An icon by its name, ``size`` pixels in a square, for a screen with this many device pixels to one of ours."""
    drawing = _drawing(name).replace("currentColor", colour)
    if filled:
        drawing = drawing.replace('fill="none"', f'fill="{colour}"')
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return made
