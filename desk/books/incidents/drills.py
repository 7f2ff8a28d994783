"""Drills 演练: planned for a day, run with the log of an incident marked as a drill, timed by its steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import update

from desk.books.assets.cards import months_later
from desk.books.incidents import log, plans, queries
from desk.books.incidents.chain import moment
from desk.books.incidents.model import IncidentKind
from desk.core.clock import local
from desk.core.errors import Refused, refuse_wrong
from desk.core.identity import one_line
from desk.core.permissions import May
from desk.core.words import N_, Worded, _
from desk.core.work import Work
from desk.models.incidents import drills

NEAR_DAYS = 31
"""A drill that is started without its plan belongs to the planned one of its kind within so many days."""


class DrillState(Worded):
    PLANNED = "planned", N_("Drill planned")
    OVERDUE = "overdue", N_("Drill overdue")
    RUN = "run", N_("Drill held")
    CANCELLED = "cancelled", N_("Drill cancelled")


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
        if self.incident_id:
            return DrillState.RUN
        if self.cancelled:
            return DrillState.CANCELLED
        return DrillState.OVERDUE if self.planned_on < today else DrillState.PLANNED


QUERY = (
    "SELECT d.kind, d.planned_on, d.place, d.participants, coalesce(i.number, ''), d.cancelled, d.incident_id, d.id"
    " FROM emergency_drills d LEFT JOIN incidents i ON i.id = d.incident_id"
)


def _drill(row: tuple[Any, ...]) -> Drill:
    kind, day, *rest = row
    return Drill(IncidentKind(kind), date.fromisoformat(day), *rest)


def of_year(work: Work, year: int) -> list[Drill]:
    """Planned for a year, by day."""
    query = f"{QUERY} WHERE d.planned_on BETWEEN ? AND ? ORDER BY d.planned_on, d.id"
    return [_drill(row) for row in work.rows(query, f"{year}-01-01", f"{year}-12-31")]


def not_run(work: Work) -> list[Drill]:
    """Planned, neither held nor cancelled, the earliest first."""
    query = f"{QUERY} WHERE d.incident_id IS NULL AND d.cancelled = '' ORDER BY d.planned_on, d.id"
    return [_drill(row) for row in work.rows(query)]


def of_incident(work: Work, incident_id: int) -> Drill | None:
    """The planned drill that a log belongs to."""
    rows = work.rows(f"{QUERY} WHERE d.incident_id = ?", incident_id)
    return _drill(rows[0]) if rows else None


def find(work: Work, id: int) -> Drill:
    """Raises ``Refused`` when it is not there."""
    rows = work.rows(f"{QUERY} WHERE d.id = ?", id)
    if not rows:
        raise Refused(_("This drill is not in the plan."))
    return _drill(rows[0])


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
    found = find(work, id)
    if found.incident_id or found.cancelled:
        raise Refused(_("This drill was held or cancelled already."))
    return found


def cancel(work: Work, id: int, reason: str) -> None:
    """Raises ``Invalid`` without a reason."""
    work.require(May.PREPARE_EMERGENCIES)
    _still_planned(work, id)
    refuse_wrong([("reason", not reason.strip(), _("Please enter why."))])
    work.connection.execute(update(drills).where(drills.c.id == id).values(cancelled=one_line(reason)[:200]))
    work.audit("drill.cancel", f"emergency_drills:{id}")


def run(work: Work, id: int) -> int:
    """Begin a planned drill now. The id of its log. Raises ``Refused``."""
    work.require(May.SERVE)
    found = _still_planned(work, id)
    text = _(
        "Drill: {kind}, {place}. Taking part: {people}",
        kind=found.kind.label,
        place=found.place,
        people=found.participants or _("not entered"),
    )
    incident_id = log.open_incident(work, found.kind, found.place, drill=True, text=text)
    _belongs(work, id, incident_id)
    return incident_id


def _belongs(work: Work, id: int, incident_id: int) -> None:
    work.connection.execute(update(drills).where(drills.c.id == id).values(incident_id=incident_id))
    work.audit("drill.run", f"emergency_drills:{id}", after={"incident": incident_id})


def adopt(work: Work, incident_id: int) -> None:
    """A drill started with F12 is the planned one of its kind, when one is near."""
    work.require(May.SERVE)
    kind = queries.find(work, incident_id).kind
    query = (
        f"{QUERY} WHERE d.kind = ? AND d.incident_id IS NULL AND d.cancelled = ''"
        " ORDER BY abs(julianday(d.planned_on) - julianday(?)) LIMIT 1"
    )
    near = [_drill(row) for row in work.rows(query, kind.value, work.today.isoformat())]
    if near and abs((near[0].planned_on - work.today).days) <= NEAR_DAYS:
        _belongs(work, near[0].id, incident_id)


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
        due = self.due_on()
        return (due is None or due < today) and not (self.next_on and self.next_on >= today)


def yearly(work: Work) -> list[RehearsalRecord]:
    """Every kind whose plan asks for drills."""
    last = {
        IncidentKind(kind): local(moment(at)).date()
        for kind, at in work.rows("SELECT kind, max(opened_at) FROM incidents WHERE drill GROUP BY kind")
    }
    coming = dict(
        work.rows(
            "SELECT kind, min(planned_on) FROM emergency_drills WHERE incident_id IS NULL AND cancelled = '' GROUP BY "
            "kind"
        )
    )
    return [
        RehearsalRecord(
            p.kind, p.drill_months, last.get(p.kind), date.fromisoformat(coming[p.kind]) if p.kind in coming else None
        )
        for p in plans.every(work)
        if p.drill_months and not p.withdrawn_at
    ]


def overdue(work: Work) -> int:
    """Planned drills whose day has passed."""
    return int(
        work.rows(
            "SELECT count(*) FROM emergency_drills WHERE incident_id IS NULL AND cancelled = '' AND planned_on < ?",
            work.today.isoformat(),
        )[0][0]
    )
