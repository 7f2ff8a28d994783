"""Setting an entry's words into a column: broken between words, never cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib import colors

from desk.core.words import marked
from desk.reports.activities.colours import COLOURS
from desk.reports.activities.view_model import CalendarEntry
from desk.reports.kit import fonts, paper
from desk.reports.kit.breaking import CLOSING, unit_advance, units

LEAD = 1.3
SMALL = 0.82


@dataclass(frozen=True)
class TextRun:
    """Some characters at one place of a line; ``x`` from the column's left edge, in points."""

    x: float
    text: str
    font: str
    size: float
    colour: Any
    struck: bool = False


Line = Sequence[TextRun]
CLOSING_AND_SPACE = f"{CLOSING} \u3000"
"""What may stand over the edge of a line."""


def width(text: str, font: str, size: float) -> float:
    """How wide a text is at this size, in points."""
    return unit_advance(text, font) * size


class TextColumn:
    """Words flow into it; a word that does not fit begins the next line at ``indent``."""

    def __init__(self, wide: float, indent: float = 0) -> None:
        self.wide, self.indent = wide, indent
        self.lines: list[list[TextRun]] = [[]]
        self.x = 0.0

    def skip(self, points: float) -> None:
        """Leave some points free in the line."""
        self.x += points

    def new_line(self) -> None:
        """Go on in the next line, at the indent."""
        self.lines.append([])
        self.x = self.indent

    def put(self, text: str, font: str, size: float, colour: Any, struck: bool = False) -> None:
        """Let a text flow in from where the last one ended."""
        start, run = self.x, ""
        for piece in units(text):
            for part in self._small_enough(piece, font, size):
                wide = width(part, font, size)
                least = width(part.rstrip(CLOSING_AND_SPACE), font, size)
                if self.x + least > self.wide and self.x > self.indent:
                    self._keep(start, run, font, size, colour, struck)
                    self.new_line()
                    start, run = self.x, ""
                run += part
                self.x += wide
        self._keep(start, run, font, size, colour, struck)

    def _small_enough(self, piece: str, font: str, size: float) -> Iterator[str]:
        """A Latin word wider than the whole column is broken after all."""
        if width(piece, font, size) <= self.wide - self.indent:
            yield piece
        else:
            yield from piece

    def fits(self, text: str, font: str, size: float, gap: float) -> bool:
        """Does the whole text have room on this line, ``gap`` points on?"""
        return self.x + gap + width(text, font, size) <= self.wide

    def _keep(self, x: float, run: str, font: str, size: float, colour: Any, struck: bool) -> None:
        if run.strip():
            self.lines[-1].append(TextRun(x, run, font, size, colour, struck))


def lines_of(entry: CalendarEntry, wide: float, size: float) -> list[list[TextRun]]:
    """Mark and title, below them from when to when and the venue; the room for the kind's square is left at the first
    line's head.
    """
    small = size * SMALL
    column = TextColumn(wide)
    column.skip(size * 1.3)
    if entry.word:
        column.put(marked(entry.word), fonts.BOLD, small, paper.RED)
    column.put(entry.title, fonts.BOLD, size, paper.GREY if entry.off else paper.INK, entry.off)
    column.new_line()
    column.put(entry.times, fonts.BODY, small, paper.INK)
    if entry.where:
        gap = size * 0.35
        if column.fits(entry.where, fonts.BODY, small, gap):
            column.skip(gap)
        else:
            column.new_line()
        column.put(entry.where, fonts.BODY, small, paper.GREY)
    return column.lines


def height_of(entries: Sequence[CalendarEntry], wide: float, size: float) -> float:
    """Points that a day's entries need."""
    return sum(len(lines_of(entry, wide, size)) * size * LEAD + size * 0.35 for entry in entries)


def draw_lines(canvas: Any, lines: Sequence[Line], x: float, y: float, size: float) -> float:
    """Draw below ``y``; the new bottom."""
    for line in lines:
        y -= size * LEAD
        for run in line:
            canvas.setFont(run.font, run.size)
            canvas.setFillColor(run.colour)
            canvas.drawString(x + run.x, y + size * 0.32, run.text)
            if run.struck:
                canvas.setStrokeColor(run.colour)
                canvas.setLineWidth(0.6)
                middle = y + size * 0.32 + run.size * 0.36
                canvas.line(x + run.x, middle, x + run.x + width(run.text, run.font, run.size), middle)
    return y


def draw_kind(canvas: Any, entry: CalendarEntry, x: float, y: float, size: float) -> None:
    """A small square in the kind's colour with its letter; ``y`` is the base line."""
    draw_square(canvas, COLOURS[entry.kind], entry.kind.letter, x, y, size)


def draw_square(canvas: Any, colour: str, letter: str, x: float, y: float, size: float) -> None:
    """A coloured square with its white letter; ``x`` and ``y`` are where the text's line begins."""
    canvas.setFillColor(colors.HexColor(colour))
    canvas.roundRect(x, y - size * 0.14, size * 1.1, size * 1.1, size * 0.18, stroke=0, fill=1)
    canvas.setFont(fonts.BOLD, size * 0.78)
    canvas.setFillColor(colors.white)
    canvas.drawCentredString(x + size * 0.55, y + size * 0.13, letter)
