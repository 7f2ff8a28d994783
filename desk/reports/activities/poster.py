"""The activity calendar 活动月历 as a list: every day with its activities in full.

A portrait poster, a long picture, or the list that the wall page points to.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from desk.core.almanac import almanac
from desk.core.calendar import DayKind, weekday_words
from desk.core.words import _, marked
from desk.reports.activities import layout
from desk.reports.activities.footer import CalendarFooter
from desk.reports.activities.layout import TextColumn, TextRun, draw_kind, draw_lines
from desk.reports.activities.view_model import CalendarEntry, CalendarSheet
from desk.reports.kit import fonts, paper
from desk.reports.kit.charts import write

DATE = 27 * mm
TIMES = 25 * mm


class PosterHead(Flowable):  # type: ignore[misc]
    """The title: the centre, the month large in red."""

    def __init__(self, sheet: CalendarSheet, width: float) -> None:
        super().__init__()
        fonts.register()
        self.sheet, self.width, self.height = sheet, width, 28 * mm

    def wrap(self, *_available: float) -> tuple[float, float]:
        """Its width and height in points, as reportlab asks before it places it."""
        return self.width, self.height

    def draw(self) -> None:
        """Drawn from its lower left corner, as reportlab calls it."""
        canvas, sheet = self.canv, self.sheet
        canvas.setFont(fonts.TITLE, 44)
        canvas.setFillColor(paper.RED)
        number = str(sheet.month.number)
        canvas.drawString(0, 9 * mm, number)
        wide = layout.width(number, fonts.TITLE, 44)
        canvas.setFont(fonts.TITLE, 17)
        canvas.setFillColor(paper.INK)
        canvas.drawString(wide + 4 * mm, 17 * mm, sheet.title)
        size = 12.5
        room = self.width - wide - 4 * mm
        while size > 8 and layout.width(sheet.centre.name, fonts.BODY, size) > room:
            size -= 0.5
        name = fonts.shortened(sheet.centre.name, fonts.BODY, size, room)
        write(canvas, wide + 4 * mm, 10 * mm, name, size, paper.GREY)
        canvas.setStrokeColor(paper.RED)
        canvas.setLineWidth(1.4)
        canvas.line(0, 5 * mm, self.width, 5 * mm)


@dataclass(frozen=True)
class EntryLines:
    """An activity's lines, or the rest of them after a page has ended; ``begins`` where its time and kind stand."""

    entry: CalendarEntry
    lines: Sequence[list[TextRun]]
    begins: bool = True


class DayRow(Flowable):  # type: ignore[misc]
    """Some of a day's activities beside its date; a very full day is more than one row."""

    SIZE, GAP, EDGE, LEAST = 11.0, 1.4 * mm, 1.8 * mm, 11.5 * mm
    LEAD = SIZE * layout.LEAD
    WHOLE = 80 * mm
    """A row of at most this height stands on one page; a higher one goes on over the next, and fits on none maybe."""

    def __init__(self, sheet: CalendarSheet, day: date, blocks: Sequence[EntryLines], width: float) -> None:
        super().__init__()
        fonts.register()
        self.sheet, self.day, self.blocks, self.width = sheet, day, blocks, width
        self.height = max(sum(map(self._high, blocks)) + self.EDGE, self.LEAST)

    def _high(self, block: EntryLines) -> float:
        return float(len(block.lines) * self.LEAD + self.GAP)

    def wrap(self, *_available: float) -> tuple[float, float]:
        """Its width and height in points, as reportlab asks before it places it."""
        return self.width, self.height

    def split(self, _width: float, room: float) -> list[Flowable]:
        """What of a row that is too long for one page fits into the room that is left, and the rest below its date."""
        if self.height <= self.WHOLE or room < 2 * self.LEAST:
            return []
        upper: list[EntryLines] = []
        lower = list(self.blocks)
        left = room - self.EDGE
        while lower and self._high(lower[0]) <= left:
            left -= self._high(lower[0])
            upper.append(lower.pop(0))
        if lower and (many := int((left - self.GAP) // self.LEAD)) > 0:
            block = lower[0]
            upper.append(replace(block, lines=block.lines[:many]))
            lower[0] = replace(block, lines=block.lines[many:], begins=False)
        return [DayRow(self.sheet, self.day, part, self.width) for part in (upper, lower)]

    def draw(self) -> None:
        """Drawn from its lower left corner, as reportlab calls it."""
        canvas = self.canv
        self._date(canvas)
        y = self.height - 1.6 * mm
        for block in self.blocks:
            base = y - self.LEAD + self.SIZE * 0.32
            if block.begins:
                draw_kind(canvas, block.entry, DATE, base, self.SIZE * 0.95)
                write(canvas, DATE + 5.6 * mm, base, block.entry.times, 8.6, paper.GREY)
            y = draw_lines(canvas, block.lines, DATE + TIMES, y, self.SIZE) - self.GAP
        canvas.setStrokeColor(paper.LINE)
        canvas.setLineWidth(0.5)
        canvas.line(0, 0, self.width, 0)

    def _date(self, canvas: Any) -> None:
        kind, mark = self.sheet.calendar.kind(self.day), self.sheet.calendar.mark(self.day)
        off = kind in (DayKind.WEEKEND, DayKind.HOLIDAY)
        canvas.setFont(fonts.TITLE, 22)
        canvas.setFillColor(paper.RED if off else paper.INK)
        canvas.drawString(0, self.height - 8.6 * mm, str(self.day.day))
        x = max(layout.width(str(self.day.day), fonts.TITLE, 22) + 1.6 * mm, 10 * mm)
        rest = mark.sign if mark else ""
        text = f"{weekday_words(self.day)} {rest}".strip()
        write(canvas, x, self.height - 5 * mm, text, 9, paper.RED if off else paper.INK)
        write(canvas, x, self.height - 8.9 * mm, almanac(self.day).caption, 7.4, paper.GREY)


def lines(entry: CalendarEntry, wide: float, size: float) -> list[list[TextRun]]:
    """Title and venue, then audience, sign-up and organiser, smaller."""
    small = size * layout.SMALL
    column = TextColumn(wide)
    if entry.word:
        column.put(marked(entry.word), fonts.BOLD, small, paper.RED)
    column.put(entry.title, fonts.BOLD, size, paper.GREY if entry.off else paper.INK, entry.off)
    if entry.where:
        column.skip(size * 0.6)
        column.put(entry.where, fonts.BODY, small, paper.INK)
    if entry.details and entry.details != entry.where:
        column.new_line()
        column.put(entry.details, fonts.BODY, small * 0.96, paper.GREY)
    return column.lines


AT_ONCE = 12
"""Activities of a day that stand together; more go on in another row, which may stand on the next page."""


def rows(sheet: CalendarSheet, days: Iterable[date], width: float) -> list[Flowable]:
    """A row for every day that has something."""
    story: list[Flowable] = []
    column = width - DATE - TIMES
    for day in days:
        blocks = [EntryLines(entry, lines(entry, column, DayRow.SIZE)) for entry in sheet.entries[day]]
        story += [DayRow(sheet, day, blocks[n : n + AT_ONCE], width) for n in range(0, len(blocks), AT_ONCE)]
    return story


class Legend(Flowable):  # type: ignore[misc]
    """The foot of the poster, kept together."""

    def __init__(self, sheet: CalendarSheet, width: float) -> None:
        super().__init__()
        fonts.register()
        self.width = width
        self.foot = CalendarFooter(sheet, width, 1.0)
        self.height = self.foot.height + 4 * mm

    def wrap(self, *_available: float) -> tuple[float, float]:
        """Its width and height in points, as reportlab asks before it places it."""
        return self.width, self.height

    def draw(self) -> None:
        """Drawn from its lower left corner, as reportlab calls it."""
        self.foot.draw(self.canv, self.height - 3 * mm)


class Empty(Flowable):  # type: ignore[misc]
    """A month without activities says so."""

    def __init__(self, width: float) -> None:
        super().__init__()
        fonts.register()
        self.width, self.height = width, 30 * mm

    def wrap(self, *_available: float) -> tuple[float, float]:
        """Its width and height in points, as reportlab asks before it places it."""
        return self.width, self.height

    def draw(self) -> None:
        """Drawn from its lower left corner, as reportlab calls it."""
        write(self.canv, self.width / 2, self.height / 2, _("No activities are planned yet."), 12, paper.GREY, "centre")


def story(sheet: CalendarSheet, width: float) -> list[Flowable]:
    """The whole list: head, a row for each day with activities, and the legend."""
    days = rows(sheet, sheet.month.weeks, width) or [Empty(width)]
    return [PosterHead(sheet, width), *days, Legend(sheet, width)]
