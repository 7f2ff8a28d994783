"""What bookings ask for now 待办, and which of them are still to come today."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from desk.books.bookings import call_queries, queries
from desk.books.bookings.model import BookingState
from desk.core.book import Attention, Concern, Upcoming
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import P_, _
from desk.core.work import Work

EXPECTED = (BookingState.BOOKED, BookingState.ARRIVED)


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
    left = queries.to_confirm(work)
    yield Attention(
        "bookings_to_confirm",
        Concern.RESIDENTS,
        len(left),
        _("Bookings to confirm {n}", n=len(left)),
        P_("narrow", "to confirm {n}", n=len(left)),
        "bookings.to_confirm",
        due=left[0].day if left else None,
    )
    if work.actor.may(May.DECIDE_BOOKINGS):
        asked = queries.to_decide(work)
        yield Attention(
            "bookings_to_decide",
            Concern.RESIDENTS,
            len(asked),
            _("Booking requests to decide {n}", n=len(asked)),
            P_("narrow", "requests {n}", n=len(asked)),
            "bookings.to_decide",
            due=asked[0].day if asked else None,
        )


def today(work: Work) -> Iterable[Upcoming]:
    """What is booked for today: each time once, with how many come then, whatever their names."""
    booked = queries.between(work, work.today, work.today, *EXPECTED)
    for (begins, resource), there in groupby(booked, key=lambda each: (each.begins, each.resource)):
        people = len(list(there))
        text = P_("booked for today", "{where}: {n} booked", where=resource, n=people)
        yield Upcoming(begins, text, "bookings.day", work.today)
