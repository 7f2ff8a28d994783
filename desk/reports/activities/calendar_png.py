"""The activity calendar 活动月历 as a picture for a telephone: the grid, or the list as one long picture."""

from __future__ import annotations

import io

from reportlab.platypus import Flowable

from desk.core.month import Month
from desk.core.words import on_record
from desk.core.work import Work
from desk.reports.activities import poster
from desk.reports.activities.calendar_pdf import name_of
from desk.reports.activities.formats import CalendarStyle
from desk.reports.activities.view_model import CalendarSheet, sheet
from desk.reports.activities.wall_page import Wall
from desk.reports.kit import pages, paper

PICTURE, PIXELS = 540.0, 1080
"""A picture's page width in points, and its width in pixels."""


@on_record()
def png(work: Work, month: Month, style: CalendarStyle = CalendarStyle.GRID) -> bytes:
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
    return paper.build(story, None, name=name_of(shown), size=(PICTURE, high), margins=margins)


def pictured(page: bytes) -> bytes:
    """The first page as PNG, ``PIXELS`` wide."""
    with pages.opened(page) as document:
        image = document[0].render(scale=PIXELS / PICTURE).to_pil().convert("RGB")
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=6)
    return out.getvalue()
