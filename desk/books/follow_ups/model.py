"""The words of follow-ups 督办: where one stands, how it was closed, what can be done with it, and an item itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto

from desk.books.officers.model import OfficerState
from desk.core.identity import mask_text
from desk.core.permissions import Role
from desk.core.tone import Tone
from desk.core.words import NP_, Worded, _, bracketed


class FollowUpKind(Worded):
    """What it came from 督办来源."""

    ASSIGNED = "assigned", NP_("kind of follow-up", "Assigned")
    ORDER = "order", NP_("kind of follow-up", "Resident's order")
    FINDING = "finding", NP_("kind of follow-up", "Finding")
    MEETING = "meeting", NP_("kind of follow-up", "Joint meeting")
    ZONE = "zone", NP_("kind of follow-up", "Zone")


class OwnerKind(Worded):
    """Who is to do it 责任人类型."""

    STAFF = "own_staff", NP_("owner of a follow-up", "Staff")
    TEAM = "team", NP_("owner of a follow-up", "Team")
    ORGANISATION = "organisation", NP_("owner of a follow-up", "Organisation")
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


class OfficerMeans(Worded):
    """How the experience officer 体验官 who checks an item gave their word, or that a leader in charge checked in their
    stead 体验官意见方式: an officer has no sign-in.
    """

    NONE = "", NP_("word of an officer", "Not asked")
    IN_PERSON = "in_person", NP_("word of an officer", "in person")
    TELEPHONE = "telephone", NP_("word of an officer", "by telephone")
    WECHAT = "wechat", NP_("word of an officer", "by WeChat")
    STEAD = "stead", NP_("word of an officer", "checked in their stead")


OFFICERS_OWN = (OfficerMeans.IN_PERSON, OfficerMeans.TELEPHONE, OfficerMeans.WECHAT)
"""The officer's own word."""


class FollowUpView(Worded):
    """What the page shows 督办视图."""

    ALL = "all", NP_("view of follow-ups", "Not closed")
    MINE = "mine", NP_("view of follow-ups", "Mine")
    TO_CHECK = "to_check", NP_("view of follow-ups", "To check")
    ASK_OFFICER = "ask_officer", NP_("view of follow-ups", "Officer to ask")
    STEAD = "stead", NP_("view of follow-ups", "Check in their stead")
    OVERDUE = "overdue", NP_("view of follow-ups", "Overdue")
    LONG_OVERDUE = "long_overdue", NP_("view of follow-ups", "Long overdue")
    EXTENSIONS = "extensions", NP_("view of follow-ups", "Extensions")
    AGAIN = "again", NP_("view of follow-ups", "Look again")
    CLOSED = "closed", NP_("view of follow-ups", "Closed lately")


UNDONE = (FollowUpState.OPEN, FollowUpState.DOING)
"""Whose day can be over: what is done waits for the checker, not for its owner."""
NOT_CLOSED = (*UNDONE, FollowUpState.DONE)


class FollowUpAct(Enum):
    """What can be done with an item."""

    BEGIN = auto()
    """Take it on 开始办理."""
    FINISH = auto()
    """Say that it is done, with proof 办结."""
    ADD_PHOTO = auto()
    ASK_EXTENSION = auto()
    SEND_BACK = auto()
    """It is not what was asked for 退回."""
    CLOSE = auto()
    """Take it off the list 销号."""
    REOPEN = auto()
    LOOK_AGAIN = auto()
    """Say what became of something that was closed unsolved, on the day for that 回头看."""


ACTS_IN: Mapping[FollowUpAct, tuple[FollowUpState, ...]] = {
    FollowUpAct.BEGIN: (FollowUpState.OPEN,),
    FollowUpAct.FINISH: UNDONE,
    FollowUpAct.ADD_PHOTO: UNDONE,
    FollowUpAct.ASK_EXTENSION: UNDONE,
    FollowUpAct.SEND_BACK: (FollowUpState.DONE,),
    FollowUpAct.CLOSE: NOT_CLOSED,
    FollowUpAct.REOPEN: (FollowUpState.CLOSED,),
    FollowUpAct.LOOK_AGAIN: (FollowUpState.CLOSED,),
}
"""In which states something can be done."""
ACTS_OF_THE_DOER = frozenset({FollowUpAct.BEGIN, FollowUpAct.FINISH, FollowUpAct.ADD_PHOTO, FollowUpAct.ASK_EXTENSION})
"""The others are the checker's."""


@dataclass(frozen=True)
class FollowUpOwner:
    """Who is to do it. ``id`` is that of staff or of a team by ``kind``; somebody outside has only a name."""

    kind: OwnerKind
    name: str
    id: int | None = None


@dataclass(frozen=True)
class NewFollowUp:
    """What somebody is told to do. ``subject`` is what it came from, ``table:id``; without a ``checker_id`` whoever
    opens it checks it, without ``due_on`` it is due after the usual working days. With an ``officer_id`` the experience
    officer who found it checks it, and the checker is who asks them.
    """

    description: str
    owner: FollowUpOwner
    checker_id: int | None = None
    due_on: date | None = None
    kind: FollowUpKind = FollowUpKind.ASSIGNED
    subject: str = ""
    urgent: bool = False
    officer_id: int | None = None


@dataclass(frozen=True)
class FollowUp:
    """One item as it stands. ``extended`` and ``returned`` count how often it was. ``officer_id``: the experience
    officer who checks it; the checker asks them.
    """

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
    checker_role: Role
    checker_is_here: bool
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
    opener: str = ""
    same_as: str = ""
    """The number of the other item, where it was closed as the same."""
    officer_id: int | None = None
    officer: str = ""
    officer_state: OfficerState | None = None
    officer_terms: tuple[tuple[date, date], ...] = ()
    """The first and the last day of each of the officer's terms."""

    @property
    def checked_by(self) -> str:
        """Who checks it: the experience officer, where one found it."""
        return _("Officer {name}", name=self.officer) if self.officer_id else self.checker

    @property
    def owner(self) -> str:
        """Who is to do it; of somebody outside whose name is no longer kept, that it was one."""
        return self.owner_name or self.owner_kind.label

    @property
    def masked(self) -> str:
        """What is to be done, without what looks like an ID number or a telephone."""
        return mask_text(self.description)

    @property
    def state_words(self) -> str:
        """Where it stands; of what is closed how: 已销号（未解决）."""
        if self.state is FollowUpState.CLOSED:
            return self.state.label + bracketed(self.outcome.label)
        return self.state.label

    def officer_serves(self, today: date) -> bool:
        """Is the officer who checks it in one of their terms, and was not let go?"""
        in_term = any(first <= today <= last for first, last in self.officer_terms)
        return self.officer_state is OfficerState.SERVING and in_term

    def is_overdue(self, today: date) -> bool:
        """Is its day over and it is not done? Overdue 逾期 from the day after."""
        return self.state in UNDONE and self.due_on < today

    def is_to_be_looked_at(self, today: date) -> bool:
        """Was it closed unsolved, and has the day come on which somebody looks again?"""
        return self.state is FollowUpState.CLOSED and self.look_again_on is not None and self.look_again_on <= today

    def tone(self, today: date) -> Tone | None:
        """How much it presses."""
        if self.is_overdue(today):
            return Tone.OVERDUE
        if self.state in UNDONE and (self.due_on == today or self.urgent):
            return Tone.DUE_SOON
        return Tone.DANGER if self.is_to_be_looked_at(today) else self.state.tone


@dataclass(frozen=True)
class FollowUpMove:
    """One line of its history. ``was`` is None for the first; ``stead`` names the checker for whom a leader acted, and
    ``officer_means`` says how the experience officer gave their word.
    """

    at: datetime
    who: str
    was: FollowUpState | None
    state: FollowUpState
    remark: str
    due_on: date | None
    outcome: FollowUpOutcome
    stead: str
    officer_means: OfficerMeans = OfficerMeans.NONE

    @property
    def by(self) -> str:
        """Who it was: 陈主任, 陈主任（代林小芳）, 体验官（当面） 陈主任, 陈主任（代复核）."""
        if self.officer_means is OfficerMeans.STEAD:
            return self.who + bracketed(self.officer_means.label)
        if self.officer_means in OFFICERS_OWN:
            return _("Officer ({means}) {who}", means=self.officer_means.label, who=self.who)
        return self.who + (bracketed(_("for {checker}", checker=self.stead)) if self.stead else "")

    @property
    def title(self) -> str:
        """What happened, in a few words."""
        if self.was is self.state:
            return _("New due day") if self.due_on else _("Remark")
        if self.state is FollowUpState.CLOSED:
            return self.state.label + bracketed(self.outcome.label)
        return _TITLES[self.was, self.state].label


class FollowUpStep(Worded):
    """What a move is called in the history."""

    OPENED = "opened", NP_("move of a follow-up", "Opened")
    BEGUN = "begun", NP_("move of a follow-up", "Taken on")
    DONE = "done", NP_("move of a follow-up", "Reported as done")
    RETURNED = "returned", NP_("move of a follow-up", "Returned")
    REOPENED = "reopened", NP_("move of a follow-up", "Reopened")


_TITLES: Mapping[tuple[FollowUpState | None, FollowUpState], FollowUpStep] = {
    (None, FollowUpState.OPEN): FollowUpStep.OPENED,
    (FollowUpState.OPEN, FollowUpState.DOING): FollowUpStep.BEGUN,
    (FollowUpState.OPEN, FollowUpState.DONE): FollowUpStep.DONE,
    (FollowUpState.DOING, FollowUpState.DONE): FollowUpStep.DONE,
    (FollowUpState.DONE, FollowUpState.OPEN): FollowUpStep.RETURNED,
    (FollowUpState.CLOSED, FollowUpState.OPEN): FollowUpStep.REOPENED,
}


@dataclass(frozen=True)
class Extension:
    """An extension 延期 that was asked for; ``granted`` is None until the leader in charge has decided."""

    id: int
    follow_up_id: int
    wanted_on: date
    reason: str
    asked_by: int
    asker: str
    asked_at: datetime
    decided_by: int | None
    decided_at: datetime | None
    granted: bool | None


@dataclass(frozen=True)
class Closing:
    """What is said when an item is closed: unsolved needs a reason and a day to look again, the same as another its
    number, withdrawn a reason. ``means`` is how the officer gave their word, where one checks it.
    """

    outcome: FollowUpOutcome
    remark: str = ""
    look_again_on: date | None = None
    same_as: str = ""
    means: OfficerMeans = OfficerMeans.NONE


@dataclass(frozen=True)
class ClosedItem:
    """One closing 销号 of an item, as figures count it. ``done_on`` is the day on which it was reported as done last,
    None where it never was.
    """

    move_id: int
    id: int
    number: str
    description: str
    owner_name: str
    kind: FollowUpKind
    outcome: FollowUpOutcome
    means: OfficerMeans
    opened_on: date
    first_due_on: date
    done_on: date | None
    closed_on: date

    @property
    def was_in_time(self) -> bool:
        """Solved, and done by the day that was set first: an extension does not make it in time."""
        return self.outcome is FollowUpOutcome.FIXED and self.done_on is not None and self.done_on <= self.first_due_on

    @property
    def days(self) -> int:
        """From the day on which it was opened to the one on which it was closed; none where the clock was set back."""
        return max((self.closed_on - self.opened_on).days, 0)
