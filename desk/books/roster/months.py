"""A month from the first plan to the published roster: what is roster, what is stored, how everybody stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import bindparam, delete, update

from desk.books.centre import days_off
from desk.books.registry import books
from desk.books.roster import assignees, shifts
from desk.books.roster.loads import carried_into
from desk.books.roster.queries import Duty, PlanningMethod, RosterMonth, duties_between, has_duty, roster_of
from desk.core.calendar import date_words
from desk.core.clock import local
from desk.core.errors import Refused
from desk.core.month import Month
from desk.core.permissions import May
from desk.core.words import _, clauses
from desk.core.work import Work
from desk.models.roster import duties, fair_shares, rosters
from desk.scheduling.fairness import fair_shares as fair_of
from desk.scheduling.problem import Assignment, RosterProblem, Shift, Slot
from desk.scheduling.rules import Breach, breaches

AROUND = timedelta(days=31)
"""How far before and after a month duties are looked at, for rest, weeks and days in a row."""


def problem_for(work: Work, month: Month, part: tuple[date, date] | None = None) -> RosterProblem:
    """The question that a month asks. Outside ``part`` (or before today) every duty stays as it is."""
    roster = roster_of(work, month)
    whole, present, _shifts = read_month(work, roster)
    first, last = part or (month.first, month.last)
    kept = frozenset(
        duty.assignment
        for duty in present
        if (duty.day, duty.shift_id) in whole.by_key
        and duty.staff_id in whole.by_id
        and (duty.pinned or not first <= duty.day <= last or duty.day < work.today)
    )
    return replace(whole, slots=tuple(_trimmed(slot, kept, work.today, part) for slot in whole.slots), kept=kept)


def whole_problem(work: Work, month: Month) -> RosterProblem:
    """The month as its shifts ask for it, past days and all, to check and measure what is there by."""
    return read_month(work, roster_of(work, month)).whole


class MonthReading(NamedTuple):
    """What a month asks, its duties as they stand, and every shift by its id: all from one reading."""

    whole: RosterProblem
    present: list[Duty]
    kept_shifts: dict[int, Shift]


def read_month(work: Work, roster: RosterMonth) -> MonthReading:
    """The month as its shifts ask for it, past days and all, and its duties, in a constant number of questions."""
    cards = shifts.all_shifts(work)
    by_id = {card.id: card.shift for card in cards}
    staff = assignees.all_assignees(work)
    everyone = [assignee for assignee in staff if assignee.posts and assignee.active]
    ids = {assignee.id for assignee in everyone}
    entries = assignees.absences_between(work, roster.month.first, roster.month.last + timedelta(days=1))
    near = duties_between(work, roster.month.first - AROUND, roster.month.last + AROUND)
    present = [duty for duty in near if roster.month.first <= duty.day <= roster.month.last]
    around = [duty for duty in near if not roster.month.first <= duty.day <= roster.month.last]
    whole = RosterProblem(
        slots=tuple(shifts.slots(cards, roster.month.days, days_off.calendar(work), shifts.weights(work))),
        people=tuple(assignee.person for assignee in everyone),
        aways=tuple(e.away for e in entries if e.kind not in assignees.WISHES and e.staff_id in ids),
        wishes=tuple(e.wish for e in entries if e.kind in assignees.WISHES and e.staff_id in ids),
        pairs=tuple(p for p in assignees.all_pairs(work) if p.person in ids and p.other in ids),
        limits=shifts.limits(work),
        around=tuple(
            (Slot(d.day, by_id[d.shift_id], 1, d.points, d.kind), d.staff_id) for d in around if d.staff_id in ids
        ),
        carried=carried_into(work, roster.month, staff, by_id),
        published=frozenset(duty.assignment for duty in present if roster.published),
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
    month: Month,
    problem: RosterProblem,
    assignments: Iterable[Assignment],
    way: PlanningMethod,
    quality: dict[str, Any],
) -> None:
    """Put a plan in the place of the month's draft. Raises ``Refused`` for a published month.

    Duties of days that are past, and pins, stay as they are.
    """
    roster = plannable(work, month)
    pinned = {duty.assignment for duty in duties_between(work, month.first, month.last) if duty.pinned}
    work.connection.execute(delete(duties).where(duties.c.day.between(month.first, month.last)))
    rows = [{**row_of(problem.by_key[t.day, t.shift], t.person), "pinned": t in pinned} for t in sorted(assignments)]
    work.add_all(duties, rows)
    keep_month(work, roster, way, quality)
    work.audit("roster.plan", f"rosters:{month.name}", after={"way": way.value, "duties": len(rows), **quality})


def plannable(work: Work, month: Month) -> RosterMonth:
    """The month, when a draft of it may be planned. Raises ``Refused``; ask before a long search, not after."""
    work.require(May.PLAN_ROSTER)
    roster = roster_of(work, month)
    _refuse_published(roster)
    if month.last < work.today:
        raise Refused(_("{month} is past and cannot be planned any more.", month=month.label))
    return roster


def _refuse_published(roster: RosterMonth) -> None:
    if roster.published:
        sentence = _(
            "{month} is published. It changes only by swaps, substitutions and cancellations.", month=roster.month.label
        )
        raise Refused(sentence)


def keep_month(work: Work, roster: RosterMonth, way: PlanningMethod, quality: dict[str, Any]) -> None:
    """Note how a month's draft came about."""
    work.require(May.PLAN_ROSTER)
    values = {"way": way.value, "quality": quality, "planned_at": work.now}
    if roster.way is None:
        work.add(rosters, {"month": roster.month.name, **values})
    else:
        work.connection.execute(OF_MONTH, {"of": roster.month.name, **values})


EDITED = {"status": "edited"}
"""Of a plan that somebody changed since: what was known of it holds no longer."""


def note_quality(work: Work, month: Month, quality: Mapping[str, Any]) -> None:
    """What is known of a published month's plan from now on; nothing of one that was never planned fairly."""
    work.require(May.PLAN_ROSTER)
    if roster_of(work, month).quality:
        work.connection.execute(OF_MONTH, {"of": month.name, "quality": dict(quality)})


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


def edit_draft(work: Work, month: Month, was: Assignment | None, now: Assignment | None, slot: Slot | None) -> None:
    """One change by hand in a draft: give a duty to another person or place, add one, or take one away."""
    work.require(May.PLAN_ROSTER)
    roster = roster_of(work, month)
    _refuse_published(roster)
    if now is not None and has_duty(work, now):
        raise Refused(_("This person has this duty already."))
    if was is not None:
        that_duty = (duties.c.day == was.day) & (duties.c.shift_id == was.shift) & (duties.c.staff_id == was.person)
        work.connection.execute(delete(duties).where(that_duty))
    if now is not None and slot is not None:
        work.add(duties, row_of(slot, now.person))
    keep_month(work, roster, roster.way or PlanningMethod.BY_HAND, EDITED if roster.quality else {})
    work.audit("roster.edit", f"rosters:{month.name}", {"turn": was}, {"turn": now})


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


def problems(work: Work, month: Month) -> list[Breach]:
    """Every hard rule that the month's roster breaks as it stands."""
    whole, present, _shifts = read_month(work, roster_of(work, month))
    return breaches(whole, (duty.assignment for duty in present))


PLANNED = (
    update(duties)
    .where(duties.c.day.between(bindparam("first"), bindparam("last")))
    .values(planned_id=duties.c.staff_id)
)
OF_MONTH = update(rosters).where(rosters.c.month == bindparam("of"))


def publish(work: Work, month: Month, *, despite: bool = False) -> None:
    """From now on the month changes only by recorded swaps, substitutions and cancellations.

    Raises ``Refused`` when there is no plan, when it is published already, or, unless ``despite``, when it breaks a
    hard rule.
    """
    work.require(May.PLAN_ROSTER)
    roster = roster_of(work, month)
    reading = read_month(work, roster)
    if roster.way is None or not reading.present:
        raise Refused(_("{month} has no plan yet.", month=month.label))
    if roster.published_at:
        raise Refused(
            _(
                "{month} was published already, on {day}.",
                month=month.label,
                day=date_words(local(roster.published_at).date(), work.today),
            )
        )
    broken = breaches(reading.whole, (duty.assignment for duty in reading.present))
    if broken and not despite:
        shown = clauses(breach.sentence for breach in broken[:3])
        raise Refused(_("{n} rules are broken: {words}", n=len(broken), words=shown))
    work.connection.execute(PLANNED, {"first": month.first, "last": month.last})
    work.connection.execute(OF_MONTH, {"of": month.name, "published_at": work.now, "published_by": work.actor.id})
    _store_shares(work, roster, reading)
    work.audit("roster.publish", f"rosters:{month.name}", after={"broken": len(broken)})
    for book in books():
        book.roster_changed(work)


def keep_shares(work: Work, roster: RosterMonth) -> None:
    """Freeze what is fair in a month: its duties as they stand, cancelled ones left out, among those present."""
    work.require(May.PLAN_ROSTER)
    _store_shares(work, roster, read_month(work, roster))


OLD_SHARES = delete(fair_shares).where(fair_shares.c.month == bindparam("of"))


def _store_shares(work: Work, roster: RosterMonth, reading: MonthReading) -> None:
    people_of: Counter[tuple[date, int]] = Counter()
    known: dict[tuple[date, int], Duty] = {}
    for duty in reading.present:
        people_of[duty.day, duty.shift_id] += 1
        known[duty.day, duty.shift_id] = duty
    slots = tuple(
        Slot(d.day, reading.kept_shifts[d.shift_id], people_of[key], d.points, d.kind) for key, d in known.items()
    )
    work.connection.execute(OLD_SHARES, {"of": roster.month.name})
    rows = [
        {
            "month": roster.month.name,
            "staff_id": id,
            "points": s.points,
            "weekend": s.weekend,
            "holiday": s.holiday,
            "evening": s.evening,
        }
        for id, s in fair_of(replace(reading.whole, slots=slots)).items()
    ]
    work.add_all(fair_shares, rows)
