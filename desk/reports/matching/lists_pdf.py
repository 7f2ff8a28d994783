"""三张清单 on paper: A4 landscape, needs, offerings and projects one after the other, with their sums."""

from __future__ import annotations

from datetime import date

from reportlab.lib.pagesizes import A4, landscape
from reportlab.platypus import Flowable, Spacer

from desk.books.matching import statistics
from desk.core.calendar import full_date_words
from desk.core.words import _, on_record
from desk.core.work import Work
from desk.reports.kit import imprint, paper
from desk.reports.kit.longtable import LongTable, TableRow, fitted
from desk.reports.matching import lines

PAGE = landscape(A4)
SIZE = 9
ORDINALS = "一二三"


@on_record()
def pdf(work: Work, first: date, last: date) -> bytes:
    """Whatever was on the lists on any of these days."""
    width = paper.inner_width(PAGE, paper.FORM_MARGINS)
    mark, span = imprint.of(work), f"{full_date_words(first)}—{full_date_words(last)}"
    title = _("Needs, offerings and matches")
    story: list[Flowable] = [*paper.title(title, f"{mark.centre}　{span}")]
    for ordinal, part in zip(ORDINALS, lines.read(work, first, last), strict=True):
        story += paper.heading(f"{ordinal}、{_(part.title)}")
        rows = [TableRow([_shown(value) for value in row]) for row in part.rows]
        table = LongTable(fitted(part.columns, width, part.numbers), rows, SIZE) if rows else None
        story.append(table or paper.paragraph(_(part.nothing)))
    sums = statistics.sentence(statistics.of_days(work, first, last))
    story += [Spacer(1, 8), paper.paragraph(sums, size=10.5), Spacer(1, 8)]
    story += paper.signatures(_("Made by"), _("Leader in charge"), _("Date"), width=width)
    return paper.build(story, mark, name=f"{title} {span}", size=PAGE, margins=paper.FORM_MARGINS)


def _shown(value: object) -> str:
    if value is None:
        return ""
    return full_date_words(value) if isinstance(value, date) else str(value)
