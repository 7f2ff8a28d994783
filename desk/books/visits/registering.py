"""Registering what was handled 受理登记: person, visit and cases in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update

from desk.books import cases, residents
from desk.books.cases import Case, NewCase
from desk.books.residents import Resident, ResidentDetails
from desk.books.visits import afterwards, agents
from desk.books.visits.afterwards import Afterwards
from desk.books.visits.arrival import arrive, priority_of
from desk.books.visits.model import MOVES, NOBODY, Agent, Channel, Visit, VisitState
from desk.books.visits.periods import turn
from desk.books.visits.queries import find, has_cases
from desk.core import identity
from desk.core.clock import milliseconds
from desk.core.errors import Doubtful, Invalid, Problem, Refused
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.visits import visits


@dataclass(frozen=True)
class Registration:
    """What one press of Ctrl+Enter stores: the person (known or new), the visit (called or just walked in), the cases.

    ``came_at`` is when the form was opened, for somebody who was served at once without a number.
    ``stays`` keeps the visit open because the person has something else to do. ``again``: the clerk was asked whether
    the person has the same item once more. ``household``: another person of the same household, in a visit that keeps
    its first. ``afterwards`` is given for what is entered afterwards 补录.
    """

    person: int | ResidentDetails
    cases: Sequence[NewCase] = field(default_factory=tuple)
    visit_id: int | None = None
    came_at: datetime | None = None
    stays: bool = False
    again: bool = False
    channel: Channel = Channel.COUNTER
    agent: Agent = NOBODY
    household: bool = False
    afterwards: Afterwards | None = None


@dataclass(frozen=True)
class Registered:
    """What was stored: the visit, the person, the cases in the order in which they were given."""

    visit: Visit
    resident: Resident
    cases: tuple[Case, ...]


def register(work: Work, new: Registration) -> Registered:
    """Person, visit and cases in one go. Raises ``Invalid`` naming fields, and then nothing of it is stored.

    What is entered afterwards 补录 is numbered and dated as of its day; the audit has the moment of the entry.
    """
    work.require(May.SERVE)
    if not new.cases:
        raise Invalid(Problem("service", _("Please choose an item.")))
    agent = agents.checked(new.agent)
    given = afterwards.checked_entry(work, new.afterwards) if new.afterwards else None
    resident = residents.find(work, new.person) if isinstance(new.person, int) else _new_person(work, new.person)
    visit = _entered_visit(work, new, given, resident) if given else _served_visit(work, new, resident)
    visit = _described(work, visit, new.channel, agent)
    if not new.again and not given:
        _ask_about_twice(work, new)
    then = afterwards.as_of(work, given) if given else work
    vulnerable = resident.is_vulnerable(then.today)
    made = tuple(cases.open_case(then, visit.id, resident.id, vulnerable, each) for each in new.cases)
    if visit.state is VisitState.SERVING and not new.stays:
        turn(work, visit.id, VisitState.FINISHED)
        visit = replace(visit, state=VisitState.FINISHED)
    after: dict[str, Any] = {"visit": visit.label, "resident": resident.id, "cases": [_told(c) for c in made]}
    work.audit("visit.register", f"visits:{visit.id}", after=after)
    return Registered(visit, resident, made)


def _ask_about_twice(work: Work, new: Registration) -> None:
    """Raises ``Doubtful`` when one of the items was registered for the same person a moment ago."""
    since = milliseconds(work.now - MOMENT)
    if isinstance(new.person, int):
        just = work.rows(JUST_TAKEN, since, new.person)
    else:
        # whoever is new with a number that is known is refused anyway
        name = "" if new.person.id_number else identity.tidy_name(new.person.name)
        just = work.rows(JUST_TAKEN_BY_NAME, since, name) if name else []
    taken = dict(just)
    for each in new.cases:
        if each.service_id in taken:
            number = taken[each.service_id]
            raise Doubtful(
                _(
                    "The same item was registered for this person less than a minute ago (case {number}). Once more?",
                    number=number,
                )
            )


MOMENT = timedelta(minutes=1)
NEWEST = "FROM cases c WHERE c.id > (SELECT max(id) FROM cases) - 40 AND c.accepted_at > ?"
"""No centre takes in more cases in a moment; the newest ones are at hand, all those of a person are not."""
JUST_TAKEN = f"SELECT c.service_id, c.number {NEWEST} AND +c.resident_id = ?"
JUST_TAKEN_BY_NAME = (
    f"SELECT c.service_id, c.number {NEWEST} AND c.resident_id IN (SELECT r.id FROM residents r WHERE r.name = ?)"
)


def _told(made: Case) -> dict[str, Any]:
    return {"number": made.number, "service": made.service_id, "state": made.state.value}


def _new_person(work: Work, details: ResidentDetails) -> Resident:
    return residents.insert(work, residents.checked(details, work.today))


def _entered_visit(work: Work, new: Registration, given: Afterwards, resident: Resident) -> Visit:
    """The visit of a past day: a new one, or the one that was entered before and has another case."""
    if new.visit_id is None:
        return afterwards.enter(work, given, priority_of(resident, afterwards.as_of(work, given).today), resident)
    visit = afterwards.entered_before(work, new.visit_id)
    if visit.resident_id != resident.id and not new.household:
        raise Refused(_("This visit is of another person. Press F2 for a new visit."))
    return visit


def _described(work: Work, visit: Visit, channel: Channel, agent: Agent) -> Visit:
    """How the person came, and who came for them; what the visit has already stays where nothing new is said."""
    changed: dict[str, Any] = {}
    if channel is not visit.channel:
        changed["channel"] = channel.value
    if agent != visit.agent and agent != NOBODY:
        changed |= {"agent": agent.name, "agent_relation": agent.relation, "agent_id_tail": agent.id_tail}
    if changed:
        work.change(visits, visit.id, changed)
    return replace(visit, channel=channel, agent=agent if agent != NOBODY else visit.agent)


def _served_visit(work: Work, new: Registration, resident: Resident) -> Visit:
    """The called visit, now with its person; or a new one that began when the form was opened."""
    priority = priority_of(resident, work.today)
    if new.visit_id is None:
        state = VisitState.SERVING if new.stays else VisitState.FINISHED
        return arrive(work, state, min(new.came_at or work.now, work.now), priority, resident)
    visit = find(work, new.visit_id)
    if VisitState.SERVING in MOVES[visit.state]:
        turn(work, visit.id, VisitState.SERVING)
    elif visit.state is not VisitState.SERVING:
        raise Refused(_("{number} is over already. Press F2 for a new visit.", number=visit.label))
    if visit.resident_id not in (None, resident.id) and has_cases(work, visit.id):
        if not new.household:
            raise Refused(_("This visit is of another person. Press F2 for a new visit."))
        return replace(visit, state=VisitState.SERVING, staff_id=work.actor.id)
    priority = visit.priority or priority
    values = {"resident_id": resident.id, "priority": priority.value}
    work.connection.execute(update(visits).where(visits.c.id == visit.id).values(**values))
    return replace(
        visit,
        state=VisitState.SERVING,
        resident_id=resident.id,
        name=resident.name,
        priority=priority,
        staff_id=work.actor.id,
    )
