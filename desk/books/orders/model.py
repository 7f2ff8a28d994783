"""The words of orders 点单: what residents wish for, where an order stands, who was asked and what they answered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime

from desk.books.cases import Evaluation
from desk.core.clock import local
from desk.core.identity import mask_name, mask_text
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import N_, NP_, P_, Worded, bracketed

HOUSE = re.compile(r"\d+|[〇零一二三四五六七八九十百]+(?=[号室栋幢楼])")
"""The numbers of an address that tell a home; those of a village group (三组) do not."""


class OrderKind(Worded):
    """What is wished for 点单类别."""

    CLEANING = "cleaning", NP_("kind of order", "Surroundings")
    CIVILITY = "civility", NP_("kind of order", "Civil practice")
    HARDSHIP = "hardship", NP_("kind of order", "Help in hardship")
    REPAIR = "repair", NP_("kind of order", "Repair")
    COMPANY = "company", NP_("kind of order", "Company and errands")
    MEDIATION = "mediation", NP_("kind of order", "Mediation")
    URGENT_HELP = "urgent_help", NP_("kind of order", "Urgent help")
    OTHER = "other", NP_("kind of order", "Other")


class OrderUrgency(Worded):
    """How soon it is to be done 紧急程度: by the rules of ``settings``."""

    ORDINARY = "ordinary", NP_("urgency of an order", "Ordinary")
    URGENT = "urgent", NP_("urgency of an order", "Urgent")
    COMPLEX = "complex", NP_("urgency of an order", "Complex")


class OrderChannel(Worded):
    """How it came 点单渠道."""

    COUNTER = "counter", NP_("channel of an order", "Counter")
    TELEPHONE = "telephone", NP_("channel of an order", "Telephone")
    WECHAT = "wechat", NP_("channel of an order", "WeChat")
    ROUNDS = "rounds", NP_("channel of an order", "On the rounds")


class OrderState(Worded):
    """Where an order stands 点单状态. Reviewed is in the queue for dispatch 待派单."""

    PLACED = "placed", NP_("order", "Placed"), Tone.WAITING
    REVIEWED = "reviewed", NP_("order", "To dispatch"), Tone.WAITING
    OFFERED = "offered", NP_("order", "Dispatched"), Tone.WAITING
    TAKEN = "taken", NP_("order", "Taken"), Tone.WAITING
    DOING = "doing", NP_("order", "Being done"), Tone.WAITING
    DONE = "done", NP_("order", "Done"), Tone.DONE
    REDO = "redo", NP_("order", "Done again"), Tone.DUE_SOON
    RATED = "rated", NP_("order", "Rated"), Tone.DONE
    UNRATED = "unrated", NP_("order", "Not rated"), Tone.QUIET
    REFUSED = "refused", NP_("order", "Not taken on"), Tone.QUIET
    TURNED = "turned", NP_("order", "Turned into another matter"), Tone.QUIET
    CANCELLED = "cancelled", NP_("order", "Cancelled"), Tone.QUIET


class DispatchAnswer(Worded):
    """What became of a dispatch 接单答复."""

    NONE = "", NP_("answer to a dispatch", "Not answered yet"), Tone.WAITING
    TAKEN = "taken", NP_("answer to a dispatch", "Taken"), Tone.DONE
    DECLINED = "declined", NP_("answer to a dispatch", "Declined"), Tone.DANGER
    TIMED_OUT = "timed_out", NP_("answer to a dispatch", "Not answered in time"), Tone.DANGER
    WITHDRAWN = "withdrawn", NP_("answer to a dispatch", "Withdrawn"), Tone.QUIET


class RatingMeans(Worded):
    """How the asker was asked 评价方式."""

    TELEPHONE = "telephone", NP_("means of a rating", "Telephone")
    PAPER = "paper", NP_("means of a rating", "On paper")
    IN_PERSON = "in_person", NP_("means of a rating", "In person")


class Complaint(Worded):
    """Whether somebody complained of how it was done 投诉情况. One that is held true takes all points back."""

    NONE = "", NP_("complaint", "None")
    MADE = "made", NP_("complaint", "To be judged"), Tone.DANGER
    UPHELD = "upheld", NP_("complaint", "Held true"), Tone.DANGER
    DISMISSED = "dismissed", NP_("complaint", "Not held true"), Tone.QUIET


QUEUED = (OrderState.PLACED, OrderState.REVIEWED)
"""Nobody has been asked yet: it stands in the queue."""
OWNED = (OrderState.OFFERED, OrderState.TAKEN, OrderState.DOING, OrderState.REDO)
"""Somebody has it."""
OPEN = (*QUEUED, *OWNED)
OVER = (OrderState.RATED, OrderState.UNRATED, OrderState.REFUSED, OrderState.TURNED, OrderState.CANCELLED)

MOVES: Mapping[tuple[OrderState, OrderState], May] = {
    (OrderState.PLACED, OrderState.REVIEWED): May.DISPATCH,
    (OrderState.PLACED, OrderState.REFUSED): May.DECIDE_ORDERS,
    (OrderState.REVIEWED, OrderState.REFUSED): May.DECIDE_ORDERS,
    (OrderState.PLACED, OrderState.TURNED): May.DISPATCH,
    (OrderState.REVIEWED, OrderState.TURNED): May.DISPATCH,
    (OrderState.REVIEWED, OrderState.OFFERED): May.DISPATCH,
    (OrderState.OFFERED, OrderState.TAKEN): May.SERVE,
    (OrderState.OFFERED, OrderState.REVIEWED): May.SERVE,
    (OrderState.TAKEN, OrderState.DOING): May.SERVE,
    (OrderState.TAKEN, OrderState.REVIEWED): May.SERVE,
    (OrderState.DOING, OrderState.REVIEWED): May.SERVE,
    (OrderState.REDO, OrderState.REVIEWED): May.SERVE,
    (OrderState.TAKEN, OrderState.DONE): May.SERVE,
    (OrderState.DOING, OrderState.DONE): May.SERVE,
    (OrderState.REDO, OrderState.DONE): May.SERVE,
    (OrderState.DONE, OrderState.REDO): May.SERVE,
    (OrderState.DONE, OrderState.RATED): May.SERVE,
    (OrderState.DONE, OrderState.UNRATED): May.SERVE,
    (OrderState.UNRATED, OrderState.RATED): May.SERVE,
    **{(state, OrderState.CANCELLED): May.SERVE for state in OPEN},
}
"""Which state follows which, and what it takes. Back to the queue: declined, silent, withdrawn, or whoever had it left
the team. Not rated becomes rated when the paper comes in late."""


@dataclass(frozen=True)
class NewOrder:
    """What somebody wishes for. ``asker`` where the person has no record; ``told_by`` who said it for them."""

    kind: OrderKind
    description: str
    place: str = ""
    village_group: str = ""
    resident_id: int | None = None
    asker: str = ""
    told_by: str = ""
    telephone: str = ""
    channel: OrderChannel = OrderChannel.COUNTER
    urgency: OrderUrgency = OrderUrgency.ORDINARY
    wanted_from: datetime | None = None
    wanted_by: datetime | None = None
    people: int = 1
    visit_id: int | None = None


@dataclass(frozen=True)
class Order:
    """One order as it stands. Names are in the clear: whatever shows one masks it."""

    id: int
    number: str
    kind: OrderKind
    description: str
    place: str
    village_group: str
    resident_id: int | None
    resident: str
    asker: str
    told_by: str
    telephone: str
    channel: OrderChannel
    wanted_from: datetime | None
    wanted_by: datetime | None
    people: int
    urgency: OrderUrgency
    state: OrderState
    team_id: int | None
    team: str
    member_id: int | None
    member: str
    organisation_id: int | None
    organisation: str
    refused_times: int
    review_by: datetime
    accept_by: datetime | None
    first_due_at: datetime | None
    due_at: datetime | None
    freed: bool
    result: str
    minutes: int | None
    redone: bool
    complaint: Complaint
    became: str
    visit_id: int | None
    placed_by: int
    placed_at: datetime
    first_done_at: datetime | None
    done_at: datetime | None
    call_back_on: date | None
    rate_by: datetime | None
    settled_at: datetime | None
    version: int

    @property
    def day(self) -> date:
        """The centre's day on which it was placed."""
        return local(self.placed_at).date()

    @property
    def who(self) -> str:
        """Who asks, masked."""
        return mask_name(self.resident or self.asker)

    @property
    def owners(self) -> str:
        """Which team and member has it, or did it, and which organisation helps; in the clear."""
        helped = P_("order", "helped by {organisation}", organisation=self.organisation) if self.organisation else ""
        return " ".join(filter(None, (self.team, self.member))) + (bracketed(helped) if helped else "")

    @property
    def clock(self) -> datetime | None:
        """By when the next thing is to happen to it: reviewed, answered, done; None where nothing has an hour."""
        if self.state is OrderState.PLACED:
            return self.review_by
        if self.state is OrderState.OFFERED:
            return self.accept_by
        return self.due_at if self.state in OPEN else None

    @property
    def address(self) -> str:
        """Where somebody is wanted: village group and place, each once, in the clear."""
        group = "" if self.village_group and self.village_group in self.place else self.village_group
        return " ".join(filter(None, (group, self.place)))

    @property
    def whereabouts(self) -> str:
        """Where it is, for whoever need not go there: the village group, else the place without what tells a home."""
        return self.village_group or HOUSE.sub("*", self.masked(self.place))

    def masked(self, typed: str) -> str:
        """What was typed about it, without numbers and with whoever is named in the order masked."""
        return mask_text(typed, self.resident, self.asker, self.told_by, self.member)


@dataclass(frozen=True)
class Dispatch:
    """To whom an order was sent, in turn, and the answer."""

    id: int
    order_id: int
    n: int
    team_id: int
    team: str
    member_id: int | None
    member: str
    offered_at: datetime
    accept_by: datetime
    answer: DispatchAnswer
    answered_at: datetime | None
    reason: str


@dataclass(frozen=True)
class OrderMove:
    """One state that an order came to, by whom and when; one twice running is a remark."""

    at: datetime
    who: str
    state: OrderState
    remark: str


@dataclass(frozen=True)
class OrderPerson:
    """Who did an order, and how long they were there."""

    member_id: int
    number: str
    name: str
    telephone: str
    staff_id: int | None
    minutes: int


@dataclass(frozen=True)
class OrderRating:
    """What the asker said, the first or the second time."""

    n: int
    level: Evaluation
    reason: str
    means: RatingMeans
    who: str
    at: datetime


HOTLINE_CASE = "12345"
"""What an order became that the hotline has to deal with; anything else is ``table:id``."""
BECOMES = ("cases", "follow_ups", HOTLINE_CASE)
"""What an order can be turned into 转办: by the table of what it became, or the hotline."""
FIELDS = tuple(each.name for each in fields(NewOrder))
"""What of a new order is a column of its own."""
LABELS = {
    "kind": NP_("order", "Kind"),
    "description": NP_("order", "What is wished for"),
    "place": NP_("order", "Place"),
    "village_group": N_("Village group"),
    "resident_id": NP_("order", "Who asks"),
    "asker": NP_("order", "Who asks"),
    "told_by": NP_("order", "Told by"),
    "telephone": N_("Telephone"),
    "channel": NP_("order", "Channel"),
    "urgency": NP_("order", "Urgency"),
    "wanted_from": NP_("order", "Wanted from"),
    "wanted_by": NP_("order", "Wanted by"),
    "people": NP_("order", "Helpers wanted"),
    "visit_id": NP_("order", "Visit"),
    "organisation_id": NP_("order", "Helping organisation"),
}
