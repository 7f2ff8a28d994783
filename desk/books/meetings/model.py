"""The words of joint meetings 党建联席会议: where one stands, who came, what was on the agenda and what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from desk.books.follow_ups.model import UNDONE, FollowUpOutcome, FollowUpState
from desk.core.identity import mask_text
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import N_, NP_, P_, Worded, bracketed


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


TO_COME = (MeetingState.PLANNED, MeetingState.NOTIFIED)
"""Whose agenda and guests can still be changed freely."""
NOT_OVER = (*TO_COME, MeetingState.HELD)
MOVES: Mapping[tuple[MeetingState, MeetingState], May] = {
    (MeetingState.PLANNED, MeetingState.NOTIFIED): May.HOLD_MEETINGS,
    (MeetingState.NOTIFIED, MeetingState.HELD): May.HOLD_MEETINGS,
    (MeetingState.HELD, MeetingState.ISSUED): May.HOLD_MEETINGS,
    (MeetingState.PLANNED, MeetingState.CANCELLED): May.HOLD_MEETINGS,
    (MeetingState.NOTIFIED, MeetingState.CANCELLED): May.HOLD_MEETINGS,
}
"""How a meeting goes from one state to another, and what that takes."""
CAME = (Presence.PRESENT, Presence.PROXY)
"""Whose organisation was there."""


class ResolutionView(Worded):
    """Which resolutions the page shows 决议筛选."""

    OPEN = "open", NP_("view of resolutions", "Not closed")
    OVERDUE = "overdue", NP_("view of resolutions", "Overdue")
    ALL = "all", NP_("view of resolutions", "All of the year")


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
    reported_on: date | None = None
    held_at: datetime | None = None
    minutes_due_on: date | None = None
    issued_at: datetime | None = None
    minutes_number: int | None = None
    version: int = 1

    @property
    def where(self) -> str:
        """The venue by its name, else the place as it was typed."""
        return self.venue or self.place

    @property
    def minutes_name(self) -> str:
        """〔2026〕4号; empty before the minutes are issued."""
        if self.minutes_number is None:
            return ""
        return P_("number of minutes", "[{year}] No. {n}", year=self.year, n=self.minutes_number)

    def minutes_are_late(self, today: date) -> bool:
        """Was it held, and should its minutes be out by now?"""
        return self.state is MeetingState.HELD and self.minutes_due_on is not None and self.minutes_due_on < today

    def tone(self, today: date) -> Tone | None:
        """How much it presses."""
        is_missed = self.state in TO_COME and self.day < today
        return Tone.OVERDUE if is_missed or self.minutes_are_late(today) else self.state.tone


@dataclass(frozen=True)
class MeetingMove:
    """One line of its history."""

    at: datetime
    who: str
    state: MeetingState
    remark: str


@dataclass(frozen=True)
class NewPerson:
    """Somebody who is asked to come: of an organisation, of the staff (then the name is theirs), or else."""

    name: str = ""
    organisation_id: int | None = None
    staff_id: int | None = None
    position: str = ""
    telephone: str = ""


@dataclass(frozen=True)
class MeetingPerson:
    """Somebody on the list of a meeting. ``proxy`` came in their place."""

    id: int
    meeting_id: int
    n: int
    organisation_id: int | None
    organisation: str
    staff_id: int | None
    name: str
    position: str
    telephone: str
    presence: Presence
    proxy: str
    signed_at: datetime | None

    @property
    def came(self) -> bool:
        """Was somebody there?"""
        return self.presence in CAME

    @property
    def is_resident(self) -> bool:
        """Did they come for themselves, neither as staff nor for an organisation nor in an office that they hold?"""
        return self.staff_id is None and self.organisation_id is None and not self.position

    @property
    def belongs_to(self) -> str:
        """Their organisation; of the staff the centre itself."""
        return P_("person at a meeting", "our centre") if self.staff_id is not None else self.organisation

    @property
    def presence_words(self) -> str:
        """到会, or 代会（李明）."""
        return self.presence.label + (bracketed(self.proxy) if self.proxy else "")


@dataclass(frozen=True)
class AgendaItem:
    """An item of the agenda. What is still open from last time has no ``id`` before the meeting begins: until then it
    is read from the follow-ups.
    """

    id: int
    meeting_id: int
    n: int
    kind: AgendaKind
    text: str
    need_id: int | None
    offering_id: int | None
    match_id: int | None
    follow_up_id: int | None
    decision: str

    @property
    def masked(self) -> str:
        """What it is about, without what looks like an ID number or a telephone."""
        return mask_text(self.text)


@dataclass(frozen=True)
class NewItem:
    """An item for the agenda: one of a need, an offering or a match by its id, or free words."""

    text: str = ""
    need_id: int | None = None
    offering_id: int | None = None
    match_id: int | None = None

    @property
    def kind(self) -> AgendaKind:
        """By what is given."""
        if self.match_id is not None:
            return AgendaKind.PROJECT
        if self.need_id is not None:
            return AgendaKind.NEED
        return AgendaKind.OFFERING if self.offering_id is not None else AgendaKind.OTHER


@dataclass(frozen=True)
class Resolution:
    """What was decided: who does what by when, and where its follow-up stands. ``due_on`` is the day as it was decided,
    ``now_due_on`` the one after extensions.
    """

    id: int
    meeting_id: int
    meeting: str
    day: date
    item_id: int | None
    n: int
    description: str
    owner_name: str
    due_on: date
    follow_up_id: int
    follow_up: str
    state: FollowUpState
    outcome: FollowUpOutcome
    now_due_on: date
    taken_back_at: datetime | None

    @property
    def masked(self) -> str:
        """What is to be done, without what looks like an ID number or a telephone."""
        return mask_text(self.description)

    @property
    def is_closed(self) -> bool:
        """Is its follow-up off the list?"""
        return self.state is FollowUpState.CLOSED

    def is_overdue(self, today: date) -> bool:
        """Is its day over, and nobody has done it?"""
        return self.state in UNDONE and self.now_due_on < today

    @property
    def state_words(self) -> str:
        """Where it stands; of what is closed how: 已销号（未解决）."""
        return self.state.label + (bracketed(self.outcome.label) if self.is_closed else "")

    def tone(self, today: date) -> Tone | None:
        """How much it presses."""
        return Tone.OVERDUE if self.is_overdue(today) else self.state.tone


@dataclass(frozen=True)
class MeetingCounts:
    """What the list tells of a meeting beside its facts."""

    asked: int = 0
    came: int = 0
    resolutions: int = 0
    still_open: int = 0
    overdue: int = 0


QUARTERS = (
    NP_("quarter of a year", "Quarter 1"),
    NP_("quarter of a year", "Quarter 2"),
    NP_("quarter of a year", "Quarter 3"),
    NP_("quarter of a year", "Quarter 4"),
)
"""第一季度 to 第四季度: msgids."""
LABELS = {
    "title": NP_("joint meeting", "Title"),
    "kind": NP_("joint meeting", "Kind"),
    "day": NP_("joint meeting", "Day"),
    "begins": NP_("joint meeting", "From"),
    "ends": NP_("joint meeting", "To"),
    "chair": NP_("joint meeting", "Chair"),
    "keeper_id": NP_("joint meeting", "Minutes by"),
    "venue_id": NP_("joint meeting", "Venue"),
    "place": NP_("joint meeting", "Place"),
    "remark": N_("Remark"),
}
"""The fields of a meeting, as whoever calls one names them."""
ITEM_LABELS = {"decision": NP_("joint meeting", "What was said")}
