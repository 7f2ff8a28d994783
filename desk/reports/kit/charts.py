"""Small drawings for papers: bars, a trend line, a heat map. One hue, readable in black and white."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.lib.colors import Color, HexColor, white
from reportlab.platypus import Flowable

from desk.reports.kit import colours, fonts
from desk.reports.kit.paper import GREY, INK, LINE

PALE, DEEP = HexColor(f"#{colours.PALE}"), HexColor(f"#{colours.DEEP}")
BAR = HexColor(f"#{colours.SERIES[0]}")


class Bars(Flowable):  # type: ignore[misc]
    """Horizontal bars with their names and numbers; the longest fills the width, none stands where there is nothing."""

    ROW = 15

    def __init__(self, rows: Sequence[tuple[str, int]], width: float, label: float = 90) -> None:
        super().__init__()
        self.rows, self.width, self.label = rows, width, label
        self.height = self.ROW * len(rows)

    def wrap(self, *_available: float) -> tuple[float, float]:
        """Its width and height in points, as reportlab asks before it places it."""
        return self.width, self.height

    def draw(self) -> None:
        """Drawn from its lower left corner, as reportlab calls it."""
        most = max((value for _name, value in self.rows), default=0) or 1
        space = self.width - self.label - 40
        for place, (name, value) in enumerate(self.rows):
            y = self.height - (place + 1) * self.ROW + 4
            write(self.canv, self.label - 6, y, fonts.shortened(name, fonts.BODY, 9, self.label - 6), 9, INK, "right")
            if value:
                self.canv.setFillColor(BAR)
                self.canv.rect(self.label, y - 1.5, max(space * value / most, 0.5), 9, stroke=0, fill=1)
            write(self.canv, self.label + space * value / most + 4, y, f"{value:,}", 8.5, GREY)


class Columns(Flowable):  # type: ignore[misc]
    """One column a day, none where there was nothing; the day below, the number above."""

    def __init__(self, values: Sequence[tuple[str, int]], width: float, height: float = 92) -> None:
        super().__init__()
        self.values, self.width, self.height = values, width, height

    def wrap(self, *_available: float) -> tuple[float, float]:
        """Its width and height in points, as reportlab asks before it places it."""
        return self.width, self.height

    def draw(self) -> None:
        """Drawn from its lower left corner, as reportlab calls it."""
        most = max((value for _name, value in self.values), default=0) or 1
        step, space = self.width / max(len(self.values), 1), self.height - 26
        self.canv.setStrokeColor(LINE)
        self.canv.line(0, 14, self.width, 14)
        for place, (name, value) in enumerate(self.values):
            x = place * step
            if value:
                self.canv.setFillColor(DEEP if value == most else BAR)
                self.canv.rect(x + step * 0.18, 14, step * 0.64, space * value / most, stroke=0, fill=1)
                write(self.canv, x + step / 2, 17 + space * value / most, str(value), 6.5, GREY, "centre")
            write(self.canv, x + step / 2, 4, name, 7, GREY, "centre")


class HeatMap(Flowable):  # type: ignore[misc]
    """Weekdays by hours; the deeper the colour, the more there was. The number stands in every cell that has one."""

    CELL = 15

    def __init__(self, heat: Sequence[Sequence[int]], weekdays: Sequence[str], hours: range, width: float) -> None:
        super().__init__()
        self.heat, self.weekdays, self.hours, self.width = heat, weekdays, hours, width
        self.height = self.CELL * 8

    def wrap(self, *_available: float) -> tuple[float, float]:
        """Its width and height in points, as reportlab asks before it places it."""
        return self.width, self.height

    def draw(self) -> None:
        """Drawn from its lower left corner, as reportlab calls it."""
        most = max((self.heat[d][h] for d in range(7) for h in self.hours), default=0) or 1
        label = 34
        step = (self.width - label) / len(self.hours)
        for place, hour in enumerate(self.hours):
            write(self.canv, label + (place + 0.5) * step, self.height - 11, f"{hour:02d}:00", 7.5, GREY, "centre")
        for day, name in enumerate(self.weekdays):
            y = self.height - (day + 2) * self.CELL
            write(self.canv, label - 6, y + 4, name, 8.5, INK, "right")
            for place, hour in enumerate(self.hours):
                value = self.heat[day][hour]
                self.canv.setFillColor(shade(value / most))
                self.canv.rect(label + place * step + 0.5, y + 0.5, step - 1, self.CELL - 1, stroke=0, fill=1)
                if value:
                    ink = white if value / most > 0.55 else INK
                    write(self.canv, label + (place + 0.5) * step, y + 4, str(value), 7.5, ink, "centre")


def shade(part: float) -> Color:
    """From nearly white to the deepest."""
    return Color(*(PALE_ + (DEEP_ - PALE_) * part for PALE_, DEEP_ in zip(PALE.rgb(), DEEP.rgb(), strict=True)))


def write(canvas: Any, x: float, y: float, text: str, size: float, colour: Any, place: str = "left") -> None:
    """One line of text in the body's typeface; ``x`` is its left edge, middle or right edge."""
    canvas.setFont(fonts.BODY, size)
    canvas.setFillColor(colour)
    draw = {"left": canvas.drawString, "right": canvas.drawRightString, "centre": canvas.drawCentredString}[place]
    draw(x, y, text)
