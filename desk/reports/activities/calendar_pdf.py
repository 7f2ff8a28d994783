"""The activity calendar 活动月历 as PDF, to hang up: a month grid or a list."""

from __future__ import annotations

from collections.abc import Mapping

from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak

from desk.core.month import Month
from desk.core.words import _, on_record
from desk.core.work import Work
from desk.reports.activities import poster
from desk.reports.activities.formats import CalendarStyle, PaperSize
from desk.reports.activities.view_model import CalendarSheet, sheet
from desk.reports.activities.wall_page import Wall
from desk.reports.kit import pages, paper

WALL_MARGINS = (9 * mm, 10 * mm, 8 * mm, 10 * mm)
POSTER_MARGINS = (16 * mm, 18 * mm, 14 * mm, 18 * mm)
PARTS = (1.0, 0.95, 0.9, 0.86, 0.82, 0.78, 0.75)
"""How large the letters of a list may be, as parts of their usual size, so that no page is half empty."""
TYPE = {"A4": (12.5, 6.5), "A3": (17.0, 7.0)}
"""Largest and smallest type of the wall page, in points."""
SIZES: Mapping[PaperSize, tuple[float, float]] = {PaperSize.A4: A4, PaperSize.A3: A3}


@on_record()
def pdf(work: Work, month: Month, size: PaperSize = PaperSize.A4, style: CalendarStyle = CalendarStyle.GRID) -> bytes:
    """To hang up. Where a day holds more than the grid can show, further pages list those days in full."""
    return _grid(work, sheet(work, month), size) if style is CalendarStyle.GRID else _list(sheet(work, month), size)


def _grid(work: Work, shown: CalendarSheet, size: PaperSize) -> bytes:
    page = landscape(SIZES[size])
    wide = paper.inner_width(page, WALL_MARGINS)
    most, least = TYPE[size.value]
    wall = Wall(shown, (wide, page[1] - WALL_MARGINS[0] - WALL_MARGINS[2] - 1), most, least)
    story: list[Flowable] = [wall]
    if not wall.overflow:
        return paper.build(story, None, name=name_of(shown), size=page, margins=WALL_MARGINS)
    story += [PageBreak(), *paper.title(_("{title}: days in full", title=shown.title), size=16)]
    story += poster.rows(shown, wall.overflow, wide)
    return paper.build(story, None, name=name_of(shown), size=page, margins=WALL_MARGINS)


def _list(shown: CalendarSheet, size: PaperSize) -> bytes:
    """On as few pages as the smallest letters need, and there as large as fits, so that no page is half empty."""
    smallest = _listed(shown, size, PARTS[-1])
    fewest = pages_of(smallest)
    larger = (_listed(shown, size, part) for part in PARTS[:-1])
    return next((made for made in larger if pages_of(made) == fewest), smallest)


def _listed(shown: CalendarSheet, size: PaperSize, part: float) -> bytes:
    """The list with everything in it ``part`` of its usual size."""
    page, margins = (A4[0] / part, A4[1] / part), _in_part(part)
    story = poster.story(shown, paper.inner_width(page, margins))
    scale = SIZES[size][0] / A4[0] * part
    return paper.build(story, None, name=name_of(shown), size=page, margins=margins, scale=scale)


def _in_part(part: float) -> tuple[float, float, float, float]:
    """The margins of a page that is drawn ``part`` of its size."""
    top, right, bottom, left = (margin / part for margin in POSTER_MARGINS)
    return top, right, bottom, left


def pages_of(content: bytes) -> int:
    """How many pages a finished PDF has."""
    with pages.opened(content) as document:
        return len(document)


def name_of(shown: CalendarSheet) -> str:
    """The title inside the file: whose calendar of which month it is."""
    return f"{shown.centre.name} {shown.title}"
