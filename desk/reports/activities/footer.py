"""What stands under the calendar: the kinds' squares, hours, telephone, and a code to scan."""

from __future__ import annotations

from typing import Any

from reportlab.lib.units import mm

from desk.core.telephones import read_out
from desk.core.words import _, marked
from desk.reports.activities import calendar_ics, layout
from desk.reports.activities.colours import COLOURS
from desk.reports.activities.layout import draw_square
from desk.reports.activities.view_model import CalendarSheet
from desk.reports.kit import fonts, paper
from desk.reports.kit.breaking import wrapped
from desk.reports.kit.charts import write

MOST_BYTES = 1000
"""What a code of 22 mm can hold and a telephone can still read from a wall."""


class CalendarFooter:
    """Legend left, code right; as high as the legend needs."""

    def __init__(self, sheet: CalendarSheet, width: float, scale: float) -> None:
        self.sheet, self.width, self.scale = sheet, width, scale
        self.code = code_content(sheet)
        self.side = 20 * mm * scale if self.code else 0.0
        self.caption = _("Scan to read more") if sheet.account else _("Scan for your phone's calendar")
        self.lines = self._lines()
        self.height = max(
            self.side + (6.5 * mm * scale if self.code else 3 * mm), (len(self.lines) * 5.4 + 4) * mm * scale
        )

    def _lines(self) -> list[list[tuple[str, str, str]]]:
        """Rows of (square colour, letter, words)."""
        sheet = self.sheet
        items = [(COLOURS[kind], kind.letter, kind.label) for kind in sheet.kinds]
        facts = [
            _("Open {hours}", hours=sheet.hours) if sheet.hours else "",
            _("Telephone {number}", number=read_out(sheet.centre.telephone)) if sheet.centre.telephone else "",
            _("Address {address}", address=sheet.centre.address) if sheet.centre.address else "",
            _("{marks} marks what changed after the calendar went out", marks=marked("").strip())
            if sheet.is_changed
            else "",
        ]
        rows: list[list[tuple[str, str, str]]] = [[]]
        room, size = self.width - self.side - 4 * mm, 8.6 * self.scale
        lines = (line for text in facts if text for line in wrapped(text, fonts.BODY, size, room - size * 1.4))
        for item in [*items, None, *(("", "", line) for line in lines)]:
            if item is None:
                rows.append([])
            elif self._wide([*rows[-1], item]) > room and rows[-1]:
                rows.append([item])
            else:
                rows[-1].append(item)
        return [row for row in rows if row]

    def _wide(self, row: list[tuple[str, str, str]]) -> float:
        return sum(self._item(item) for item in row)

    def _item(self, item: tuple[str, str, str]) -> float:
        size = 8.6 * self.scale
        return layout.width(item[2], fonts.BODY, size) + (size * 1.5 if item[0] else 0) + size * 1.4

    def draw(self, canvas: Any, top: float) -> None:
        """Drawn downwards from ``top``, in points."""
        size = 8.6 * self.scale
        y = top - 6 * mm * self.scale
        for row in self.lines:
            x = 0.0
            for item in row:
                colour, letter, text = item
                if colour:
                    draw_square(canvas, colour, letter, x, y, size * 0.95)
                write(canvas, x + (size * 1.5 if colour else 0), y, text, size, paper.INK if colour else paper.GREY)
                x += self._item(item)
            y -= 5.4 * mm * self.scale
        if self.code:
            draw_code(canvas, self.code, self.width - self.side, top - self.side - 2 * mm, self.side)
            middle, below = self.width - self.side / 2, top - self.side - 2 * mm - 3.2 * mm * self.scale
            write(canvas, middle, below, self.caption, 7 * self.scale, paper.GREY, "centre")


def code_content(sheet: CalendarSheet) -> str:
    """The account's link where the manager entered one, else the calendar itself while it is small enough to scan."""
    if sheet.account:
        return sheet.account
    text = calendar_ics.short(sheet)
    return text if sheet.all and len(text.encode()) <= MOST_BYTES else ""


def draw_code(canvas: Any, content: str, x: float, y: float, side: float) -> None:
    """A QR code (ISO/IEC 18004) of vector squares."""
    import segno

    matrix = segno.make(content, error="l", micro=False, encoding="utf-8").matrix
    step = side / len(matrix)
    canvas.setFillColor(paper.INK)
    path = canvas.beginPath()
    for row, bits in enumerate(matrix):
        for column, dark in enumerate(bits):
            if dark:
                path.rect(x + column * step, y + side - (row + 1) * step, step, step)
    canvas.drawPath(path, stroke=0, fill=1)
