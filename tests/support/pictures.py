"""Pictures as numbers."""

from __future__ import annotations

from array import array

from PySide6.QtGui import QImage


def pixels(image: QImage) -> array[int]:
    """Each pixel as ``QColor.rgb`` gives it, line by line."""
    return array("I", bytes(image.convertToFormat(QImage.Format.Format_RGB32).constBits()))
