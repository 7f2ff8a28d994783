"""The drawing of an adjustment: three months before in grey, three after in the first colour, the day between them."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from desk.books.zones.comparison import MonthPeople
from desk.core.words import P_
from desk.reports.kit import colours, fonts
from desk.reports.kit.charts import write
from desk.reports.kit.paper import GREY, INK, LINE

BEFORE, AFTER = HexColor(f"#{colours.SERIES[-1]}"), HexColor(f"#{colours.SERIES[0]}")
FOOT, HEAD = 30, 26
"""Points below and above the columns: what they are called, and their numbers."""


class BeforeAfter(Flowable):  # type: ignore[misc]
    """A column a month with its number; a month that goes on is hollow."""

    def __init__(self, months: Sequence[MonthPeople], day: str, width: float, height: float = 190) -> None:
        super().__init__()
        fonts.register()
        self.months, self.day, self.width, self.height = months, day, width, height

    def wrap(self, *_available: float) -> tuple[float, float]:
        """Its width and height in points, as reportlab asks before it places it."""
        return self.width, self.height

    def draw(self) -> None:
        """Drawn from its lower left corner, as reportlab calls it."""
        step = self.width / max(len(self.months), 1)
        most = max((each.people for each in self.months), default=0) or 1
        self.canv.setStrokeColor(LINE)
        self.canv.line(0, FOOT, self.width, FOOT)
        for place, each in enumerate(self.months):
            self._column(place * step, step, each, (self.height - FOOT - HEAD) * each.people / most)
        self._between(step * sum(not each.is_after for each in self.months))

    def _column(self, x: float, step: float, each: MonthPeople, high: float) -> None:
        colour = AFTER if each.is_after else BEFORE
        self.canv.setFillColor(colour)
        self.canv.setStrokeColor(colour)
        if high:
            self.canv.rect(x + step * 0.25, FOOT, step * 0.5, high, stroke=1, fill=int(each.is_over))
        write(self.canv, x + step / 2, FOOT + high + 5, f"{each.people:,}", 10, INK, "centre")
        write(self.canv, x + step / 2, FOOT - 13, each.label, 8.5, GREY, "centre")
        side = P_("before and after", "After") if each.is_after else P_("before and after", "Before")
        write(self.canv, x + step / 2, FOOT - 25, side, 8.5, GREY, "centre")

    def _between(self, x: float) -> None:
        self.canv.setStrokeColor(GREY)
        self.canv.setDash(3, 3)
        self.canv.line(x, FOOT, x, self.height - 14)
        self.canv.setDash()
        write(self.canv, x, self.height - 10, self.day, 9, INK, "centre")
