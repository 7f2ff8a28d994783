"""Exchanging points 积分兑换: reserved, then handed out, or given back with the points and the piece.

Points, stock and limits are asked inside the write, so that of two windows which want the last piece one gets it.
"""

from __future__ import annotations

from desk.books.centre import rule
from desk.books.points import accounts, expiring, queries, reckoning
from desk.books.points.entering import reason_rules
from desk.books.points.model import (
    MOVES,
    Holder,
    PointAccount,
    PostingKind,
    Redemption,
    RedemptionState,
    Reward,
)
from desk.books.postings import posting
from desk.books.postings import queries as posting_queries
from desk.books.postings.model import AccountUnit, Leg, NewPosting
from desk.core.errors import Invalid, Problem, refuse_wrong
from desk.core.moves import require_move
from desk.core.period import Period, PeriodKind
from desk.core.permissions import May
from desk.core.plain_text import one_line
from desk.core.words import _
from desk.core.work import Work
from desk.models.points import redemptions, rewards
from desk.storage import numbering

MOST_PIECES = 100


def reserve(work: Work, member_id: int, reward_id: int, quantity: int = 1) -> Redemption:
    """Exchange points for a reward: they are gone and the piece is kept. Raises ``Invalid`` naming what is wrong: not
    offered, out of stock, not enough points, or exchanged in this quarter already.
    """
    work.require(May.SERVE)
    expiring.expire_of(work, member_id)
    holder, reward = queries.find_holder(work, member_id), queries.find_reward(work, reward_id)
    _refuse(work, holder, reward, quantity)
    points = reward.points * quantity
    values = {
        "number": _next_number(work),
        "member_id": member_id,
        "reward_id": reward_id,
        "quantity": quantity,
        "points": points,
        "cost": reward.cost * quantity,
        "state": RedemptionState.RESERVED.value,
        "reserved_at": work.now,
        "reserved_by": work.actor.id,
    }
    id = work.add(redemptions, values)
    legs = (
        Leg(accounts.of_member(work, member_id), -points),
        Leg(accounts.of_centre(work, PointAccount.REDEEMED), points),
    )
    posting.post(work, NewPosting(AccountUnit.POINT, PostingKind.REDEEMED.value, legs, f"redemptions:{id}"))
    work.change(rewards, reward_id, {"stock": reward.stock - quantity})
    work.audit("redemption.reserve", f"redemptions:{id}", after=values)
    return queries.find_redemption(work, id)


def _refuse(work: Work, holder: Holder, reward: Reward, quantity: int) -> None:
    refuse_wrong(
        [
            ("quantity", not 1 <= quantity <= MOST_PIECES, _("1 to {n} pieces, please.", n=MOST_PIECES)),
            ("reward_id", not reward.active, _("“{name}” is not offered any more.", name=reward.name)),
            ("reward_id", reward.stock == 0, _("“{name}” is out of stock.", name=reward.name)),
            (
                "quantity",
                0 < reward.stock < quantity,
                _("Of “{name}” {n} are there.", name=reward.name, n=reward.stock),
            ),
            (
                "reward_id",
                holder.balance < reward.points * quantity,
                _(
                    "There are not enough points: {needed} are needed, {there} are there.",
                    needed=reward.points * quantity,
                    there=holder.balance,
                ),
            ),
        ]
    )
    most = rule(work, "points_per_quarter")
    quarter = Period.around(PeriodKind.QUARTER, work.today)
    if most and queries.times_redeemed(work, holder.id, quarter.first, quarter.last) >= most:
        sentence = _(
            "This member has exchanged {n} times in this quarter, which is the most. Again from {day}.",
            n=most,
            day=reckoning.day_after(quarter.last).isoformat(),
        )
        raise Invalid(Problem("member_id", sentence))


def _next_number(work: Work) -> str:
    """H20261130-007: the day on which it is made, and a number that begins again each day."""
    prefix = f"H{work.today:%Y%m%d}-"
    return f"{prefix}{numbering.last(work, 'redemptions', prefix) + 1:03d}"


def hand_out(work: Work, id: int) -> Redemption:
    """Somebody has got it 已领取, and signed for it. Raises ``Refused`` for a second time or once given back."""
    work.require(May.SERVE)
    return _move(work, id, RedemptionState.GIVEN)


def give_back(work: Work, id: int, reason: str) -> Redemption:
    """The points come back, and the piece goes back into the stock 退回; after it was handed out only a leader does so.
    Points whose day has passed meanwhile expire at once. Raises ``Invalid`` without a reason, ``Refused``.
    """
    work.require(May.SERVE)
    refuse_wrong(reason_rules(reason, needed=True))
    was = queries.find_redemption(work, id)
    done = _move(work, id, RedemptionState.RETURNED)
    paid = posting_queries.by_source(work, f"redemptions:{id}", PostingKind.REDEEMED.value)
    assert paid is not None
    posting.reverse(work, paid.id, PostingKind.REVERSED.value, one_line(reason))
    reward = queries.find_reward(work, was.reward_id)
    work.change(rewards, reward.id, {"stock": reward.stock + was.quantity})
    expiring.expire_of(work, was.member_id)
    return done


def _move(work: Work, id: int, to: RedemptionState) -> Redemption:
    was = queries.find_redemption(work, id)
    require_move(work, MOVES, was.number, was.state, to)
    work.change(redemptions, id, {"state": to.value, "ended_at": work.now, "ended_by": work.actor.id})
    work.audit(f"redemption.{to.value}", f"redemptions:{id}", {"state": was.state.value}, {"state": to.value})
    return queries.find_redemption(work, id)
