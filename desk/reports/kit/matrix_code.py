"""A code that a scanner or a telephone reads (QR, ISO/IEC 18004), drawn in whole dots of a usual label printer."""

from __future__ import annotations

from typing import Any

import segno
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

DOT = 25.4 / 203 * mm
"""One dot of a usual label printer. Modules are whole dots wide, so that their edges stay sharp."""
QUIET = 4
"""Modules of white around a code (ISO/IEC 18004)."""


def draw(canvas: Any, content: str, most: float, high: float) -> float:
    """The code at the left, in the middle of the height, at most so wide; the width with its white edge."""
    matrix = [list(row) for row in segno.make(content, error="m", micro=False).matrix]
    modules = len(matrix) + 2 * QUIET
    module = max(int(most / modules / DOT), 1) * DOT
    side = module * modules
    bottom = (high - side) / 2
    canvas.setFillGray(0)
    for row, line in enumerate(matrix):
        y = bottom + (modules - QUIET - row - 1) * module
        for column, dark in enumerate(line):
            if dark:
                canvas.rect((QUIET + column) * module, y, module, module, stroke=0, fill=1)
    return float(side)


class MatrixCode(Flowable):  # type: ignore[misc]
    """The same as a part of a page, a square of ``side`` points."""

    def __init__(self, content: str, side: float) -> None:
        super().__init__()
        self.content, self.side = content, side

    def wrap(self, *_available: float) -> tuple[float, float]:
        """Its width and height in points, as reportlab asks before it places it."""
        return self.side, self.side

    def draw(self) -> None:
        """Drawn from its lower left corner, as reportlab calls it."""
        draw(self.canv, self.content, self.side, self.side)
