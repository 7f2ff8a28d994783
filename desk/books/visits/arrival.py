"""Somebody arrives 取号: the next number of a queue, and by when it stands in line."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from desk.books import catalogue, centre, residents
from desk.books.residents import Resident, ResidentMark
from desk.books.visits.hall_settings import letter_of
from desk.books.visits.model import Priority, Visit, VisitState, label_of
from desk.books.visits.periods import begin
from desk.books.visits.queries import find
from desk.core.errors import Rule, refuse_wrong
from desk.core.identity import ELDERLY
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.visits import visits
from desk.storage import numbering

LONGEST_NOTE = 200
"""Characters of a note 备注 that goes with a number."""


def priority_of(resident: Resident, today: date) -> Priority:
    """What the person's data give priority for, by the ID number or the marks."""
    if (resident.age(today) or 0) >= ELDERLY:
        return Priority.ELDERLY
    marks = (ResidentMark.DISABLED, ResidentMark.PREGNANT, ResidentMark.SOLDIER)
    return next((Priority(mark.value) for mark in marks if mark in resident.marks), Priority.NONE)


def take_number(
    work: Work,
    priority: Priority = Priority.NONE,
    resident_id: int | None = None,
    queue: str = "",
    *,
    booked_for: datetime | None = None,
    service_id: int | None = None,
    note: str = "",
) -> Visit:
    """Somebody arrives and waits. The number is unique in its ``queue`` for the day, whatever happens; that is its
    letter, by ``letter_of``, and the one of walk-ins where none is given.

    ``booked_for`` is the time of the booking 预约 with which they come: who is not late by more than the rule
    ``queue_late_minutes`` stands in line by it, others by their arrival. ``service_id`` and ``note`` are what they come
    for, as far as they said. Raises ``Invalid`` for ``note``, ``NotAllowed``.
    """
    work.require(May.SERVE)
    refuse_wrong([note_rule(note)])
    resident = residents.find(work, resident_id) if resident_id else None
    if resident and priority is Priority.NONE:
        priority = priority_of(resident, work.today)
    if service_id:
        catalogue.find(work, service_id)
    visit = arrive(work, VisitState.WAITING, work.now, priority, resident, queue)
    named = {"booked_for": booked_for, "turn_at": _turn_at(work, booked_for), "service_id": service_id}
    if any(named.values()) or note.strip():
        work.change(visits, visit.id, {**named, "note": note.strip()})
        visit = find(work, visit.id)
    work.audit("visit.arrive", f"visits:{visit.id}", after={"number": visit.label, "priority": priority.value})
    return visit


def note_rule(note: str) -> Rule:
    """A note is not too long."""
    return (
        "note",
        len(note.strip()) > LONGEST_NOTE,
        lambda: _("{n} characters are too many; {most} is the most.", n=len(note.strip()), most=LONGEST_NOTE),
    )


def _turn_at(work: Work, booked_for: datetime | None) -> datetime | None:
    """The booked time for who comes with a booking and is not late; None for all who stand in line as they came."""
    if booked_for is None:
        return None
    late = timedelta(minutes=centre.rule(work, "queue_late_minutes"))
    return booked_for if work.now <= booked_for + late else None


def arrive(
    work: Work, state: VisitState, at: datetime, priority: Priority, resident: Resident | None, letter: str = ""
) -> Visit:
    """A new visit in its first state. One that is over already was served from ``at`` to now."""
    work.require(May.SERVE)
    letter = letter or letter_of(work)
    number = numbering.last_in_queue(work, work.today, letter) + 1
    over = state is VisitState.FINISHED
    ended = work.now if over else None
    id = work.add(
        visits,
        {
            "day": work.today,
            "queue": letter,
            "number": number,
            "resident_id": resident.id if resident else None,
            "priority": priority.value,
            "state": state.value,
            "arrived_at": at,
            "ended_at": ended,
            "staff_id": work.actor.id,
        },
    )
    begin(work, id, VisitState.SERVING if over else state, at, ended)
    return Visit(
        id,
        work.today,
        label_of(letter, number),
        state,
        priority,
        at,
        at,
        resident.id if resident else None,
        resident.name if resident else "",
        work.actor.id,
    )
