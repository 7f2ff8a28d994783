"""A visit and its closed lists: where it stands, why somebody is served first, which queues there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from desk.core import identity
from desk.core.tone import Tone
from desk.core.words import N_, NP_, Worded, _


class VisitState(Worded):
    """Where a visit stands 来访状态; its periods have the same."""

    WAITING = "waiting", NP_("visit", "Waiting")
    SERVING = "serving", NP_("visit", "Being served"), Tone.DONE
    HOLD = "hold", NP_("visit", "On hold"), Tone.WAITING
    MISSED = "missed", NP_("visit", "Called, not there"), Tone.QUIET
    FINISHED = "finished", NP_("visit", "Over")
    LEFT = "left", N_("Left unserved")
    WITHDRAWN = "withdrawn", NP_("visit", "Withdrawn"), Tone.QUIET
    """The number was given by mistake 作废: nobody came with it. It counts nowhere, and is not given again."""


CAN_BE_UNDONE = frozenset({VisitState.MISSED, VisitState.LEFT})
"""Passed over 过号 and given up 弃号: what is done to somebody who is not there."""


OVER = frozenset({VisitState.FINISHED, VisitState.LEFT, VisitState.WITHDRAWN})
"""From which nothing leads on but undoing."""
MOVES: dict[VisitState, frozenset[VisitState]] = {
    VisitState.WAITING: frozenset({VisitState.SERVING, VisitState.MISSED, VisitState.LEFT, VisitState.WITHDRAWN}),
    VisitState.SERVING: frozenset(set(VisitState) - {VisitState.SERVING, VisitState.WITHDRAWN}),
    VisitState.HOLD: frozenset(set(VisitState) - {VisitState.HOLD, VisitState.WITHDRAWN}),
    VisitState.MISSED: frozenset({VisitState.SERVING, VisitState.WAITING, VisitState.LEFT, VisitState.WITHDRAWN}),
    **{over: frozenset[VisitState]() for over in OVER},
}


class Priority(Worded):
    """Why somebody is served first 优先."""

    NONE = "", NP_("priority", "None")
    ELDERLY = "elderly", N_("Elderly")
    DISABLED = "disabled", NP_("person", "Disabled")
    PREGNANT = "pregnant", N_("Pregnant")
    SOLDIER = "soldier", N_("Soldier or veteran")


class Channel(Worded):
    """How somebody came 办理渠道."""

    COUNTER = "counter", NP_("channel of a visit", "At the counter")
    TELEPHONE = "telephone", NP_("channel of a visit", "By telephone")
    HOME_VISIT = "home_visit", NP_("channel of a visit", "Home visit")
    TOGETHER = "together", NP_("channel of a visit", "On the phone together")


def label_of(queue: str, number: int) -> str:
    """A012: what is called and written down."""
    return f"{queue}{number:03d}"


@dataclass(frozen=True)
class Agent:
    """Who came for the resident 代办人: name, what they are to the resident, the last four characters of the ID."""

    name: str = ""
    relation: str = ""
    id_tail: str = ""

    @property
    def masked(self) -> str:
        """As lists, papers and exports name them: 王*明（子女），证件尾号123X; empty where nobody came for anybody."""
        return self._told(identity.mask_name(self.name))

    @property
    def in_full(self) -> str:
        """The same with the whole name, for whoever may see it."""
        return self._told(self.name)

    def _told(self, name: str) -> str:
        if not name:
            return ""
        tail = _(", ID ends in {tail}", tail=self.id_tail) if self.id_tail else ""
        relation = _(" ({relation})", relation=self.relation) if self.relation else ""
        return f"{name}{relation}{tail}"


NOBODY = Agent()
RELATIONS = (
    NP_("relation", "Spouse"),
    NP_("relation", "Child"),
    NP_("relation", "Parent"),
    NP_("relation", "Brother or sister"),
    NP_("relation", "Other relative"),
    NP_("relation", "Guardian"),
    NP_("relation", "Neighbour"),
    NP_("relation", "Village cadre"),
)
"""What agents usually are to the resident; anything else can be typed."""


@dataclass(frozen=True)
class Visit:
    """One person's arrival. ``since`` is when the present state began; ``name`` may still be unknown."""

    id: int
    day: date
    label: str
    state: VisitState
    priority: Priority
    arrived_at: datetime
    since: datetime
    resident_id: int | None
    name: str
    staff_id: int
    calls: int = 0
    """How often the number was called."""
    turn_at: datetime | None = None
    """By when it stands in line, where that is not ``arrived_at``."""
    booked_for: datetime | None = None
    """The time of its booking 预约."""
    service_id: int | None = None
    """The item named when the number was taken."""
    note: str = ""
    """What was noted then, or when it was handed to a colleague 转交."""
    wanted_id: int | None = None
    """The colleague to whom it was handed; ``wanted`` is the name."""
    channel: Channel = Channel.COUNTER
    consultation: bool = False
    """A question answered 咨询: no case."""
    entered_at: datetime | None = None
    """When it was entered, for one entered afterwards 补录."""
    agent: Agent = NOBODY
    wanted: str = ""
