"""The week of a room drawn as days by hours: each entry as long as its time, its words whole.

The hours stretch where somebody's words need more room than their time has, so that short bookings can be read too.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from itertools import accumulate, pairwise
from typing import Any

from reportlab.lib import colors
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from desk.core.calendar import day_words, weekday_words
from desk.core.clock_times import HOUR, clock
from desk.reports.bookings.room_week import RoomEntry, RoomWeek
from desk.reports.kit import fonts, paper
from desk.reports.kit.breaking import advance_of, wrapped
from desk.reports.kit.charts import write
from desk.reports.kit.colours import PALE, SERIES

PAD: float = 1.2 * mm
LEAD = 1.25
TIMES = "00:00—00:00"
EVEN = 0.45
"""So much of its even share of the height each hour keeps, however much others have to tell."""
STEP = 0.25
"""Points by which the letters become smaller until all fits."""
OF_BOOKINGS, OF_OTHERS = SERIES[0], SERIES[1]


class WeekGrid(Flowable):  # type: ignore[misc]
    """As large as ``size`` (width, height in points). The letters shrink from ``most`` down to ``least`` points; where
    even these do not fit, ``is_full`` says so; hours are even then, and what has no room is shortened or left out.
    """

    AXIS, HEAD = 14 * mm, 9 * mm

    def __init__(self, week: RoomWeek, size: tuple[float, float], most: float, least: float) -> None:
        super().__init__()
        fonts.register()
        self.week = week
        self.width, self.height = size
        self.wide = (self.width - self.AXIS) / len(week.days)
        self.room = float(self.height - self.HEAD)
        edges = {edge for each in week.entries.values() for entry in each for edge in (entry.begins, entry.ends)}
        self.marks = sorted(edges | set(range(week.first, week.last + 1, HOUR)))
        self.size = self._largest(most, least)
        heights = self._needs(self.size)
        self.is_full = sum(heights) > self.room + 0.01
        self.depths = [0.0, *accumulate(self._filled([0.0] * len(heights) if self.is_full else heights))]

    def wrap(self, *_available: float) -> tuple[float, float]:
        """Its width and height in points, as reportlab asks before it places it."""
        return self.width, self.height

    def _largest(self, most: float, least: float) -> float:
        sizes = [most - STEP * n for n in range(int((most - least) / STEP) + 1)]
        place = bisect_left(sizes, True, key=self._fits)
        return sizes[place] if place < len(sizes) else least

    def _fits(self, size: float) -> bool:
        return self._is_wide_enough(size) and sum(self._needs(size)) <= self.room

    def _needs(self, size: float) -> list[float]:
        """How high each piece of the day is at least, from mark to mark."""
        minutes = [later - earlier for earlier, later in pairwise(self.marks)]
        least = EVEN * self.room / (self.week.last - self.week.first) * HOUR
        heights = [least * each / HOUR for each in minutes]
        entries = [entry for of_day in self.week.entries.values() for entry in of_day]
        for entry in sorted(entries, key=lambda each: each.ends - each.begins):
            first, last = self.marks.index(entry.begins), self.marks.index(entry.ends)
            lack = self._need(entry, size) - sum(heights[first:last])
            if lack > 0:
                share = lack / (entry.ends - entry.begins)
                heights[first:last] = [
                    high + share * each for high, each in zip(heights[first:last], minutes[first:last], strict=True)
                ]
        return heights

    def _filled(self, heights: Sequence[float]) -> list[float]:
        """The pieces over the whole height: what is left goes to all by their length."""
        left = self.room - sum(heights)
        whole = self.marks[-1] - self.marks[0]
        return [high + left * (b - a) / whole for high, (a, b) in zip(heights, pairwise(self.marks), strict=True)]

    def _lines(self, entry: RoomEntry, size: float) -> list[str]:
        """The words in the width of a lane; times stay whole on a line of their own where not all fits into one."""
        wide = max(self.wide / entry.lanes - 2 * PAD, size)
        lines: list[str] = []
        for label in entry.labels:
            whole = wrapped(label, fonts.BODY, size, wide)
            times, _gap, text = label.partition(" ")
            lines += whole if len(whole) == 1 else [times, *wrapped(text, fonts.BODY, size, wide)]
        return lines

    def _is_wide_enough(self, size: float) -> bool:
        """Do the times of every entry stand on one line?"""
        lanes = max((entry.lanes for of_day in self.week.entries.values() for entry in of_day), default=1)
        room: float = self.wide / lanes - 2 * PAD
        return advance_of(TIMES, fonts.BODY) * size <= room

    def _need(self, entry: RoomEntry, size: float) -> float:
        return len(self._lines(entry, size)) * size * LEAD + PAD

    def _y(self, minutes: int) -> float:
        """Where a time of the day lies; between two marks in proportion."""
        at = bisect_left(self.marks, minutes)
        if at >= len(self.marks) or self.marks[at] != minutes:
            earlier, later = self.marks[at - 1], self.marks[min(at, len(self.marks) - 1)]
            part = (minutes - earlier) / max(later - earlier, 1)
            return self.room - (self.depths[at - 1] + part * (self.depths[at] - self.depths[at - 1]))
        return self.room - self.depths[at]

    def draw(self) -> None:
        """Drawn from its lower left corner, as reportlab calls it."""
        canvas = self.canv
        for place, day in enumerate(self.week.days):
            x = self.AXIS + place * self.wide
            self._day(canvas, day, x)
        self._lines_of_hours(canvas)
        for place, day in enumerate(self.week.days):
            for entry in self.week.entries[day]:
                self._entry(canvas, entry, self.AXIS + place * self.wide)

    def _day(self, canvas: Any, day: date, x: float) -> None:
        """The heading of a day, and grey where the room is not open."""
        canvas.setFillColor(paper.SHADE)
        canvas.rect(x, 0, self.wide, self.room, stroke=0, fill=1)
        canvas.setFillColor(colors.white)
        for begins, ends in self.week.opens[day]:
            canvas.rect(x, self._y(ends), self.wide, self._y(begins) - self._y(ends), stroke=0, fill=1)
        mark = self.week.calendar.mark(day)
        ink = paper.INK if self.week.calendar.is_workday(day) else paper.RED
        caption = f"{weekday_words(day)}　{day_words(day)}" + (f"　{mark.sign}" if mark else "")
        write(canvas, x + self.wide / 2, self.room + 3 * mm, caption, 10, ink, "centre")

    def _lines_of_hours(self, canvas: Any) -> None:
        canvas.setStrokeColor(paper.LINE)
        canvas.setLineWidth(0.4)
        for hour in range(self.week.first, self.week.last + 1, HOUR):
            y = self._y(hour)
            canvas.line(self.AXIS, y, self.width, y)
            write(canvas, self.AXIS - 1.5 * mm, y - 2.6, clock(hour), 8, paper.GREY, "right")
        canvas.setLineWidth(0.6)
        for place in range(len(self.week.days) + 1):
            x = self.AXIS + place * self.wide
            canvas.line(x, 0, x, self.height)
        canvas.line(self.AXIS, self.height, self.width, self.height)

    def _entry(self, canvas: Any, entry: RoomEntry, x: float) -> None:
        """A box with its words; dashed while nobody has decided, grey where it is closed."""
        wide = self.wide / entry.lanes
        left, top, bottom = x + entry.lane * wide, self._y(entry.begins), self._y(entry.ends)
        canvas.saveState()
        canvas.setFillColor(paper.SHADE if entry.closed else colors.HexColor(f"#{PALE}"))
        canvas.setStrokeColor(paper.GREY if entry.closed else colors.HexColor(f"#{self._ink(entry)}"))
        canvas.setLineWidth(0.7)
        if entry.held:
            canvas.setFillColor(colors.white)
            canvas.setDash(3, 2)
        canvas.rect(left + 0.8, bottom + 0.8, wide - 1.6, top - bottom - 1.6, stroke=1, fill=1)
        canvas.restoreState()
        lines = self._lines(entry, self.size)
        fits = int((top - bottom - PAD + 0.01) / (self.size * LEAD))
        if fits < len(lines):
            lines = (
                [*lines[: fits - 1], fonts.shortened(lines[fits - 1] + "……", fonts.BODY, self.size, wide - 2 * PAD)]
                if fits
                else []
            )
        for place, line in enumerate(lines, 1):
            y = top - PAD / 2 - place * self.size * LEAD + self.size * 0.25
            write(canvas, left + PAD, y, line, self.size, paper.INK)

    def _ink(self, entry: RoomEntry) -> str:
        return OF_BOOKINGS if entry.booked else OF_OTHERS
