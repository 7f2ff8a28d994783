"""What may happen to a published roster: swaps 换班, substitutions 顶班, cancellations. Nothing else.

Asked for with a reason, agreed to by the people it touches, decided by the leader or the manager. The duty keeps who
was published; the person who has it now is what counts, for attendance and for fairness.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, func, or_, select, update

from desk.books.registry import books
from desk.books.roster.months import EDITED, keep_shares, note_quality, row_of, whole_problem
from desk.books.roster.queries import Duty, duties_between, duties_by_id, find_duty, has_duty, roster_of
from desk.books.signatures import Signature, signer
from desk.core.calendar import date_words
from desk.core.errors import Invalid, NotAllowed, Problem, Refused
from desk.core.month import Month
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import N_, NP_, Worded, _
from desk.core.work import Work
from desk.models.roster import changes, duties
from desk.models.staff import staff
from desk.scheduling.problem import Assignment, RosterProblem
from desk.scheduling.rules import Breach, breaches


class RosterChangeKind(Worded):
    """What is asked for: 换班, 顶班 or 取消."""

    SWAP = "swap", N_("Swap")
    SUBSTITUTION = "substitution", N_("Substitution")
    CANCELLATION = "cancellation", NP_("change of a duty", "Cancellation")


class RosterChangeState(Worded):
    """How far a change has come."""

    ASKED = "asked", NP_("change of a duty", "to be agreed"), Tone.WAITING
    AGREED = "agreed", N_("agreed, to be approved"), Tone.WAITING
    APPROVED = "approved", NP_("change of a duty", "approved"), Tone.DONE
    DECLINED = "declined", NP_("change of a duty", "declined"), Tone.DANGER
    WITHDRAWN = "withdrawn", NP_("change of a duty", "withdrawn")


OPEN = (RosterChangeState.ASKED, RosterChangeState.AGREED)


@dataclass(frozen=True)
class RosterChange:
    """One change with names for the list. ``other`` is the duty given in exchange."""

    id: int
    kind: RosterChangeKind
    state: RosterChangeState
    duty: Duty
    other: Duty | None
    from_id: int
    to_id: int | None
    from_name: str
    to_name: str
    reason: str
    asked_at: datetime
    from_agreed: bool
    to_agreed: bool
    decided_name: str
    remark: str


def ask_swap(work: Work, duty_id: int, other_id: int, reason: str) -> int:
    """Two people exchange two duties. Raises ``Invalid``, ``Refused``."""
    duty, other = find_duty(work, duty_id), find_duty(work, other_id)
    _require_concerned(work, duty.staff_id, other.staff_id)
    if duty.staff_id == other.staff_id:
        raise Invalid(Problem("other", _("A swap needs duties of two different people.")))
    crossed = (
        Assignment(duty.day, duty.shift_id, other.staff_id),
        Assignment(other.day, other.shift_id, duty.staff_id),
    )
    if any(has_duty(work, assignment) for assignment in crossed):
        raise Invalid(Problem("other", _("One of them has the other's shift already.")))
    for each in (duty, other):
        _refuse_unchangeable(work, each)
    return _ask(work, RosterChangeKind.SWAP, duty, other, other.staff_id, reason)


def ask_substitution(work: Work, duty_id: int, by: int, reason: str) -> int:
    """Somebody else takes a duty. Raises ``Invalid``, ``Refused``."""
    duty = find_duty(work, duty_id)
    _require_concerned(work, duty.staff_id, by)
    if by == duty.staff_id:
        raise Invalid(Problem("to", _("Please choose somebody else.")))
    if has_duty(work, Assignment(duty.day, duty.shift_id, by)):
        raise Invalid(Problem("to", _("This person has the same shift already.")))
    _refuse_unchangeable(work, duty)
    return _ask(work, RosterChangeKind.SUBSTITUTION, duty, None, by, reason)


def ask_cancellation(work: Work, duty_id: int, reason: str) -> int:
    """A duty falls away. Raises ``Invalid``, ``Refused``."""
    duty = find_duty(work, duty_id)
    _require_concerned(work, duty.staff_id)
    _refuse_unchangeable(work, duty)
    return _ask(work, RosterChangeKind.CANCELLATION, duty, None, None, reason)


def _require_concerned(work: Work, *people: int) -> None:
    if work.actor.id not in people and not work.actor.may(May.PLAN_ROSTER):
        raise NotAllowed(_("Only those concerned or the leader may ask for this."))


def _refuse_unchangeable(work: Work, duty: Duty) -> None:
    if not roster_of(work, Month.of(duty.day)).published:
        raise Refused(_("The roster of this month is a draft; please change the draft itself."))
    if duty.cancelled:
        raise Refused(_("This duty is cancelled."))
    if duty.ends_at <= work.now or duty.day < work.today:
        raise Refused(
            _("The duty of {day} is past and cannot be changed any more.", day=date_words(duty.day, work.today))
        )
    if duty.came_at is not None:
        raise Refused(_("This duty has begun. Please hand over, or put the times right."))
    both = or_(changes.c.duty_id == duty.id, changes.c.other_id == duty.id)
    waiting = select(changes.c.id).where(both, changes.c.state.in_([state.value for state in OPEN]))
    if work.connection.execute(waiting).first():
        raise Refused(_("A change of this duty is waiting to be decided already."))


def _ask(work: Work, kind: RosterChangeKind, duty: Duty, other: Duty | None, to: int | None, reason: str) -> int:
    reason = reason.strip()
    if not 0 < len(reason) <= 100:
        raise Invalid(Problem("reason", _("Please give a reason of 1 to 100 characters.")))
    values = {
        "kind": kind.value,
        "state": (RosterChangeState.ASKED if _needed(kind) else RosterChangeState.AGREED).value,
        "duty_id": duty.id,
        "other_id": other.id if other else None,
        "from_id": duty.staff_id,
        "to_id": to,
        "reason": reason,
        "asked_by": work.actor.id,
        "asked_at": work.now,
    }
    id = work.add(changes, values)
    work.audit("change.ask", f"duty_changes:{id}", after={**values, "reason": None, "asked_at": None})
    if work.actor.id in (duty.staff_id, to):
        agree(work, id)
    return id


def agree(work: Work, id: int, by: Signature | None = None) -> None:
    """One of the people concerned agrees: the signed-in person for themselves, or somebody who has just given their
    password.

    Raises ``Refused`` when the change is decided or does not concern the person.
    """
    person = work.actor.id if by is None else signer(work, by).id
    row = _open_row(work, id)
    sides = {row.from_id: "from_agreed_at", row.to_id: "to_agreed_at"}
    if person not in sides:
        raise Refused(_("This change does not concern that person."))
    values: dict[str, Any] = {sides[person]: work.now}
    left = {side for side in _needed(RosterChangeKind(row.kind)) if getattr(row, side) is None} - {sides[person]}
    if not left:
        values["state"] = RosterChangeState.AGREED.value
    work.connection.execute(update(changes).where(changes.c.id == id).values(values))
    work.audit("change.agree", f"duty_changes:{id}", after={"person": person})


def _needed(kind: RosterChangeKind) -> set[str]:
    """Whose agreement a kind of change takes. The one who cannot come needs not be asked to be relieved."""
    return {
        RosterChangeKind.SWAP: {"from_agreed_at", "to_agreed_at"},
        RosterChangeKind.SUBSTITUTION: {"to_agreed_at"},
        RosterChangeKind.CANCELLATION: set[str](),
    }[kind]


def approve(work: Work, id: int, *, despite: bool = False) -> list[Breach]:
    """Put a change into the roster. Rules that it would break are given back and nothing happens, unless ``despite``.

    Raises ``Refused`` while somebody has not agreed, or the duties have changed or begun meanwhile.
    """
    work.require(May.PLAN_ROSTER)
    row = _open_row(work, id)
    missing = [side for side in _needed(RosterChangeKind(row.kind)) if getattr(row, side) is None]
    if missing:
        raise Refused(_("Not everybody concerned has agreed yet."))
    duty = find_duty(work, row.duty_id)
    other = find_duty(work, row.other_id) if row.other_id else None
    if duty.staff_id != row.from_id or duty.cancelled or (other and (other.staff_id != row.to_id or other.cancelled)):
        raise Refused(_("The duty has changed hands meanwhile. Please ask again."))
    if any(each.ends_at <= work.now or each.came_at for each in (duty, other) if each):
        raise Refused(
            _("The duty of {day} is past and cannot be changed any more.", day=date_words(duty.day, work.today))
        )
    broken = broken_by(work, duty, other, row.to_id)
    if broken and not despite:
        return broken
    _apply(work, duty, other, row.to_id)
    for month in {Month.of(each.day) for each in (duty, other) if each}:
        keep_shares(work, roster_of(work, month))
    _decide(work, id, RosterChangeState.APPROVED, "")
    for book in books():
        book.roster_changed(work)
    return []


def broken_by(work: Work, duty: Duty, other: Duty | None, to: int | None) -> list[Breach]:
    """Which hard rules a change would break that are not broken now."""
    assignments: dict[Month, tuple[RosterProblem, set[Assignment]]] = {}
    moves = [(duty.assignment, Assignment(duty.day, duty.shift_id, to) if to else None)]
    if other and to:
        moves.append((other.assignment, Assignment(other.day, other.shift_id, duty.staff_id)))
    broken: list[Breach] = []
    for was, _now in moves:
        month = Month.of(was.day)
        if month not in assignments:
            problem = whole_problem(work, month)
            assignments[month] = (problem, {d.assignment for d in _present(work, problem)})
    for month, (problem, present) in assignments.items():
        then = set(present)
        for was, now in moves:
            if was.day in month:
                then.discard(was)
                then |= {now} if now else set()
        before = {(b.rule, b.day, b.people) for b in breaches(problem, present)}
        broken += [b for b in breaches(problem, then) if (b.rule, b.day, b.people) not in before]
    return broken


def _present(work: Work, problem: RosterProblem) -> list[Duty]:
    return duties_between(work, problem.days[0], problem.days[-1]) if problem.days else []


def _apply(work: Work, duty: Duty, other: Duty | None, to: int | None) -> None:
    for changed in filter(None, (duty, other)):
        note_quality(work, Month.of(changed.day), EDITED)
    if to is None:
        _set(work, duty, cancelled=True)
        return
    if other is not None:
        _set(work, duty, staff_id=to)
        _set(work, other, staff_id=duty.staff_id)
        return
    _set(work, duty, staff_id=to)


def _set(work: Work, duty: Duty, **values: Any) -> None:
    work.connection.execute(update(duties).where(duties.c.id == duty.id).values(values))
    was = {name: getattr(duty, name) for name in values}
    work.audit("duty.change", f"duties:{duty.id}", was, values)


def decline(work: Work, id: int, remark: str) -> None:
    """The leader says no, with a reason."""
    work.require(May.PLAN_ROSTER)
    _open_row(work, id)
    if not remark.strip():
        raise Invalid(Problem("remark", _("Please say why.")))
    _decide(work, id, RosterChangeState.DECLINED, remark.strip()[:100])


def withdraw(work: Work, id: int) -> None:
    """Whoever asked takes it back."""
    row = _open_row(work, id)
    if work.actor.id not in (row.asked_by, row.from_id):
        raise NotAllowed(_("Only who asked for it may take it back."))
    _decide(work, id, RosterChangeState.WITHDRAWN, "")


def _decide(work: Work, id: int, state: RosterChangeState, remark: str) -> None:
    values = {"state": state.value, "decided_by": work.actor.id, "decided_at": work.now, "remark": remark}
    work.connection.execute(update(changes).where(changes.c.id == id).values(values))
    work.audit(f"change.{state.value}", f"duty_changes:{id}")


def _open_row(work: Work, id: int) -> Row[Any]:
    row = work.connection.execute(select(changes).where(changes.c.id == id)).one()
    if RosterChangeState(row.state) not in OPEN:
        raise Refused(_("This change is decided already: {state}.", state=RosterChangeState(row.state).label))
    return row


def replan(
    work: Work,
    month: Month,
    problem: RosterProblem,
    assignments: Iterable[Assignment],
    reason: str,
    quality: Mapping[str, Any],
) -> int:
    """Bring a published month to a new plan: every difference is a recorded substitution, cancellation or extra duty.

    The leader who plans again decides them all at once. ``quality`` is what is known of the new plan. How many duties
    changed.
    """
    work.require(May.PLAN_ROSTER)
    if not roster_of(work, month).published:
        raise Refused(_("The roster of this month is a draft; please change the draft itself."))
    planned: dict[tuple[date, int], set[int]] = {}
    for assignment in assignments:
        planned.setdefault(assignment[:2], set()).add(assignment.person)
    present: dict[tuple[date, int], list[Duty]] = {}
    for duty in _present(work, problem):
        present.setdefault(duty.assignment[:2], []).append(duty)
    many = 0
    for key in sorted(set(planned) | set(present)):
        kept = {duty.staff_id: duty for duty in present.get(key, ())}
        gone = [duty for id, duty in kept.items() if id not in planned.get(key, set())]
        new = sorted(planned.get(key, set()) - kept.keys())
        for duty in gone:
            many += 1
            _changed_by_replan(work, duty, new.pop(0) if new else None, reason)
        for person in new:
            many += 1
            work.add(duties, row_of(problem.by_key[key], person))
    keep_shares(work, roster_of(work, month))
    note_quality(work, month, quality)
    return many


def _changed_by_replan(work: Work, duty: Duty, to: int | None, reason: str) -> None:
    kind = RosterChangeKind.CANCELLATION if to is None else RosterChangeKind.SUBSTITUTION
    id = work.add(
        changes,
        {
            "kind": kind.value,
            "state": RosterChangeState.APPROVED.value,
            "duty_id": duty.id,
            "from_id": duty.staff_id,
            "to_id": to,
            "reason": reason,
            "asked_by": work.actor.id,
            "asked_at": work.now,
            "decided_by": work.actor.id,
            "decided_at": work.now,
        },
    )
    _apply(work, duty, None, to)
    work.audit("change.replan", f"duty_changes:{id}")


def listed(work: Work, *, only_open: bool = False, of_duty: int | None = None, limit: int = 300) -> list[RosterChange]:
    """Changes, newest first."""
    was, now, by = staff.alias("was"), staff.alias("now"), staff.alias("by")
    query = select(changes, was.c.name.label("was"), now.c.name.label("now"), by.c.name.label("by"))
    query = query.join(was, was.c.id == changes.c.from_id).outerjoin(now, now.c.id == changes.c.to_id)
    query = query.outerjoin(by, by.c.id == changes.c.decided_by).order_by(changes.c.id.desc()).limit(limit)
    if only_open:
        query = query.where(changes.c.state.in_([state.value for state in OPEN]))
    if of_duty is not None:
        query = query.where(or_(changes.c.duty_id == of_duty, changes.c.other_id == of_duty))
    rows = work.connection.execute(query).all()
    concerned = duties_by_id(work, {id for row in rows for id in (row.duty_id, row.other_id) if id})
    return [_change(row, concerned) for row in rows]


def _change(r: Row[Any], concerned: Mapping[int, Duty]) -> RosterChange:
    return RosterChange(
        r.id,
        RosterChangeKind(r.kind),
        RosterChangeState(r.state),
        concerned[r.duty_id],
        concerned[r.other_id] if r.other_id else None,
        r.from_id,
        r.to_id,
        r.was,
        r.now or "",
        r.reason,
        r.asked_at,
        r.from_agreed_at is not None,
        r.to_agreed_at is not None,
        r.by or "",
        r.remark,
    )


WAITING = select(func.count()).where(changes.c.state.in_([state.value for state in OPEN]))


def waiting(work: Work) -> int:
    """How many changes wait for a decision or an agreement."""
    return work.connection.scalars(WAITING).one()
