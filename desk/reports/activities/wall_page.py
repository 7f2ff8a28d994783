"""The activity calendar 活动月历 on one page to hang up: Monday first, no text ever cut."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from itertools import accumulate
from typing import Any

from reportlab.lib import colors
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from desk.core.almanac import almanac
from desk.core.calendar import DayKind, weekday_names
from desk.core.words import _
from desk.reports.activities import layout
from desk.reports.activities.footer import CalendarFooter
from desk.reports.activities.layout import draw_kind, draw_lines, height_of, lines_of
from desk.reports.activities.view_model import CalendarEntry, CalendarSheet
from desk.reports.kit import fonts, paper
from desk.reports.kit.charts import write

PAD = 1.6 * mm


class Wall(Flowable):  # type: ignore[misc]
    """The grid with its title and foot in ``size`` points (width, height).

    Every week is as high as its fullest day needs; the type shrinks until all weeks fit the page, down to ``least``.
    What still does not fit is counted under its day and stands in ``overflow``. Without a height the page grows.
    """

    TITLE, HEAD = 17 * mm, 7.5 * mm

    def __init__(
        self, sheet: CalendarSheet, size: tuple[float, float | None], most: float = 10.5, least: float = 6.5
    ) -> None:
        super().__init__()
        fonts.register()
        self.sheet = sheet
        self.width = size[0]
        self.scale = max(size[0] / (277 * mm), 0.8)
        self.foot = CalendarFooter(sheet, self.width, self.scale)
        self.wide = self.width / 7
        self.weeks = [tuple(sheet.month.weeks[n : n + 7]) for n in range(0, len(sheet.month.weeks), 7)]
        self.top = 6.4 * mm * self.scale
        around = (self.TITLE + self.HEAD) * self.scale + self.foot.height
        space = None if size[1] is None else size[1] - around
        self.size = most if space is None else self._largest(most, least, space)
        needs = [self._need(week, self.size) for week in self.weeks]
        self.heights = needs if space is None else shared(needs, space)
        self.height = around + sum(self.heights)
        self.overflow = [
            day for week, high in zip(self.weeks, self.heights, strict=True) for day in week if self._hidden(day, high)
        ]

    def wrap(self, *_available: float) -> tuple[float, float]:
        """Its width and height in points, as reportlab asks before it places it."""
        return self.width, self.height

    def _largest(self, most: float, least: float, space: float) -> float:
        """The largest type in steps of a quarter point at which all weeks fit, or else the least."""
        sizes = [most - 0.25 * n for n in range(int((most - least) / 0.25) + 1)]
        place = bisect_left(sizes, True, key=lambda size: sum(self._need(week, size) for week in self.weeks) <= space)
        return sizes[place] if place < len(sizes) else least

    def _need(self, week: Sequence[date], size: float) -> float:
        column = self.wide - 2 * PAD
        fullest: float = max(height_of(self.sheet.entries[day], column, size) for day in week)
        return float(self.top + max(fullest, 9 * mm * self.scale) + PAD)

    def _fitting(self, day: date, high: float) -> int:
        """How many entries stand in a cell of this height; one line less when not all do."""
        entries, column = self.sheet.entries[day], self.wide - 2 * PAD
        space = high - self.top - PAD + 0.01
        if height_of(entries, column, self.size) <= space:
            return len(entries)
        space -= self.size * layout.LEAD
        many = 0
        while height_of(entries[: many + 1], column, self.size) <= space:
            many += 1
        return many

    def _hidden(self, day: date, high: float) -> int:
        return len(self.sheet.entries[day]) - self._fitting(day, high)

    def draw(self) -> None:
        """Drawn from its lower left corner, as reportlab calls it."""
        canvas, scale = self.canv, self.scale
        y = self.height
        self._title(canvas, y)
        y -= self.TITLE * scale
        for place, name in enumerate(weekday_names()):
            colour = paper.RED if place > 4 else paper.INK
            write(canvas, (place + 0.5) * self.wide, y - 5 * mm * scale, name, 10.5 * scale, colour, "centre")
        y -= self.HEAD * scale
        top = y
        for week, high in zip(self.weeks, self.heights, strict=True):
            for place, day in enumerate(week):
                self._day(canvas, day, place * self.wide, y, high)
            y -= high
        self._grid(canvas, top)
        self.foot.draw(canvas, y)

    def _title(self, canvas: Any, y: float) -> None:
        """The month's title, and below it whose calendar it is."""
        scale, sheet = self.scale, self.sheet
        canvas.setFont(fonts.TITLE, 21 * scale)
        canvas.setFillColor(paper.RED)
        canvas.drawCentredString(self.width / 2, y - 7.6 * mm * scale, sheet.title)
        size = 11 * scale
        name = fonts.shortened(sheet.centre.name, fonts.BODY, size, self.width)
        write(canvas, self.width / 2, y - 13.2 * mm * scale, name, size, paper.INK, "centre")
        canvas.setStrokeColor(paper.RED)
        canvas.setLineWidth(1.4 * scale)
        canvas.line(0, y - 15.6 * mm * scale, self.width, y - 15.6 * mm * scale)

    def _grid(self, canvas: Any, top: float) -> None:
        """Lines between the weeks and between the days."""
        canvas.setStrokeColor(paper.LINE)
        canvas.setLineWidth(0.5)
        bottom = top - sum(self.heights)
        canvas.grid(
            [place * self.wide for place in range(8)], [top - high for high in accumulate(self.heights, initial=0)]
        )
        canvas.rect(0, bottom, self.width, top - bottom)

    def _day(self, canvas: Any, day: date, x: float, y: float, high: float) -> None:
        sheet, scale = self.sheet, self.scale
        if day not in sheet.month:
            return
        kind, mark = sheet.calendar.kind(day), sheet.calendar.mark(day)
        off = kind in (DayKind.WEEKEND, DayKind.HOLIDAY)
        if off:
            canvas.setFillColor(paper.SHADE)
            canvas.rect(x, y - high, self.wide, high, stroke=0, fill=1)
        base = y - 4.9 * mm * scale
        canvas.setFont(fonts.BOLD, 13 * scale)
        canvas.setFillColor(paper.RED if off else paper.INK)
        canvas.drawString(x + PAD, base, str(day.day))
        at = x + PAD + layout.width(str(day.day), fonts.BOLD, 13 * scale) + 1.2 * mm
        known = almanac(day)
        write(canvas, at, base, known.caption, 7.6 * scale, paper.RED if known.name else paper.GREY)
        if mark is not None:
            word, colour = (mark.sign, paper.INK if mark.working else paper.RED)
            self._badge(canvas, word, colour, x + self.wide - PAD, base)
        self._entries(canvas, day, x + PAD, y - self.top, high)

    def _badge(self, canvas: Any, word: str, colour: Any, right: float, base: float) -> None:
        size = 7.6 * self.scale
        canvas.setStrokeColor(colour)
        canvas.setLineWidth(0.7)
        canvas.circle(right - size * 0.62, base + size * 0.36, size * 0.72, stroke=1, fill=0)
        write(canvas, right - size * 0.62, base + size * 0.02, word, size * 0.9, colour, "centre")

    def _entries(self, canvas: Any, day: date, x: float, y: float, high: float) -> None:
        entries: list[CalendarEntry] = self.sheet.entries[day]
        many = self._fitting(day, high)
        for entry in entries[:many]:
            draw_kind(canvas, entry, x, y - self.size * layout.LEAD + self.size * 0.32, self.size * 0.88)
            y = draw_lines(canvas, lines_of(entry, self.wide - 2 * PAD, self.size), x, y, self.size) - self.size * 0.35
        if many < len(entries):
            canvas.setFillColor(colors.white)
            sentence = _("and {n} more, see the list", n=len(entries) - many)
            write(canvas, x, y - self.size * layout.LEAD + self.size * 0.32, sentence, self.size * 0.9, paper.RED)


def shared(needs: Sequence[float], space: float) -> list[float]:
    """Heights that fill the space: what is left over goes evenly to all; when there is too little, the modest
    weeks get what they need and the others share the rest."""
    if sum(needs) <= space:
        return [need + (space - sum(needs)) / len(needs) for need in needs]
    given: dict[int, float] = {}
    left = space
    for place in sorted(range(len(needs)), key=lambda n: needs[n]):
        given[place] = min(needs[place], left / (len(needs) - len(given)))
        left -= given[place]
    return [given[place] for place in range(len(needs))]
