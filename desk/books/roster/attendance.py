"""Who is on duty now, who came and left when, and what the month's attendance sheet says.

Signing in at the desk is checking in. The manager's grace (minutes) decides what is late, early and overtime.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import select, update

from desk.books import centre
from desk.books.roster import assignees, shifts
from desk.books.roster.queries import Duty, duties_between, find_duty
from desk.books.signatures import Signature, signer
from desk.core import edit_conflicts
from desk.core.clock import local
from desk.core.errors import Refused, refuse_wrong
from desk.core.figure import Tally
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import N_, NP_, Worded, _
from desk.core.work import Work
from desk.models.roster import duties, rosters
from desk.models.staff import staff
from desk.scheduling.problem import Post, Shift

EARLIEST = timedelta(minutes=90)
"""How long before a duty a sign-in counts as coming for it."""


class AttendanceMark(Worded):
    """What a duty came to."""

    AHEAD = "ahead", NP_("attendance", "upcoming")
    KEPT = "kept", NP_("attendance", "on time"), Tone.DONE
    LATE = "late", NP_("attendance", "late"), Tone.DANGER
    EARLY = "early", NP_("attendance", "left early"), Tone.DANGER
    LATE_AND_EARLY = "late_and_early", N_("late and left early"), Tone.DANGER
    NOT_THERE = "not_there", NP_("attendance", "not signed in"), Tone.DANGER
    ON_DUTY = "on_duty", NP_("attendance", "on duty"), Tone.DONE
    MISSED = "missed", NP_("attendance", "absent"), Tone.DANGER
    CANCELLED = "cancelled", NP_("attendance", "cancelled")


@dataclass(frozen=True)
class AttendedDuty:
    """One duty with its person, shift and what came of it. ``late``, ``early`` and ``over`` are whole minutes."""

    duty: Duty
    name: str
    telephone: str
    shift: Shift
    mark: AttendanceMark
    late: int = 0
    early: int = 0
    over: int = 0
    planned_name: str = ""


class Reachable(NamedTuple):
    """Somebody of the staff, and how they are rung."""

    name: str
    telephone: str


REACHABLE = select(staff.c.id, staff.c.name, staff.c.telephone)
PUBLISHED = select(rosters.c.month).where(rosters.c.published_at.is_not(None))


def attended(work: Work, first: date, last: date, *, cancelled: bool = False) -> list[AttendedDuty]:
    """Published duties of a span with what came of them."""
    grace = int(centre.setting(work, "roster_grace_minutes"))
    people = {row.id: Reachable(row.name, row.telephone) for row in work.connection.execute(REACHABLE)}
    cards = {card.id: card.shift for card in shifts.all_shifts(work)}
    published = _published_months(work)
    return [
        _judged(duty, people, cards, work.now, grace)
        for duty in duties_between(work, first, last, cancelled=cancelled)
        if f"{duty.day:%Y-%m}" in published
    ]


def _published_months(work: Work) -> set[str]:
    return set(work.connection.scalars(PUBLISHED))


def _judged(
    duty: Duty, people: dict[int, Reachable], cards: dict[int, Shift], now: datetime, grace: int
) -> AttendedDuty:
    planned = people.get(duty.planned_id or 0) if duty.planned_id != duty.staff_id else None
    made = AttendedDuty(
        duty,
        *people[duty.staff_id],
        cards[duty.shift_id],
        AttendanceMark.AHEAD,
        planned_name=planned.name if planned else "",
    )
    if duty.cancelled:
        return replace(made, mark=AttendanceMark.CANCELLED)
    allowed = timedelta(minutes=grace)
    if duty.came_at is None:
        if now > duty.ends_at:
            return replace(made, mark=AttendanceMark.MISSED)
        return replace(made, mark=AttendanceMark.NOT_THERE if now > duty.begins_at + allowed else AttendanceMark.AHEAD)
    late = _minutes(duty.came_at - duty.begins_at) if duty.came_at > duty.begins_at + allowed else 0
    if duty.left_at is None:
        return replace(
            made,
            mark=AttendanceMark.LATE if late else AttendanceMark.ON_DUTY if now < duty.ends_at else AttendanceMark.KEPT,
            late=late,
        )
    early = _minutes(duty.ends_at - duty.left_at) if duty.left_at < duty.ends_at - allowed else 0
    over = _minutes(duty.left_at - duty.ends_at) if duty.left_at > duty.ends_at + allowed else 0
    return replace(made, mark=MARKS[bool(late), bool(early)], late=late, early=early, over=over)


MARKS = {
    (False, False): AttendanceMark.KEPT,
    (True, False): AttendanceMark.LATE,
    (False, True): AttendanceMark.EARLY,
    (True, True): AttendanceMark.LATE_AND_EARLY,
}


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds() // 60)


def sign_in(work: Work, by: Signature | None = None) -> list[Duty]:
    """Note that the signed-in person came for the duty of theirs that runs now or begins soon; ``by`` is another one
    who has just given their password. Which duty; often none.
    """
    id = work.actor.id if by is None else signer(work, by).id
    came = []
    for duty in _own(work, id):
        if duty.came_at is None and duty.begins_at - EARLIEST <= work.now < duty.ends_at:
            came.append(duty)
            _keep(work, duty, {"came_at": work.now}, "duty.came")
            break
    return came


def sign_out(work: Work, *, only_finished: bool = False) -> list[Duty]:
    """Note that the signed-in person left every duty begun; with ``only_finished`` just those over, give or take the
    grace.
    """
    grace = timedelta(minutes=int(centre.setting(work, "roster_grace_minutes")))
    left = [
        d
        for d in _own(work, work.actor.id)
        if d.came_at and d.left_at is None and (not only_finished or work.now >= d.ends_at - grace)
    ]
    for duty in left:
        _keep(work, duty, {"left_at": work.now}, "duty.left")
    return left


def _own(work: Work, id: int) -> list[Duty]:
    """The published duties of yesterday and today; a night shift began yesterday."""
    published = _published_months(work)
    days = duties_between(work, work.today - timedelta(days=1), work.today)
    return [duty for duty in days if duty.staff_id == id and f"{duty.day:%Y-%m}" in published]


def _keep(work: Work, duty: Duty, values: dict[str, Any], action: str) -> None:
    work.connection.execute(update(duties).where(duties.c.id == duty.id).values(values))
    work.audit(
        action, f"duties:{duty.id}", after={name: str(value) for name, value in values.items() if name != "note"}
    )


LABELS = {"came_at": NP_("attendance", "In"), "left_at": NP_("attendance", "Out")}


def put_right(
    work: Work, duty_id: int, came: datetime | None, left: datetime | None, reason: str, read: Duty | None = None
) -> None:
    """The leader enters times that were not signed, with a reason, upon the duty as it was ``read``.

    Raises ``Invalid``, and ``EditConflict`` as every edit does.
    """
    work.require(May.PLAN_ROSTER)
    duty = find_duty(work, duty_id)
    entered = replace(duty, came_at=came, left_at=left)
    fresh = edit_conflicts.settled(work, edit_conflicts.EditedRecord(f"duties:{duty_id}", LABELS), read, duty, entered)
    came, left = fresh.came_at, fresh.left_at
    if duty.begins_at > work.now:
        raise Refused(_("This duty has not begun yet."))
    wrong = (
        ("reason", not reason.strip(), _("Please say why the times are put right.")),
        ("left", left and not came, _("Who left must have come.")),
        ("left", came and left and left <= came, _("The time of leaving is before the time of coming.")),
        (
            "came",
            came and not duty.begins_at - timedelta(hours=12) <= came <= duty.ends_at,
            _("The time is too far from the duty."),
        ),
        ("left", left and left > max(work.now, duty.ends_at), _("The time is still to come.")),
    )
    refuse_wrong(wrong)
    _keep(work, duty, {"came_at": came, "left_at": left, "note": reason.strip()[:100]}, "duty.put_right")


def on_duty(work: Work) -> list[AttendedDuty]:
    """Whose published duty runs at this moment, leaders first."""
    running = [
        each
        for each in attended(work, work.today - timedelta(days=1), work.today)
        if each.duty.begins_at <= work.now < each.duty.ends_at
    ]
    return sorted(running, key=lambda each: (each.shift.post is not Post.LEADER, each.duty.begins_at, each.duty.id))


@dataclass(frozen=True)
class AttendanceSum:
    """One person's month: how many duties of which fate, and hours. ``over`` is overtime in minutes."""

    name: str
    planned: int
    kept: int
    late: int
    early: int
    missed: int
    swapped_in: int
    minutes: int
    over: int


def sums(work: Work, first: date, last: date) -> list[AttendanceSum]:
    """The attendance of a span of days by person, in the order of the roster."""
    rows = attended(work, first, last)
    names = [assignee.name for assignee in assignees.all_assignees(work)]
    return [
        _sum(name, [row for row in rows if row.name == name]) for name in names if any(row.name == name for row in rows)
    ]


def extended_openings(work: Work, first: date, last: date) -> list[AttendedDuty]:
    """The staggered and extended shifts 错峰延时 of a span to which somebody came, each by the first duty of those."""
    return openings_of(work, attended(work, first, last))


def openings_of(work: Work, rows: Iterable[AttendedDuty]) -> list[AttendedDuty]:
    """Those of some duties that stand for an extended opening."""
    extended = {card.id for card in shifts.all_shifts(work) if card.extended}
    held: dict[tuple[date, int], AttendedDuty] = {}
    for row in rows:
        if row.duty.came_at and row.duty.shift_id in extended:
            held.setdefault((row.duty.day, row.duty.shift_id), row)
    return list(held.values())


def _with(*marks: AttendanceMark) -> Tally[AttendedDuty]:
    return Tally(lambda row: row.mark in marks)


PLANNED: Tally[AttendedDuty] = Tally(lambda _row: True)
KEPT = _with(AttendanceMark.KEPT, AttendanceMark.ON_DUTY)
LATE = _with(AttendanceMark.LATE, AttendanceMark.LATE_AND_EARLY)
EARLY = _with(AttendanceMark.EARLY, AttendanceMark.LATE_AND_EARLY)
MISSED = _with(AttendanceMark.MISSED)
OPENED: Tally[AttendedDuty] = Tally(lambda _row: True, lambda row: row.shift.minutes)
"""Of extended openings: how long the house was open in each, in minutes."""


def _sum(name: str, rows: list[AttendedDuty]) -> AttendanceSum:
    came = [row for row in rows if row.duty.came_at]
    minutes = sum(
        _minutes(
            (row.duty.left_at or row.duty.ends_at) - max(row.duty.came_at or row.duty.begins_at, row.duty.begins_at)
        )
        for row in came
    )
    return AttendanceSum(
        name,
        PLANNED.of(rows),
        KEPT.of(rows),
        LATE.of(rows),
        EARLY.of(rows),
        MISSED.of(rows),
        sum(bool(row.planned_name) for row in rows),
        minutes,
        sum(row.over for row in rows),
    )


def time_of(moment: datetime | None) -> str:
    """08:03 at the centre; empty while there is none."""
    return f"{local(moment):%H:%M}" if moment else ""


def hours_words(minutes: int) -> str:
    """Minutes as hours: 7.5."""
    return f"{minutes / 60:.1f}"
