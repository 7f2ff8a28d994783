"""How large letters have to be on the public screen.

ISO 9241-303:2011 (5.5.4, from memory; to be checked when the standard is at hand) asks for letters that are seen under
at least 16 minutes of arc, and recommends 20 to 22. From 6 m, 20 minutes are 6000 mm x tan(20/60 degrees) = 34.9 mm.
The screen of a 32-inch monitor of 16:9 is 32 x 25.4 mm x 9 / sqrt(16^2 + 9^2) = 398.5 mm high, so that digits have
to take 34.9 / 398.5 = 8.8 % of its height, whatever its pixels are: 68 of 768, 95 of 1080.
"""

from __future__ import annotations

from functools import cache
from math import hypot, radians, tan

from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication

DISTANCE_MM = 6000.0
ANGLE = 20.0
"""Minutes of arc."""
MONITOR_INCHES = 32.0
SCREEN_MM = MONITOR_INCHES * 25.4 * 9 / hypot(16, 9)
"""The height of the picture on such a monitor."""
DIGIT_SHARE = DISTANCE_MM * tan(radians(ANGLE / 60)) / SCREEN_MM
"""What a digit takes of the screen's height, at least."""


def font(pixels: float, *, bold: bool = True) -> QFont:
    """The typeface of the window in a size that does not follow 文字大小: the screen has one of its own."""
    made = QFont(QApplication.font())
    made.setPixelSize(max(1, int(pixels)))
    made.setBold(bold)
    return made


@cache
def font_share() -> float:
    """The size of the font whose digits are just as large as they have to be, as a share of the screen's height."""
    thousand = 1000
    digit = QFontMetricsF(font(thousand)).tightBoundingRect("0").height()
    return DIGIT_SHARE * thousand / digit
