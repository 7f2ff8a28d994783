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
    ended_at: datetime | None
    version: int
