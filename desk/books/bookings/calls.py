"""Whom to ring up 电话告知, and what they said: noting it does what it means, such as giving a place on."""

from __future__ import annotations

from desk.books.bookings import booking as bookings_made
from desk.books.bookings import call_queries, queries, waiting_list
from desk.books.bookings.call_queries import CallToMake
from desk.books.bookings.model import Booking, BookingState, CallReason
from desk.books.bookings.moves import add_call, end_call
from desk.books.bookings.rules import LONGEST_REASON
from desk.core.calendar import moment_words
from desk.core.errors import Invalid, Problem, Refused
from desk.core.permissions import May
from desk.core.words import NP_, Worded, _, clauses, named
from desk.core.work import Work


class CallAnswer(Worded):
    """What came of ringing somebody up 告知结果."""

    TOLD = "told", NP_("what came of a call", "Told")
    CONFIRMED = "confirmed", NP_("what came of a call", "Takes the place")
    GIVEN_UP = "given_up", NP_("what came of a call", "Gives it up")
    CANCELS = "cancels", NP_("what came of a call", "Cancels the booking")
    OTHER_TIME = "other_time", NP_("what came of a call", "Wants another time")
    NO_ANSWER = "no_answer", NP_("what came of a call", "Nobody answered")
    WRONG_NUMBER = "wrong_number", NP_("what came of a call", "Wrong number")


TO_BE_CHANGED = (CallReason.ROSTER, CallReason.CLOSED)
"""Why a booking that stands cannot be kept as it is."""


def answers_to(call: CallToMake, booking: Booking) -> tuple[CallAnswer, ...]:
    """What the person can say, by what they are rung up about and where the booking stands by now."""
    stands = booking.state in (BookingState.HELD, BookingState.BOOKED)
    if call.reason is CallReason.PROMOTED and stands and booking.held_until is not None:
        own: tuple[CallAnswer, ...] = (CallAnswer.CONFIRMED, CallAnswer.GIVEN_UP)
    elif call.reason in TO_BE_CHANGED and stands:
        own = (CallAnswer.TOLD, CallAnswer.OTHER_TIME, CallAnswer.CANCELS)
    else:
        own = (CallAnswer.TOLD,)
    return (*own, CallAnswer.NO_ANSWER, CallAnswer.WRONG_NUMBER)


def find_open(work: Work, call_id: int) -> tuple[CallToMake, Booking]:
    """A call that is still to be made, and its booking. Raises ``Refused`` when somebody has made it."""
    for call, booking in call_queries.calls_to_make(work):
        if call.id == call_id:
            return call, booking
    raise Refused(_("Somebody has noted this call already."))


def answered(work: Work, call_id: int, answer: CallAnswer, remark: str = "") -> Booking:
    """Note what came of a call, and do what it means: who takes a place from the waiting list has it for good, who
    gives it up makes it go on to the next, who cannot come when we changed something is cancelled by the centre. Whom
    nobody could reach stays on the list, with when it was tried, as long as there is something to tell.

    Raises ``Refused`` when it was noted already, or where the answer does not go with the booking as it stands.
    """
    work.require(May.SERVE)
    call, booking = find_open(work, call_id)
    if answer not in answers_to(call, booking):
        raise Refused(_("{number} is “{was}” by now.", number=booking.number, was=booking.state.label))
    outcome = named(answer.label, remark.strip()) if remark.strip() else answer.label
    rung(work, call_id, outcome)
    if answer is CallAnswer.CONFIRMED:
        return waiting_list.confirm(work, booking.id)
    if answer is CallAnswer.GIVEN_UP:
        return bookings_made.cancel(work, booking.id, outcome)
    if answer is CallAnswer.CANCELS:
        return _cancelled(work, call, booking, outcome)
    if answer is CallAnswer.NO_ANSWER and booking.ends_at > work.now:
        tried = f"{moment_words(work.now, work.today)} {outcome}"
        add_call(work, booking.id, call.reason, clauses(filter(None, (call.details, tried))))
    return queries.find(work, booking.id)


def _cancelled(work: Work, call: CallToMake, booking: Booking, outcome: str) -> Booking:
    """By the centre, whose doing it was; the person knows it already, so nobody is to ring up again."""
    reason = (call.details or call.reason.label)[:LONGEST_REASON]  # each call in vain made the details longer
    done = bookings_made.cancel(work, booking.id, reason, by_us=True)
    for other, whose in call_queries.calls_to_make(work):
        if whose.id == booking.id:
            rung(work, other.id, outcome)
    return done


def rung(work: Work, call_id: int, outcome: str) -> None:
    """Somebody was rung up; what came of it in words. Raises ``Invalid`` without any."""
    work.require(May.SERVE)
    if not outcome.strip():
        raise Invalid(Problem("outcome", _("Please enter what the person said, or that nobody answered.")))
    end_call(work, call_id, outcome.strip())
