"""The stars of the year 年度之星: who served longest, then earned most; names masked, for the wall."""

from __future__ import annotations

from reportlab.lib.pagesizes import A4
from reportlab.platypus import Flowable, Spacer

from desk.books.points import ranking
from desk.core.words import NP_, _, on_record
from desk.core.work import Work
from desk.reports.kit import imprint, paper
from desk.reports.kit.longtable import LongTable, TableRow, fitted
from desk.reports.points import about

COLUMNS = (
    (NP_("list of points", "Place"), 10),
    (NP_("list of points", "Name"), 20),
    (NP_("list of points", "Team"), 36),
    (NP_("list of points", "Times"), 12),
    (NP_("list of points", "Hours"), 12),
    (NP_("list of points", "Earned"), 14),
)
NUMBERS = (0, 3, 4, 5)
SIZE = 13


@on_record()
def pdf(work: Work, year: int, most: int = 10) -> bytes:
    """A4 portrait; so many places, and everybody who stands beside the last one."""
    stars = ranking.stars(work, year, most)
    width = paper.inner_width(margins=paper.FORM_MARGINS)
    name = _("Stars of the year {year}", year=year)
    story: list[Flowable] = [*paper.title(name, imprint.of(work).centre, 26)]
    rows = [
        TableRow(
            [
                str(each.place),
                each.masked_name,
                each.team,
                str(each.service.orders),
                about.hours(each.service.minutes),
                f"{each.earned:,}",
            ]
        )
        for each in stars
    ]
    if rows:
        story.append(LongTable(fitted(COLUMNS, width, NUMBERS), rows, SIZE))
    else:
        story.append(paper.paragraph(_("No service was settled in this year.")))
    said = _("By the hours of settled orders without an upheld complaint, then by points earned.")
    story += [Spacer(1, 8), paper.paragraph(said, size=10, colour=paper.GREY)]
    return paper.build(story, imprint.of(work), name=name, size=A4, margins=paper.FORM_MARGINS)
