"""All bookings of a span 预约一览表 as a workbook: everybody masked, days as days, no text that becomes a formula."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from desk.books import staff
from desk.books.bookings import call_queries, list_queries
from desk.books.bookings.model import Booking, UnmetRequest
from desk.core import identity
from desk.core.calendar import full_date_words
from desk.core.clock import local
from desk.core.clock_times import clock
from desk.core.errors import Refused
from desk.core.words import N_, NP_, P_, _, on_record
from desk.core.work import Work
from desk.reports.bookings import about
from desk.reports.kit import imprint, sheets
from desk.reports.kit.list_workbook import ListWorkbook

COLUMNS = (
    (N_("Booking number"), 16),
    (NP_("booking", "Day"), 12),
    (NP_("booking", "Begin"), 8),
    (NP_("booking", "End"), 8),
    (NP_("booking", "What"), 16),
    (NP_("booking", "What kind"), 10),
    (N_("Service item"), 50),
    (NP_("booking", "Purpose"), 24),
    (NP_("booking", "Booked by"), 16),
    (N_("Contact person"), 10),
    (N_("Telephone"), 16),
    (N_("Guardian"), 10),
    (NP_("booking", "People"), 7),
    (NP_("booking", "Channel"), 10),
    (NP_("booking", "State"), 20),
    (NP_("booking", "Came at"), 18),
    (NP_("booking", "Taken down by"), 12),
    (NP_("booking", "Taken down at"), 18),
)
"""(heading, width in characters)."""
LOOKS = tuple("desk number" if heading.endswith("People") else "desk cell" for heading, _width in COLUMNS)

UNMET_COLUMNS = (
    (NP_("booking", "Day"), 12),
    (NP_("booking", "Begin"), 8),
    (NP_("booking", "What"), 16),
    (N_("Service item"), 50),
    (NP_("booking", "People"), 7),
    (NP_("asked in vain", "Why there was no place"), 20),
    (NP_("asked in vain", "Counted by"), 12),
    (NP_("asked in vain", "Counted at"), 18),
)
UNMET_LOOKS = tuple("desk number" if heading.endswith("People") else "desk cell" for heading, _width in UNMET_COLUMNS)


@on_record()
def xlsx(work: Work, first: date, last: date) -> bytes:
    """Every booking that begins in the span, whatever became of it, and who asked in vain. Written row after row.

    Raises ``Refused`` where the rows do not fit.
    """
    many = list_queries.count_beginning(work, first, last)
    if many > sheets.ROWS_AT_MOST:
        raise Refused(_("{n} rows do not fit on one sheet. Please choose a shorter span.", n=many))
    names = {person.id: person.name for person in staff.everyone(work)}
    span = f"{full_date_words(first)}—{full_date_words(last)}"
    book = ListWorkbook(_("Overview of bookings"), f"{imprint.of(work).centre}　{span}")
    rows = (_row(each, names[each.made_by]) for each in list_queries.beginning(work, first, last))
    book.sheet(P_("sheet", "Bookings"), COLUMNS, rows, LOOKS)
    asked = call_queries.unmet_between(work, first, last)
    if asked:
        book.sheet(P_("sheet", "Asked but no place"), UNMET_COLUMNS, map(_unmet_row, asked), UNMET_LOOKS)
    figures = {"bookings": many, "unmet": len(asked)}
    return book.content("bookings", f"{first.isoformat()}/{last.isoformat()}", figures)


def _unmet_row(asked: UnmetRequest) -> Sequence[Any]:
    return (
        asked.day,
        "" if asked.begins is None else clock(asked.begins),
        asked.resource,
        asked.service,
        asked.people,
        asked.reason.label,
        asked.by,
        _moment(asked.at),
    )


def _row(booking: Booking, by: str) -> Sequence[Any]:
    return (
        booking.number,
        booking.day,
        clock(booking.begins),
        clock(booking.ends),
        booking.resource,
        booking.kind.label,
        booking.service,
        booking.masked(booking.purpose),
        booking.who,
        about.contact(booking),
        identity.mask_telephone(booking.telephone),
        identity.mask_name(booking.guardian),
        booking.people,
        booking.channel.label,
        booking.state_words,
        _moment(booking.came_at),
        by,
        _moment(booking.made_at),
    )


def _moment(at: datetime | None) -> datetime | None:
    """By the centre's clock, as a sheet has it."""
    return local(at).replace(tzinfo=None) if at else None
