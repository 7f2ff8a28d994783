"""The waiting list 候补: strict order, the first party that fits, and whoever was passed over reads why."""

from __future__ import annotations

from datetime import datetime, timedelta

from desk.books import centre, residents
from desk.books.bookings import availability, lost_places, queries, rules
from desk.books.bookings.model import Booking, BookingState, CallReason, Resource
from desk.books.bookings.moves import add_call, change_state, record_move
from desk.books.residents import Resident
from desk.books.visits import Pace
from desk.core.calendar import moment_words
from desk.core.clock import local
from desk.core.errors import Refused
from desk.core.permissions import May
from desk.core.words import _, whole_sentences
from desk.core.work import Work
from desk.models.bookings import bookings


def move_up(
    work: Work, resource_id: int, begins_at: datetime, ends_at: datetime, pace: Pace | None = None
) -> list[Booking]:
    """Something came free of a resource: whoever waits for a time that touches this one, of it or of another resource
    in its venue, gets it in the order in which they came, the first party that fits. Whoever is passed over has the
    reason in the history; whoever moves up is to be rung up and has the place for some hours (a setting, 24 without
    one). Who moved up. Whoever was to hear that there is no place, and has one again, is not rung up any more.
    """
    work.require(May.SERVE)
    sharing = sharing_venue(work, resource_id)
    which = [each.id for each in sharing]
    moved = []
    in_line = queries.waiting_for(work, which, begins_at, ends_at)
    if in_line and pace is None:
        pace = availability.pace_for(work, sharing)
    for waiting in in_line:
        if waiting.begins_at <= work.now:
            continue
        last = local(waiting.ends_at).date()
        read = availability.schedule(work, waiting.resource_id, waiting.day, last, pace=pace)
        answer = read.answer(waiting.begins_at, waiting.ends_at, waiting.people)
        if answer.reason is not None:
            if answer.free:
                _pass_over(work, waiting, answer.free)
            continue
        moved.append(_promote(work, waiting))
    lost_places.withdraw_calls(work, which, pace)
    return moved


def move_up_at(work: Work, venue_id: int, begins_at: datetime, ends_at: datetime) -> list[Booking]:
    """The same where another book gave up a venue, as an activity does that is cancelled. Who moved up."""
    work.require(May.SERVE)
    there = queries.resources_at(work, venue_id)
    return move_up(work, there[0].id, begins_at, ends_at) if there else []


def sharing_venue(work: Work, resource_id: int) -> list[Resource]:
    """The resource, and every other one in its venue: what one of them gives up is free for all of them."""
    resource = queries.find_resource(work, resource_id)
    return [resource] if resource.venue_id is None else queries.resources_at(work, resource.venue_id)


def _pass_over(work: Work, waiting: Booking, free: int) -> None:
    remark = _("Passed over: {n} people asked for, {free} places free.", n=waiting.people, free=free)
    if queries.moves_of(work, waiting.id)[-1].remark != remark:
        record_move(work, waiting.id, BookingState.WAITING, remark)


def _promote(work: Work, waiting: Booking) -> Booking:
    hours = timedelta(hours=centre.rule(work, "booking_held_hours"))
    until = min(work.now + hours, waiting.begins_at)
    resource = queries.find_resource(work, waiting.resource_id)
    needs = "" if work.actor.may(May.DECIDE_BOOKINGS) else rules.needs_agreement(work, resource, _person(work, waiting))
    state = BookingState.HELD if needs else BookingState.BOOKED
    remark = whole_sentences(filter(None, (_("A place came free."), needs)))
    done = change_state(work, waiting, state, remark, held_until=None if needs else until)
    if not needs:
        clash = _clash_words(work, done)
        add_call(work, waiting.id, CallReason.PROMOTED, _("Kept until {until}.", until=moment_words(until)) + clash)
    return done


def _person(work: Work, waiting: Booking) -> Resident | None:
    return residents.find(work, waiting.resident_id) if waiting.resident_id else None


def _clash_words(work: Work, promoted: Booking) -> str:
    """What else the person has at that time: told with the good news, so that nobody is booked twice."""
    if promoted.resident_id is None:
        return ""
    others = queries.of_person(work, promoted.resident_id, promoted.begins_at, promoted.ends_at)
    clash = next((each for each in others if each.id != promoted.id and each.state is BookingState.BOOKED), None)
    return _(" Has {number} at that time as well.", number=clash.number) if clash else ""


def confirm(work: Work, id: int) -> Booking:
    """Somebody who moved up says yes 确认: the place is theirs. Raises ``Refused`` where nothing was kept."""
    work.require(May.SERVE)
    booking = queries.find(work, id)
    if booking.state is not BookingState.BOOKED or booking.held_until is None:
        raise Refused(_("{number} needs no confirmation.", number=booking.number))
    work.change(bookings, id, {"held_until": None, "version": booking.version + 1})
    record_move(work, id, BookingState.BOOKED, _("Confirmed."))
    work.audit("booking.confirm", f"bookings:{id}")
    return queries.find(work, id)


def release_unanswered(work: Work) -> list[Booking]:
    """Places that were kept long enough go to whoever waits next, and whoever waits for a time that has begun waits
    no more. Done when somebody works on the list, never by the clock alone. What lapsed.
    """
    work.require(May.SERVE)
    lapsed = [
        change_state(work, waiting, BookingState.LAPSED, _("No place came free."))
        for waiting in queries.waited_in_vain(work)
    ]
    unanswered = queries.unanswered(work)
    pace = availability.pace_for(work, queries.all_resources(work, retired=True)) if unanswered else None
    for booking in unanswered:
        lapsed.append(change_state(work, booking, BookingState.LAPSED, _("Not confirmed in time."), held_until=None))
        move_up(work, booking.resource_id, booking.begins_at, booking.ends_at, pace)
    return lapsed
