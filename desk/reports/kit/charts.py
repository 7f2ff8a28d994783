"""Small drawings for papers, as vectors: lying bars, a heat map. One hue, readable in black and white."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.lib.colors import Color, HexColor, white
from reportlab.platypus import Flowable

from desk.core.words import P_, listed
from desk.reports.kit import colours, fonts, structure
from desk.reports.kit.paper import GREY, INK

PALE, DEEP = HexColor(f"#{colours.PALE}"), HexColor(f"#{colours.DEEP}")
SERIES = tuple(HexColor(f"#{each}") for each in colours.SERIES)
BAR = SERIES[0]


class Chart(Flowable):  # type: ignore[misc]
    """A figure, which is read out as the numbers that it shows."""

    def __init__(self, width: float, height: float) -> None:
        super().__init__()
        fonts.register()
        self.width, self.height = width, height

    def wrap(self, *_available: float) -> tuple[float, float]:
        """Its width and height in points, as reportlab asks before it places it."""
        return self.width, self.height

    def draw(self) -> None:
        """Drawn from its lower left corner, as reportlab calls it."""
        with structure.content(self.canv, "Figure", self.in_words()):
            self.paint(self.canv)

    def in_words(self) -> str:
        """What it shows."""
        raise NotImplementedError

    def paint(self, canvas: Any) -> None:
        """Draw it."""
        raise NotImplementedError


class Bars(Chart):
    """Horizontal bars with their names and numbers; the longest fills the width, none stands where there is nothing.

    Of a ``whole`` each has its share behind its number.
    """

    ROW = 15
    NUMBER, SHARE = 40, 42
    """Points for the number, and for the share."""

    def __init__(self, rows: Sequence[tuple[str, int]], width: float, label: float = 90, whole: int = 0) -> None:
        super().__init__(width, self.ROW * len(rows))
        self.rows, self.label, self.whole = rows, label, whole

    def in_words(self) -> str:
        """Each name with its number."""
        return listed(_told(name, self._said(value)) for name, value in self.rows)

    def _said(self, value: int) -> str:
        return f"{value:,}　{100 * value / self.whole:.1f}%" if self.whole else f"{value:,}"

    def paint(self, canvas: Any) -> None:
        """From the top down."""
        most = max((value for _name, value in self.rows), default=0) or 1
        space = self.width - self.label - self.NUMBER - (self.SHARE if self.whole else 0)
        for place, (name, value) in enumerate(self.rows):
            y = self.height - (place + 1) * self.ROW + 4
            write(canvas, self.label - 6, y, fonts.shortened(name, fonts.BODY, 9, self.label - 6), 9, INK, "right")
            if value:
                canvas.setFillColor(BAR)
                canvas.rect(self.label, y - 1.5, max(space * value / most, 0.5), 9, stroke=0, fill=1)
            write(canvas, self.label + space * value / most + 4, y, self._said(value), 8.5, GREY)


class HeatMap(Chart):
    """Weekdays by hours; the deeper the colour, the more there was. The number stands in every cell that has one."""

    CELL = 15

    def __init__(self, heat: Sequence[Sequence[int]], weekdays: Sequence[str], hours: range, width: float) -> None:
        super().__init__(width, self.CELL * 8)
        self.heat, self.weekdays, self.hours = heat, weekdays, hours

    def in_words(self) -> str:
        """Each weekday with its sum."""
        return listed(_told(name, f"{sum(self.heat[day]):,}") for day, name in enumerate(self.weekdays))

    def paint(self, canvas: Any) -> None:
        """A row for each weekday, below the hours."""
        most = max((self.heat[d][h] for d in range(7) for h in self.hours), default=0) or 1
        label = 34
        step = (self.width - label) / len(self.hours)
        for place, hour in enumerate(self.hours):
            write(canvas, label + (place + 0.5) * step, self.height - 11, f"{hour:02d}:00", 7.5, GREY, "centre")
        for day, name in enumerate(self.weekdays):
            y = self.height - (day + 2) * self.CELL
            write(canvas, label - 6, y + 4, name, 8.5, INK, "right")
            for place, hour in enumerate(self.hours):
                value = self.heat[day][hour]
                canvas.setFillColor(shade(value / most))
                canvas.rect(label + place * step + 0.5, y + 0.5, step - 1, self.CELL - 1, stroke=0, fill=1)
                if value:
                    ink = white if value / most > 0.55 else INK
                    write(canvas, label + (place + 0.5) * step, y + 4, str(value), 7.5, ink, "centre")


def _told(name: str, value: str) -> str:
    return P_("series of a chart", "{name} {value}", name=name, value=value)


def shade(part: float) -> Color:
    """From nearly white to the deepest."""
    return Color(*(PALE_ + (DEEP_ - PALE_) * part for PALE_, DEEP_ in zip(PALE.rgb(), DEEP.rgb(), strict=True)))


def write(canvas: Any, x: float, y: float, text: str, size: float, colour: Any, place: str = "left") -> None:
    """One line of text in the body's typeface; ``x`` is its left edge, middle or right edge."""
    canvas.setFont(fonts.BODY, size)
    canvas.setFillColor(colour)
    draw = {"left": canvas.drawString, "right": canvas.drawRightString, "centre": canvas.drawCentredString}[place]
    draw(x, y, text)
