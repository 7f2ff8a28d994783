"""The demo centre's points: rules and rewards, what was carried over and earned, and some exchanges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from operator import itemgetter
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
REDEEMED_OF = 0.5
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
    weeks_ago = max(start_of(life.until) - timedelta(days=20), at_first.now)
    redeemed_at = weeks_ago + timedelta(hours=10)
    settled = order_queries.all_settled(work)
    _settle(work, [each for each in settled if each[1] < redeemed_at])
    for made in _redeem(replace(work, now=redeemed_at), dice):
        redeeming.hand_out(replace(work, now=weeks_ago + timedelta(days=3, hours=15)), made)
    _settle(work, [each for each in settled if each[1] >= redeemed_at])
    expiring.expire(work, work.today)
    if life.until == work.today:
        _today(work, dice)


def _settle(work: Work, settled: Sequence[tuple[int, datetime]]) -> None:
    """In the order of time, so that the balances of a card follow one another."""
    for order, settled_at in sorted(settled, key=itemgetter(1)):
        earning.settle(replace(work, now=settled_at), order)


def _carry_over(work: Work, dice: Random, members: Sequence[Holder], until: date) -> None:
    for member in members:
        if dice.random() < SHARE_CARRIED:
            days = dice.choice((20, 20, 120))
            entering.carry_over(work, member.id, dice.choice(CARRIED), until + timedelta(days=days), "上年结转")


def _redeem(work: Work, dice: Random, most: int = 100) -> list[int]:
    """Some of those who have enough exchange something; the ids of the exchanges."""
    offered = queries.all_rewards(work, active_only=True)
    made: list[int] = []
    for member in queries.holders(work):
        affordable = [each for each in offered if each.stock and each.points <= member.balance]
        if affordable and member.left_on is None and len(made) < most and dice.random() < REDEEMED_OF:
            try:
                made.append(redeeming.reserve(work, member.id, dice.choice(affordable).id).id)
            except DeskError:
                continue  # once a quarter
    return made


def _today(work: Work, dice: Random) -> None:
    """Two rewards wait to be handed out; the one who served longest has got a certificate."""
    _redeem(work, dice, most=2)
    year = date(work.today.year, 1, 1)
    served = order_queries.service_times(work, year, work.today)
    if served:
        certificates.issue(work, max(served, key=lambda id: (served[id].minutes, id)), year, work.today)
