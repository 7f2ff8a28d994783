"""Months and duties as they are kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select

from desk.core.errors import Refused
from desk.core.month import Month
from desk.core.records import first_record, records
from desk.core.words import NP_, P_, Worded, _
from desk.core.work import Work
from desk.models.roster import duties, rosters
from desk.scheduling.problem import Assignment, LoadKind


class PlanningMethod(Worded):
    """How a month came about."""

    FAIR = "fair", NP_("how a roster was made", "Fairly")
    BY_TURNS = "by_turns", NP_("how a roster was made", "In rotation")
    BY_HAND = "by_hand", NP_("how a roster was made", "By hand")


@dataclass(frozen=True)
class RosterMonth:
    """What became of the roster of a month. ``quality`` is what the planner told of its plan."""

    month: Month
    way: PlanningMethod | None = None
    published_at: datetime | None = None
    quality: dict[str, Any] = field(default_factory=dict)

    @property
    def published(self) -> bool:
        """Was the roster published, so that only recorded changes touch it?"""
        return self.published_at is not None

    @property
    def state_words(self) -> str:
        """未排, 草稿 or 已发布."""
        if self.way is None:
            return _("not planned yet")
        return P_("roster", "published") if self.published else P_("roster", "draft")


@dataclass(frozen=True)
class Duty:
    """One person's duty as it is kept. ``planned_id`` is who was published, None in a draft or where it was added."""

    id: int
    day: date
    shift_id: int
    staff_id: int
    planned_id: int | None
    begins_at: datetime
    ends_at: datetime
    points: int
    kind: LoadKind
    pinned: bool
    cancelled: bool
    came_at: datetime | None
    left_at: datetime | None
    note: str = ""

    @property
    def assignment(self) -> Assignment:
        """Who has which shift on which day, as the solver sees it."""
        return Assignment(self.day, self.shift_id, self.staff_id)


def roster_of(work: Work, month: Month) -> RosterMonth:
    """What became of the roster of a month, planned or not."""
    row = work.connection.execute(MONTH, {"name": month.name}).first()
    if row is None:
        return RosterMonth(month)
    return RosterMonth(month, PlanningMethod(row.way), row.published_at, row.quality)


def published_months(work: Work, first: date, last: date) -> set[Month]:
    """The months of a span of days whose rosters were published."""
    names = [month.name for month in Month.of(first).until(Month.of(last))]
    published = select(rosters.c.month).where(rosters.c.month.in_(names), rosters.c.published_at.is_not(None))
    return {Month.read(name) for name in work.connection.scalars(published)}


MONTH = select(rosters).where(rosters.c.month == bindparam("name"))
_IN_ORDER = (duties.c.day, duties.c.begins_at, duties.c.shift_id, duties.c.id)
WITH_CANCELLED = select(duties).where(duties.c.day.between(bindparam("first"), bindparam("last"))).order_by(*_IN_ORDER)
NOT_CANCELLED = WITH_CANCELLED.where(~duties.c.cancelled)
DUTY = select(duties).where(duties.c.id == bindparam("duty_id"))
DUTIES = select(duties).where(duties.c.id.in_(bindparam("duty_ids", expanding=True)))
HELD = select(duties.c.id).where(
    duties.c.day == bindparam("on"),
    duties.c.shift_id == bindparam("shift"),
    duties.c.staff_id == bindparam("person"),
    ~duties.c.cancelled,
)


DONE = select(
    duties.c.staff_id,
    duties.c.shift_id,
    duties.c.points,
    duties.c.kind,
    duties.c.day,
    duties.c.came_at.is_not(None).label("came"),
).where(duties.c.day.between(bindparam("first"), bindparam("last")), ~duties.c.cancelled)


class DutyDone(NamedTuple):
    """What a duty counts for whom, and whether somebody signed in for it: of a year there are a thousand."""

    staff_id: int
    shift_id: int
    points: int
    kind: str
    """The value of its ``LoadKind``."""
    day: date
    came: bool


def duties_done(work: Work, first: date, last: date) -> list[DutyDone]:
    """The duties of a span, without the cancelled ones, as a sum of loads needs them."""
    return [DutyDone._make(row) for row in work.connection.execute(DONE, {"first": first, "last": last})]


def is_begun(work: Work) -> bool:
    """Is there any duty yet, of whatever month?"""
    return work.connection.execute(select(duties.c.id).limit(1)).first() is not None


def duties_between(work: Work, first: date, last: date, *, cancelled: bool = False) -> list[Duty]:
    """Duties of a span by day, begin and person; cancelled ones only when asked for."""
    query = WITH_CANCELLED if cancelled else NOT_CANCELLED
    return records(work.connection.execute(query, {"first": first, "last": last}), Duty, kind=LoadKind)


def duties_by_id(work: Work, ids: Iterable[int]) -> dict[int, Duty]:
    """Duties by their ids, in one question."""
    return {
        duty.id: duty for duty in records(work.connection.execute(DUTIES, {"duty_ids": list(ids)}), Duty, kind=LoadKind)
    }


def find_duty(work: Work, id: int) -> Duty:
    """Raises ``Refused`` when it is gone."""
    duty = first_record(work.connection.execute(DUTY, {"duty_id": id}), Duty, kind=LoadKind)
    if duty is None:
        raise Refused(_("This duty is no longer there."))
    return duty


def has_duty(work: Work, assignment: Assignment) -> bool:
    """Does the person have this duty 值班, not cancelled?"""
    sought = {"on": assignment.day, "shift": assignment.shift, "person": assignment.person}
    return work.connection.execute(HELD, sought).first() is not None
