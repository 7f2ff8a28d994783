"""Reading the emergency log."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from desk.books.incidents import chain
from desk.books.incidents.model import Incident, IncidentEntry, IncidentKind, IncidentLevel, IncidentState
from desk.core.clock import start_of
from desk.core.errors import Refused
from desk.core.words import _
from desk.core.work import Work

COLUMNS = (
    "id, number, drill, kind, level, state, place, reported_by, heard_at, affected, injured, dead, missing, same_as,"
    " opened_at, closed_at"
)


def find(work: Work, id: int) -> Incident:
    """Raises ``Refused`` when there is none."""
    rows = work.rows(f"SELECT {COLUMNS} FROM incidents WHERE id = ?", id)
    if not rows:
        raise Refused(_("There is no incident {number}.", number=id))
    return _incident(rows[0])


def by_number(work: Work, number: str) -> Incident:
    """By 2026-003 or 演2026-001. Raises ``Refused`` when there is none."""
    rows = work.rows(f"SELECT {COLUMNS} FROM incidents WHERE number = ?", number.strip())
    if not rows:
        raise Refused(_("There is no incident {number}.", number=number))
    return _incident(rows[0])


def between(work: Work, first: date, last: date) -> list[Incident]:
    """Opened in a span of days, the oldest first."""
    span = chain.milliseconds(start_of(first)), chain.milliseconds(start_of(last + timedelta(days=1)))
    rows = work.rows(
        f"SELECT {COLUMNS} FROM incidents WHERE opened_at >= ? AND opened_at < ? ORDER BY opened_at, id", *span
    )
    return [_incident(row) for row in rows]


def ongoing(work: Work) -> int:
    """How many incidents, drills left out, have not ended."""
    return int(work.rows(f"SELECT count(*) FROM incidents WHERE {GOING_ON} AND NOT drill")[0][0])


GOING_ON = "state NOT IN ('closed', 'reviewed')"


def open_ones(work: Work) -> list[Incident]:
    """What has not ended, drills too, the oldest first."""
    return [_incident(row) for row in work.rows(f"SELECT {COLUMNS} FROM incidents WHERE {GOING_ON} ORDER BY id")]


def in_state(work: Work, state: IncidentState) -> list[Incident]:
    return [
        _incident(row) for row in work.rows(f"SELECT {COLUMNS} FROM incidents WHERE state = ? ORDER BY id", state.value)
    ]


def reportable(work: Work, days: int = 400) -> list[Incident]:
    """What may still have to be reported: no drill, going on, or ended in the last year without a final report."""
    final = "e.kind = 'waived' OR e.kind = 'report' AND json_extract(e.fields, '$.stage') = 'final'"
    told = f"EXISTS (SELECT 1 FROM incident_entries e WHERE e.incident_id = incidents.id AND ({final}))"
    query = (
        f"SELECT {COLUMNS} FROM incidents WHERE NOT drill AND same_as = ''"
        f" AND ({GOING_ON} OR closed_at >= ? AND NOT {told}) ORDER BY id"
    )
    return [_incident(row) for row in work.rows(query, chain.milliseconds(work.now - timedelta(days=days)))]


def _incident(row: tuple[Any, ...]) -> Incident:
    id, number, drill, kind, level, state, place, reported_by, heard, *people, same_as, opened, closed = row
    affected, injured, dead, missing = people
    return Incident(
        id,
        number,
        bool(drill),
        IncidentKind(kind),
        IncidentLevel(level),
        IncidentState(state),
        place,
        reported_by,
        chain.moment(heard),
        affected,
        injured,
        dead,
        missing,
        same_as,
        chain.moment(opened),
        None if closed is None else chain.moment(closed),
    )


def entries(work: Work, incident_id: int) -> list[IncidentEntry]:
    """The log of an incident in the order in which it was written."""
    return [chain.entry(row) for row in work.rows(chain.ENTRIES.format(where="WHERE e.incident_id = ?"), incident_id)]
