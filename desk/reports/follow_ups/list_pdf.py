"""The list of follow-ups of a period 督办销号表: A4 landscape, with their sums and lines to sign."""

from __future__ import annotations

from datetime import date

from desk.books.follow_ups import statistics
from desk.core.calendar import full_date_words
from desk.core.words import _, on_record
from desk.core.work import Work
from desk.reports.follow_ups import lines
from desk.reports.follow_ups.lines import COLUMNS, NUMBERS, ListLine
from desk.reports.kit import span_list
from desk.reports.kit.longtable import TableRow
from desk.reports.kit.span_list import SpanList


@on_record()
def pdf(work: Work, first: date, last: date) -> bytes:
    """Whatever was on the list on any of these days, in the order of the numbers."""
    rows = [_row(each) for each in lines.read(work, first, last)]
    sums = statistics.sentence(statistics.of_days(work, first, last))
    nothing = _("There were no follow-ups in these days.")
    shown = SpanList(_("List of follow-ups"), COLUMNS, NUMBERS, rows, sums, nothing)
    return span_list.pdf(work, shown, first, last)


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
