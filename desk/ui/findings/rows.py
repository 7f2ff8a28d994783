"""The lines of the page 问题整改: findings with where their mending stands, and what is only proposed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desk.books.findings import proposals, queries
from desk.books.findings.model import FindingView, Proposal, TrackedFinding
from desk.core.tone import Tone
from desk.core.words import P_, _, bracketed
from desk.core.work import Work
from desk.ui.widgets.columns import Column


@dataclass(frozen=True)
class FindingRow:
    """A finding, or a proposal: then ``tracked`` is None."""

    id: object
    number: str
    kind: str
    text: str
    zone: str
    zone_id: int | None
    source: str
    officer_id: int | None
    owner: str
    due_on: date | None
    state: str
    tone: Tone | None
    returned: int
    tracked: TrackedFinding | None = None
    proposal: Proposal | None = None

    def fits(self, typed: str) -> bool:
        """Does what was typed stand in it?"""
        wanted = typed.strip().lower()
        return not wanted or wanted in f"{self.number} {self.text} {self.zone} {self.source} {self.owner}".lower()


def of_finding(tracked: TrackedFinding, today: date) -> FindingRow:
    """A finding as it stands."""
    finding, item = tracked.finding, tracked.item
    state = tracked.state_words
    if item is not None and item.is_overdue(today):
        state += bracketed(_("overdue {n} days", n=(today - item.due_on).days))
    return FindingRow(
        finding.id,
        finding.number,
        finding.kind.label,
        finding.masked,
        finding.zone,
        finding.zone_id,
        finding.found_by,
        finding.officer_id,
        tracked.owner,
        item.due_on if item else None,
        state,
        tracked.tone(today),
        item.returned if item else 0,
        tracked,
    )


def of_proposal(proposal: Proposal, zones: dict[int, str]) -> FindingRow:
    """Something that nobody has taken up or dismissed yet."""
    return FindingRow(
        proposal.subject,
        "",
        "",
        proposal.description,
        zones.get(proposal.zone_id or 0, ""),
        proposal.zone_id,
        proposal.source.label,
        None,
        "",
        None,
        P_("finding", "Proposed"),
        Tone.WAITING,
        0,
        proposal=proposal,
    )


def read_rows(
    work: Work, view: FindingView, first: date | None, last: date | None, zones: dict[int, str]
) -> list[FindingRow]:
    """What a view shows; of what is over, the days from ``first`` to ``last``."""
    match view:
        case FindingView.PROPOSED:
            return [of_proposal(each, zones) for each in proposals.proposed(work)]
        case FindingView.CLOSED:
            read = queries.over_between(work, first or date(2000, 1, 1), last or work.today)
        case _:
            read = queries.of_view(work, view)
    return [of_finding(each, work.today) for each in read]


def columns() -> list[Column[FindingRow]]:
    """What, where, who mends it, by when, and where it stands."""
    return [
        Column(P_("finding", "Number"), 132, lambda row: row.number, rank=4),
        Column(P_("finding", "Zone"), 90, lambda row: row.zone, rank=2),
        Column(P_("finding", "Kind"), 52, lambda row: row.kind, rank=5),
        Column(P_("finding", "What"), 260, lambda row: row.text, flex=6),
        Column(P_("finding", "Found by"), 80, lambda row: row.source, rank=3),
        Column(P_("follow-up", "Owner"), 80, lambda row: row.owner, rank=1),
        Column(
            P_("follow-up", "Due day"),
            100,
            lambda row: f"{row.due_on:%Y-%m-%d}" if row.due_on else "",
            sorts_by=lambda row: row.due_on,
        ),
        Column(_("State"), 140, lambda row: row.state, lambda row: row.tone, sorts_by=lambda row: row.state),
        Column(
            P_("follow-up", "Returned"),
            52,
            lambda row: str(row.returned) if row.returned else "",
            number=True,
            rank=6,
            sorts_by=lambda row: row.returned,
        ),
    ]
