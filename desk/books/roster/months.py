"""A month from the first plan to the published roster: what is asked, what is stored, how everybody stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import bindparam, delete, update

from desk.books.centre import days_off
from desk.books.roster import assignees, shifts
from desk.books.roster.loads import carried_into
from desk.books.roster.queries import Duty, PlanningMethod, RosterMonth, duties_between, has_duty, month
from desk.core.calendar import date_words
from desk.core.clock import local
from desk.core.errors import Refused
from desk.core.permissions import May
from desk.core.words import _, clauses
from desk.core.work import Work
from desk.models.roster import duties, fair_shares, rosters
from desk.scheduling.fairness import fair_shares as fair_of
from desk.scheduling.problem import Assignment, RosterProblem, Shift, Slot
from desk.scheduling.rules import Breach, breaches

AROUND = timedelta(days=31)
"""How far before and after a month duties are looked at, for rest, weeks and days in a row."""


def problem_for(work: Work, year: int, number: int, part: tuple[date, date] | None = None) -> RosterProblem:
    """The question that a month asks. Outside ``part`` (or before today) every duty stays as it is."""
    asked = month(work, year, number)
    whole, present, _shifts = read_month(work, asked)
    first, last = part or (asked.first, asked.last)
    kept = frozenset(
        duty.assignment
        for duty in present
        if (duty.day, duty.shift_id) in whole.by_key
        and duty.staff_id in whole.by_id
        and (duty.pinned or not first <= duty.day <= last or duty.day < work.today)
    )
    return replace(whole, slots=tuple(_trimmed(slot, kept, work.today, part) for slot in whole.slots), kept=kept)


def whole_problem(work: Work, year: int, number: int) -> RosterProblem:
    """The month as its shifts ask for it, past days and all, to check and measure what is there by."""
    return read_month(work, month(work, year, number)).whole


class MonthReading(NamedTuple):
    """What a month asks, its duties as they stand, and every shift by its id: all from one reading."""

    whole: RosterProblem
    present: list[Duty]
    kept_shifts: dict[int, Shift]


def read_month(work: Work, asked: RosterMonth) -> MonthReading:
    """The month as its shifts ask for it, past days and all, and its duties, in a constant number of questions."""
    cards = shifts.all_shifts(work)
    by_id = {card.id: card.shift for card in cards}
    staff = assignees.all_assignees(work)
    everyone = [assignee for assignee in staff if assignee.posts and assignee.active]
    ids = {assignee.id for assignee in everyone}
    entries = assignees.absences_between(work, asked.first, asked.last + timedelta(days=1))
    near = duties_between(work, asked.first - AROUND, asked.last + AROUND)
    present = [duty for duty in near if asked.first <= duty.day <= asked.last]
    around = [duty for duty in near if not asked.first <= duty.day <= asked.last]
    whole = RosterProblem(
        slots=tuple(shifts.slots(cards, asked.days, days_off.calendar(work), shifts.weights(work))),
        people=tuple(assignee.person for assignee in everyone),
        aways=tuple(e.away for e in entries if e.kind not in assignees.WISHES and e.staff_id in ids),
        wishes=tuple(e.wish for e in entries if e.kind in assignees.WISHES and e.staff_id in ids),
        pairs=tuple(p for p in assignees.all_pairs(work) if p.one in ids and p.other in ids),
        limits=shifts.limits(work),
        around=tuple(
            (Slot(d.day, by_id[d.shift_id], 1, d.points, d.kind), d.staff_id) for d in around if d.staff_id in ids
        ),
        carried=carried_into(work, asked, staff, by_id),
        published=frozenset(duty.assignment for duty in present if asked.published),
    )
    return MonthReading(whole, present, by_id)


def _trimmed(slot: Slot, kept: frozenset[Assignment], today: date, part: tuple[date, date] | None) -> Slot:
    """A slot that is not planned any more needs just the people who have it: the past, and days outside the part."""
    closed = slot.day < today or (part is not None and not part[0] <= slot.day <= part[1])
    placed = sum((assignment.day, assignment.shift) == slot.key for assignment in kept)
    if closed or placed > slot.needs:
        return Slot(slot.day, slot.shift, placed, slot.points, slot.kind)
    return slot


def store_plan(
    work: Work,
    year: int,
    number: int,
    problem: RosterProblem,
    assignments: Iterable[Assignment],
    way: PlanningMethod,
    quality: dict[str, Any],
) -> None:
    """Put a plan in the place of the month's draft. Raises ``Refused`` for a published month.

    Duties of days that are past, and pins, stay as they are.
    """
    asked = plannable(work, year, number)
    pinned = {duty.assignment for duty in duties_between(work, asked.first, asked.last) if duty.pinned}
    work.connection.execute(delete(duties).where(duties.c.day.between(asked.first, asked.last)))
    rows = [{**row_of(problem.by_key[t.day, t.shift], t.person), "pinned": t in pinned} for t in sorted(assignments)]
    work.add_all(duties, rows)
    keep_month(work, asked, way, quality)
    work.audit("roster.plan", f"rosters:{asked.name}", after={"way": way.value, "duties": len(rows), **quality})


def plannable(work: Work, year: int, number: int) -> RosterMonth:
    """The month, when a draft of it may be planned. Raises ``Refused``; ask before a long search, not after."""
    work.require(May.PLAN_ROSTER)
    asked = month(work, year, number)
    _refuse_published(asked)
    if asked.last < work.today:
        raise Refused(_("{month} is past and cannot be planned any more.", month=asked.name))
    return asked


def _refuse_published(asked: RosterMonth) -> None:
    if asked.published:
        sentence = _(
            "{month} is published. It changes only by swaps, substitutions and cancellations.", month=asked.name
        )
        raise Refused(sentence)


def keep_month(work: Work, asked: RosterMonth, way: PlanningMethod, quality: dict[str, Any]) -> None:
    """Note how a month's draft came about."""
    work.require(May.PLAN_ROSTER)
    values = {"way": way.value, "quality": quality, "planned_at": work.now}
    if asked.way is None:
        work.add(rosters, {"month": asked.name, **values})
    else:
        work.connection.execute(OF_MONTH, {"of": asked.name, **values})


def row_of(slot: Slot, person: int) -> dict[str, Any]:
    """A new duty's row."""
    begins, ends = shifts.moments(slot.day, slot.shift)
    return {
        "day": slot.day,
        "shift_id": slot.shift.id,
        "staff_id": person,
        "begins_at": begins,
        "ends_at": ends,
        "points": slot.points,
        "kind": slot.kind.value,
        "pinned": False,
        "planned_id": None,
    }


def edit_draft(
    work: Work, year: int, number: int, was: Assignment | None, now: Assignment | None, slot: Slot | None
) -> None:
    """One change by hand in a draft: give a duty to another person or place, add one, or take one away."""
    work.require(May.PLAN_ROSTER)
    asked = month(work, year, number)
    _refuse_published(asked)
    if now is not None and has_duty(work, now):
        raise Refused(_("This person has this duty already."))
    if was is not None:
        that_duty = (duties.c.day == was.day) & (duties.c.shift_id == was.shift) & (duties.c.staff_id == was.person)
        work.connection.execute(delete(duties).where(that_duty))
    if now is not None and slot is not None:
        work.add(duties, row_of(slot, now.person))
    keep_month(work, asked, asked.way or PlanningMethod.BY_HAND, {"status": "edited"} if asked.quality else {})
    work.audit("roster.edit", f"rosters:{asked.name}", {"turn": was}, {"turn": now})


def pin(work: Work, assignment: Assignment, pinned: bool) -> None:
    """A pinned duty stays where it is when the month is planned again."""
    work.require(May.PLAN_ROSTER)
    that_duty = (
        (duties.c.day == assignment.day)
        & (duties.c.shift_id == assignment.shift)
        & (duties.c.staff_id == assignment.person)
    )
    work.connection.execute(update(duties).where(that_duty, ~duties.c.cancelled).values(pinned=pinned))
    work.audit("roster.pin", f"rosters:{assignment.day:%Y-%m}", after={"turn": assignment, "pinned": pinned})


def problems(work: Work, year: int, number: int) -> list[Breach]:
    """Every hard rule that the month's roster breaks as it stands."""
    whole, present, _shifts = read_month(work, month(work, year, number))
    return breaches(whole, (duty.assignment for duty in present))


PLANNED = (
    update(duties)
    .where(duties.c.day.between(bindparam("first"), bindparam("last")))
    .values(planned_id=duties.c.staff_id)
)
OF_MONTH = update(rosters).where(rosters.c.month == bindparam("of"))


def publish(work: Work, year: int, number: int, *, despite: bool = False) -> None:
    """From now on the month changes only by recorded swaps, substitutions and cancellations.

    Raises ``Refused`` when there is no plan, when it is published already, or, unless ``despite``, when it breaks a
    hard rule.
    """
    work.require(May.PLAN_ROSTER)
    asked = month(work, year, number)
    reading = read_month(work, asked)
    if asked.way is None or not reading.present:
        raise Refused(_("{month} has no plan yet.", month=asked.name))
    if asked.published_at:
        raise Refused(
            _(
                "{month} was published already, on {day}.",
                month=asked.name,
                day=date_words(local(asked.published_at).date(), work.today),
            )
        )
    broken = breaches(reading.whole, (duty.assignment for duty in reading.present))
    if broken and not despite:
        shown = clauses(breach.words for breach in broken[:3])
        raise Refused(_("{n} rules are broken: {words}", n=len(broken), words=shown))
    work.connection.execute(PLANNED, {"first": asked.first, "last": asked.last})
    work.connection.execute(OF_MONTH, {"of": asked.name, "published_at": work.now, "published_by": work.actor.id})
    _store_shares(work, asked, reading)
    work.audit("roster.publish", f"rosters:{asked.name}", after={"broken": len(broken)})


def keep_shares(work: Work, asked: RosterMonth) -> None:
    """Freeze what is fair in a month: its duties as they stand, cancelled ones left out, among those present."""
    work.require(May.PLAN_ROSTER)
    _store_shares(work, asked, read_month(work, asked))


OLD_SHARES = delete(fair_shares).where(fair_shares.c.month == bindparam("of"))


def _store_shares(work: Work, asked: RosterMonth, reading: MonthReading) -> None:
    people_of: Counter[tuple[date, int]] = Counter()
    known: dict[tuple[date, int], Duty] = {}
    for duty in reading.present:
        people_of[duty.day, duty.shift_id] += 1
        known[duty.day, duty.shift_id] = duty
    slots = tuple(
        Slot(d.day, reading.kept_shifts[d.shift_id], people_of[key], d.points, d.kind) for key, d in known.items()
    )
    work.connection.execute(OLD_SHARES, {"of": asked.name})
    rows = [
        {
            "month": asked.name,
            "staff_id": id,
            "points": s.points,
            "weekend": s.weekend,
            "holiday": s.holiday,
            "evening": s.evening,
        }
        for id, s in fair_of(replace(reading.whole, slots=slots)).items()
    ]
    work.add_all(fair_shares, rows)
