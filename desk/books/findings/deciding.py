"""Deciding what a finding is 认定: accepted it is mended by somebody by a day, dismissed it has a reason."""

from __future__ import annotations

from typing import Any

from desk.books.findings import queries, rules
from desk.books.findings.model import Acceptance, Finding, FindingSeverity, FindingState
from desk.books.follow_ups import opening
from desk.books.follow_ups.model import FollowUpKind, NewFollowUp
from desk.books.officers import queries as officers
from desk.core.edit_conflicts import require_seen
from desk.core.errors import refuse_wrong
from desk.core.permissions import May
from desk.core.work import Work
from desk.models.findings import findings


def accept(work: Work, id: int, version: int, accepted: Acceptance) -> Finding:
    """Somebody mends it: its follow-up is opened in the same transaction. Its checker is the officer who found it,
    while they serve; else a member of staff. Raises ``Refused``, ``Invalid``, ``NotAllowed``.
    """
    work.require(May.KEEP_OFFICERS)
    finding = as_seen(work, id, version)
    rules.require_decision(work, finding, FindingState.ACCEPTED)
    serving = {each.id for each in officers.serving(work)}
    item = opening.open_item(
        work,
        NewFollowUp(
            finding.description,
            accepted.owner,
            accepted.checker_id,
            accepted.due_on or rules.usual_due_day(work, accepted.severity),
            FollowUpKind.FINDING,
            f"findings:{id}",
            urgent=accepted.severity is FindingSeverity.URGENT,
            officer_id=finding.officer_id if finding.officer_id in serving else None,
        ),
    )
    columns = {"follow_up_id": item.id, "severity": accepted.severity.value}
    return _decided(work, finding, FindingState.ACCEPTED, columns)


def dismiss(work: Work, id: int, version: int, reason: str) -> Finding:
    """It is none, or nothing is done about it 不予采纳; and why. Raises ``Refused``, ``Invalid``, ``NotAllowed``."""
    work.require(May.KEEP_OFFICERS)
    finding = as_seen(work, id, version)
    rules.require_decision(work, finding, FindingState.DISMISSED)
    refuse_wrong(rules.reason_rules(reason))
    return _decided(work, finding, FindingState.DISMISSED, {"reason": reason.strip()})


def _decided(work: Work, finding: Finding, state: FindingState, columns: dict[str, Any]) -> Finding:
    decided = {
        "state": state.value,
        "decided_by": work.actor.id,
        "decided_at": work.now,
        "version": finding.version + 1,
    }
    work.change(findings, finding.id, decided | columns)
    audited = {"state": state.value} | {name: value for name, value in columns.items() if name != "reason"}
    work.audit(f"finding.{state.value}", f"findings:{finding.id}", {"state": finding.state.value}, audited)
    return queries.find(work, finding.id)


def as_seen(work: Work, id: int, version: int) -> Finding:
    """The finding, as whoever decides saw it. Raises ``Refused`` when somebody else has decided meanwhile."""
    finding = queries.find(work, id)
    require_seen(work, finding, version, f"findings:{id}", finding.number, finding.state.label)
    return finding
