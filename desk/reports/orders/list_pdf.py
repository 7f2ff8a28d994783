"""The list of orders of a span of days 点单一览表 on paper: A4 landscape, everybody masked, with the sums below."""

from __future__ import annotations

from datetime import date, datetime

from desk.books.orders import statistics
from desk.core.calendar import full_moment_words
from desk.core.words import _, on_record
from desk.core.work import Work
from desk.reports.kit import span_list
from desk.reports.kit.longtable import TableRow
from desk.reports.kit.span_list import SpanList
from desk.reports.orders import lines
from desk.reports.orders.lines import COLUMNS, NUMBERS, OrderLine


@on_record()
def pdf(work: Work, first: date, last: date) -> bytes:
    """Every order that was placed in the span, whatever became of it."""
    rows = [_row(each) for each in lines.read(work, first, last)]
    sums = statistics.sentence(statistics.of_days(work, first, last))
    nothing = _("No orders were placed in these days.")
    shown = SpanList(_("List of orders"), COLUMNS, NUMBERS, rows, sums, nothing)
    return span_list.pdf(work, shown, first, last)


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
