"""The words of red points 红色积分: rules, rewards, and points exchanged for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import NP_, Worded


class RuleBasis(Worded):
    """For what a rule gives points 计分方式. By the hour counts half hours."""

    HOUR = "hour", NP_("basis of points", "For an hour")
    ORDER = "order", NP_("basis of points", "For an order")
    FIXED = "fixed", NP_("basis of points", "Entered by hand")


class RedemptionState(Worded):
    """Where an exchange stands 兑换状态."""

    RESERVED = "reserved", NP_("redemption", "Reserved"), Tone.WAITING
    GIVEN = "given", NP_("redemption", "Handed out"), Tone.DONE
    RETURNED = "returned", NP_("redemption", "Given back"), Tone.QUIET


MOVES: Mapping[tuple[RedemptionState, RedemptionState], May] = {
    (RedemptionState.RESERVED, RedemptionState.GIVEN): May.SERVE,
    (RedemptionState.RESERVED, RedemptionState.RETURNED): May.SERVE,
    (RedemptionState.GIVEN, RedemptionState.RETURNED): May.KEEP_POINTS,
}
"""Which state follows which, and what it takes."""


class PostingKind(Worded):
    """What changed somebody's points 积分变动."""

    EARNED = "earned", NP_("change of points", "For an order")
    ENTERED = "entered", NP_("change of points", "Entered by hand")
    OPENING = "opening", NP_("change of points", "Carried over")
    REDEEMED = "redeemed", NP_("change of points", "Exchanged")
    EXPIRED = "expired", NP_("change of points", "Expired")
    REVERSED = "reversed", NP_("change of points", "Taken back")
    COVERED = "covered", NP_("change of points", "Made up by the centre")


GIVES = frozenset({PostingKind.EARNED, PostingKind.ENTERED, PostingKind.OPENING, PostingKind.COVERED})
"""What puts points on somebody's account."""
EARNS = frozenset({PostingKind.EARNED, PostingKind.ENTERED})
"""What somebody has done something for, as lists for everybody tell it."""


class PointAccount(Worded):
    """Whose points an account holds 积分账户: a member's, or the centre's own of what was given, exchanged, expired."""

    MEMBER = "member", NP_("account of points", "Member")
    ISSUED = "issued", NP_("account of points", "Given out")
    REDEEMED = "redeemed", NP_("account of points", "Exchanged")
    EXPIRED = "expired", NP_("account of points", "Expired")


class CertificateStanding(Worded):
    """What a look at a certificate says 证明核验."""

    GENUINE = "genuine", NP_("certificate", "Genuine"), Tone.DONE
    OUTDATED = "outdated", NP_("certificate", "Genuine, but less counts today"), Tone.DUE_SOON
    ALTERED = "altered", NP_("certificate", "Changed in the data file"), Tone.DANGER


@dataclass(frozen=True)
class PointRule:
    """So many points for an hour, for an order, or entered by hand; for orders of ``kinds`` or of all; ``cap_day`` and
    ``cap_month`` are the most that one person gets by it.
    """

    name: str
    basis: RuleBasis
    points: int
    first_on: date
    last_on: date | None = None
    kinds: tuple[str, ...] = ()
    cap_day: int | None = None
    cap_month: int | None = None
    paper: str = ""
    id: int = 0


@dataclass(frozen=True)
class Reward:
    """What can be had for points. ``cost`` in fen."""

    name: str
    points: int
    cost: int
    stock: int
    active: bool = True
    id: int = 0


@dataclass(frozen=True)
class Redemption:
    """Points exchanged for a reward. ``points`` and ``cost`` (in fen) are those of all that were taken."""

    id: int
    number: str
    member_id: int
    member: str
    reward_id: int
    reward: str
    quantity: int
    points: int
    cost: int
    state: RedemptionState
    reserved_at: datetime
    reserved_by: int
    ended_at: datetime | None
    ended_by: int | None


@dataclass(frozen=True)
class Holder:
    """A member of a team and the points that they have. The name is in the clear: a list masks it."""

    id: int
    number: str
    name: str
    team: str
    left_on: date | None
    staff_id: int | None
    account_id: int | None
    balance: int


@dataclass(frozen=True)
class SettledOrder:
    """What points need to know of an order. ``day`` is when it was done."""

    id: int
    number: str
    kind: str
    complaint: str
    day: date


@dataclass(frozen=True)
class Grant:
    """What somebody got by a rule for an order, or by hand. ``uncapped`` is what the rule gives before its caps."""

    id: int
    member_id: int
    order_id: int | None
    rule_id: int | None
    posting_id: int | None
    day: date
    minutes: int | None
    uncapped: int
    points: int


@dataclass(frozen=True)
class ServiceTime:
    """How often somebody served and how long: what a certificate 志愿服务证明 adds up."""

    orders: int
    minutes: int


@dataclass(frozen=True)
class Certificate:
    """A certificate of voluntary service as it was given out."""

    id: int
    number: str
    member_id: int
    member_number: str
    name: str
    first_on: date
    last_on: date
    orders: int
    minutes: int
    hash: str
    staff_id: int
    at: datetime
