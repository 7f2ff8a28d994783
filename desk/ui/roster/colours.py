"""A colour a shift: ink on a pale ground, told apart in light and dark, never the only sign."""

from __future__ import annotations

from PySide6.QtGui import QColor

from desk.ui.shell import theme


def of_shift(place: int) -> tuple[QColor, QColor]:
    """Ink and ground of the shift at ``place``."""
    table = theme.colours().shifts
    ink, ground = table[place % len(table)]
    return QColor(ink), QColor(ground)
