"""The list of orders of a span of days 点单一览表 on paper: A4 landscape, everybody masked, with the sums below."""

from __future__ import annotations

from datetime import date, datetime

from reportlab.lib.pagesizes import A4, landscape
from reportlab.platypus import Flowable, Spacer

from desk.books.orders import statistics
from desk.core.calendar import full_date_words, full_moment_words
from desk.core.words import _, on_record
from desk.core.work import Work
from desk.reports.kit import imprint, paper
from desk.reports.kit.longtable import LongTable, TableRow, fitted
from desk.reports.orders import lines
from desk.reports.orders.lines import COLUMNS, NUMBERS, OrderLine

PAGE = landscape(A4)
SIZE = 9


@on_record()
def pdf(work: Work, first: date, last: date) -> bytes:
    """Every order that was placed in the span, whatever became of it."""
    width = paper.inner_width(PAGE, paper.FORM_MARGINS)
    read = lines.read(work, first, last)
    span = f"{full_date_words(first)}—{full_date_words(last)}"
    story: list[Flowable] = [*paper.title(_("List of orders"), f"{imprint.of(work).centre}　{span}")]
    if read:
        story.append(LongTable(fitted(COLUMNS, width, NUMBERS), [_row(each) for each in read], SIZE))
    else:
        story.append(paper.paragraph(_("No orders were placed in these days.")))
    story += [
        Spacer(1, 8),
        paper.paragraph(statistics.sentence(statistics.of_days(work, first, last)), size=10.5),
        Spacer(1, 8),
        *paper.signatures(_("Made by"), _("Leader in charge"), _("Date"), width=width),
    ]
    name = _("List of orders {span}", span=span)
    return paper.build(story, imprint.of(work), name=name, size=PAGE, margins=paper.FORM_MARGINS)


def _row(line: OrderLine) -> TableRow:
    order = line.order
    return TableRow(
        [
            order.number,
            _moment(order.placed_at),
            order.kind.label,
            order.who,
            line.wish,
            line.owner,
            line.state,
            _moment(order.due_at),
            _moment(order.done_at),
            str(order.minutes) if order.minutes is not None else "",
            line.rating,
        ]
    )


def _moment(at: datetime | None) -> str:
    return full_moment_words(at) if at else ""
