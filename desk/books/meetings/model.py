"""The words of joint meetings 党建联席会议: where one stands, who came, what was on the agenda and what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from desk.core.tone import Tone
from desk.core.words import NP_, Worded


class MeetingKind(Worded):
    """What sort of meeting it is 会议类型."""

    QUARTERLY = "quarterly", NP_("kind of meeting", "Quarterly")
    SPECIAL = "special", NP_("kind of meeting", "Special")


class MeetingState(Worded):
    """Where it stands 会议状态."""

    PLANNED = "planned", NP_("joint meeting", "Planned"), Tone.WAITING
    NOTIFIED = "notified", NP_("joint meeting", "Notice given"), Tone.QUIET
    HELD = "held", NP_("joint meeting", "Held"), Tone.DUE_SOON
    ISSUED = "issued", NP_("joint meeting", "Minutes issued"), Tone.QUIET
    CANCELLED = "cancelled", NP_("joint meeting", "Cancelled"), Tone.QUIET


class Presence(Worded):
    """Whether somebody who was asked came 到会情况."""

    INVITED = "invited", NP_("presence at a meeting", "Asked")
    PRESENT = "present", NP_("presence at a meeting", "Present")
    PROXY = "proxy", NP_("presence at a meeting", "By proxy")
    EXCUSED = "excused", NP_("presence at a meeting", "Excused")
    ABSENT = "absent", NP_("presence at a meeting", "Absent")


class AgendaKind(Worded):
    """What an item of the agenda is about 议题类型. What is still open from last time comes first."""

    CARRIED = "carried", NP_("kind of agenda item", "Open from last time")
    NEED = "need", NP_("kind of agenda item", "Need")
    OFFERING = "offering", NP_("kind of agenda item", "Resource")
    PROJECT = "project", NP_("kind of agenda item", "Project")
    OTHER = "other", NP_("kind of agenda item", "Other")


@dataclass(frozen=True)
class NewMeeting:
    """What is entered of a meeting; ``begins`` and ``ends`` in minutes since midnight."""

    title: str
    kind: MeetingKind
    day: date
    begins: int
    ends: int
    chair: str
    keeper_id: int
    venue_id: int | None = None
    place: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Meeting(NewMeeting):
    """One as it stands."""

    id: int = 0
    number: str = ""
    year: int = 0
    quarter: int = 0
    state: MeetingState = MeetingState.PLANNED
    venue: str = ""
    keeper: str = ""
    notified_on: date | None = None
    held_at: datetime | None = None
    minutes_due_on: date | None = None
    issued_at: datetime | None = None
    version: int = 1
