"""The timetable of rooms 场地使用安排 for the door: a page for each room, a week of days by hours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak, Spacer

from desk.books.bookings import queries
from desk.books.bookings.model import Resource, ResourceKind
from desk.core.calendar import full_date_words, full_moment_words, weekday_words
from desk.core.errors import Refused
from desk.core.words import N_, NP_, _, on_record, whole_sentences
from desk.core.work import Work
from desk.reports.activities.formats import PaperSize
from desk.reports.bookings import about, room_week
from desk.reports.bookings.room_week import RoomWeek
from desk.reports.bookings.week_grid import WeekGrid
from desk.reports.kit import fonts, imprint, paper
from desk.reports.kit.longtable import LongTable, TableRow, fitted

MARGINS = (9 * mm, 10 * mm, 8 * mm, 10 * mm)
PAGE = landscape(A4)
SCALES: Mapping[PaperSize, float] = {PaperSize.A4: 1.0, PaperSize.A3: A3[0] / A4[0]}
"""How much larger than A4 everything is drawn (ISO 216)."""
MOST, LEAST = 11.0, 6.0
"""Largest and smallest type of the grid on A4, and the smallest on any paper, in points."""
TITLE, BELOW, LISTED_TITLE = 20, 10.5, 16
"""Points of the heads of a page; those of the grid stand on one line."""
REMARK = 8.5
BESIDE = 2.5 * mm
"""Between the grid and the remarks below it."""
LISTED = ((NP_("timetable", "Day"), 20), (N_("Time and use"), 80))


@on_record()
def pdf(work: Work, day: date, size: PaperSize = PaperSize.A4, room: Resource | None = None) -> bytes:
    """Landscape, the week in which ``day`` is. Where a week holds more than a page can show, a list follows that tells
    it whole. Raises ``Refused`` where no room can be booked.
    """
    rooms = [room] if room else [each for each in queries.all_resources(work) if each.kind is ResourceKind.ROOM]
    if not rooms:
        raise Refused(_("No room can be booked yet. Please set up rooms first."))
    story: list[Flowable] = []
    for each in rooms:
        story += [
            *([PageBreak()] if story else []),
            *_page(work, room_week.of_room(work, each, day), LEAST / SCALES[size]),
        ]
    name = _("Room timetable {day}", day=full_date_words(room_week.monday_of(day)))
    return paper.build(story, None, name=name, size=PAGE, margins=MARGINS, scale=SCALES[size])


def _page(work: Work, week: RoomWeek, least: float) -> Iterator[Flowable]:
    wide = paper.inner_width(PAGE, MARGINS)
    title = fonts.shortened(_("{name}: room timetable", name=week.room.name), fonts.TITLE, TITLE, wide)
    below = fonts.shortened(f"{_span(week)}　{imprint.of(work).centre}", fonts.BODY, BELOW, wide)
    head = paper.title(title, below, TITLE)
    foot = paper.paragraph(_remarks(work), size=REMARK, colour=paper.GREY)
    taken = sum(each.wrap(wide, 0)[1] for each in (*head, foot)) + BESIDE
    room = PAGE[1] - MARGINS[0] - MARGINS[2] - taken
    grid = WeekGrid(week, (wide, room), MOST, least)
    if grid.is_full:
        shortened = whole_sentences((_("Shortened: all of it stands on the next page."), _remarks(work)))
        foot = paper.paragraph(shortened, size=REMARK, colour=paper.GREY)
    yield from (*head, grid, Spacer(1, BESIDE), foot)
    if grid.is_full:
        yield from (PageBreak(), *paper.title(_("{title}: in full", title=title), _span(week), LISTED_TITLE))
        yield LongTable(fitted(LISTED, wide), [*_listed(week)], 10)


def _span(week: RoomWeek) -> str:
    return f"{full_date_words(week.days[0])}—{full_date_words(week.days[-1])}"


def _remarks(work: Work) -> str:
    return _(
        "Grey: not open. Dashed: asked for, holds once agreed to. To book, please ring {number}. As of {moment}.",
        number=about.telephone(work),
        moment=full_moment_words(work.now),
    )


def _listed(week: RoomWeek) -> Iterator[TableRow]:
    for day in week.days:
        for place, entry in enumerate(week.entries[day]):
            caption = "" if place else f"{full_date_words(day)} {weekday_words(day)}"
            yield TableRow([caption, "\n".join(entry.labels)])
