"""The words of needs 需求 and offerings 下沉服务项目, and of a match of the two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from desk.books.activities.model import ActivityKind, ActivityState
from desk.books.orders.model import OrderKind, OrderState
from desk.books.teams.model import HalfDay
from desk.core.identity import mask_text
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import N_, NP_, Worded

ServiceKind = ActivityKind | OrderKind
"""What a need or an offering is about: a kind of activity or of order, so that one fits the other exactly."""
KINDS: Mapping[str, ServiceKind] = {
    **{f"activity.{each.value}": each for each in ActivityKind},
    **{f"order.{each.value}": each for each in OrderKind},
}
"""Every kind by its code in the data file."""


def code_of(kind: ServiceKind) -> str:
    """Its code in the data file. No mapping by the kinds themselves: 其他 of activities equals 其他 of orders, as both
    are stored as “other”.
    """
    return f"{'order' if isinstance(kind, OrderKind) else 'activity'}.{kind.value}"


class NeedSource(Worded):
    """Where a need was heard 需求来源."""

    COUNTER = "counter", NP_("source of a need", "Counter")
    ORDER = "order", NP_("source of a need", "Residents' orders")
    SURVEY = "survey", NP_("source of a need", "Survey")
    MEETING = "meeting", NP_("source of a need", "Joint meeting")
    FINDING = "finding", NP_("source of a need", "Finding")


class NeedState(Worded):
    """Where a need stands 需求状态."""

    NEW = "new", NP_("need", "New"), Tone.WAITING
    MATCHED = "matched", NP_("need", "Matched"), Tone.QUIET
    MET = "met", NP_("need", "Met"), Tone.QUIET
    UNMET = "unmet", NP_("need", "Not met"), Tone.DANGER
    WITHDRAWN = "withdrawn", NP_("need", "Taken down"), Tone.QUIET


class OfferingState(Worded):
    """Can it still be had 服务项目状态?"""

    AVAILABLE = "available", NP_("offering", "Available"), Tone.QUIET
    STOPPED = "stopped", NP_("offering", "Stopped"), Tone.QUIET


class MatchState(Worded):
    """Where a match stands 对接状态."""

    PROPOSED = "proposed", NP_("match", "Proposed"), Tone.WAITING
    CLAIMED = "claimed", NP_("match", "Claimed"), Tone.QUIET
    UNDER_WAY = "under_way", NP_("match", "Under way"), Tone.QUIET
    ACCEPTED = "accepted", NP_("match", "Accepted"), Tone.QUIET
    FAILED = "failed", NP_("match", "Failed"), Tone.QUIET


class MatchWay(Worded):
    """How a match was made 对接方式."""

    BY_HAND = "by_hand", NP_("way of matching", "By hand")
    LIST = "list", NP_("way of matching", "From the proposals")
    PLAN = "plan", NP_("way of matching", "By the plan")


class MatchReason(Worded):
    """Why an offering is proposed for a need 推荐理由."""

    KIND = "kind", NP_("reason of a match", "Same kind")
    AUDIENCE = "audience", NP_("reason of a match", "For the same people")
    IN_TIME = "in_time", NP_("reason of a match", "Can come in time")
    CAPACITY = "capacity", NP_("reason of a match", "Has room for all")
    ZONE = "zone", NP_("reason of a match", "In that zone")
    RELIABLE = "reliable", NP_("reason of a match", "Kept what was promised")


OPEN_NEEDS = (NeedState.NEW, NeedState.MATCHED)
OPEN_MATCHES = (MatchState.PROPOSED, MatchState.CLAIMED, MatchState.UNDER_WAY)
NEED_MOVES: Mapping[tuple[NeedState, NeedState], May] = {
    (NeedState.NEW, NeedState.MATCHED): May.KEEP_PARTNERS,
    (NeedState.MATCHED, NeedState.NEW): May.KEEP_PARTNERS,
    (NeedState.MATCHED, NeedState.MET): May.KEEP_PARTNERS,
    (NeedState.MET, NeedState.MATCHED): May.KEEP_PARTNERS,
    (NeedState.NEW, NeedState.UNMET): May.KEEP_PARTNERS,
    (NeedState.NEW, NeedState.WITHDRAWN): May.SERVE,
    (NeedState.UNMET, NeedState.NEW): May.KEEP_PARTNERS,
    (NeedState.WITHDRAWN, NeedState.NEW): May.SERVE,
}
"""Which state of a need follows which, and what it takes: back to new when its match failed or it was reopened."""
MATCH_MOVES: Mapping[tuple[MatchState, MatchState], May] = {
    (MatchState.PROPOSED, MatchState.CLAIMED): May.SERVE,
    (MatchState.CLAIMED, MatchState.PROPOSED): May.SERVE,
    (MatchState.CLAIMED, MatchState.UNDER_WAY): May.SERVE,
    (MatchState.UNDER_WAY, MatchState.CLAIMED): May.SERVE,
    (MatchState.UNDER_WAY, MatchState.ACCEPTED): May.KEEP_PARTNERS,
    (MatchState.ACCEPTED, MatchState.UNDER_WAY): May.KEEP_PARTNERS,
    **{(state, MatchState.FAILED): May.KEEP_PARTNERS for state in OPEN_MATCHES},
}
"""The same of a match; backwards where something was pressed by mistake."""


@dataclass(frozen=True)
class NewNeed:
    """What is wanted. ``subject`` is what it came from, ``table:id``; without ``list_until`` it stands for the usual
    days.
    """

    description: str
    kind: ServiceKind
    audience: str = ""
    zone_id: int | None = None
    people: int = 1
    wanted_by: date | None = None
    list_until: date | None = None
    source: NeedSource = NeedSource.COUNTER
    subject: str = ""


@dataclass(frozen=True)
class Need(NewNeed):
    """One as it stands."""

    id: int = 0
    number: str = ""
    state: NeedState = NeedState.NEW
    zone: str = ""
    raised_at: datetime | None = None
    settled_at: datetime | None = None
    version: int = 1
    raiser: str = ""
    """Who wrote it down."""

    @property
    def masked(self) -> str:
        """What is wanted, without what looks like an ID number or a telephone."""
        return mask_text(self.description)

    def is_over(self, today: date) -> bool:
        """Has it stood on the list to its end, and nobody has been matched with it?"""
        return self.state is NeedState.NEW and self.list_until is not None and self.list_until < today

    def tone(self, today: date) -> Tone | None:
        """How much it presses."""
        return Tone.OVERDUE if self.is_over(today) else self.state.tone


@dataclass(frozen=True)
class NewOffering:
    """What an organisation brings down: ``promised`` times between two days, for ``people_each`` each time. ``times``
    are weekdays (Monday 0) with half days, none for any time.
    """

    organisation_id: int
    title: str
    kind: ServiceKind
    people_each: int
    promised: int
    first: date
    last: date
    audience: str = ""
    times: tuple[tuple[int, HalfDay], ...] = ()
    requires: str = ""
    zone_id: int | None = None
    remark: str = ""


@dataclass(frozen=True)
class Offering(NewOffering):
    """One as it stands. ``delivered`` counts activities held and orders done with people counted, ``people`` them."""

    id: int = 0
    number: str = ""
    organisation: str = ""
    state: OfferingState = OfferingState.AVAILABLE
    zone: str = ""
    delivered: int = 0
    people: int = 0
    reserved: int = 0
    """Open matches of which nothing has been delivered yet: each holds one of the promised times."""
    version: int = 1

    @property
    def remaining(self) -> int:
        """The promised times that nobody has had and nobody waits for."""
        return max(self.promised - self.delivered - self.reserved, 0)


@dataclass(frozen=True)
class Match:
    """A need and an offering that were brought together."""

    id: int
    need_id: int
    need_number: str
    need: str
    offering_id: int
    offering_number: str
    offering: str
    organisation_id: int
    organisation: str
    state: MatchState
    score: int
    way: MatchWay
    made_at: datetime
    settled_at: datetime | None
    version: int
    reasons: tuple[MatchReason, ...] = field(default_factory=tuple)
    delivered: int = 0
    """How often, with people counted."""
    people: int = 0
    wanted: int = 1
    """For how many people the need is."""

    @property
    def masked(self) -> str:
        """What is wanted, without what looks like an ID number or a telephone."""
        return mask_text(self.need)


@dataclass(frozen=True)
class Delivery:
    """An activity or an order by which an offering is brought. ``people`` is 0 until it counts as delivered."""

    id: int
    offering_id: int
    offering: str
    organisation_id: int
    organisation: str
    match_id: int | None
    activity_id: int | None
    order_id: int | None
    title: str
    state: str
    """Of the activity or the order, as the data file has it."""
    day: date
    people: int

    @property
    def counts(self) -> bool:
        """Held or done, and somebody came."""
        return self.people > 0

    @property
    def state_words(self) -> str:
        """Where the activity or the order stands."""
        return (OrderState(self.state) if self.activity_id is None else ActivityState(self.state)).label


@dataclass(frozen=True)
class NeedMove:
    """One line of a need's history."""

    at: datetime
    who: str
    state: NeedState
    remark: str


@dataclass(frozen=True)
class MatchMove:
    """One line of a match's history."""

    at: datetime
    who: str
    state: MatchState
    remark: str


NEED_LABELS = {
    "description": NP_("need", "What is wanted"),
    "kind": NP_("need", "Kind"),
    "audience": NP_("need", "For whom"),
    "zone_id": N_("Zone"),
    "people": NP_("need", "People"),
    "wanted_by": NP_("need", "Wanted by"),
    "list_until": NP_("need", "On the list until"),
    "source": NP_("need", "Source"),
    "subject": NP_("need", "Came from"),
}
OFFERING_LABELS = {
    "organisation_id": NP_("offering", "Organisation"),
    "title": NP_("offering", "Title"),
    "kind": NP_("offering", "Kind"),
    "people_each": NP_("offering", "People each time"),
    "promised": NP_("offering", "Times promised"),
    "first": NP_("offering", "From"),
    "last": NP_("offering", "Until"),
    "audience": NP_("offering", "For whom"),
    "times": NP_("offering", "Half days"),
    "requires": NP_("offering", "Room and equipment"),
    "zone_id": N_("Zone"),
    "remark": N_("Remark"),
}
