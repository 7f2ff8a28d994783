"""Pictures and colours as numbers."""

from __future__ import annotations

import sys
from array import array
from collections import Counter

from PIL import Image
from PySide6.QtGui import QImage


def pixels(image: QImage) -> array[int]:
    """Each pixel as ``QColor.rgb`` gives it, line by line."""
    return array("I", bytes(image.convertToFormat(QImage.Format.Format_RGB32).constBits()))


def how_often(image: QImage) -> Counter[int]:
    """How many pixels have each colour, counted in C: a window has a million."""
    shown = image.convertToFormat(QImage.Format.Format_RGB32)
    size = (shown.width(), shown.height())
    counted = Image.frombytes("RGBA", size, bytes(shown.constBits())).getcolors(shown.width() * shown.height()) or []
    return Counter({int.from_bytes(bytes(colour), sys.byteorder): many for many, colour in counted})  # type: ignore[arg-type]


def contrast(one: str, other: str) -> float:
    """WCAG 2.1 contrast ratio."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
