"""Words set into a width 文字块, broken by ``breaking`` and never cut; on paper everything written is one of these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import Flowable

from desk.reports.kit import fonts, structure
from desk.reports.kit.breaking import advance_of, widest_unit, wrapped


@dataclass(frozen=True)
class TextLook:
    """How a text looks: ``size`` in points, ``align`` as reportlab counts, ``lead`` as a multiple of the size."""

    size: float = 10.5
    font: str = fonts.BODY
    align: int = TA_LEFT
    colour: Any = None
    lead: float = 1.45
    least: float = 1.0
    """So small, as a share of the size, it may become before a word of it is broken or a label takes two lines."""


class TextBlock(Flowable):  # type: ignore[misc]
    """Plain text; a line of its own at each line end in it."""

    role = "P"
    """What it is to whoever has the page read out."""

    def __init__(self, text: str, look: TextLook, lines: Sequence[str] | None = None) -> None:
        super().__init__()
        fonts.register()
        self.text, self.look, self._given = text, look, lines

    def wrap(self, width: float, _room: float) -> tuple[float, float]:
        """Its width and height in points, as reportlab asks before it places it."""
        self.size = self._size_in(width)
        self.lines = list(self._given) if self._given is not None else self._lines_in(width)
        self.width, self.height = width, len(self.lines) * self.look.size * self.look.lead
        return self.width, self.height

    def _lines_in(self, width: float) -> list[str]:
        parts = self.text.split("\n")
        return [line for part in parts for line in wrapped(part, self.look.font, self.size, width)]

    def _size_in(self, width: float) -> float:
        """The size at which a word fits that would be broken, or all of a label, where a little smaller does it."""
        look = self.look
        if look.least == 1:
            return look.size
        whole = max(advance_of(part, look.font) for part in self.text.split("\n")) * look.size
        for needed in (whole, widest_unit(self.text, look.font, look.size)):
            if width < needed <= width / look.least:
                return look.size * width / needed * 0.999
        return look.size

    def split(self, width: float, room: float) -> list[Flowable]:
        """The lines that fit into the room that is left, and the rest for the next page."""
        self.wrap(width, room)
        many = int((room + 0.01) // (self.look.size * self.look.lead))
        if many < 1:
            return []
        if many >= len(self.lines):
            return [self]
        look = replace(self.look, size=self.size, lead=self.look.lead * self.look.size / self.size)
        return [TextBlock("", look, self.lines[:many]), TextBlock("", look, self.lines[many:])]

    def draw(self) -> None:
        """Drawn from its lower left corner, as reportlab calls it."""
        with structure.content(self.canv, self.role):
            self._draw()

    def _draw(self) -> None:
        canvas, lead = self.canv, self.look.size * self.look.lead
        ascent, descent = pdfmetrics.getAscentDescent(self.look.font, self.size)
        canvas.setFont(self.look.font, self.size)
        canvas.setFillColor(self.look.colour)
        y = self.height - (lead - (ascent - descent)) / 2 - ascent
        for line in self.lines:
            if self.look.align == TA_RIGHT:
                canvas.drawRightString(self.width, y, line)
            elif self.look.align == TA_CENTER:
                canvas.drawCentredString(self.width / 2, y, line)
            else:
                canvas.drawString(0, y, line)
            y -= lead
