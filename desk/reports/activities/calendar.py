"""The month's calendar in every form: PDF, PNG, text, iCalendar."""

from __future__ import annotations

import io
from collections.abc import Mapping

from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak

from desk.books.activities.queries import ActivityMonth
from desk.core.words import _
from desk.core.work import Work
from desk.reports.activities import ics as icalendar
from desk.reports.activities import notice, poster
from desk.reports.activities.formats import CalendarStyle, PaperSize, TextLength
from desk.reports.activities.view_model import CalendarSheet, sheet
from desk.reports.activities.wall_page import Wall
from desk.reports.kit import pages, paper

WALL_MARGINS = (9 * mm, 10 * mm, 8 * mm, 10 * mm)
POSTER_MARGINS = (16 * mm, 18 * mm, 14 * mm, 18 * mm)
TYPE = {"A4": (10.5, 6.5), "A3": (14.0, 7.0)}
"""Largest and smallest type of the wall page, in points."""
PICTURE, PIXELS = 540.0, 1080
"""A picture's page width in points, and its width in pixels."""


SIZES: Mapping[PaperSize, tuple[float, float]] = {PaperSize.A4: A4, PaperSize.A3: A3}


def pdf(
    work: Work, month: ActivityMonth, size: PaperSize = PaperSize.A4, style: CalendarStyle = CalendarStyle.GRID
) -> bytes:
    """To hang up. Where a day holds more than the grid can show, further pages list those days in full."""
    return _grid(work, sheet(work, month), size) if style is CalendarStyle.GRID else _list(sheet(work, month), size)


def _grid(work: Work, shown: CalendarSheet, size: PaperSize) -> bytes:
    page = landscape(SIZES[size])
    wide = paper.inner_width(page, WALL_MARGINS)
    most, least = TYPE[size.value]
    wall = Wall(shown, (wide, page[1] - WALL_MARGINS[0] - WALL_MARGINS[2] - 1), most, least)
    story: list[Flowable] = [wall]
    if not wall.overflow:
        return paper.build(story, None, name=_name(shown), size=page, margins=WALL_MARGINS)
    story += [PageBreak(), *paper.title(_("{title}: days in full", title=shown.title), size=16)]
    story += poster.rows(shown, wall.overflow, wide)
    return paper.build(story, None, name=_name(shown), size=page, margins=WALL_MARGINS)


def _list(shown: CalendarSheet, size: PaperSize) -> bytes:
    story = poster.story(shown, paper.inner_width(A4, POSTER_MARGINS))
    scale = SIZES[size][0] / A4[0]
    return paper.build(story, None, name=_name(shown), size=A4, margins=POSTER_MARGINS, scale=scale)


def png(work: Work, month: ActivityMonth, style: CalendarStyle = CalendarStyle.GRID) -> bytes:
    """One picture 1080 pixels wide: the grid, or the list as one long picture."""
    return pictured(picture_page(sheet(work, month), style))


def picture_page(shown: CalendarSheet, style: CalendarStyle) -> bytes:
    """A one-page PDF as wide as a telephone's picture and as high as it needs to be."""
    margins = (22.0, 20.0, 18.0, 20.0)
    wide = PICTURE - margins[1] - margins[3]
    if style is CalendarStyle.GRID:
        story: list[Flowable] = [Wall(shown, (wide, None), 8.6, 8.6)]
    else:
        story = poster.story(shown, wide)
    high = sum(part.height for part in story) + margins[0] + margins[2] + 2
    return paper.build(story, None, name=_name(shown), size=(PICTURE, high), margins=margins)


def pictured(page: bytes) -> bytes:
    """The first page as PNG, ``PIXELS`` wide."""
    with pages.opened(page) as document:
        image = document[0].render(scale=PIXELS / PICTURE).to_pil().convert("RGB")
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=6)
    return out.getvalue()


def ics(work: Work, month: ActivityMonth) -> bytes:
    return icalendar.ics(work, sheet(work, month))


def txt(work: Work, month: ActivityMonth, length: TextLength = TextLength.MEDIUM) -> bytes:
    return notice.text(sheet(work, month), length).encode()


def _name(shown: CalendarSheet) -> str:
    return f"{shown.centre.name} {shown.title}"
