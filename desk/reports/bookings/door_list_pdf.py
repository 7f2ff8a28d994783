"""Who comes on a day 当日预约名单: for the door, by counter and room, with a box to tick."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from reportlab.lib.pagesizes import A4
from reportlab.platypus import Flowable

from desk.books.bookings import queries
from desk.books.bookings.model import OCCUPYING, Booking, BookingState, Resource, ResourceKind
from desk.core import identity
from desk.core.calendar import full_date_words, weekday_words
from desk.core.words import NP_, _, bracketed, on_record
from desk.core.work import Work
from desk.reports.bookings import about
from desk.reports.kit import imprint, paper
from desk.reports.kit.longtable import LongTable, TableRow, fitted

SHOWN = (*OCCUPYING, BookingState.WAITING)
"""Who may come; whoever cancelled does not."""
CAME = (BookingState.ARRIVED, BookingState.DONE)
TICKED, TO_TICK = "√", "□"
COLUMNS = (
    (NP_("door list", "Came"), 7),
    (NP_("door list", "Time"), 16),
    (NP_("door list", "Number"), 21),
    (NP_("door list", "Who"), 22),
    (NP_("door list", "Telephone"), 18),
    (NP_("door list", "People"), 8),
    (NP_("door list", "What for"), 40),
    (NP_("door list", "State"), 12),
)
"""(heading, share of the width)."""
NUMBERS = (5,)
SIZE = 10.5


@on_record()
def pdf(work: Work, day: date, room: Resource | None = None) -> bytes:
    """A4 portrait; names and telephones masked, as it lies or hangs at a door. All counters and rooms, or one."""
    bookings = [each for each in queries.between(work, day, day, *SHOWN) if room is None or each.resource_id == room.id]
    width = paper.inner_width(margins=paper.FORM_MARGINS)
    below = f"{imprint.of(work).centre} · {full_date_words(day)} {weekday_words(day)}"
    title = _("Bookings of a day") if room is None else _("{name}: bookings of a day", name=room.name)
    story: list[Flowable] = [*paper.title(title, below)]
    if bookings:
        story.append(LongTable(fitted(COLUMNS, width, NUMBERS), list(_rows(bookings, grouped=room is None)), SIZE))
    else:
        story.append(paper.paragraph(_("Nobody has booked anything for this day.")))
    name = _("{title} {day}", title=title, day=full_date_words(day))
    return paper.build(story, imprint.of(work), name=name, size=A4, margins=paper.FORM_MARGINS)


def _rows(bookings: Sequence[Booking], *, grouped: bool) -> Iterator[TableRow]:
    """By counter and room, those on the waiting list last; each group with its heading."""
    groups: dict[tuple[bool, int], list[Booking]] = {}
    for each in bookings:
        groups.setdefault((each.kind is ResourceKind.ROOM, each.resource_id), []).append(each)
    for _key, of_group in sorted(groups.items()):
        if grouped:
            coming = sum(each.state is not BookingState.WAITING for each in of_group)
            yield TableRow([_("{name}, {n} bookings", name=of_group[0].resource, n=coming)], group=True)
        for each in sorted(of_group, key=lambda booking: booking.state is BookingState.WAITING):
            yield TableRow(_cells(each))


def _cells(booking: Booking) -> list[str]:
    who = booking.who
    if booking.party and (contact := about.contact(booking)):
        who = booking.party + bracketed(contact)
    return [
        TICKED if booking.state in CAME else TO_TICK,
        booking.times,
        booking.number,
        who,
        identity.mask_telephone(booking.telephone),
        str(booking.people),
        about.what_for(booking)[1],
        "" if booking.state is BookingState.BOOKED else booking.state.label,
    ]
