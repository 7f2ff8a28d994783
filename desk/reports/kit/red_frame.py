"""The frame of a certificate 证书边框: a broad red line with a fine one inside, round the whole page."""

from __future__ import annotations

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from desk.reports.kit import structure
from desk.reports.kit.paper import RED

EDGE, BROAD, FINE, GAP = 10 * mm, 2.4, 0.8, 2.2 * mm
"""How far from the edge of the paper, how wide the two lines, and what is between them."""


class RedFrame(Flowable):  # type: ignore[misc]
    """Stands first on the page and takes no room; ``size`` and ``margins`` are the page's."""

    def __init__(self, size: tuple[float, float], margins: tuple[float, float, float, float]) -> None:
        super().__init__()
        self._page, self._margins = size, margins

    def wrap(self, *_available: float) -> tuple[float, float]:
        """None, as reportlab asks before it places it."""
        return 0, 0

    def draw(self) -> None:
        """From the upper left corner of what is inside the margins, as reportlab calls it."""
        top, _right, _bottom, left = self._margins
        (wide, high), canvas = self._page, self.canv
        with structure.artifact(canvas):
            canvas.saveState()
            canvas.translate(-left, top - high)
            canvas.setStrokeColor(RED)
            for inset, line in ((EDGE, BROAD), (EDGE + GAP, FINE)):
                canvas.setLineWidth(line)
                canvas.rect(inset, inset, wide - 2 * inset, high - 2 * inset)
            canvas.restoreState()
