"""An experience officer, zones, and what was found, on its way."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from desk.books.findings import deciding, reporting
from desk.books.findings.model import Acceptance, Finding, FindingKind, FindingSeverity, FindingSource, NewFinding
from desk.books.follow_ups import doing
from desk.books.follow_ups import queries as follow_ups
from desk.books.follow_ups.model import FollowUp
from desk.books.officers import appointing
from desk.books.officers import queries as officer_queries
from desk.core.permissions import May
from desk.core.work import Work
from desk.models.centre import zones
from tests.support import officers
from tests.support.follow_ups import Crew, as_, crew


def officer(work: Work, name: str = "庄体验") -> int:
    """Somebody who serves since a month ago, for a year; taken on by a leader where a clerk is signed in."""
    return officers.serving(work if work.actor.may(May.KEEP_OFFICERS) else as_(work, crew(work).leader), name).id


def let_go(work: Work, id: int) -> None:
    """The officer serves no more."""
    appointing.let_go(work, id, officer_queries.find(work, id).version, "调离本地")


def visit(work: Work, officer_id: int) -> int:
    """The officer came today."""
    return officers.visited(work, officer_id, remark="上午随机体验").id


def zone(work: Work, name: str = "长者食堂") -> int:
    """A zone of the house."""
    return work.add(zones, {"name": name})


def found(work: Work, people: Crew, officer_id: int | None = None, **more: Any) -> Finding:
    """A clerk writes down what an officer found, or what they saw themselves."""
    new = NewFinding(
        "电梯口指示牌字太小，联系13800001111更换",
        FindingKind.SORE,
        source=FindingSource.OFFICER if officer_id else FindingSource.STAFF,
        officer_id=officer_id,
    )
    return reporting.report(as_(work, people.clerk), replace(new, **more))


def accepted(
    work: Work, people: Crew, finding: Finding, severity: FindingSeverity = FindingSeverity.ORDINARY
) -> FollowUp:
    """The leader has the first clerk mend it."""
    kept = deciding.accept(as_(work, people.leader), finding.id, finding.version, Acceptance(people.owner, severity))
    assert kept.follow_up_id is not None
    return follow_ups.find(work, kept.follow_up_id)


def mended(work: Work, people: Crew, item: FollowUp, words: str = "已更换") -> FollowUp:
    """The clerk reports that it is done."""
    return doing.finish(as_(work, people.clerk), item.id, item.version, words)
