"""Reading findings 痛点堵点问题, each with the follow-up that mends it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select

from desk.books.findings.model import (
    Finding,
    FindingKind,
    FindingSeverity,
    FindingSource,
    FindingState,
    FindingView,
    TrackedFinding,
)
from desk.books.follow_ups import queries as follow_up_queries
from desk.books.follow_ups.model import UNDONE, FollowUpState
from desk.core.clock import start_of
from desk.core.errors import Refused
from desk.core.records import first_record, records
from desk.core.words import _
from desk.core.work import Work
from desk.models.centre import zones
from desk.models.findings import findings
from desk.models.follow_ups import follow_ups
from desk.models.officers import officer_visits, officers
from desk.models.staff import staff
from desk.storage import numbering
from desk.storage.matching import LONGEST

DAY = timedelta(days=1)
REPORTER, DECIDER = staff.alias("reporter"), staff.alias("decider")
OWN = tuple(column for column in findings.c if column.name in Finding.__dataclass_fields__)
FINDINGS: Select[Any] = (
    select(
        *OWN,
        func.coalesce(officers.c.name, "").label("officer"),
        func.coalesce(zones.c.name, "").label("zone"),
        REPORTER.c.name.label("reporter"),
        func.coalesce(DECIDER.c.name, "").label("decider"),
    )
    .join(REPORTER, REPORTER.c.id == findings.c.entered_by)
    .outerjoin(DECIDER, DECIDER.c.id == findings.c.decided_by)
    .outerjoin(officers, officers.c.id == findings.c.officer_id)
    .outerjoin(zones, zones.c.id == findings.c.zone_id)
    .outerjoin(follow_ups, follow_ups.c.id == findings.c.follow_up_id)
)
"""The columns of ``Finding``, each by its name; its follow-up beside it, for conditions."""
MADE: dict[str, Any] = {
    "kind": FindingKind,
    "severity": FindingSeverity,
    "source": FindingSource,
    "state": FindingState,
}
BY_ID = FINDINGS.where(findings.c.id == bindparam("finding"))


def find(work: Work, id: int) -> Finding:
    """One finding as it stands. Raises ``Refused`` for one that is not in the data file."""
    finding = first_record(work.connection.execute(BY_ID, {"finding": id}), Finding, **MADE)
    if finding is None:
        raise Refused(_("This finding is no longer there."))
    return finding


def find_tracked(work: Work, id: int) -> TrackedFinding:
    """The same with its follow-up. Raises ``Refused``."""
    return tracked(work, [find(work, id)])[0]


def of_visit(work: Work, visit_id: int) -> list[Finding]:
    """What an officer found on a visit, in the order in which it was entered."""
    query = FINDINGS.where(findings.c.visit_id == visit_id).order_by(findings.c.id)
    return records(work.connection.execute(query), Finding, **MADE)


def tracked(work: Work, those: Sequence[Finding]) -> list[TrackedFinding]:
    """Findings that were read, each with its follow-up."""
    items = follow_up_queries.by_ids(work, [each.follow_up_id for each in those if each.follow_up_id is not None])
    return [TrackedFinding(each, items.get(each.follow_up_id or 0)) for each in those]


def _read(work: Work, query: Select[Any]) -> list[TrackedFinding]:
    return tracked(work, records(work.connection.execute(query), Finding, **MADE))


IS_REPORTED = findings.c.state == FindingState.REPORTED.value
IS_ACCEPTED = findings.c.state == FindingState.ACCEPTED.value
IS_UNDONE = follow_ups.c.state.in_([state.value for state in UNDONE])
NOT_OVER = or_(
    IS_REPORTED,
    findings.c.follow_up_id.in_(select(follow_ups.c.id).where(follow_up_queries.IS_NOT_CLOSED)),
)


def _between(column: ColumnElement[Any], first: date, last: date) -> ColumnElement[bool]:
    """A moment of these days, both included."""
    return and_(column >= start_of(first), column < start_of(last) + DAY)


def _in_view(work: Work, view: FindingView) -> ColumnElement[bool]:
    match view:
        case FindingView.TO_DECIDE:
            return IS_REPORTED
        case FindingView.MENDING:
            return and_(IS_ACCEPTED, IS_UNDONE)
        case FindingView.TO_CHECK:
            return and_(IS_ACCEPTED, follow_ups.c.state == FollowUpState.DONE.value)
        case FindingView.OVERDUE:
            return and_(IS_ACCEPTED, IS_UNDONE, follow_ups.c.due_on < work.today)
        case _:
            return NOT_OVER


def of_view(work: Work, view: FindingView) -> list[TrackedFinding]:
    """What a view of what is not over shows: what is to be decided first, then by the day on which it is due."""
    query = FINDINGS.where(_in_view(work, view))
    return _read(work, query.order_by(follow_ups.c.due_on, findings.c.found_on, findings.c.id))


def over_between(work: Work, first: date, last: date) -> list[TrackedFinding]:
    """What was closed or dismissed on these days, the last first."""
    dismissed = and_(findings.c.state == FindingState.DISMISSED.value, _between(findings.c.decided_at, first, last))
    query = FINDINGS.where(or_(dismissed, _between(follow_ups.c.closed_at, first, last)))
    return _read(work, query.order_by(findings.c.id.desc()))


def of_period(work: Work, first: date, last: date, zone_id: int | None = None) -> list[TrackedFinding]:
    """What had been entered and was not over on any of these days 整改台账, by number; of one zone, or of all."""
    ended = func.coalesce(follow_ups.c.closed_at, findings.c.decided_at)
    is_open = or_(IS_REPORTED, follow_ups.c.state.in_([state.value for state in (*UNDONE, FollowUpState.DONE)]))
    query = FINDINGS.where(findings.c.entered_at < start_of(last) + DAY, or_(is_open, ended >= start_of(first)))
    if zone_id is not None:
        query = query.where(findings.c.zone_id == zone_id)
    return _read(work, query.order_by(*numbering.order_of(findings.c.number)))


def entered_between(work: Work, first: date, last: date) -> list[Finding]:
    """What was entered on these days."""
    query = FINDINGS.where(_between(findings.c.entered_at, first, last)).order_by(findings.c.id)
    return records(work.connection.execute(query), Finding, **MADE)


def accepted_between(work: Work, first: date, last: date) -> list[Finding]:
    """What was accepted on these days."""
    query = FINDINGS.where(IS_ACCEPTED, _between(findings.c.decided_at, first, last))
    return records(work.connection.execute(query.order_by(findings.c.id)), Finding, **MADE)


def search(work: Work, typed: str, most: int) -> list[TrackedFinding]:
    """Findings by the beginning of their number or a piece of their words; the newest first."""
    text = typed.strip()[:LONGEST]
    query = FINDINGS.where(
        or_(
            findings.c.number.startswith(text.upper(), autoescape=True),
            findings.c.description.icontains(text, autoescape=True),
        )
    )
    return _read(work, query.order_by(findings.c.id.desc()).limit(most))


def decided_subjects(work: Work, subjects: Iterable[str]) -> set[str]:
    """Those of the proposals, by their subjects, that somebody has taken up or dismissed."""
    query = select(findings.c.subject).where(findings.c.subject != "", findings.c.subject.in_(list(subjects)))
    return set(work.connection.scalars(query))


def subjects_going_on(work: Work) -> list[str]:
    """Of proposals that were taken up, in whatever month, the subjects of those not decided or not mended yet."""
    with_item = findings.outerjoin(follow_ups, follow_ups.c.id == findings.c.follow_up_id)
    query = (
        select(findings.c.subject)
        .select_from(with_item)
        .where(
            findings.c.subject != "",
            findings.c.state != FindingState.DISMISSED.value,
            follow_ups.c.closed_at.is_(None),
        )
    )
    return list(work.connection.scalars(query))


def officer_of_visit(work: Work, visit_id: int) -> int | None:
    """Whose visit it was; None for one that is not in the data file."""
    id: int | None = work.connection.scalar(select(officer_visits.c.officer_id).where(officer_visits.c.id == visit_id))
    return id


def count_to_decide(work: Work) -> tuple[int, date | None]:
    """How many wait for a decision, and since when the first does."""
    query = select(func.count(), func.min(findings.c.found_on)).where(IS_REPORTED)
    many, since = work.connection.execute(query).one()
    return many, since


def follow_ups_of_zone(work: Work, zone_id: int) -> set[int]:
    """The follow-ups by which the findings of a zone are mended."""
    query = select(findings.c.follow_up_id).where(findings.c.zone_id == zone_id, findings.c.follow_up_id.is_not(None))
    return set(work.connection.scalars(query))
