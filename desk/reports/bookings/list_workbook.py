"""All bookings of a span 预约一览表 as a workbook: everybody masked, days as days, no text that becomes a formula."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from desk.books import staff
from desk.books.bookings import queries
from desk.books.bookings.model import Booking
from desk.core import identity
from desk.core.calendar import full_date_words
from desk.core.clock import local
from desk.core.clock_times import clock
from desk.core.words import N_, NP_, P_, _, on_record
from desk.core.work import Work
from desk.reports.bookings import about
from desk.reports.kit import imprint
from desk.reports.kit.list_workbook import ListWorkbook

COLUMNS = (
    (N_("Booking number"), 16),
    (NP_("booking", "Day"), 12),
    (NP_("booking", "Begin"), 8),
    (NP_("booking", "End"), 8),
    (NP_("booking", "What"), 16),
    (NP_("booking", "What kind"), 8),
    (N_("Service item"), 24),
    (NP_("booking", "Purpose"), 24),
    (NP_("booking", "Booked by"), 16),
    (N_("Contact person"), 10),
    (N_("Telephone"), 16),
    (N_("Guardian"), 10),
    (NP_("booking", "People"), 7),
    (NP_("booking", "Channel"), 10),
    (NP_("booking", "State"), 14),
    (NP_("booking", "Came at"), 18),
    (NP_("booking", "Taken down by"), 12),
    (NP_("booking", "Taken down at"), 18),
)
"""(heading, width in characters)."""
LOOKS = tuple("desk number" if heading.endswith("People") else "desk cell" for heading, _width in COLUMNS)


@on_record()
def xlsx(work: Work, first: date, last: date) -> bytes:
    """Every booking that begins in the span, whatever became of it."""
    bookings = [each for each in queries.between(work, first, last) if first <= each.day <= last]
    names = {person.id: person.name for person in staff.everyone(work)}
    span = f"{full_date_words(first)}—{full_date_words(last)}"
    book = ListWorkbook(_("Overview of bookings"), f"{imprint.of(work).centre}　{span}")
    book.sheet(P_("sheet", "Bookings"), COLUMNS, (_row(each, names[each.made_by]) for each in bookings), LOOKS)
    return book.content("bookings", f"{first.isoformat()}/{last.isoformat()}", {"bookings": len(bookings)})


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
