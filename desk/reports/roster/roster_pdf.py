"""The roster 坐班轮值表 for the wall: one A4 landscape page a month, Monday first, names large."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import Flowable, PageBreak

from desk.books import centre
from desk.books.centre import days_off
from desk.books.roster import assignees, queries, shifts
from desk.books.roster.queries import Duty, RosterMonth
from desk.core.calendar import DayKind, WorkCalendar, day_words, weekday_names, weekday_words
from desk.core.errors import Refused
from desk.core.month import Month
from desk.core.telephones import read_out
from desk.core.words import P_, _, clauses, listed, named, on_record
from desk.core.work import Work
from desk.reports.kit import fonts, imprint, paper
from desk.reports.kit.charts import write
from desk.scheduling.problem import Post

MARGINS = (10 * mm, 10 * mm, 16 * mm, 10 * mm)
LARGEST, SMALLEST = 18.0, 7.0
LABEL = 0.85
"""A shift's name is written this much smaller than the people's: it too is read from two metres."""


@dataclass(frozen=True)
class WallRow:
    """One shift of a day: its name and who has it; changed people carry a star."""

    shift: str
    people: tuple[str, ...]
    leader: bool


def lines_of(work: Work, roster: RosterMonth) -> dict[date, list[WallRow]]:
    """What stands under every day. Raises ``Refused`` for a month without a roster."""
    present = queries.duties_between(work, *roster.month.span)
    if not present:
        raise Refused(_("{month} has no plan yet.", month=roster.month.label))
    names = {assignee.id: assignee.name for assignee in assignees.all_assignees(work)}
    cards = {card.id: card for card in shifts.all_shifts(work)}
    lines: dict[date, list[WallRow]] = {day: [] for day in roster.month.days}
    by_slot: dict[tuple[date, int], list[Duty]] = {}
    for duty in present:
        by_slot.setdefault((duty.day, duty.shift_id), []).append(duty)
    order = sorted(by_slot, key=lambda key: (key[0], cards[key[1]].post is not Post.LEADER, cards[key[1]].begins))
    for key in order:
        people = tuple(names[d.staff_id] + ("*" if is_changed(roster, d) else "") for d in by_slot[key])
        lines[key[0]].append(WallRow(cards[key[1]].name, people, cards[key[1]].post is Post.LEADER))
    return lines


def is_changed(roster: RosterMonth, duty: Duty) -> bool:
    """Has somebody else this duty than was published?"""
    return roster.published and duty.planned_id != duty.staff_id


@on_record()
def pdf(work: Work, month: Month) -> bytes:
    """The page for the wall; where a day holds more than fits, a second page lists every day in full."""
    roster = queries.roster_of(work, month)
    lines = lines_of(work, roster)
    house = centre.get(work)
    size = landscape(A4)
    width = paper.inner_width(size, MARGINS)
    height = size[1] - MARGINS[0] - MARGINS[2]
    title = _("{centre} duty roster, {year}/{month}", centre=house.name, year=month.year, month=month.number)
    if not roster.published:
        title += _("(draft)")
    wall = Wall(
        roster,
        lines,
        days_off.calendar(work),
        title,
        _foot(work, lines, read_out(house.telephone)),
        (width, height - 1),
    )
    story: list[Flowable] = [wall]
    if wall.overflows:
        story += [PageBreak(), *paper.title(title, size=16), _full(lines, width)]
    return paper.build(story, imprint.of(work), name=title, size=size, margins=MARGINS)


def _foot(work: Work, lines: dict[date, list[WallRow]], telephone: str) -> str:
    """Shift times, what the star means, and the telephone."""
    shown = {line.shift for rows in lines.values() for line in rows}
    cards = [card for card in shifts.all_shifts(work) if card.name in shown]
    parts = [f"{card.name} {shifts.time_words(card)}" for card in cards]
    if any(name.endswith("*") for rows in lines.values() for line in rows for name in line.people):
        parts.append(_("* after a swap or substitution"))
    if telephone:
        parts.append(_("Telephone {number}", number=read_out(telephone)))
    return "　".join(parts)


def _full(lines: dict[date, list[WallRow]], width: float) -> Flowable:
    rows = [
        (
            day_words(day),
            weekday_words(day),
            clauses(named(x.shift, listed(x.people)) for x in day_rows),
        )
        for day, day_rows in lines.items()
        if day_rows
    ]
    return paper.table(
        (_("Day"), _("Weekday"), P_("roster", "On duty")), rows, (24 * mm, 18 * mm, width - 42 * mm), size=9
    )


class Wall(Flowable):  # type: ignore[misc]
    """The month as a grid. Every day has the same type size: the largest at which the fullest day fits.

    The number of a day stands at the right of its first line, and above the lines where it finds no room there.
    """

    HEAD, TITLE, FOOT, TOP = 7 * mm, 13 * mm, 6.5 * mm, 6.2 * mm
    NUMBER, EDGE, PAD = 13.5, 0.8 * mm, 1.5 * mm

    def __init__(
        self,
        roster: RosterMonth,
        lines: dict[date, list[WallRow]],
        calendar: WorkCalendar,
        title: str,
        foot: str,
        size: tuple[float, float],
    ) -> None:
        super().__init__()
        fonts.register()
        self.roster, self.lines, self.calendar, self.title, self.foot = roster, lines, calendar, title, foot
        self.width, self.height = size
        self.first = roster.month.first - timedelta(days=roster.month.first.weekday())
        self.weeks = ((roster.month.last - self.first).days // 7) + 1
        self.cell = (self.width / 7, (self.height - self.HEAD - self.TITLE - self.FOOT) / self.weeks)
        self.size = self._largest()

    def wrap(self, *_available: float) -> tuple[float, float]:
        """Its width and height in points, as reportlab asks before it places it."""
        return self.width, self.height

    @property
    def overflows(self) -> bool:
        """Does a day hold more than even the smallest type can show?"""
        return any(not self._fits(day, self.size) for day in self.lines)

    def _largest(self) -> float:
        size = LARGEST
        while size > SMALLEST and not all(self._fits(day, size) for day in self.lines):
            size -= 0.25
        return size

    def _fits(self, day: date, size: float) -> bool:
        rows = sum(len(self._wrapped(line, size)) for line in self.lines[day])
        return bool(rows * size * 1.28 <= self.cell[1] - self._top(day, size) - self.PAD)

    def _top(self, day: date, size: float) -> float:
        """What is left free above the lines of a day: hardly anything where its number fits beside the first one."""
        there = self.lines[day]
        first = self._wrapped(there[0], size)[0] if there else []
        beside = sum(pdfmetrics.stringWidth(*run) + size * 0.5 for run in first)
        number = pdfmetrics.stringWidth(str(day.day), fonts.BOLD, self.NUMBER)
        is_narrow = beside + number + self.PAD > self.cell[0] - 2 * self.PAD
        return float(self.TOP if is_narrow or self.calendar.mark(day) is not None else self.EDGE)

    def _wrapped(self, line: WallRow, size: float) -> list[list[tuple[str, str, float]]]:
        """A shift's line as rows of (text, typeface, size), broken between names."""
        space = self.cell[0] - 3 * mm
        label = (fonts.shortened(line.shift, fonts.BODY, size * LABEL, space), fonts.BODY, size * LABEL)
        used = pdfmetrics.stringWidth(*label) + size * 0.5
        indent = used
        rows: list[list[tuple[str, str, float]]] = [[label]]
        for person in line.people:
            name = fonts.shortened(person, fonts.BOLD, size, space)
            wide = pdfmetrics.stringWidth(name, fonts.BOLD, size) + size * 0.45
            if used + wide > space + size * 0.45 and rows[-1]:
                rows.append([])
                used = indent if indent + wide <= space + size * 0.45 else 0.0
            rows[-1].append((name, fonts.BOLD, size))
            used += wide
        return rows

    def draw(self) -> None:
        """Drawn from its lower left corner, as reportlab calls it."""
        canvas = self.canv
        canvas.setFont(fonts.TITLE, 20)
        canvas.setFillColor(paper.RED)
        title = fonts.shortened(self.title, fonts.TITLE, 20, self.width)
        canvas.drawCentredString(self.width / 2, self.height - 8 * mm, title)
        top = self.height - self.TITLE
        for place, name in enumerate(weekday_names()):
            write(
                canvas,
                (place + 0.5) * self.cell[0],
                top - self.HEAD + 2.2 * mm,
                name,
                12,
                paper.RED if place > 4 else paper.INK,
                "centre",
            )
        for n in range(self.weeks * 7):
            day = self.first + timedelta(days=n)
            x, y = n % 7 * self.cell[0], top - self.HEAD - (n // 7 + 1) * self.cell[1]
            self._day(canvas, day, x, y)
        write(canvas, 0, 1.6 * mm, fonts.shortened(self.foot, fonts.BODY, 10, self.width), 10, paper.INK)

    def _day(self, canvas: Any, day: date, x: float, y: float) -> None:
        wide, high = self.cell
        canvas.setStrokeColor(paper.LINE)
        canvas.setLineWidth(0.6)
        if day not in self.lines:
            canvas.rect(x, y, wide, high)
            return
        kind = self.calendar.kind(day)
        off = kind in (DayKind.WEEKEND, DayKind.HOLIDAY)
        canvas.setFillColor(paper.SHADE if off else colors.white)
        canvas.rect(x, y, wide, high, fill=1)
        base = y + high - 5.2 * mm
        canvas.setFont(fonts.BOLD, self.NUMBER)
        canvas.setFillColor(paper.RED if off else paper.INK)
        canvas.drawRightString(x + wide - self.PAD, base, str(day.day))
        mark = self.calendar.mark(day)
        if mark is not None:
            word = mark.sign
            name = f"{mark.name} {word}".strip()
            write(canvas, x + self.PAD, base, name, 10, paper.INK if mark.working else paper.RED)
        self._people(canvas, day, x + self.PAD, y + high - self._top(day, self.size))

    def _people(self, canvas: Any, day: date, x: float, y: float) -> None:
        floor = y - (self.cell[1] - self._top(day, self.size) - self.PAD)
        for line in self.lines[day]:
            rows = self._wrapped(line, self.size)
            beside = pdfmetrics.stringWidth(*rows[0][0]) + self.size * 0.5
            for number, row in enumerate(rows):
                y -= self.size * 1.28
                if y < floor - 0.5:
                    write(canvas, x, floor + 1, _("… see the list"), SMALLEST, paper.GREY)
                    return
                wide = sum(pdfmetrics.stringWidth(*run) + self.size * 0.45 for run in row)
                indented = number > 0 and beside + wide <= self.cell[0] - 3 * mm + self.size * 0.45
                self._row(canvas, row, x + beside if indented else x, y + self.size * 0.3, line.leader)

    def _row(self, canvas: Any, row: Sequence[tuple[str, str, float]], x: float, y: float, leader: bool) -> None:
        for text, font, size in row:
            canvas.setFont(font, size)
            label = font == fonts.BODY
            canvas.setFillColor(paper.RED if leader and not label else paper.INK)
            canvas.drawString(x, y, text)
            x += pdfmetrics.stringWidth(text, font, size) + self.size * (0.5 if label else 0.45)
