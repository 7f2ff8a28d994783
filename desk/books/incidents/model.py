"""The words of the emergency log: categories and kinds, levels, states and the moves between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desk.core.tone import Tone
from desk.core.words import N_, NP_, Worded


class IncidentCategory(Worded):
    """《中华人民共和国突发事件应对法》 第二条."""

    NATURAL = "natural", N_("Natural disaster")
    ACCIDENT = "accident", N_("Accident")
    HEALTH = "health", N_("Public health event")
    SECURITY = "security", N_("Public security event")


class IncidentKind(Worded):
    """What happened 事件类型; each kind belongs to a category."""

    TYPHOON = "typhoon", N_("Typhoon")
    RAINSTORM = "rainstorm", N_("Heavy rain and flood")
    EARTHQUAKE = "earthquake", N_("Earthquake")
    NATURAL = "natural", N_("Another natural disaster")
    FIRE = "fire", N_("Fire")
    GAS = "gas", N_("Gas leak")
    LIFT = "lift", N_("Somebody trapped in the lift")
    POWER_CUT = "power_cut", N_("Power cut")
    BURST_PIPE = "burst_pipe", N_("Burst water pipe")
    STAMPEDE = "stampede", N_("Crush at an activity")
    DROWNING = "drowning", N_("Drowning")
    ELECTRIC_SHOCK = "electric_shock", N_("Electric shock")
    ACCIDENT = "accident", N_("Another accident")
    FOOD_POISONING = "food_poisoning", N_("Food poisoning")
    COLLAPSE = "collapse", N_("Somebody collapsed")
    INFECTION = "infection", N_("Infectious disease")
    HEALTH = "health", N_("Another health event")
    LOST_PERSON = "lost_person", N_("Somebody lost")
    DISTURBANCE = "disturbance", N_("Fight or disturbance")
    SECURITY = "security", N_("Another security event")

    @property
    def category(self) -> IncidentCategory:
        """The category of the law that the kind belongs to."""
        return CATEGORIES[self]


_LISTED = {
    IncidentCategory.NATURAL: (
        IncidentKind.TYPHOON,
        IncidentKind.RAINSTORM,
        IncidentKind.EARTHQUAKE,
        IncidentKind.NATURAL,
    ),
    IncidentCategory.ACCIDENT: (
        IncidentKind.FIRE,
        IncidentKind.GAS,
        IncidentKind.LIFT,
        IncidentKind.POWER_CUT,
        IncidentKind.BURST_PIPE,
        IncidentKind.STAMPEDE,
        IncidentKind.DROWNING,
        IncidentKind.ELECTRIC_SHOCK,
        IncidentKind.ACCIDENT,
    ),
    IncidentCategory.HEALTH: (
        IncidentKind.FOOD_POISONING,
        IncidentKind.COLLAPSE,
        IncidentKind.INFECTION,
        IncidentKind.HEALTH,
    ),
    IncidentCategory.SECURITY: (IncidentKind.LOST_PERSON, IncidentKind.DISTURBANCE, IncidentKind.SECURITY),
}
CATEGORIES = {kind: category for category, kinds in _LISTED.items() for kind in kinds}


class IncidentLevel(Worded):
    """《中华人民共和国突发事件应对法》 第三条."""

    UNSET = "unset", N_("Level not set")
    FOUR = "4", N_("IV ordinary")
    THREE = "3", N_("III rather grave")
    TWO = "2", N_("II grave")
    ONE = "1", N_("I especially grave")


class IncidentState(Worded):
    """Where an incident stands 处置状态."""

    REPORTED = "reported", N_("Report received"), Tone.DANGER
    RESPONDING = "responding", N_("Being dealt with"), Tone.DANGER
    CONTROLLED = "controlled", N_("Under control"), Tone.DANGER
    CLOSED = "closed", NP_("incident", "Ended"), Tone.QUIET
    REVIEWED = "reviewed", N_("Reviewed"), Tone.QUIET


OVER = frozenset({IncidentState.CLOSED, IncidentState.REVIEWED})
MOVES: dict[IncidentState, tuple[IncidentState, ...]] = {
    IncidentState.REPORTED: (IncidentState.RESPONDING, IncidentState.CONTROLLED, IncidentState.CLOSED),
    IncidentState.RESPONDING: (IncidentState.CONTROLLED, IncidentState.CLOSED),
    IncidentState.CONTROLLED: (IncidentState.RESPONDING, IncidentState.CLOSED),
    IncidentState.CLOSED: (IncidentState.RESPONDING, IncidentState.REVIEWED),
    IncidentState.REVIEWED: (),
}
"""Where an incident may go from where it stands; an ended one may flare up again."""


class ReportStage(Worded):
    """Which report it is: 首报, 续报 or 终报."""

    FIRST = "first", N_("First report")
    FOLLOW_UP = "follow_up", N_("Follow-up report")
    FINAL = "final", N_("Final report")


class EntryKind(Worded):
    """What an entry is."""

    OPEN = "open", NP_("log of an incident", "Opened")
    NOTE = "note", NP_("log of an incident", "Action taken")
    CORRECTION = "correction", N_("Correction of an entry")
    LEVEL = "level", NP_("log of an incident", "Level changed")
    STATE = "state", NP_("log of an incident", "State changed")
    PEOPLE = "people", N_("People concerned")
    PLACE = "place", N_("Place or kind put right")
    REPORT = "report", N_("Reported upwards")
    LINK = "link", N_("Same as another incident")
    STEP = "step", N_("Step of the plan")
    PHOTO = "photo", N_("Photo")
    HANDOVER = "handover", N_("Handed over")
    WAIVED = "waived", N_("No report needed")
    NAMED = "named", NP_("log of an incident", "Reporter named")
    MEASURE = "measure", N_("Measure taken")


PEOPLE = ("affected", "injured", "dead", "missing")
SET = (
    "number",
    "drill",
    "kind",
    "level",
    "state",
    "place",
    "reported_by",
    "heard_at",
    *PEOPLE,
    "same_as",
    "opened_at",
    "closed_at",
)
"""The columns of an incident that its entries set."""


@dataclass(frozen=True)
class Incident:
    """How an incident stands."""

    id: int
    number: str
    drill: bool
    kind: IncidentKind
    level: IncidentLevel
    state: IncidentState
    place: str
    reported_by: str
    heard_at: datetime
    affected: int
    injured: int
    dead: int
    missing: int
    same_as: str
    opened_at: datetime
    closed_at: datetime | None

    @property
    def is_over(self) -> bool:
        """Has it ended, reviewed or not?"""
        return self.state in OVER

    @property
    def may_become(self) -> tuple[IncidentState, ...]:
        """Where it may go from here. A second record is not reviewed: set back, it stands for itself again."""
        return (IncidentState.RESPONDING,) if self.same_as else MOVES[self.state]


@dataclass(frozen=True)
class IncidentEntry:
    """One line of the log. ``fields`` are the columns of the incident that it set, and what a report upwards says."""

    book_seq: int
    number: str
    seq: int
    kind: EntryKind
    happened_at: datetime
    entered_at: datetime
    staff_id: int
    author: str
    text: str
    fields: dict[str, Any]
    corrects: int | None
    previous: str
    previous_in_book: str
    hash: str
