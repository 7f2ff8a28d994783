"""What must hold of findings 问题整改, also in a data file that was written by hand."""

from __future__ import annotations

from sqlalchemy import String as Text
from sqlalchemy import and_, cast, func, literal, or_, select

from desk.books.findings.model import FindingKind, FindingSeverity, FindingSource, FindingState
from desk.books.follow_ups.model import FollowUpKind
from desk.core.invariants import Invariant
from desk.core.words import N_
from desk.models.findings import findings
from desk.models.follow_ups import follow_ups
from desk.models.officers import officer_visits

_REPORTED = findings.c.state == FindingState.REPORTED.value
_DISMISSED = findings.c.state == FindingState.DISMISSED.value
_OF_OFFICER = findings.c.source == FindingSource.OFFICER.value
_SUBJECT = literal("findings:").concat(cast(findings.c.id, Text))
_BACK = (
    select(func.count())
    .select_from(findings)
    .where(findings.c.follow_up_id == follow_ups.c.id)
    .correlate(follow_ups)
    .scalar_subquery()
)

UNREADABLE = (
    Invariant(
        N_("Finding {0}: its state, kind, source or severity is not known."),
        select(findings.c.number).where(
            or_(
                *(
                    column.not_in([word.value for word in known])
                    for column, known in (
                        (findings.c.state, FindingState),
                        (findings.c.kind, FindingKind),
                        (findings.c.source, FindingSource),
                        (findings.c.severity, FindingSeverity),
                    )
                )
            )
        ),
    ),
)
"""With this broken the page cannot be filled."""
INVARIANTS = (
    Invariant(
        N_("Finding {0}: it was decided and does not say when or by whom, or says so and was not."),
        select(findings.c.number).where(
            or_(findings.c.decided_at.is_(None) != _REPORTED, findings.c.decided_by.is_(None) != _REPORTED)
        ),
    ),
    Invariant(
        N_("Finding {0}: it has a reason for being dismissed and was not."),
        select(findings.c.number).where(findings.c.reason != "", ~_DISMISSED),
    ),
    Invariant(
        N_("Finding {0}: an officer found it and is not named, or one is named who did not find it."),
        select(findings.c.number).where(findings.c.officer_id.is_(None) == _OF_OFFICER),
    ),
    Invariant(
        N_("Finding {0}: the visit on which it was found was another officer's."),
        select(findings.c.number)
        .join(officer_visits, officer_visits.c.id == findings.c.visit_id)
        .where(officer_visits.c.officer_id.is_distinct_from(findings.c.officer_id)),
    ),
    Invariant(
        N_("Finding {0}: the follow-up that mends it is of something else."),
        select(findings.c.number)
        .join(follow_ups, follow_ups.c.id == findings.c.follow_up_id)
        .where(or_(follow_ups.c.kind != FollowUpKind.FINDING.value, follow_ups.c.subject != _SUBJECT)),
    ),
    Invariant(
        N_("Finding {0}: another officer than the one who found it checks it."),
        select(findings.c.number)
        .join(follow_ups, follow_ups.c.id == findings.c.follow_up_id)
        .where(follow_ups.c.officer_id.is_not(None), follow_ups.c.officer_id.is_distinct_from(findings.c.officer_id)),
    ),
    Invariant(
        N_("Follow-up {0}: it says that it mends a finding, and no finding says so."),
        select(follow_ups.c.number).where(and_(follow_ups.c.kind == FollowUpKind.FINDING.value, _BACK == 0)),
    ),
)
