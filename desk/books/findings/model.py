"""The words of findings 痛点堵点问题: where one came from, what it is, how much it presses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

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
    """One as it stands."""

    id: int = 0
    number: str = ""
    state: FindingState = FindingState.REPORTED
    reason: str = ""
    officer: str = ""
    zone: str = ""
    follow_up_id: int | None = None
    entered_at: datetime | None = None
    version: int = 1
