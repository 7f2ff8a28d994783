"""One sheet of official-looking paper: GB/T 9704 margins, title, tables that repeat their heading, page x of y."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4, A5, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer, Table

from desk.core.clock import local
from desk.core.words import _
from desk.reports.kit import fonts
from desk.reports.kit.flowing import flowing
from desk.text import printable

RED = colors.HexColor("#A61B1B")
INK = colors.HexColor("#1F2329")
GREY = colors.HexColor("#646A73")
LINE = colors.HexColor("#C9CDD4")
SHADE = colors.HexColor("#F5F2EF")

REPORT_MARGINS = (37 * mm, 26 * mm, 35 * mm, 28 * mm)
"""Top, right, bottom, left by GB/T 9704-2012."""
FORM_MARGINS = (16 * mm, 16 * mm, 16 * mm, 16 * mm)
A5_LANDSCAPE = landscape(A5)


@dataclass(frozen=True)
class Imprint:
    """What stands at the foot of every page: the centre, who printed it, and when."""

    centre: str
    printed_by: str
    at: datetime


def style(
    size: float = 10.5, *, font: str = fonts.BODY, align: int = 0, colour: Any = INK, lead: float = 1.45
) -> ParagraphStyle:
    """How a paragraph looks: size in points, ``align`` as reportlab counts, ``lead`` as a multiple of the size."""
    fonts.register()
    return ParagraphStyle(
        f"{font}{size}{align}",
        fontName=font,
        fontSize=size,
        leading=size * lead,
        alignment=align,
        textColor=colour,
        wordWrap="CJK",
    )


def paragraph(text: str, **kwargs: Any) -> Paragraph:
    """A paragraph of plain text; nothing in it is read as markup."""
    return Paragraph(escape(printable(text)).replace("\n", "<br/>"), style(**kwargs))


def title(text: str, below: str = "", size: float = 20) -> list[Flowable]:
    """The red title in the middle, with a grey line below."""
    story: list[Flowable] = [paragraph(text, size=size, font=fonts.TITLE, align=TA_CENTER, colour=RED, lead=1.3)]
    if below:
        story.append(paragraph(below, size=10.5, align=TA_CENTER, colour=GREY))
    return [*story, Spacer(1, 5 * mm)]


def heading(text: str) -> list[Flowable]:
    """A bold heading with room around it."""
    return [Spacer(1, 4 * mm), paragraph(text, size=12, font=fonts.BOLD), Spacer(1, 1.5 * mm)]


def facts(pairs: Sequence[tuple[str, str]], width: float, columns: int = 2) -> Table:
    """Labels and values in a ruled grid, as on a form."""
    label, cells = 24 * mm, []
    for start in range(0, len(pairs), columns):
        row: list[Any] = []
        for name, value in pairs[start : start + columns]:
            row += [paragraph(name, size=9.5, colour=GREY), paragraph(value, size=10.5)]
        cells.append(row + [""] * (2 * columns - len(row)))
    wide = (width - columns * label) / columns
    looks = [("GRID", (0, 0), (-1, -1), 0.5, LINE), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *_shaded(columns)]
    if len(pairs) % columns:
        rest = (2 * (len(pairs) % columns) - 1, -1), (-1, -1)
        looks += [("BACKGROUND", *rest, colors.white), ("SPAN", *rest)]
    return flowing(cells, [label, wide] * columns, looks)


def _shaded(columns: int) -> list[tuple[Any, ...]]:
    return [("BACKGROUND", (2 * i, 0), (2 * i, -1), SHADE) for i in range(columns)]


def table(
    headings: Sequence[str],
    rows: Sequence[Sequence[object]],
    widths: Sequence[float],
    size: float = 9,
    room: float = 0,
) -> Table:
    """Rows under a heading that repeats on every page; numbers stand right. ``room`` above and below to write in."""
    right = [any(_is_number(row[i]) for row in rows) for i in range(len(headings))]
    head = [
        paragraph(name, size=size, font=fonts.BOLD, align=TA_RIGHT if right[i] else TA_LEFT)
        for i, name in enumerate(headings)
    ]
    body = [[_cell(value, size, right[i]) for i, value in enumerate(row)] for row in rows]
    looks = [
        ("LINEABOVE", (0, 0), (-1, 0), 1, INK),
        ("LINEBELOW", (0, 0), (-1, 0), 0.6, INK),
        ("LINEBELOW", (0, 1), (-1, -1), 0.3, LINE),
        ("LINEBELOW", (0, -1), (-1, -1), 1, INK),
        ("BACKGROUND", (0, 0), (-1, 0), SHADE),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), 2.2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.8),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ]
    if room:
        looks += [(name, (0, 1), (-1, -1), room) for name in ("TOPPADDING", "BOTTOMPADDING")]
    return flowing([head, *body], widths, looks, head=1)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) or (isinstance(value, str) and value.endswith("%"))


def _cell(value: object, size: float, right: bool) -> Paragraph:
    text = "" if value is None else str(value)
    if isinstance(value, float):
        text = f"{value:,.1f}"
    elif isinstance(value, int):
        text = f"{value:,}"
    return paragraph(text, size=size, align=TA_RIGHT if right else TA_LEFT)


def signatures(*roles: str, width: float) -> list[Flowable]:
    """Lines to sign on, side by side. A name takes one line of its own, unless it is longer than most of the place."""
    cells: list[Any] = []
    widths: list[float] = []
    each = width / len(roles)
    for role in roles:
        name = _("{role}:", role=role)
        before = min(sum(fonts.advance(letter, fonts.BODY) for letter in name) * SIGNED + CELL_PADDING, each * 0.6)
        cells += [paragraph(name, size=SIGNED, align=TA_RIGHT), "", ""]
        widths += [max(before, each * 0.44), each * 0.94 - max(before, each * 0.44), each * 0.06]
    line = Table([cells], colWidths=widths)
    line.setStyle([("LINEBELOW", (1 + 3 * i, 0), (1 + 3 * i, 0), 0.6, GREY) for i in range(len(roles))])
    return [Spacer(1, 7 * mm), line]


SIGNED = 10.5
"""Size of the names beside the lines to sign on."""
CELL_PADDING = 13
"""What reportlab leaves at both sides of a cell, and a little more, in points."""


def build(
    story: list[Flowable],
    imprint: Imprint | None,
    *,
    name: str,
    size: tuple[float, float] = A4,
    margins: tuple[float, float, float, float] = REPORT_MARGINS,
    scale: float = 1,
) -> bytes:
    """The finished PDF, the same bytes for the same content. Without an imprint nothing stands at a page's foot.

    ``scale`` enlarges everything, paper included: A3 is A4 √2 times (ISO 216).
    """
    out = io.BytesIO()
    top, right, bottom, left = margins
    paper_size = (size[0] * scale, size[1] * scale)
    document = BaseDocTemplate(
        out, pagesize=paper_size, title=name, author=imprint.centre if imprint else "", invariant=1
    )
    frame = Frame(left, bottom, size[0] - left - right, size[1] - top - bottom, 0, 0, 0, 0)
    document.addPageTemplates(
        [PageTemplate("page", [frame], onPage=lambda canvas, _document: canvas.scale(scale, scale))]
    )
    document.build(story, canvasmaker=_numbered(imprint, left, right, bottom) if imprint else Canvas)
    return out.getvalue()


def inner_width(size: tuple[float, float] = A4, margins: tuple[float, float, float, float] = REPORT_MARGINS) -> float:
    """The width between the margins, in points."""
    return size[0] - margins[1] - margins[3]


def _numbered(imprint: Imprint, left: float, right: float, bottom: float) -> type[Canvas]:
    """A canvas that writes the foot of every page once it knows how many there are."""

    class Numbered(Canvas):  # type: ignore[misc]
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self._pages: list[dict[str, Any]] = []

        def showPage(self) -> None:
            self._pages.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, state in enumerate(self._pages, 1):
                self.__dict__.update(state)
                self._foot(number, len(self._pages))
                super().showPage()
            super().save()

        def _foot(self, number: int, many: int) -> None:
            width, y = self._pagesize[0], bottom - 8 * mm
            self.setFont(fonts.BODY, 8)
            self.setFillColor(GREY)
            stamp = f"{local(imprint.at):%Y-%m-%d %H:%M}"
            page = _("Page {n} of {m}", n=number, m=many)
            room = width - left - right - self.stringWidth(page, fonts.BODY, 8) - 4 * mm
            sentence = _(
                "{centre} · printed by {name} at {stamp}",
                centre=imprint.centre,
                name=imprint.printed_by,
                stamp=stamp,
            )
            self.drawString(left, y, fonts.shortened(sentence, fonts.BODY, 8, room))
            self.drawRightString(width - right, y, page)

    return Numbered
