"""What happens at the counter 来访: giving queue numbers, calling, holding, registering what was handled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, case, select, update

from desk.books import cases, residents
from desk.books.cases import Case, NewCase
from desk.books.residents import Resident, ResidentDetails, ResidentMark
from desk.books.visits.model import CAN_BE_UNDONE, MOVES, QUEUE, Priority, Visit, VisitState, label_of
from desk.books.visits.queries import find, has_cases, left_open, open_ahead, queue
from desk.core import identity
from desk.core.clock import milliseconds
from desk.core.errors import Doubtful, Invalid, Problem, Refused
from desk.core.identity import ELDERLY
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.visits import periods, visits
from desk.storage import numbering


@dataclass(frozen=True)
class Registration:
    """What one press of Ctrl+Enter stores: the person (known or new), the visit (called or just walked in), the cases.

    ``came_at`` is when the form was opened, for somebody who was served at once without a number.
    ``stays`` keeps the visit open because the person has something else to do. ``again``: the clerk was asked whether
    the person has the same item once more.
    """

    person: int | ResidentDetails
    cases: Sequence[NewCase] = field(default_factory=tuple)
    visit_id: int | None = None
    came_at: datetime | None = None
    stays: bool = False
    again: bool = False


class StillServing(Doubtful):
    """The clerk calls somebody while another ``visit`` of theirs goes on."""

    def __init__(self, visit: Visit) -> None:
        super().__init__(_("{number} is still being served by you.", number=visit.label))
        self.visit = visit


@dataclass(frozen=True)
class Registered:
    """What was stored: the visit, the person, the cases in the order in which they were given."""

    visit: Visit
    resident: Resident
    cases: tuple[Case, ...]


def priority_of(resident: Resident, today: date) -> Priority:
    """What the person's data give priority for, by the ID number or the marks."""
    if (resident.age(today) or 0) >= ELDERLY:
        return Priority.ELDERLY
    marks = (ResidentMark.DISABLED, ResidentMark.PREGNANT, ResidentMark.SOLDIER)
    return next((Priority(mark.value) for mark in marks if mark in resident.marks), Priority.NONE)


def take_number(
    work: Work, priority: Priority = Priority.NONE, resident_id: int | None = None, queue: str = QUEUE
) -> Visit:
    """Somebody arrives and waits. The number is unique in its ``queue`` for the day, whatever happens."""
    work.require(May.SERVE)
    resident = residents.find(work, resident_id) if resident_id else None
    if resident and priority is Priority.NONE:
        priority = priority_of(resident, work.today)
    visit = _arrive(work, VisitState.WAITING, work.now, priority, resident, queue)
    work.audit("visit.arrive", f"visits:{visit.id}", after={"number": visit.label, "priority": priority.value})
    return visit


def _arrive(
    work: Work, state: VisitState, at: datetime, priority: Priority, resident: Resident | None, letter: str = QUEUE
) -> Visit:
    """A new visit in its first state. One that is over already was served from ``at`` to now."""
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
    _begin(work, id, VisitState.SERVING if over else state, at, ended)
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


def call_next(work: Work, first: VisitState | None = None) -> Visit | None:
    """Who is served next: priority first, then by number, then who was passed over 过号 before. None when there is
    nobody. ``first`` as for ``call``.
    """
    work.require(May.SERVE)
    waiting = [visit for visit in queue(work) if visit.state in (VisitState.WAITING, VisitState.MISSED)]
    return call(work, waiting[0].id, first) if waiting else None


def call(work: Work, id: int, first: VisitState | None = None) -> Visit:
    """Serve this visit now, whether it waited, was on hold or not there. The clerk who calls is the one who serves.

    Raises ``StillServing`` when this clerk serves somebody else, unless ``first`` says what becomes of that visit.
    """
    for other in queue(work):
        if other.state is VisitState.SERVING and other.staff_id == work.actor.id and other.id != id:
            if first is None:
                raise StillServing(other)
            _change(work, other.id, first, f"visit.{first.value}")
    called = _change(work, id, VisitState.SERVING, "visit.call")
    return _called(work, called)


def recall(work: Work, id: int) -> Visit:
    """Call a number once more 重呼 that was called and has not come. Raises ``Refused`` for one that is not served."""
    work.require(May.SERVE)
    visit = find(work, id)
    if visit.state is not VisitState.SERVING:
        raise Refused(_("{number} is “{was}” and was not called.", number=visit.label, was=visit.state.label))
    visit = _called(work, visit)
    work.audit("visit.recall", f"visits:{id}", after={"calls": visit.calls})
    return visit


def _called(work: Work, visit: Visit) -> Visit:
    work.connection.execute(update(visits).where(visits.c.id == visit.id).values(calls=visits.c.calls + 1))
    return replace(visit, calls=visit.calls + 1)


def miss(work: Work, id: int) -> Visit:
    """Called but not there 过号: the number goes behind all who wait, and can be called again all day."""
    return _change(work, id, VisitState.MISSED, "visit.miss")


def take_back(work: Work, id: int) -> Visit:
    """Back to where the number waited: who was missed came, or was called by mistake. Raises ``Refused``."""
    if has_cases(work, id):
        raise Refused(_("Something has been handled in {number} already.", number=find(work, id).label))
    return _change(work, id, VisitState.WAITING, "visit.take_back")


def hold(work: Work, id: int) -> Visit:
    """Put aside somebody who fetches a paper or fills in a form."""
    return _change(work, id, VisitState.HOLD, "visit.hold")


def leave(work: Work, id: int) -> Visit:
    """Gone without having been served."""
    return _change(work, id, VisitState.LEFT, "visit.leave")


def finish(work: Work, id: int) -> Visit:
    """The matter is settled; raises ``Refused`` for a visit that is not being served."""
    return _change(work, id, VisitState.FINISHED, "visit.finish")


def undo(work: Work, passed: Visit) -> Visit:
    """What was done last to somebody who was not there, 过号 or 弃号, is taken back: the visit is as it was before,
    with the clerk who had it. ``passed`` is what ``miss`` or ``leave`` gave.

    On hold instead of served where that clerk serves somebody else by now. Raises ``Refused`` for a visit of another
    day or one to which anything else was done since, by whomever.
    """
    work.require(May.SERVE)
    visit = find(work, passed.id)
    is_last = (visit.state, visit.staff_id, visit.since) == (passed.state, passed.staff_id, passed.since)
    if visit.state not in CAN_BE_UNDONE or not is_last or visit.day != work.today:
        raise Refused(_("{number} is “{was}”: there is nothing to undo.", number=visit.label, was=visit.state.label))
    stood = work.connection.execute(STOOD, {"visit": visit.id}).all()
    before = stood[1 if visit.state is VisitState.MISSED and len(stood) > 1 else 0]
    state, served_by = VisitState(before.kind), work.actor.id
    if state is VisitState.SERVING:
        served_by = before.staff_id
        if any(each.state is VisitState.SERVING and each.staff_id == served_by for each in queue(work)):
            state = VisitState.HOLD
    _turn(work, visit.id, state, served_by)
    work.audit("visit.undo", f"visits:{visit.id}", {"state": visit.state.value}, {"state": state.value})
    return find(work, visit.id)


STOOD = (
    select(periods.c.kind, periods.c.staff_id)
    .where(periods.c.visit_id == bindparam("visit"))
    .order_by(periods.c.id.desc())
    .limit(2)
)


def _change(work: Work, id: int, to: VisitState, action: str) -> Visit:
    work.require(May.SERVE)
    visit = find(work, id)
    if to not in MOVES[visit.state]:
        sentence = _(
            "{number} is “{was}” and cannot become “{to}”.", number=visit.label, was=visit.state.label, to=to.label
        )
        raise Refused(sentence)
    _turn(work, visit.id, to)
    work.audit(action, f"visits:{id}", {"state": visit.state.value}, {"state": to.value})
    return find(work, id)


def _turn(work: Work, id: int, to: VisitState, by: int | None = None) -> None:
    """End the running period and begin the next, of who is signed in or ``by`` somebody else; an ended visit begins
    none.
    """
    who = by or work.actor.id
    over = to in (VisitState.FINISHED, VisitState.LEFT)
    work.connection.execute(END_PERIOD, {"visit": id, "now": work.now})
    values: dict[str, Any] = {"state": to.value, "staff_id": who, "ended_at": work.now if over else None}
    work.connection.execute(update(visits).where(visits.c.id == id).values(**values))
    if not over:
        _begin(work, id, to, work.now, by=who)


def _begin(
    work: Work, id: int, state: VisitState, at: datetime, ended_at: datetime | None = None, by: int | None = None
) -> None:
    who = by or work.actor.id
    period = {"visit_id": id, "kind": state.value, "began_at": at, "ended_at": ended_at, "staff_id": who}
    work.add_all(periods, [period])


RUNNING = (periods.c.visit_id == bindparam("visit"), periods.c.ended_at.is_(None))
NOW = bindparam("now", type_=periods.c.ended_at.type)
END_PERIOD = update(periods).where(*RUNNING)
END_PERIOD = END_PERIOD.values(ended_at=case((periods.c.began_at > NOW, periods.c.began_at), else_=NOW))
"""A period ends now, but not before it began: the clock may have been put back."""
LAST_KNOWN_PERIOD = update(periods).where(*RUNNING).values(ended_at=periods.c.began_at)


def register(work: Work, new: Registration) -> Registered:
    """Person, visit and cases in one go. Raises ``Invalid`` naming fields, and then nothing of it is stored."""
    work.require(May.SERVE)
    if not new.cases:
        raise Invalid(Problem("service", _("Please choose an item.")))
    resident = residents.find(work, new.person) if isinstance(new.person, int) else _new_person(work, new.person)
    visit = _served_visit(work, new, resident)
    if not new.again:
        _ask_about_twice(work, new)
    vulnerable = resident.is_vulnerable(work.today)
    made = tuple(cases.open_case(work, visit.id, resident.id, vulnerable, each) for each in new.cases)
    if visit.state is VisitState.SERVING and not new.stays:
        _turn(work, visit.id, VisitState.FINISHED)
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


def _served_visit(work: Work, new: Registration, resident: Resident) -> Visit:
    """The called visit, now with its person; or a new one that began when the form was opened."""
    priority = priority_of(resident, work.today)
    if new.visit_id is None:
        state = VisitState.SERVING if new.stays else VisitState.FINISHED
        return _arrive(work, state, min(new.came_at or work.now, work.now), priority, resident)
    visit = find(work, new.visit_id)
    if VisitState.SERVING in MOVES[visit.state]:
        _turn(work, visit.id, VisitState.SERVING)
    elif visit.state is not VisitState.SERVING:
        raise Refused(_("{number} is over already. Press F2 for a new visit.", number=visit.label))
    if visit.resident_id not in (None, resident.id) and has_cases(work, visit.id):
        raise Refused(_("This visit is of another person. Press F2 for a new visit."))
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


def close_leftovers(work: Work) -> int:
    """End visits of earlier days that nobody ended, at the last thing known of them. How many there were."""
    return _close(work, left_open(work))


def close_ahead(work: Work, is_ahead: Callable[[datetime], bool]) -> int:
    """End visits of days still to come, which a clock that was ahead left open. How many there were."""
    work.require(May.EDIT_CENTRE)
    return _close(work, [row for row in open_ahead(work) if is_ahead(row.arrived_at)])


def _close(work: Work, left: Sequence[Row[Any]]) -> int:
    for row in left:
        served = has_cases(work, row.id)
        state = VisitState.FINISHED if served else VisitState.LEFT
        work.connection.execute(LAST_KNOWN_PERIOD, {"visit": row.id})
        work.connection.execute(
            update(visits).where(visits.c.id == row.id).values(state=state.value, ended_at=row.began_at)
        )
    if left:
        work.audit("visit.close_leftovers", "visits", after={"visits": [row.id for row in left]})
    return len(left)
