"""The list of follow-ups of a period 督办销号表: A4 landscape, with their sums and lines to sign."""

from __future__ import annotations

from datetime import date

from reportlab.lib.pagesizes import A4, landscape
from reportlab.platypus import Flowable, Spacer

from desk.books.follow_ups import statistics
from desk.core.calendar import full_date_words
from desk.core.words import _, on_record
from desk.core.work import Work
from desk.reports.follow_ups import lines
from desk.reports.follow_ups.lines import COLUMNS, NUMBERS, ListLine
from desk.reports.kit import imprint, paper
from desk.reports.kit.longtable import LongTable, TableRow, fitted

PAGE = landscape(A4)
SIZE = 9


@on_record()
def pdf(work: Work, first: date, last: date) -> bytes:
    """Whatever was on the list on any of these days, in the order of the numbers."""
    width = paper.inner_width(PAGE, paper.FORM_MARGINS)
    read = lines.read(work, first, last)
    span = f"{full_date_words(first)}—{full_date_words(last)}"
    story: list[Flowable] = [*paper.title(_("List of follow-ups"), f"{imprint.of(work).centre}　{span}")]
    if read:
        story.append(LongTable(fitted(COLUMNS, width, NUMBERS), [_row(each) for each in read], SIZE))
    else:
        story.append(paper.paragraph(_("There were no follow-ups in these days.")))
    story += [
        Spacer(1, 8),
        paper.paragraph(statistics.sentence(statistics.of_days(work, first, last)), size=10.5),
        Spacer(1, 8),
        *paper.signatures(_("Made by"), _("Leader in charge"), _("Date"), width=width),
    ]
    name = _("List of follow-ups {span}", span=span)
    return paper.build(story, imprint.of(work), name=name, size=PAGE, margins=paper.FORM_MARGINS)


def _row(line: ListLine) -> TableRow:
    return TableRow(
        [
            line.number,
            line.description,
            line.owner,
            line.checker,
            _day(line.opened_on),
            _day(line.first_due_on),
            _day(line.due_on),
            _day(line.closed_on),
            line.state,
            str(line.returned) if line.returned else "",
            str(line.extended) if line.extended else "",
        ]
    )


def _day(day: date | None) -> str:
    return full_date_words(day) if day else ""
