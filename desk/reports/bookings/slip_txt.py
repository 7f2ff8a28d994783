"""A booking as a message 预约短信 to paste into WeChat or a text message."""

from __future__ import annotations

from desk.books import centre
from desk.books.bookings.model import Booking
from desk.core.words import P_, _, listed, marked, named, on_record
from desk.core.work import Work
from desk.reports.bookings import about


@on_record()
def text(work: Work, booking: Booking) -> str:
    """Ready to paste, the person masked. Raises ``Refused`` for a booking that is over, cancelled or not agreed to."""
    about.require_to_come(booking)
    house = centre.get(work)
    label, purpose = about.what_for(booking)
    papers = about.materials(work, booking)
    lines = [
        f"{marked(P_('title of a message', 'Your booking'))}{house.name}",
        named(_("Booking number"), booking.number),
        named(P_("booking", "Booked by"), booking.who),
        named(_("Booked for"), about.when(booking)),
        named(about.place_label(booking), booking.resource),
        named(label, purpose) if purpose else "",
        named(_("Please bring along"), listed(papers)) if papers else "",
        about.how_it_stands(booking),
        about.cancel_by(work, booking),
        _("Address: {place}", place=house.address) if house.address else "",
    ]
    return "\n".join(filter(None, lines))
