"""The words of zones 功能区: how their people are known, and how a zone is adjusted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from desk.core.clock_times import span_words
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import N_, NP_, Worded


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


MOVES: Mapping[tuple[AdjustmentState, AdjustmentState], May] = {
    (AdjustmentState.DECIDED, AdjustmentState.IN_EFFECT): May.ADJUST_ZONES,
    (AdjustmentState.DECIDED, AdjustmentState.WITHDRAWN): May.ADJUST_ZONES,
    (AdjustmentState.IN_EFFECT, AdjustmentState.RECOVERED): May.ADJUST_ZONES,
    (AdjustmentState.IN_EFFECT, AdjustmentState.NOT_RECOVERED): May.ADJUST_ZONES,
}
"""From which state an adjustment may go to which, and what that takes."""
GOING_ON = (AdjustmentState.DECIDED, AdjustmentState.IN_EFFECT)
HAPPENED = (AdjustmentState.IN_EFFECT, AdjustmentState.RECOVERED, AdjustmentState.NOT_RECOVERED)
"""What really was changed in a zone."""


class LowReason(Worded):
    """Why a zone is low 低效原因."""

    FEW = "few", NP_("low zone", "Few people")
    DISLIKED = "disliked", NP_("low zone", "Low satisfaction")


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

    @property
    def hours_words(self) -> str:
        """08:00—21:00; empty where it has the centre's hours."""
        return "" if self.opens is None or self.closes is None else span_words(self.opens, self.closes)


ZONE_LABELS: Mapping[str, str] = {
    "name": NP_("zone", "Name"),
    "purpose": NP_("zone", "Purpose"),
    "area": NP_("zone", "Area"),
    "seats": NP_("zone", "Seats"),
    "opens": N_("Begins"),
    "closes": N_("Ends"),
    "footfall": NP_("zone", "Footfall"),
}
"""The fields of a zone that are edited, as a clerk calls them."""


@dataclass(frozen=True)
class NewZone:
    """What is entered of a zone."""

    name: str
    purpose: str = ""
    area: int | None = None
    seats: int | None = None
    opens: int | None = None
    closes: int | None = None
    footfall: FootfallWay = FootfallWay.DERIVED


@dataclass(frozen=True)
class NewAdjustment:
    """What is to be changed in a zone, and why. ``other_zone_id`` is the zone into which it is merged; ``purpose`` or
    ``opens`` and ``closes`` what the zone gets, by its kind. ``effective_on`` is the day from which it shall hold.
    """

    zone_id: int
    kind: AdjustmentKind
    reason: str
    description: str
    other_zone_id: int | None = None
    effective_on: date | None = None
    purpose: str = ""
    opens: int | None = None
    closes: int | None = None


@dataclass(frozen=True)
class Adjustment(NewAdjustment):
    """One as it stands."""

    id: int = 0
    number: str = ""
    zone: str = ""
    other_zone: str = ""
    state: AdjustmentState = AdjustmentState.DECIDED
    decided_on: date = date.min
    was_opens: int | None = None
    was_closes: int | None = None
    follow_up_id: int | None = None
    made_at: datetime | None = None
    version: int = 1

    @property
    def is_going_on(self) -> bool:
        """Is its outcome not known yet?"""
        return self.state in GOING_ON

    @property
    def is_in_effect(self) -> bool:
        """Does it hold, and nobody has said yet whether it helped?"""
        return self.state is AdjustmentState.IN_EFFECT

    @property
    def measured_zone(self) -> int:
        """Where its people are looked for: of a merged zone, in the one that it became part of."""
        return self.zone_id if self.other_zone_id is None else self.other_zone_id


@dataclass(frozen=True)
class AdjustmentMove:
    """One line of its history; ``was`` is None for the first."""

    at: datetime
    who: str
    was: AdjustmentState | None
    state: AdjustmentState
    remark: str


@dataclass(frozen=True)
class ZoneCount:
    """Who was there on a round 巡查计数."""

    zone_id: int
    day: date
    hour: int
    people: int
    zone: str = ""
