"""One sheet of official-looking paper: GB/T 9704 margins, title, tables that repeat their heading, page x of y."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import pairwise
from typing import Any, Protocol, runtime_checkable

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4, A5, landscape
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Spacer, Table

from desk.core.calendar import full_date_words, full_moment_words
from desk.core.words import P_, _
from desk.reports.kit import columns as columns_of_table
from desk.reports.kit import fonts, structure
from desk.reports.kit.breaking import advance_of
from desk.reports.kit.flowing import flowing
from desk.reports.kit.paper_canvas import PaperCanvas
from desk.reports.kit.text_block import TextBlock, TextLook
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


def paragraph(text: str, **kwargs: Any) -> TextBlock:
    """Plain text, broken between words; ``kwargs`` as of ``TextLook``."""
    return TextBlock(printable(text), TextLook(**{"colour": INK, **kwargs}))


class Title(TextBlock):
    """What the paper is."""

    role = "H1"


def title(text: str, below: str = "", size: float = 20) -> list[Flowable]:
    """The red title in the middle, with a grey line below."""
    look = TextLook(size, fonts.TITLE, TA_CENTER, RED, 1.3)
    story: list[Flowable] = [Title(printable(text), look)]
    if below:
        story.append(paragraph(below, size=10.5, align=TA_CENTER, colour=GREY))
    return [*story, Spacer(1, 5 * mm)]


class Heading(TextBlock):
    """A bold heading with room around it, which never stands alone at the foot of a page."""

    ABOVE, BELOW = 4 * mm, 1.5 * mm
    role = "H2"
    follower: Flowable | None = None
    """What stands below it; some of that has to fit under it."""
    outlined: int | None = None
    """On which level it stands in the outline of the file 书签, 0 the highest; None for what is not there."""

    def wrap(self, width: float, room: float) -> tuple[float, float]:
        """Its width and height; more than there is where what follows would begin on the next page."""
        super().wrap(width, room)
        needed = self.height + self.ABOVE + self.BELOW
        self.height = needed
        alone = self.follower is not None and needed + beginning_of(self.follower, width) > room
        return width, room + 1 if alone else needed

    def split(self, width: float, room: float) -> list[Flowable]:
        """Nothing: it goes to the next page as a whole, but for one that is an essay."""
        whole = TextBlock(self.text, self.look)
        return whole.split(width, room) if whole.wrap(width, room)[1] > MOST_AT_ONCE else []

    def draw(self) -> None:
        """Drawn from its lower left corner, as reportlab calls it."""
        if self.outlined is not None:
            self.canv.mark_here(self.text, self.outlined)
        self.canv.translate(0, self.BELOW)
        self.height -= self.ABOVE + self.BELOW
        super().draw()


def heading(text: str, outlined: int | None = None) -> list[Flowable]:
    """A bold heading with room around it; on which level it is ``outlined`` in the file, 0 the highest, if at all."""
    made = Heading(printable(text), TextLook(12, fonts.BOLD, colour=INK))
    made.outlined = outlined
    return [made]


MOST_AT_ONCE = 90 * mm
"""More than this of what follows a heading need not stand on its page."""


def beginning_of(flowable: Flowable, width: float) -> float:
    """How much room the first of it takes that makes sense below a heading: a few lines, a row, a drawing."""
    if isinstance(flowable, TextBlock):
        return float(min(flowable.wrap(width, 0)[1], 2 * flowable.look.size * flowable.look.lead))
    if isinstance(flowable, Beginning):
        return float(min(flowable.least(), MOST_AT_ONCE))
    high = float(flowable.wrap(width, MOST_AT_ONCE * 10)[1])
    if isinstance(flowable, Table):
        high = sum(flowable._rowHeights[: flowable.repeatRows + 1])
    return float(min(high, MOST_AT_ONCE))


@runtime_checkable
class Beginning(Protocol):
    """A flowable that knows how little of it can stand on a page."""

    def least(self) -> float:
        """The height of its first rows, in points."""


def facts(pairs: Sequence[tuple[str, str]], width: float, columns: int = 2) -> Table:
    """Labels and values in a ruled grid, as on a form."""
    longest = max((advance_of(name, fonts.BODY) for name, _value in pairs), default=0) * LABEL + CELL_PADDING
    label = min(max(24 * mm, longest), width / columns * 0.42)
    cells = []
    for start in range(0, len(pairs), columns):
        row: list[Any] = []
        for name, value in pairs[start : start + columns]:
            row += [paragraph(name, size=LABEL, colour=GREY, least=0.85), paragraph(value, least=0.9)]
        cells.append(row + [""] * (2 * columns - len(row)))
    wide = (width - columns * label) / columns
    looks = [("GRID", (0, 0), (-1, -1), 0.5, LINE), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *_shaded(columns)]
    if len(pairs) % columns:
        rest = (2 * (len(pairs) % columns) - 1, -1), (-1, -1)
        looks += [("BACKGROUND", *rest, colors.white), ("SPAN", *rest)]
    return flowing(cells, [label, wide] * columns, looks)


LABEL = 9.5
"""Size of the labels in a form, in points."""


def _shaded(columns: int) -> list[tuple[Any, ...]]:
    return [("BACKGROUND", (2 * i, 0), (2 * i, -1), SHADE) for i in range(columns)]


def table(
    headings: Sequence[str],
    rows: Sequence[Sequence[object]],
    widths: Sequence[float],
    size: float = 9,
    room: float = 0,
    *,
    boxed: bool = False,
) -> Table:
    """Rows under a heading that repeats on every page; numbers stand right. ``room`` above and below to write in;
    ``boxed`` where every cell is one to sign or write in."""
    right = [any(_is_number(row[i]) for row in rows) for i in range(len(headings))]
    texts = [[shown(value) for value in row] for row in rows]
    wide, size = columns_of_table.settled(headings, texts, widths, size, 2 * BESIDE)
    aligned = [TA_RIGHT if each else TA_LEFT for each in right]
    head = [
        paragraph(name, size=size, font=fonts.BOLD, align=align, least=0.8)
        for name, align in zip(headings, aligned, strict=True)
    ]
    body = [
        [paragraph(text, size=size, align=align, least=0.85) for text, align in zip(row, aligned, strict=True)]
        for row in texts
    ]
    looks = [
        ("LINEABOVE", (0, 0), (-1, 0), 1, INK),
        ("LINEBELOW", (0, 0), (-1, 0), 0.6, INK),
        ("LINEBELOW", (0, 1), (-1, -1), 0.3, LINE),
        ("LINEBELOW", (0, -1), (-1, -1), 1, INK),
        ("BACKGROUND", (0, 0), (-1, 0), SHADE),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), 2.2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.8),
        ("LEFTPADDING", (0, 0), (-1, -1), BESIDE),
        ("RIGHTPADDING", (0, 0), (-1, -1), BESIDE),
    ]
    if boxed:
        looks.append(("GRID", (0, 0), (-1, -1), 0.5, GREY))
    if room:
        looks += [(name, (0, 1), (-1, -1), room) for name in ("TOPPADDING", "BOTTOMPADDING")]
    return flowing([head, *body], wide, looks, head=1)


BESIDE = 3
"""Left and right of the words in a table's cell, in points."""


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) or (isinstance(value, str) and value.endswith("%"))


def shown(value: object) -> str:
    """A cell's value in words: days and moments whole, numbers with their commas."""
    if isinstance(value, datetime):
        return full_moment_words(value)
    if isinstance(value, date):
        return full_date_words(value)
    if isinstance(value, float):
        return f"{value:,.1f}"
    if isinstance(value, int):
        return f"{value:,}"
    return "" if value is None else printable(str(value))


class SignatureLines(Flowable):  # type: ignore[misc]
    """Roles side by side, each with a line on the level of its name, and room above to sign and to set a stamp."""

    SIZE, STAMP, FOOT, GAP = 10.5, 17 * mm, 2 * mm, 5 * mm

    def __init__(self, roles: Sequence[str], width: float) -> None:
        super().__init__()
        fonts.register()
        self.roles, self.width, self.height = roles, width, self.STAMP + self.FOOT

    def wrap(self, *_available: float) -> tuple[float, float]:
        """Its width and height in points, as reportlab asks before it places it."""
        return self.width, self.height

    def draw(self) -> None:
        """Drawn from its lower left corner, as reportlab calls it."""
        with structure.content(self.canv):
            self._draw()

    def _draw(self) -> None:
        date_ = _("Date")
        dated = self.SIZE * advance_of(_("{role}:", role=date_) + self._blanks(), fonts.BODY) * (date_ in self.roles)
        signing = [role for role in self.roles if role != date_]
        each = (self.width - dated) / max(len(signing), 1)
        for place, role in enumerate(signing):
            self._sign(place * each, each - self.GAP * (dated > 0 or place + 1 < len(signing)), role)
        if dated:
            self._sign(self.width - dated, dated, date_)

    def _blanks(self) -> str:
        return P_("to be filled in", "      year    month    day")

    def _sign(self, x: float, room: float, role: str) -> None:
        name, canvas = _("{role}:", role=role), self.canv
        size = min(self.SIZE, room * 0.6 / advance_of(name, fonts.BODY))
        begins = x + advance_of(name, fonts.BODY) * size + 1 * mm
        canvas.setFont(fonts.BODY, size)
        canvas.setFillColor(INK)
        canvas.drawString(x, self.FOOT, name)
        if role == _("Date"):
            canvas.drawRightString(x + room, self.FOOT, self._blanks())
            return
        canvas.setStrokeColor(GREY)
        canvas.setLineWidth(0.6)
        canvas.line(begins, self.FOOT - 1.5, x + room, self.FOOT - 1.5)


def signatures(*roles: str, width: float) -> list[Flowable]:
    """Lines to sign on, side by side; the role of a date has places for year, month and day."""
    return [SignatureLines(roles, width)]


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
    subject: str = "",
) -> bytes:
    """The finished PDF, the same bytes for the same content. Without an imprint nothing stands at a page's foot.
    ``subject`` is what the file says it is about, its ``name`` where nothing is given.

    ``scale`` enlarges everything, paper included: A3 is A4 √2 times (ISO 216).
    """
    out = io.BytesIO()
    top, right, bottom, left = margins
    paper_size = (size[0] * scale, size[1] * scale)
    author = imprint.centre if imprint else ""
    document = BaseDocTemplate(out, pagesize=paper_size, title=name, author=author, subject=subject or name)
    frame = Frame(left, bottom, size[0] - left - right, size[1] - top - bottom, 0, 0, 0, 0)
    document.addPageTemplates(
        [PageTemplate("page", [frame], onPage=lambda canvas, _document: canvas.scale(scale, scale))]
    )
    for above, below in pairwise(story):
        if isinstance(above, Heading):
            above.follower = below
    numbered = partial(Numbered, imprint, (left, right, bottom)) if imprint else PaperCanvas
    document.build(story, canvasmaker=numbered)
    return out.getvalue()


def inner_width(size: tuple[float, float] = A4, margins: tuple[float, float, float, float] = REPORT_MARGINS) -> float:
    """The width between the margins, in points."""
    return size[0] - margins[1] - margins[3]


class Numbered(PaperCanvas):
    """A canvas that writes the foot of every page once it knows how many there are."""

    def __init__(self, imprint: Imprint, margins: tuple[float, float, float], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, at=imprint.at, **kwargs)
        self._imprint, self._margins = imprint, margins
        self._pages: list[dict[str, Any]] = []
        self._marks: dict[int, list[tuple[str, str, int]]] = {}

    def mark(self, name: str, title: str, level: int) -> int:
        """Something begins here that links and the outline of the file lead to, 0 the highest level; on which page."""
        page: int = self.getPageNumber()
        self._marks.setdefault(page, []).append((name, title, level))
        return page

    def mark_here(self, title: str, level: int) -> None:
        """The same of what only the outline leads to."""
        page = self.getPageNumber()
        self.mark(f"outline {page} {len(self._marks.get(page, ()))}", title, level)

    def showPage(self) -> None:
        """A page is laid; it is written with all others."""
        self._pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Write every page with its foot, and what begins on it."""
        for number, state in enumerate(self._pages, 1):
            self.__dict__.update(state)
            for name, title, level in self._marks.get(number, ()):
                self.bookmarkPage(name)
                self.addOutlineEntry(title, name, level)
            with self.structure.artifact(self):
                self._foot(number, len(self._pages))
            self.write_page()
        if self._marks:
            self.showOutline()
        super().save()

    def _foot(self, number: int, many: int) -> None:
        left, right, bottom = self._margins
        width, y = self._pagesize[0], bottom - 8 * mm
        self.setFont(fonts.BODY, 8)
        self.setFillColor(GREY)
        page = _("Page {n} of {m}", n=number, m=many)
        room = width - left - right - self.stringWidth(page, fonts.BODY, 8) - 4 * mm
        sentence = _(
            "{centre} · printed by {name} at {stamp}",
            centre=self._imprint.centre,
            name=self._imprint.printed_by,
            stamp=full_moment_words(self._imprint.at),
        )
        self.drawString(left, y, fonts.shortened(sentence, fonts.BODY, 8, room))
        self.drawRightString(width - right, y, page)
