"""Drills 演练: planned for a day, run with the log of an incident marked as a drill, timed by its steps."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import bindparam, func, select, update

from desk.books.assets.cards import months_later
from desk.books.incidents import log, plans, queries
from desk.books.incidents.model import IncidentKind
from desk.core.clock import local
from desk.core.errors import Refused, refuse_wrong
from desk.core.identity import one_line
from desk.core.permissions import May
from desk.core.records import first_record, records
from desk.core.tone import Tone
from desk.core.words import NP_, Worded, _
from desk.core.work import Work
from desk.models.incidents import drills, incidents

NEAR_DAYS = 31
"""A drill that is started without its plan belongs to the planned one of its kind within so many days."""


class DrillState(Worded):
    """What became of a planned drill 演练状态."""

    PLANNED = "planned", NP_("drill", "Planned")
    OVERDUE = "overdue", NP_("drill", "Overdue"), Tone.OVERDUE
    RUN = "run", NP_("drill", "Held"), Tone.DONE
    CANCELLED = "cancelled", NP_("drill", "Cancelled")


@dataclass(frozen=True)
class Drill:
    """``number`` is that of the log with which it was run; ``cancelled`` says why it was not."""

    kind: IncidentKind
    planned_on: date
    place: str
    participants: str = ""
    number: str = ""
    cancelled: str = ""
    incident_id: int | None = None
    id: int = 0

    def standing(self, today: date) -> DrillState:
        """Whether it is to come, overdue, held or cancelled, on a day."""
        if self.incident_id:
            return DrillState.RUN
        if self.cancelled:
            return DrillState.CANCELLED
        return DrillState.OVERDUE if self.planned_on < today else DrillState.PLANNED


ALL = (
    select(*(drills.c[field.name] for field in fields(Drill) if field.name in drills.c))
    .add_columns(func.coalesce(incidents.c.number, "").label("number"))
    .outerjoin(incidents, incidents.c.id == drills.c.incident_id)
    .order_by(drills.c.planned_on, drills.c.id)
)
STILL_PLANNED = (drills.c.incident_id.is_(None), drills.c.cancelled == "")
OF_SPAN = ALL.where(drills.c.planned_on.between(bindparam("first"), bindparam("last")))
NOT_RUN = ALL.where(*STILL_PLANNED)
BY_ID = ALL.where(drills.c.id == bindparam("drill_id"))
OF_INCIDENT = ALL.where(drills.c.incident_id == bindparam("of_incident"))


def of_year(work: Work, year: int) -> list[Drill]:
    """Planned for a year, by day."""
    return records(
        work.connection.execute(OF_SPAN, {"first": date(year, 1, 1), "last": date(year, 12, 31)}),
        Drill,
        kind=IncidentKind,
    )


def not_run(work: Work) -> list[Drill]:
    """Planned, neither held nor cancelled, the earliest first."""
    return records(work.connection.execute(NOT_RUN), Drill, kind=IncidentKind)


def of_incident(work: Work, incident_id: int) -> Drill | None:
    """The planned drill that a log belongs to."""
    return first_record(work.connection.execute(OF_INCIDENT, {"of_incident": incident_id}), Drill, kind=IncidentKind)


def find(work: Work, id: int) -> Drill:
    """Raises ``Refused`` when it is not there."""
    drill = first_record(work.connection.execute(BY_ID, {"drill_id": id}), Drill, kind=IncidentKind)
    if drill is None:
        raise Refused(_("This drill is not in the plan."))
    return drill


def plan(work: Work, drill: Drill) -> int:
    """Plan a drill, or move one that has an ``id`` and was not run. Its id. Raises ``Invalid``, ``Refused``."""
    work.require(May.PREPARE_EMERGENCIES)
    place, people = one_line(drill.place), one_line(drill.participants)
    refuse_wrong(
        [
            ("planned_on", drill.planned_on < work.today, _("A drill is planned for today or later.")),
            ("place", not place or len(place) > 80, _("Please enter the place, at most 80 characters.")),
            ("participants", len(people) > 200, _("At most {n} characters, please.", n=200)),
        ]
    )
    values = {"kind": drill.kind.value, "planned_on": drill.planned_on, "place": place, "participants": people}
    if not drill.id:
        id = work.add(drills, values | {"staff_id": work.actor.id, "at": work.now})
        work.audit("drill.plan", f"emergency_drills:{id}", after={"kind": drill.kind.value})
        return id
    _still_planned(work, drill.id)
    work.connection.execute(update(drills).where(drills.c.id == drill.id).values(values))
    work.audit("drill.move", f"emergency_drills:{drill.id}", after={"planned_on": drill.planned_on.isoformat()})
    return drill.id


def _still_planned(work: Work, id: int) -> Drill:
    drill = find(work, id)
    if drill.incident_id or drill.cancelled:
        raise Refused(_("This drill was held or cancelled already."))
    return drill


def cancel(work: Work, id: int, reason: str) -> None:
    """A planned drill is not held. Raises ``Invalid`` without a reason, ``Refused`` once it was held."""
    work.require(May.PREPARE_EMERGENCIES)
    _still_planned(work, id)
    refuse_wrong([("reason", not reason.strip(), _("Please enter why."))])
    work.connection.execute(update(drills).where(drills.c.id == id).values(cancelled=one_line(reason)[:200]))
    work.audit("drill.cancel", f"emergency_drills:{id}")


def run(work: Work, id: int) -> int:
    """Begin a planned drill now. The id of its log. Raises ``Refused``."""
    work.require(May.SERVE)
    drill = _still_planned(work, id)
    text = _(
        "Drill: {kind}, {place}. Taking part: {people}",
        kind=drill.kind.label,
        place=drill.place,
        people=drill.participants or _("not entered"),
    )
    incident_id = log.open_incident(work, drill.kind, drill.place, drill=True, text=text)
    _belongs(work, id, incident_id)
    return incident_id


def _belongs(work: Work, id: int, incident_id: int) -> None:
    work.connection.execute(update(drills).where(drills.c.id == id).values(incident_id=incident_id))
    work.audit("drill.run", f"emergency_drills:{id}", after={"incident": incident_id})


def adopt(work: Work, incident_id: int) -> None:
    """A drill started with F12 is the planned one of its kind, when one is near."""
    work.require(May.SERVE)
    kind = queries.find(work, incident_id).kind
    away = {drill.id: abs((drill.planned_on - work.today).days) for drill in not_run(work) if drill.kind is kind}
    nearest = min(away, key=away.__getitem__, default=None)
    if nearest is not None and away[nearest] <= NEAR_DAYS:
        _belongs(work, nearest, incident_id)


@dataclass(frozen=True)
class RehearsalRecord:
    """How a kind stands in the yearly plan: how often it should be rehearsed, when it last was, when it will be."""

    kind: IncidentKind
    months: int
    last_on: date | None
    next_on: date | None

    def due_on(self) -> date | None:
        """By when the next one should be; None when it never was."""
        return months_later(self.last_on, self.months) if self.last_on else None

    def is_overdue(self, today: date) -> bool:
        """Should there have been one, with none planned for today or later?"""
        due = self.due_on()
        return (due is None or due < today) and not (self.next_on and self.next_on >= today)


LAST_RUN = (
    select(incidents.c.kind, func.max(incidents.c.opened_at).label("opened_at"))
    .where(incidents.c.drill)
    .group_by(incidents.c.kind)
)
NEXT_PLANNED = (
    select(drills.c.kind, func.min(drills.c.planned_on).label("planned_on"))
    .where(*STILL_PLANNED)
    .group_by(drills.c.kind)
)
OVERDUE = select(func.count()).where(*STILL_PLANNED, drills.c.planned_on < bindparam("today"))


def yearly(work: Work) -> list[RehearsalRecord]:
    """Every kind whose plan asks for drills."""
    last = {row.kind: local(row.opened_at).date() for row in work.connection.execute(LAST_RUN)}
    coming = {row.kind: row.planned_on for row in work.connection.execute(NEXT_PLANNED)}
    return [
        RehearsalRecord(plan.kind, plan.drill_months, last.get(plan.kind), coming.get(plan.kind))
        for plan in plans.every(work)
        if plan.drill_months and not plan.withdrawn_at
    ]


def overdue(work: Work) -> int:
    """Planned drills whose day has passed."""
    return work.connection.scalars(OVERDUE, {"today": work.today}).one()
