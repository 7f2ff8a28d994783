"""Bookings as the centre and the district count them: by kind and channel, what became of them, places used, and how
often somebody asked and there was no place.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from desk.books.bookings import availability, call_queries, queries
from desk.books.bookings.model import (
    Booking,
    BookingChannel,
    BookingState,
    Cancellation,
    ResourceKind,
    UnmetRequest,
)
from desk.core.book import Span
from desk.core.figure import Number, Tally
from desk.core.words import _, bracketed, phrases, whole_sentences
from desk.core.work import Work

NEVER_HAD = frozenset({BookingState.WAITING, BookingState.LAPSED, BookingState.REFUSED, BookingState.HELD})
"""States of what never had a place that was promised."""
KEPT_STATES = frozenset({BookingState.ARRIVED, BookingState.DONE})


def _had(booking: Booking) -> bool:
    return booking.state not in NEVER_HAD


def _of_kind(kind: ResourceKind) -> Tally[Booking]:
    return Tally(lambda booking: _had(booking) and booking.kind is kind)


def _of_channel(channel: BookingChannel) -> Tally[Booking]:
    return Tally(lambda booking: _had(booking) and booking.channel is channel)


def _of_cancellation(how: Cancellation) -> Tally[Booking]:
    return Tally(lambda booking: booking.state is BookingState.CANCELLED and booking.cancelled is how)


HOW = (Cancellation.EARLY, Cancellation.LATE, Cancellation.BY_US)
TALLIES: Mapping[str, Tally[Booking]] = {
    "bookings": Tally(_had),
    **{f"bookings.{kind.value}": _of_kind(kind) for kind in ResourceKind},
    **{f"bookings_by.{channel.value}": _of_channel(channel) for channel in BookingChannel},
    "bookings_kept": Tally(lambda booking: booking.state in KEPT_STATES),
    "bookings_missed": Tally(lambda booking: booking.state is BookingState.MISSED),
    **{f"bookings_cancelled.{how.value}": _of_cancellation(how) for how in HOW},
}
"""What is counted of bookings, by the figure's code; a booking belongs to the day that it is for."""


@dataclass(frozen=True)
class Place:
    """One place in one slot of a counter 号源, the taken ones of a slot first."""

    resource_id: int
    resource: str
    day: date
    begins_at: datetime
    n: int
    is_taken: bool


UNMET: Tally[UnmetRequest] = Tally(lambda _asked: True)
PLACES: Tally[Place] = Tally(lambda _place: True)
TAKEN: Tally[Place] = Tally(lambda place: place.is_taken)


@dataclass(frozen=True)
class BookingFigures:
    """What was booked for a span of days, what could have been, and who asked for nothing."""

    booked: tuple[Booking, ...]
    places: tuple[Place, ...]
    unmet: tuple[UnmetRequest, ...]

    def of(self, code: str) -> int:
        """A count of bookings by its code."""
        return TALLIES[code].of(self.booked)


def of_days(work: Work, first: date, last: date) -> BookingFigures:
    """Count what was booked for the days ``first`` to ``last``."""
    return BookingFigures(
        tuple(queries.between(work, first, last)),
        tuple(places_between(work, first, last)),
        tuple(call_queries.unmet_between(work, first, last)),
    )


def places_between(work: Work, first: date, last: date) -> list[Place]:
    """The places of the counters that were open. More people than places, as after a change of the roster, count as
    no more than full.
    """
    desks = [each for each in queries.all_resources(work) if each.kind is ResourceKind.DESK]
    days = [date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1)]
    read = availability.schedules(work, desks, first, last) if desks else {}
    return [
        Place(desk.id, desk.name, day, slot.begins_at, n, n < slot.taken)
        for desk in desks
        for day in days
        for slot in read[desk.id].slots(day)
        if not slot.closed
        for n in range(slot.places)
    ]


def plain(figures: BookingFigures) -> dict[str, Number]:
    """As names and numbers, for programs and for what is frozen."""
    counts: dict[str, Number] = {code: tally.of(figures.booked) for code, tally in TALLIES.items()}
    kept, missed = figures.of("bookings_kept"), figures.of("bookings_missed")
    places, taken = PLACES.of(figures.places), TAKEN.of(figures.places)
    return {
        **counts,
        "bookings_kept_percent": _percent(kept, kept + missed),
        "booking_places": places,
        "booking_places_taken": taken,
        "booking_places_percent": _percent(taken, places),
        "booking_unmet": UNMET.of(figures.unmet),
    }


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def of_spans(work: Work, spans: Sequence[Span]) -> list[dict[str, Number]]:
    """What was booked in several spans of days, from one reading."""
    whole = of_days(work, min(span[0] for span in spans), max(span[1] for span in spans))
    by_day = sorted(whole.places, key=_day)
    return [plain(_within(whole, by_day, *span)) for span in spans]


def _within(whole: BookingFigures, by_day: Sequence[Place], first: date, last: date) -> BookingFigures:
    """Of a year there are ten thousand places and more: those of a span are found, not looked for."""
    return BookingFigures(
        tuple(each for each in whole.booked if first <= each.day <= last),
        tuple(by_day[bisect_left(by_day, first, key=_day) : bisect_right(by_day, last, key=_day)]),
        tuple(each for each in whole.unmet if first <= each.day <= last),
    )


def _day(place: Place) -> date:
    return place.day


def sentence(figures: BookingFigures) -> str:
    """What the month's report says of the bookings: 预约36次（窗口30，场地6）：到访31次……"""
    kinds = phrases(
        f"{kind.label} {figures.of(f'bookings.{kind.value}')}" for kind in ResourceKind if figures.of("bookings")
    )
    cancelled = sum(figures.of(f"bookings_cancelled.{how.value}") for how in HOW)
    counted = _(
        "{n} bookings{kinds}: {kept} kept, {missed} missed, {cancelled} cancelled.",
        n=figures.of("bookings"),
        kinds=bracketed(kinds) if kinds else "",
        kept=figures.of("bookings_kept"),
        missed=figures.of("bookings_missed"),
        cancelled=cancelled,
    )
    unmet = UNMET.of(figures.unmet)
    return whole_sentences(filter(None, (counted, _("{n} asked and there was no place.", n=unmet) if unmet else "")))
