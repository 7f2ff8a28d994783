"""The words of findings 痛点堵点问题: where one came from, what it is, how much it presses, how its mending stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from desk.books.follow_ups.model import FollowUp, FollowUpOwner, FollowUpState
from desk.core.identity import mask_text
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import NP_, Worded


class FindingSource(Worded):
    """Where it was found 问题来源."""

    OFFICER = "officer", NP_("source of a finding", "Experience officer")
    STAFF = "own_staff", NP_("source of a finding", "Staff")
    RATING = "rating", NP_("source of a finding", "Poor rating")
    ORDERS = "orders", NP_("source of a finding", "Repeated orders")
    WAITING = "waiting", NP_("source of a finding", "Long waits")
    ZONE = "zone", NP_("source of a finding", "Low zone")


SEEN = (FindingSource.STAFF, FindingSource.OFFICER)
"""What somebody saw; the others are proposed from figures."""


class FindingKind(Worded):
    """What sort it is 问题类型."""

    BLOCKED = "blocked", NP_("kind of finding", "Blocked")
    """堵点: something does not go on."""
    SORE = "sore", NP_("kind of finding", "Sore")
    """痛点: something hurts each time."""
    SUGGESTION = "suggestion", NP_("kind of finding", "Suggestion")


class FindingSeverity(Worded):
    """By when it is to be mended 整改时限: by the rules of ``settings``."""

    URGENT = "urgent", NP_("severity of a finding", "At once")
    ORDINARY = "ordinary", NP_("severity of a finding", "Ordinary")
    LONG = "long", NP_("severity of a finding", "Takes time")


class FindingState(Worded):
    """What was decided about it 认定状态; where its mending stands, its follow-up says."""

    REPORTED = "reported", NP_("finding", "To be decided"), Tone.WAITING
    ACCEPTED = "accepted", NP_("finding", "Accepted"), Tone.QUIET
    DISMISSED = "dismissed", NP_("finding", "Dismissed"), Tone.QUIET


MOVES: Mapping[tuple[FindingState, FindingState], May] = {
    (FindingState.REPORTED, FindingState.ACCEPTED): May.KEEP_OFFICERS,
    (FindingState.REPORTED, FindingState.DISMISSED): May.KEEP_OFFICERS,
}
"""What is decided about a finding, and what that asks for: it is decided once."""


class FindingView(Worded):
    """What the page shows 问题视图."""

    ALL = "all", NP_("view of findings", "Not over")
    TO_DECIDE = "to_decide", NP_("view of findings", "To decide")
    MENDING = "mending", NP_("view of findings", "Being mended")
    TO_CHECK = "to_check", NP_("view of findings", "To be checked")
    OVERDUE = "overdue", NP_("view of findings", "Overdue")
    CLOSED = "closed", NP_("view of findings", "Over")
    PROPOSED = "proposed", NP_("view of findings", "Proposed")


@dataclass(frozen=True)
class NewFinding:
    """What was found. ``subject`` is what it was proposed from; empty for what somebody saw."""

    description: str
    kind: FindingKind
    severity: FindingSeverity = FindingSeverity.ORDINARY
    source: FindingSource = FindingSource.STAFF
    subject: str = ""
    officer_id: int | None = None
    visit_id: int | None = None
    zone_id: int | None = None
    found_on: date | None = None


@dataclass(frozen=True)
class Finding(NewFinding):
    """One as it stands. ``reporter`` entered it, ``decider`` accepted or dismissed it."""

    id: int = 0
    number: str = ""
    state: FindingState = FindingState.REPORTED
    reason: str = ""
    officer: str = ""
    zone: str = ""
    follow_up_id: int | None = None
    entered_at: datetime | None = None
    version: int = 1
    reporter: str = ""
    decider: str = ""
    decided_at: datetime | None = None

    @property
    def masked(self) -> str:
        """What was found, without what looks like an ID number or a telephone."""
        return mask_text(self.description)

    @property
    def found_by(self) -> str:
        """Where it came from; of what an officer found, who that was."""
        return self.officer or self.source.label


@dataclass(frozen=True)
class Acceptance:
    """What is decided when a finding is accepted 认定: who mends it, by when, and who checks it or asks the officer.

    Without ``due_on`` it is due by its severity, without ``checker_id`` whoever accepts it checks it.
    """

    owner: FollowUpOwner
    severity: FindingSeverity
    checker_id: int | None = None
    due_on: date | None = None


@dataclass(frozen=True)
class TrackedFinding:
    """A finding with the follow-up that mends it; None while nobody has accepted it, or where it was dismissed."""

    finding: Finding
    item: FollowUp | None

    @property
    def state_words(self) -> str:
        """Where it stands: of what was accepted, where its mending does."""
        return self.item.state_words if self.item else self.finding.state.label

    @property
    def owner(self) -> str:
        """Who mends it; empty while nobody does."""
        return self.item.owner if self.item else ""

    @property
    def is_closed(self) -> bool:
        """Is its follow-up closed, mended or not?"""
        return self.item is not None and self.item.state is FollowUpState.CLOSED

    def is_overdue(self, today: date) -> bool:
        """Is its day over and nobody has mended it?"""
        return self.item is not None and self.item.is_overdue(today)

    def tone(self, today: date) -> Tone | None:
        """How much it presses."""
        return self.item.tone(today) if self.item else self.finding.state.tone


@dataclass(frozen=True)
class Proposal:
    """Something in the centre's own figures that may be a finding 线索: a person decides. ``subject`` says what it is
    made of, so that what was decided once is not proposed again; ``about`` is the record behind it, ``leads_to`` where
    that is, empty for what many visits add up to.
    """

    subject: str
    source: FindingSource
    description: str
    day: date
    leads_to: str
    about: object
    zone_id: int | None = None
