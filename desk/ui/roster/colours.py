"""A colour a shift: ink on a pale ground, told apart in light and dark, never the only sign."""

from __future__ import annotations

from PySide6.QtGui import QColor

from desk.ui.shell import theme

LIGHT = (
    ("#8C1515", "#F8E1DE"),
    ("#1D4F91", "#DFEAF8"),
    ("#22633C", "#DFF1E4"),
    ("#7A4A00", "#FBEBCB"),
    ("#5B2C83", "#EEE2F6"),
    ("#0F5F66", "#D9F0F0"),
    ("#6B3A2A", "#F1E3DA"),
    ("#414A57", "#E6E9EE"),
)
DARK = (
    ("#FFB4AB", "#4A2220"),
    ("#A9CBFF", "#1F3350"),
    ("#9BDDB2", "#1D3B2A"),
    ("#F4CC86", "#45330F"),
    ("#DCBDF5", "#3A2650"),
    ("#95DDE0", "#123C40"),
    ("#E7BFAE", "#44291F"),
    ("#C9D0DA", "#343A44"),
)


def of_shift(place: int) -> tuple[QColor, QColor]:
    """Ink and ground of the shift at ``place``."""
    table = DARK if theme.colours() is theme.DARK else LIGHT
    ink, ground = table[place % len(table)]
    return QColor(ink), QColor(ground)
