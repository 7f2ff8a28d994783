"""Reading the emergency log 应急日志."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import Text, bindparam, exists, func, select, type_coerce

from desk.books.incidents.model import (
    OVER,
    EntryKind,
    Incident,
    IncidentEntry,
    IncidentKind,
    IncidentLevel,
    IncidentState,
    ReportStage,
)
from desk.core.clock import start_of
from desk.core.errors import Refused
from desk.core.records import first_record, records
from desk.core.words import _
from desk.core.work import Work
from desk.models.incidents import entries as entry_table
from desk.models.incidents import incidents

MADE: Final = {"kind": IncidentKind, "level": IncidentLevel, "state": IncidentState}

BY_ID = select(incidents).where(incidents.c.id == bindparam("incident_id"))
BY_NUMBER = select(incidents).where(incidents.c.number == bindparam("sought"))
OPENED = (
    select(incidents)
    .where(incidents.c.opened_at >= bindparam("since"), incidents.c.opened_at < bindparam("until"))
    .order_by(incidents.c.opened_at, incidents.c.id)
)
GOING_ON = incidents.c.state.not_in([state.value for state in sorted(OVER)])
OPEN_ONES = select(incidents).where(GOING_ON).order_by(incidents.c.id)
ONGOING = select(func.count()).where(GOING_ON, ~incidents.c.drill)
IN_STATE = select(incidents).where(incidents.c.state == bindparam("sought")).order_by(incidents.c.id)
HEARD_OF = select(incidents.c.id).where(
    incidents.c.heard_at == bindparam("heard"),
    incidents.c.kind == bindparam("sought_kind"),
    incidents.c.place == bindparam("sought_place"),
)


def find(work: Work, id: int) -> Incident:
    """Raises ``Refused`` when there is none."""
    incident = first_record(work.connection.execute(BY_ID, {"incident_id": id}), Incident, **MADE)
    if incident is None:
        raise Refused(_("There is no incident {number}.", number=id))
    return incident


def by_number(work: Work, number: str) -> Incident:
    """By 2026-003 or 演2026-001. Raises ``Refused`` when there is none."""
    incident = numbered(work, number.strip())
    if incident is None:
        raise Refused(_("There is no incident {number}.", number=number))
    return incident


def numbered(work: Work, number: str) -> Incident | None:
    """The incident of a number exactly as it is kept; None when there is none."""
    return first_record(work.connection.execute(BY_NUMBER, {"sought": number}), Incident, **MADE)


def heard_of(work: Work, heard_at: datetime, kind: IncidentKind, place: str) -> int | None:
    """The id of the incident of a kind at a place that was heard of at a moment; None when there is none."""
    sought = {"heard": heard_at, "sought_kind": kind.value, "sought_place": place}
    return work.connection.scalars(HEARD_OF, sought).first()


def between(work: Work, first: date, last: date) -> list[Incident]:
    """Opened in a span of days, the oldest first."""
    span = {"since": start_of(first), "until": start_of(last + timedelta(days=1))}
    return records(work.connection.execute(OPENED, span), Incident, **MADE)


def counted(work: Work, incidents: Iterable[Incident]) -> list[Incident]:
    """Each incident once: without the second records of another, whichever day that one is of.

    Older books may hold records that name each other; the first of these stands for all.
    """
    return [incident for incident in incidents if not incident.same_as or _stands_for_others(work, incident)]


def _stands_for_others(work: Work, incident: Incident) -> bool:
    """Do the links lead back to this one, before any other of their circle?"""
    circle, follow = [incident.number], incident.same_as
    while follow not in circle:
        circle.append(follow)
        named = numbered(work, follow)
        if named is None or not named.same_as:
            return False
        follow = named.same_as
    return follow == incident.number == min(circle)


def ongoing(work: Work) -> int:
    """How many incidents, drills left out, have not ended."""
    return work.connection.scalars(ONGOING).one()


def open_ones(work: Work) -> list[Incident]:
    """What has not ended, drills too, the oldest first."""
    return records(work.connection.execute(OPEN_ONES), Incident, **MADE)


def in_state(work: Work, state: IncidentState) -> list[Incident]:
    """Incidents and drills that stand in a state, the oldest first."""
    return records(work.connection.execute(IN_STATE, {"sought": state.value}), Incident, **MADE)


MAYBE_REPORTABLE = (
    select(incidents)
    .where(~incidents.c.drill, incidents.c.same_as == "")
    .where(GOING_ON | (incidents.c.closed_at >= bindparam("since")))
    .order_by(incidents.c.id)
)
LAST_REPORTS = select(entry_table.c.incident_id, entry_table.c.kind, entry_table.c.fields).where(
    entry_table.c.incident_id.in_(bindparam("ended", expanding=True)),
    entry_table.c.kind.in_([EntryKind.WAIVED.value, EntryKind.REPORT.value]),
)


def reportable(work: Work, days: int = 400) -> list[Incident]:
    """What may still have to be reported: no drill, going on, or ended in the last year without a final report."""
    maybe = records(
        work.connection.execute(MAYBE_REPORTABLE, {"since": work.now - timedelta(days=days)}), Incident, **MADE
    )
    settled = _settled(work, [incident.id for incident in maybe if incident.is_over])
    return [incident for incident in maybe if incident.id not in settled]


def _settled(work: Work, ended: list[int]) -> set[int]:
    """Which of the incidents that have ended need no report any more."""
    if not ended:
        return set()  # an empty list would make the file be read from end to end
    reports = work.connection.execute(LAST_REPORTS, {"ended": ended})
    return {
        row.incident_id
        for row in reports
        if row.kind == EntryKind.WAIVED or row.fields.get("stage") == ReportStage.FINAL
    }


ALL_ENTRIES = (
    select(entry_table.c.id.label("book_seq"), incidents.c.number)
    .add_columns(*(entry_table.c[name] for name in IncidentEntry.__dataclass_fields__ if name in entry_table.c))
    .join(incidents, incidents.c.id == entry_table.c.incident_id)
    .order_by(entry_table.c.id)
)
OF_INCIDENT = ALL_ENTRIES.where(entry_table.c.incident_id == bindparam("incident_id"))
OF_INCIDENTS = ALL_ENTRIES.where(entry_table.c.incident_id.in_(bindparam("incident_ids", expanding=True)))
ENTRY_COUNT = select(func.count()).select_from(entry_table)


def entries(work: Work, incident_id: int) -> list[IncidentEntry]:
    """The log of an incident in the order in which it was written."""
    return records(work.connection.execute(OF_INCIDENT, {"incident_id": incident_id}), IncidentEntry, kind=EntryKind)


def logs(work: Work, incidents: Iterable[Incident]) -> dict[int, list[IncidentEntry]]:
    """The logs of several incidents, read at once, by the incidents' ids."""
    ids = {incident.number: incident.id for incident in incidents}
    written: dict[int, list[IncidentEntry]] = defaultdict(list)
    for entry in records(
        work.connection.execute(OF_INCIDENTS, {"incident_ids": list(ids.values())}), IncidentEntry, kind=EntryKind
    ):
        written[ids[entry.number]].append(entry)
    return written


def entry_count(work: Work) -> int:
    """How many entries the whole book has."""
    return work.connection.scalars(ENTRY_COUNT).one()


_NAMING = entry_table.alias()
FIRST_ENTRIES = (
    select(incidents.c.id, entry_table.c.fields)
    .join(entry_table, (entry_table.c.incident_id == incidents.c.id) & (entry_table.c.seq == 1))
    .where(incidents.c.state.in_([state.value for state in IncidentState if state is not IncidentState.REVIEWED]))
    .where(type_coerce(entry_table.c.fields, Text).contains('"locked":1'))
    .where(~exists().where(_NAMING.c.incident_id == incidents.c.id, _NAMING.c.kind == EntryKind.NAMED.value))
    .order_by(incidents.c.id)
)


def unnamed(work: Work) -> list[Incident]:
    """Opened from the lock screen, not reviewed yet, and nobody has said who it was."""
    return [find(work, row.id) for row in work.connection.execute(FIRST_ENTRIES) if row.fields.get("locked") == 1]
