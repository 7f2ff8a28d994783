"""What bookings ask for now 待办, and which of them are still to come today."""

from __future__ import annotations

from collections.abc import Iterable

from desk.books.bookings import attention_queries, call_queries
from desk.core.book import Attention, Concern, OwedMatter, Upcoming
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import P_, _, phrases
from desk.core.work import Work


def due(work: Work) -> Iterable[Attention]:
    """Whom to ring up, what nobody has confirmed yet in the evening, and for the leader what is to be decided."""
    to_ring = call_queries.open_calls(work)
    yield Attention(
        "booking_calls",
        Concern.RESIDENTS,
        to_ring,
        _("Bookings to ring up about {n}", n=to_ring),
        P_("narrow", "calls {n}", n=to_ring),
        "bookings.calls",
        Tone.DUE_SOON,
    )
    to_confirm, first = attention_queries.count_to_confirm(work)
    yield Attention(
        "bookings_to_confirm",
        Concern.RESIDENTS,
        to_confirm,
        _("Bookings to confirm {n}", n=to_confirm),
        P_("narrow", "to confirm {n}", n=to_confirm),
        "bookings.to_confirm",
        due=first,
    )
    if work.actor.may(May.DECIDE_BOOKINGS):
        asked, first = attention_queries.count_to_decide(work)
        yield Attention(
            "bookings_to_decide",
            Concern.RESIDENTS,
            asked,
            _("Booking requests to decide {n}", n=asked),
            P_("narrow", "requests {n}", n=asked),
            "bookings.to_decide",
            due=first,
        )


def owed(work: Work) -> Iterable[OwedMatter]:
    """Every call that is to be made, before the booking's time: whoever is on duty makes it."""
    for call, booking in call_queries.calls_to_make(work):
        text = phrases(filter(None, (booking.number, booking.who, call.reason.label, booking.masked(call.details))))
        yield OwedMatter(P_("owed matter", "Booking call"), text, "", booking.day, call.at, "bookings.calls")


def today(work: Work) -> Iterable[Upcoming]:
    """What is booked for today: each time once, with how many come then, whatever their names."""
    for begins, resource, many in attention_queries.expected(work, work.today):
        text = P_("booked for today", "{where}: {n} booked", where=resource, n=many)
        yield Upcoming(begins, text, "bookings.day", work.today)
