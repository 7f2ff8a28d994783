"""What becomes of a booking on its day: arrived 已到 with a queue number, over, missed; nothing by itself."""

from __future__ import annotations

from desk.books import visits
from desk.books.bookings import queries
from desk.books.bookings.model import ANSWERS_TAKEN_BACK, Booking, BookingState, Cancellation, ResourceKind
from desk.books.bookings.moves import change_state
from desk.books.visits import Visit, VisitState
from desk.core.calendar import date_words
from desk.core.clock import local
from desk.core.errors import Refused
from desk.core.permissions import May
from desk.core.words import _, on_record
from desk.core.work import Work


def arrive(work: Work, id: int) -> tuple[Booking, Visit | None]:
    """Somebody with a booking is here. At the counter they get a number of the appointments' queue, linked to the
    booking; a room is simply taken over, without a visit. Also of somebody who was put down as missed on the same day.

    Raises ``Refused`` on another day than the booking's, or when the state does not allow it.
    """
    work.require(May.SERVE)
    booking = queries.find(work, id)
    if booking.day != work.today:
        raise Refused(_("{number} is for {day}.", number=booking.number, day=date_words(booking.day, work.today)))
    if booking.kind is not ResourceKind.DESK:
        return change_state(work, booking, BookingState.ARRIVED, came_at=work.now, held_until=None), None
    visit = visits.take_number(
        work,
        resident_id=booking.resident_id,
        queue=visits.letter_of(work, visits.QueueKind.BOOKED),
        booked_for=booking.begins_at,
        service_id=booking.service_id,
        note=booking.purpose,
    )
    arrived = change_state(
        work, booking, BookingState.ARRIVED, visit.label, came_at=work.now, visit_id=visit.id, held_until=None
    )
    return arrived, visit


def take_back(work: Work, id: int) -> Booking:
    """A slip 撤销到达: booked again, on the same day. The number that was given is withdrawn 作废, and counts nowhere.

    Raises ``Refused`` once somebody serves the person, or something was handled.
    """
    work.require(May.SERVE)
    booking = queries.find(work, id)
    if booking.day != work.today:
        raise Refused(_("{number} is of another day and stays as it is.", number=booking.number))
    remark = ""
    if booking.visit_id is not None:
        visit = visits.find(work, booking.visit_id)
        if visit.state not in (VisitState.WAITING, VisitState.MISSED):
            raise Refused(_("{number} is “{was}” already.", number=visit.label, was=visit.state.label))
        visits.withdraw(work, visit.id)
        with on_record():
            remark = _("Not here after all; {number} is withdrawn.", number=visit.label)
    return change_state(work, booking, BookingState.BOOKED, remark, came_at=None, visit_id=None)


def finish(work: Work, id: int) -> Booking:
    """It is over 完成: whoever had the room has gone, or the visit has ended."""
    work.require(May.SERVE)
    booking = queries.find(work, id)
    return change_state(work, booking, BookingState.DONE, left_at=work.now)


def finish_visit(work: Work, visit_id: int) -> None:
    """Who came with a booking has been served: the booking is over as well. One that is no longer 已到 stays."""
    work.require(May.SERVE)
    booking = queries.of_visit(work, visit_id)
    if booking is not None and booking.state is BookingState.ARRIVED:
        change_state(work, booking, BookingState.DONE, left_at=work.now)


def came(work: Work, id: int) -> Booking:
    """Said in the evening: the person was there 到过, though nobody noted it at the time. Arrived and over in one step;
    when they came is not known.
    """
    work.require(May.SERVE)
    booking = queries.find(work, id)
    if booking.state is BookingState.BOOKED:
        booking = change_state(work, booking, BookingState.ARRIVED, _("Noted afterwards."), held_until=None)
    return change_state(work, booking, BookingState.DONE)


def miss(work: Work, id: int) -> Booking:
    """Said in the evening: nobody came 爽约. Raises ``Refused`` before the booking's time is over."""
    work.require(May.SERVE)
    booking = queries.find(work, id)
    _require_over(work, booking)
    return change_state(work, booking, BookingState.MISSED, held_until=None)


def _require_over(work: Work, booking: Booking) -> None:
    if booking.ends_at > work.now:
        raise Refused(_("{number} is not over yet.", number=booking.number))


def take_back_miss(work: Work, id: int) -> Booking:
    """A slip: not missed, to be said anew. Raises ``Refused`` on a later day."""
    work.require(May.SERVE)
    booking = queries.find(work, id)
    if booking.state is BookingState.MISSED and booking.day != work.today:
        raise Refused(_("{number} is of another day and stays as it is.", number=booking.number))
    return change_state(work, booking, BookingState.BOOKED)


def take_back_answer(work: Work, id: int) -> Booking:
    """What was said in the evening of a booking was a slip 撤销确认: it is again as it was before, to be said anew.

    Raises ``Refused`` unless the signed-in person said it today and nobody has changed anything since, and while it is
    not over: its place may be somebody else's by now.
    """
    work.require(May.SERVE)
    booking = queries.find(work, id)
    _require_over(work, booking)
    moves = queries.moves_of(work, id)
    last = moves[-1]
    before = next((each.state for each in reversed(moves) if each.at < last.at), None)
    is_own = last.who == work.actor.name and local(last.at).date() == work.today
    if before is None or not is_own or (booking.state, before) not in ANSWERS_TAKEN_BACK:
        raise Refused(_("{number} was changed by somebody else, or earlier; it stays as it is.", number=booking.number))
    return change_state(work, booking, before, _("Taken back."), ANSWERS_TAKEN_BACK, cancelled=Cancellation.NONE.value)
