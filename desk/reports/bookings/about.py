"""What the papers of a booking say of it in the same words: when, where, whose, until when it can be cancelled."""

from __future__ import annotations

from datetime import timedelta

from desk.books import catalogue, centre
from desk.books.bookings.model import TO_COME, Booking, BookingState, ResourceKind
from desk.books.centre import rule
from desk.core import identity
from desk.core.calendar import full_date_words, full_moment_words, weekday_words
from desk.core.errors import Refused
from desk.core.telephones import read_out
from desk.core.words import P_, _
from desk.core.work import Work


def require_to_come(booking: Booking) -> None:
    """Raises ``Refused``: nothing is handed out for a booking that is over, cancelled or not agreed to."""
    if booking.state not in TO_COME:
        sentence = _(
            "Booking {number} is “{state}”; this paper is not for it.", number=booking.number, state=booking.state_words
        )
        raise Refused(sentence)


def when(booking: Booking) -> str:
    """2026年11月25日 周三 09:00—09:30."""
    return f"{full_date_words(booking.day)} {weekday_words(booking.day)} {booking.times}"


def place_label(booking: Booking) -> str:
    """What the thing is called that is booked: 办理窗口 or 场地."""
    return P_("booking", "Counter") if booking.kind is ResourceKind.DESK else _("Venue")


def what_for(booking: Booking) -> tuple[str, str]:
    """What it is for, after its name: the item at a counter, the purpose in a room; names and numbers masked."""
    if booking.kind is ResourceKind.DESK:
        return _("Service item"), booking.service
    return P_("booking", "Purpose"), booking.masked(booking.purpose)


def contact(booking: Booking) -> str:
    """Who speaks for a party, masked; empty where the booking is a person's own."""
    return identity.mask_name(booking.resident or booking.contact) if booking.party else ""


def materials(work: Work, booking: Booking) -> tuple[str, ...]:
    """What is to be brought along 一次性告知; nothing for a room."""
    if booking.kind is ResourceKind.ROOM or booking.service_id is None:
        return ()
    return catalogue.find(work, booking.service_id).materials


def how_it_stands(booking: Booking) -> str:
    """What is still open about it, in a sentence; empty for one that is booked."""
    if booking.state is BookingState.HELD:
        return _("This is a request: it holds once the leader in charge has agreed; you will be rung up.")
    if booking.state is BookingState.WAITING:
        return _("You are on the waiting list: you will be rung up when a place comes free.")
    return ""


def cancel_by(work: Work, booking: Booking) -> str:
    """Until when it can be cancelled in time, and where. The hours are a rule of the district."""
    until = booking.begins_at - timedelta(hours=rule(work, "booking_cancel_hours"))
    if until <= work.now:
        return _("To cancel or change it, please ring {number}.", number=telephone(work))
    return _(
        "To cancel or change it, please ring {number} before {moment}.",
        number=telephone(work),
        moment=full_moment_words(until),
    )


def telephone(work: Work) -> str:
    """The centre's number, or the hotline that every place has, as it is dialled."""
    return read_out(centre.get(work).telephone or centre.HOTLINE)
