"""What the ledger of findings 整改台账 says of each, the same on paper and in a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desk.books.findings import queries
from desk.books.findings.model import TrackedFinding
from desk.books.follow_ups import queries as follow_ups
from desk.books.follow_ups.model import FollowUpOutcome, FollowUpState, OfficerMeans
from desk.core.clock import local
from desk.core.identity import mask_text
from desk.core.words import NP_, _, bracketed, phrases
from desk.core.work import Work

COLUMNS = (
    (NP_("finding", "Number"), 27),
    (NP_("finding", "Zone"), 24),
    (NP_("finding", "Kind"), 12),
    (NP_("finding", "What"), 58),
    (NP_("finding", "Found by"), 20),
    (NP_("finding", "Found on"), 21),
    (NP_("follow-up", "Owner"), 20),
    (NP_("follow-up", "First due day"), 21),
    (NP_("finding", "What was done"), 38),
    (NP_("follow-up", "Closed on"), 21),
    (NP_("follow-up", "State"), 36),
    (NP_("finding", "Checked by"), 26),
    (NP_("follow-up", "Returned"), 10),
)
"""(heading, share of the width)."""
NUMBERS = (12,)
"""The places of the columns that hold numbers."""


@dataclass(frozen=True)
class LedgerLine:
    """One finding, days as days."""

    number: str
    zone: str
    kind: str
    description: str
    found_by: str
    found_on: date | None
    owner: str
    first_due_on: date | None
    result: str
    closed_on: date | None
    state: str
    checked_by: str
    returned: int


def read(work: Work, first: date, last: date, zone: int | None = None) -> list[tuple[TrackedFinding, LedgerLine]]:
    """Whatever was open on any of these days, numbers of people masked; of one zone, or of all."""
    return [(each, _line(work, each)) for each in queries.of_period(work, first, last, zone)]


def _line(work: Work, tracked: TrackedFinding) -> LedgerLine:
    finding, item = tracked.finding, tracked.item
    result, checked_by = _story(work, tracked)
    return LedgerLine(
        finding.number,
        finding.zone,
        finding.kind.label,
        finding.masked,
        finding.found_by,
        finding.found_on,
        tracked.owner,
        item.first_due_on if item else None,
        mask_text(result),
        local(item.closed_at).date() if item and item.closed_at else None,
        _state(work, tracked),
        checked_by,
        item.returned if item else 0,
    )


def _state(work: Work, tracked: TrackedFinding) -> str:
    """Where it stands; of what is late by how much."""
    item = tracked.item
    if item is None or not item.is_overdue(work.today):
        return tracked.state_words
    return tracked.state_words + bracketed(_("overdue {n} days", n=(work.today - item.due_on).days))


def _story(work: Work, tracked: TrackedFinding) -> tuple[str, str]:
    """What was done about it, or why nothing was; and who checked it, where that is over: in the officer's stead it
    says so.
    """
    if tracked.item is None:
        return tracked.finding.reason, tracked.finding.decider if tracked.finding.reason else ""
    moves = follow_ups.moves_of(work, tracked.item.id)
    done = [each.remark for each in moves if each.was is not each.state and each.state is FollowUpState.DONE]
    closing = [each for each in moves if each.outcome is not FollowUpOutcome.NONE] if tracked.is_closed else []
    if not closing:
        return done[-1] if done else "", ""
    last = closing[-1]
    said = last.by if last.officer_means in (OfficerMeans.NONE, OfficerMeans.STEAD) else last.by.partition("\u3000")[0]
    why = last.remark if last.outcome is not FollowUpOutcome.FIXED else ""
    return phrases(filter(None, (done[-1] if done else "", why))), said
