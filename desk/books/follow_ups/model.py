"""The words of follow-ups 督办: where one stands, how it was closed, and an item itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import NP_, Worded

MOST_EXTENSIONS = 2
"""An item is extended at most twice; 12345 办理规范 of several cities say so."""


class FollowUpKind(Worded):
    """What it came from 督办来源."""

    ASSIGNED = "assigned", NP_("kind of follow-up", "Assigned")
    ORDER = "order", NP_("kind of follow-up", "Resident's order")


class OwnerKind(Worded):
    """Who is to do it 责任人类型."""

    STAFF = "staff", NP_("owner of a follow-up", "Staff")
    TEAM = "team", NP_("owner of a follow-up", "Team")
    OUTSIDE = "outside", NP_("owner of a follow-up", "Outside the centre")


class FollowUpState(Worded):
    """Where it stands 督办状态. Closed is not fixed: how it was closed is its outcome."""

    OPEN = "open", NP_("follow-up", "To do"), Tone.WAITING
    DOING = "doing", NP_("follow-up", "Being done"), Tone.WAITING
    DONE = "done", NP_("follow-up", "Done, to be checked"), Tone.DUE_SOON
    CLOSED = "closed", NP_("follow-up", "Closed"), Tone.QUIET


class FollowUpOutcome(Worded):
    """How it was closed 销号方式."""

    NONE = "", NP_("outcome of a follow-up", "Not closed")
    FIXED = "fixed", NP_("outcome of a follow-up", "Solved")
    UNFIXED = "unfixed", NP_("outcome of a follow-up", "Not solved")
    SAME_AS = "same_as", NP_("outcome of a follow-up", "Same as another")
    WITHDRAWN = "withdrawn", NP_("outcome of a follow-up", "Withdrawn")


MOVES: Mapping[tuple[FollowUpState, FollowUpState], May] = {
    (FollowUpState.OPEN, FollowUpState.DOING): May.SERVE,
    (FollowUpState.OPEN, FollowUpState.DONE): May.SERVE,
    (FollowUpState.DOING, FollowUpState.DONE): May.SERVE,
    (FollowUpState.DONE, FollowUpState.OPEN): May.SERVE,
    (FollowUpState.DONE, FollowUpState.CLOSED): May.SERVE,
    (FollowUpState.OPEN, FollowUpState.CLOSED): May.SUPERVISE,
    (FollowUpState.DOING, FollowUpState.CLOSED): May.SUPERVISE,
    (FollowUpState.CLOSED, FollowUpState.OPEN): May.SERVE,
}
"""Which state follows which, and what it takes. From done on only the checker moves it, whatever their role: returned
退回, closed 销号, reopened 重开."""


@dataclass(frozen=True)
class NewFollowUp:
    """What somebody is told to do. ``owner_id`` is that of staff or of a team by ``owner_kind``; somebody outside has
    only a name. ``subject`` is what it came from, ``table:id``.
    """

    description: str
    owner_kind: OwnerKind
    owner_name: str
    checker_id: int
    due_on: date
    owner_id: int | None = None
    kind: FollowUpKind = FollowUpKind.ASSIGNED
    subject: str = ""
    urgent: bool = False


@dataclass(frozen=True)
class FollowUp:
    """One item as it stands. ``extended`` and ``returned`` count how often it was."""

    id: int
    number: str
    kind: FollowUpKind
    subject: str
    description: str
    owner_kind: OwnerKind
    owner_id: int | None
    owner_name: str
    checker_id: int
    checker: str
    first_due_on: date
    due_on: date
    urgent: bool
    state: FollowUpState
    returned: int
    extended: int
    outcome: FollowUpOutcome
    same_as_id: int | None
    look_again_on: date | None
    opened_by: int
    opened_at: datetime
    closed_at: datetime | None
    version: int
