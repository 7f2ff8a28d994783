"""Reporting a finding 登记问题: what somebody saw, in their own words, which are kept as they were typed."""

from __future__ import annotations

from desk.books.findings import queries, rules
from desk.books.findings.model import Finding, FindingState, NewFinding
from desk.core.errors import Refused, refuse_wrong
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.findings import findings
from desk.storage import numbering


def report(work: Work, new: NewFinding) -> Finding:
    """Keep what was found; a leader in charge decides what becomes of it. Raises ``Invalid``, and ``Refused`` for what
    was proposed and is decided already.
    """
    work.require(May.SERVE)
    refuse_wrong(rules.finding_rules(work, new))
    if new.subject and queries.decided_subjects(work, [new.subject]):
        raise Refused(_("This was taken up or dismissed already."))
    values = {
        "number": next_number(work),
        "source": new.source.value,
        "subject": new.subject,
        "officer_id": new.officer_id,
        "visit_id": new.visit_id,
        "zone_id": new.zone_id,
        "kind": new.kind.value,
        "severity": new.severity.value,
        "description": new.description.strip(),
        "found_on": new.found_on or work.today,
        "state": FindingState.REPORTED.value,
        "entered_by": work.actor.id,
        "entered_at": work.now,
    }
    id = work.add(findings, values)
    audited = {
        name: values[name] for name in ("number", "source", "kind", "severity", "officer_id", "zone_id", "subject")
    }
    work.audit("finding.report", f"findings:{id}", after=audited)
    return queries.find(work, id)


def next_number(work: Work) -> str:
    """WT20261130-001: the day on which it is entered, and a number that begins again each day."""
    prefix = f"WT{work.today:%Y%m%d}-"
    return f"{prefix}{numbering.last(work, 'findings', prefix) + 1:03d}"
