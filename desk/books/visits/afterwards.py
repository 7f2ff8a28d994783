"""Entering afterwards 补录: what was served on paper, with the true day and times, in a month that is still open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from desk.books import audit_queries, submissions
from desk.books.residents import Resident
from desk.books.visits.arrival import arrive, note_rule
from desk.books.visits.model import Priority, Visit, VisitState
from desk.books.visits.queries import find, first_day
from desk.core.clock import local
from desk.core.errors import Refused, Rule, refuse_wrong
from desk.core.month import Month
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.visits import periods, visits


@dataclass(frozen=True)
class Afterwards:
    """When somebody came, was served and left, as moments of one past day; why it is entered only now."""

    arrived_at: datetime
    began_at: datetime
    ended_at: datetime
    reason: str


def checked_entry(work: Work, given: Afterwards) -> Afterwards:
    """Raises ``Invalid`` for ``day``, ``arrived``, ``began``, ``ended`` and ``reason``."""
    work.require(May.SERVE)
    day, reason = local(given.ended_at).date(), given.reason.strip()
    began = min(local(audit_queries.first_moment(work)).date(), first_day(work) or work.today)
    month = Month.of(day)
    rules: list[Rule] = [
        ("day", day > work.today, lambda: _("This day is still to come.")),
        ("day", day < began, lambda: _("The centre began on {day}: nothing was before that.", day=began)),
        (
            "day",
            submissions.find(work, month.name) is not None,
            lambda: _("{month} was handed in: what is missing in it goes in as a correction.", month=month.label),
        ),
        ("ended", given.ended_at > work.now, lambda: _("This time is still to come.")),
        ("began", given.began_at < given.arrived_at, lambda: _("Served before having come: please check the times.")),
        ("ended", given.ended_at < given.began_at, lambda: _("Over before it began: please check the times.")),
        ("reason", not reason, lambda: _("Please say why it is entered only now.")),
        ("reason", *note_rule(reason)[1:]),
    ]
    refuse_wrong(rules)
    return replace(given, reason=reason)


def as_of(work: Work, given: Afterwards) -> Work:
    """The action at the moment at which the visit was over: what is numbered and dated by it belongs to that day."""
    return replace(work, now=given.ended_at)


def enter(work: Work, given: Afterwards, priority: Priority, resident: Resident) -> Visit:
    """The visit of that day with the next number of its queue, marked with the moment of this entry."""
    work.require(May.SERVE)
    past = as_of(work, given)
    visit = arrive(past, VisitState.FINISHED, given.began_at, priority, resident)
    work.change(visits, visit.id, {"arrived_at": given.arrived_at, "entered_at": work.now, "note": given.reason})
    if given.arrived_at < given.began_at:
        waited = {
            "visit_id": visit.id,
            "kind": VisitState.WAITING.value,
            "began_at": given.arrived_at,
            "ended_at": given.began_at,
            "staff_id": work.actor.id,
        }
        work.add_all(periods, [waited])
    return find(work, visit.id)


def entered_before(work: Work, id: int) -> Visit:
    """A visit that was entered afterwards and gets another case. Raises ``Refused`` for any other."""
    visit = find(work, id)
    if visit.entered_at is None:
        raise Refused(_("{number} was not entered afterwards.", number=visit.label))
    return visit
