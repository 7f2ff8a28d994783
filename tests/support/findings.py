"""An experience officer, zones, and what was found, on its way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from desk.books.findings import deciding, reporting
from desk.books.findings.model import Acceptance, Finding, FindingKind, FindingSeverity, FindingSource, NewFinding
from desk.books.follow_ups import doing
from desk.books.follow_ups import queries as follow_ups
from desk.books.follow_ups.model import FollowUp
from desk.books.officers.model import OfficerState
from desk.core.work import Work
from desk.models.centre import zones
from desk.models.officers import officer_moves, officer_terms, officer_visits, officers
from tests.support.follow_ups import Crew, as_


def officer(work: Work, name: str = "庄体验", last: date | None = None) -> int:
    """Somebody who serves, until the end of the year or as said."""
    values = {"name": name, "identity": "lawyer", "telephone": "13800002222", "state": OfficerState.SERVING.value}
    id = work.add(officers, {**values, "made_by": work.actor.id, "made_at": work.now})
    for was, state in ((None, OfficerState.NOMINATED), (OfficerState.NOMINATED, OfficerState.SERVING)):
        kept = was.value if was else None
        move = {"officer_id": id, "was": kept, "state": state.value, "at": work.now, "staff_id": work.actor.id}
        work.add(officer_moves, move)
    term = {"officer_id": id, "letter": f"PS{id:03d}", "first": work.today, "last": last or date(2027, 12, 31)}
    work.add(officer_terms, {**term, "staff_id": work.actor.id, "at": work.now})
    return id


def let_go(work: Work, id: int) -> None:
    """The officer serves no more."""
    work.change(officers, id, {"state": OfficerState.DISMISSED.value})
    values = {"officer_id": id, "was": OfficerState.SERVING.value, "state": OfficerState.DISMISSED.value}
    work.add(officer_moves, {**values, "at": work.now, "staff_id": work.actor.id})


def visit(work: Work, officer_id: int) -> int:
    """The officer came today."""
    values = {"number": "TY20261124-001", "officer_id": officer_id, "day": work.today, "way": "random"}
    return work.add(officer_visits, {**values, "entered_by": work.actor.id, "entered_at": work.now})


def zone(work: Work, name: str = "长者食堂") -> int:
    """A zone of the house."""
    return work.add(zones, {"name": name})


def found(work: Work, crew: Crew, officer_id: int | None = None, **more: Any) -> Finding:
    """A clerk writes down what an officer found, or what they saw themselves."""
    new = NewFinding(
        "电梯口指示牌字太小，联系13800001111更换",
        FindingKind.SORE,
        source=FindingSource.OFFICER if officer_id else FindingSource.STAFF,
        officer_id=officer_id,
    )
    return reporting.report(as_(work, crew.clerk), replace(new, **more))


def accepted(
    work: Work, crew: Crew, finding: Finding, severity: FindingSeverity = FindingSeverity.ORDINARY
) -> FollowUp:
    """The leader has the first clerk mend it."""
    kept = deciding.accept(as_(work, crew.leader), finding.id, finding.version, Acceptance(crew.owner, severity))
    assert kept.follow_up_id is not None
    return follow_ups.find(work, kept.follow_up_id)


def mended(work: Work, crew: Crew, item: FollowUp, words: str = "已更换") -> FollowUp:
    """The clerk reports that it is done."""
    return doing.finish(as_(work, crew.clerk), item.id, item.version, words)
