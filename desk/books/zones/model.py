"""The words of zones 功能区: how their people are known, and how a zone is adjusted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from desk.core.tone import Tone
from desk.core.words import NP_, Worded


class FootfallWay(Worded):
    """How the people of a zone are known 客流来源."""

    DERIVED = "derived", NP_("footfall", "From the books")
    COUNTED = "counted", NP_("footfall", "Counted on rounds")


class AdjustmentKind(Worded):
    """How a zone is adjusted 调整方式."""

    HOURS = "hours", NP_("adjustment of a zone", "Other hours")
    PURPOSE = "purpose", NP_("adjustment of a zone", "Another purpose")
    OPERATOR = "operator", NP_("adjustment of a zone", "Another operator")
    MERGE = "merge", NP_("adjustment of a zone", "Merged")
    CLOSE = "close", NP_("adjustment of a zone", "Closed")


class AdjustmentState(Worded):
    """Where an adjustment stands 调整状态."""

    DECIDED = "decided", NP_("adjustment", "Decided"), Tone.WAITING
    IN_EFFECT = "in_effect", NP_("adjustment", "In effect"), Tone.QUIET
    RECOVERED = "recovered", NP_("adjustment", "Recovered"), Tone.QUIET
    NOT_RECOVERED = "not_recovered", NP_("adjustment", "Not recovered"), Tone.DANGER
    WITHDRAWN = "withdrawn", NP_("adjustment", "Withdrawn"), Tone.QUIET


@dataclass(frozen=True)
class ZoneDetails:
    """A zone with what is known of it. ``area`` in square metres, hours in minutes since midnight."""

    id: int
    name: str
    purpose: str
    area: int | None
    seats: int | None
    opens: int | None
    closes: int | None
    footfall: FootfallWay
    active: bool


@dataclass(frozen=True)
class NewAdjustment:
    """What is to be changed in a zone, and why. ``other_zone_id`` is the zone into which it is merged."""

    zone_id: int
    kind: AdjustmentKind
    reason: str
    description: str
    other_zone_id: int | None = None
    effective_on: date | None = None


@dataclass(frozen=True)
class Adjustment(NewAdjustment):
    """One as it stands."""

    id: int = 0
    number: str = ""
    zone: str = ""
    state: AdjustmentState = AdjustmentState.DECIDED
    decided_on: date | None = None
    follow_up_id: int | None = None
    made_at: datetime | None = None
    version: int = 1
