"""The demo centre's points: rules and rewards, what was carried over and earned, and some exchanges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from desk.books.points import (
    certificates,
    earning,
    entering,
    expiring,
    order_queries,
    queries,
    redeeming,
    rewards,
    rules,
)
from desk.books.points.model import Holder, Reward
from desk.core.book import SampleLife
from desk.core.clock import start_of
from desk.core.errors import DeskError
from desk.core.permissions import May
from desk.core.work import Work

REWARDS = (
    Reward("洗洁精1瓶", 15, 500, 40),
    Reward("毛巾2条", 20, 800, 36),
    Reward("抽纸1提", 30, 1300, 24),
    Reward("大米5千克", 60, 2800, 12),
    Reward("食用油1.8升", 80, 3600, 8),
    Reward("保温杯1个", 120, 5200, 3),
)
CARRIED = (12, 20, 36, 45, 64, 90, 128)
SHARE_CARRIED = 0.5
REDEEMED_OF = 0.35
"""Of those who have enough, so many exchange something."""


def fill(work: Work, life: SampleLife) -> None:
    """Rules from the first day on, old points that expire soon, what orders gave, and what was had for it."""
    work.require(May.EDIT_CENTRE)
    dice = Random(life.seed)
    members = queries.holders(work)
    if not members:
        return
    at_first = replace(work, now=start_of(life.first) + timedelta(hours=9))
    rules.take_presets(at_first)
    for reward in REWARDS:
        rewards.add(at_first, reward)
    _carry_over(at_first, dice, members, life.until)
    for order in order_queries.settled_ids(work):
        earning.settle(work, order)
    expiring.expire(work, work.today)
    _redeem(work, dice, life)


def _carry_over(work: Work, dice: Random, members: Sequence[Holder], until: date) -> None:
    for member in members:
        if dice.random() < SHARE_CARRIED:
            days = dice.choice((20, 20, 120))
            entering.carry_over(work, member.id, dice.choice(CARRIED), until + timedelta(days=days), "上年结转")


def _redeem(work: Work, dice: Random, life: SampleLife) -> None:
    """Some weeks ago, handed out but for the last two; the one who served longest gets a certificate."""
    offered = queries.all_rewards(work, active_only=True)
    taken = 0
    for member in queries.holders(work):
        affordable = [each for each in offered if each.points <= member.balance]
        if affordable and member.left_on is None and dice.random() < REDEEMED_OF:
            try:
                made = redeeming.reserve(work, member.id, dice.choice(affordable).id)
            except DeskError:
                continue
            taken += 1
            if taken > 2:
                redeeming.hand_out(work, made.id)
    year = date(life.until.year, 1, 1)
    served = order_queries.service_times(work, year, work.today)
    if served and life.until == work.today:
        certificates.issue(work, max(served, key=lambda id: (served[id].minutes, id)), year, work.today)
