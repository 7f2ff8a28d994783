"""The grounds of a heat map, from nothing to the most, each with the ink that is read on it."""

from __future__ import annotations

from PySide6.QtGui import QColor

SHADES = 64


def shades(least: QColor, most: QColor) -> list[tuple[QColor, QColor]]:
    """One hue from faint to full, and black or white on it, whichever stands out more."""
    grounds = [_between(least, most, step / SHADES) for step in range(SHADES + 1)]
    return [(ground, _readable_on(ground)) for ground in grounds]


def _between(low: QColor, high: QColor, part: float) -> QColor:
    pairs = zip((low.red(), low.green(), low.blue()), (high.red(), high.green(), high.blue()), strict=True)
    return QColor(*(round(a + (b - a) * part) for a, b in pairs))


def _readable_on(ground: QColor) -> QColor:
    """Black or white (WCAG 2.1, relative luminance)."""
    linear = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (ground.redF(), ground.greenF(), ground.blueF())
    )
    luminance = sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return QColor("black" if (luminance + 0.05) ** 2 > 1.05 * 0.05 else "white")
