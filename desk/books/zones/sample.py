"""The demo centre's zones: three that are counted on rounds, one of which was adjusted and recovered, one that is low
and not adjusted yet; and an adjustment that is decided on and waits for its day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from desk.books import staff
from desk.books.centre import days_off
from desk.books.follow_ups.model import FollowUpOwner, OwnerKind
from desk.books.zones import adjusting, comparison, editing, hours, queries
from desk.books.zones.adjusting import Carrying
from desk.books.zones.model import AdjustmentKind, FootfallWay, NewAdjustment, NewZone
from desk.core.book import SampleLife
from desk.core.clock import local, start_of
from desk.core.permissions import ALLOWED, May
from desk.core.work import Actor, Work
from desk.models.zones import zone_counts

FITNESS, READING, PARLOUR = "健身休闲区", "公共阅读区", "共享会客区"
COUNTED = (
    (NewZone(FITNESS, "室内健身、棋牌休闲", 120, 30, footfall=FootfallWay.COUNTED), 9),
    (NewZone(READING, "自助阅览、学生自习", 86, 40, footfall=FootfallWay.COUNTED), 7),
    (NewZone(PARLOUR, "居民会客、商户洽谈", 45, 12, footfall=FootfallWay.COUNTED), 2),
)
"""Each with how many are there on an ordinary round."""
KNOWN = {
    "便民服务区": ("政务服务、咨询引导", 160, 30),
    "党群活动区": ("党员活动、议事协商", 90, 40),
    "文体活动区": ("文艺排练、图书阅览", 220, 120),
    "儿童服务区": ("四点半课堂、亲子活动", 100, 25),
    "助老服务区": ("日间照料、长者食堂", 180, 60),
}
"""What is known of the zones that every centre begins with: purpose, area, seats."""
ROUNDS = (10, 16)
BEFORE = 2
"""So many were at the fitness area until it was adjusted."""
OPENS, CLOSES = 14 * 60, 20 * 60
SETTLED = timedelta(days=6)
"""The three months after the adjustment are over for so long."""


def fill(work: Work, life: SampleLife) -> None:
    """Zones, half a year of rounds, and adjustments."""
    work.require(May.EDIT_CENTRE)
    leaders = [each for each in staff.everyone(work) if each.active and May.ADJUST_ZONES in ALLOWED[each.role]]
    if not (leaders and life.clerks):
        return
    leader = Actor(leaders[0].id, leaders[0].name, leaders[0].role)
    _describe(work)
    ids = [editing.add(work, zone) for zone, _usual in COUNTED]
    changed_on = _began(life.until)
    _count(work, life, ids, changed_on)
    clerks = [each for each in staff.everyone(work) if each.id in life.clerks]
    owner = FollowUpOwner(OwnerKind.STAFF, clerks[0].name, clerks[0].id)
    _adjust_fitness(replace(work, actor=leader), ids[0], changed_on, owner)
    then = min(work.now, start_of(life.until) + timedelta(hours=10))
    _decide_on_children(replace(work, actor=leader, now=then), owner, life.until)


def _describe(work: Work) -> None:
    for zone in queries.details(work):
        if zone.name in KNOWN and not zone.purpose:
            purpose, area, seats = KNOWN[zone.name]
            editing.edit(work, zone.id, replace(editing.entered_of(zone), purpose=purpose, area=area, seats=seats))


def _began(until: date) -> date:
    """The day from which the adjustment holds: its three months after are over since a few days."""
    return hours.months_until(until - SETTLED)[0]


def _count(work: Work, life: SampleLife, ids: Sequence[int], changed_on: date) -> None:
    dice, calendar = Random(life.seed), days_off.calendar(work)
    first, rows = comparison.spans_of(changed_on)[0][0], []
    now = local(work.now)
    for day in hours.days_of(first, life.until):
        if not calendar.is_workday(day):
            continue
        for hour in ROUNDS:
            if day == now.date() and hour >= now.hour:
                continue
            at = start_of(day) + timedelta(hours=hour, minutes=dice.randrange(2, 20))
            for place, id in enumerate(ids):
                usual = BEFORE if not place and day < changed_on else COUNTED[place][1]
                people = max(usual + dice.randrange(-usual // 2, usual // 2 + 2), 0)
                clerk = dice.choice(life.clerks)
                rows.append({"zone_id": id, "day": day, "hour": hour, "people": people, "staff_id": clerk, "at": at})
    work.add_all(zone_counts, rows)


def _adjust_fitness(work: Work, zone_id: int, on: date, owner: FollowUpOwner) -> None:
    """From the afternoon into the evening, when people are free."""
    decided = replace(work, now=start_of(on - timedelta(days=8)) + timedelta(hours=9))
    new = NewAdjustment(
        zone_id,
        AdjustmentKind.HOURS,
        "上午少有人来，居民反映下班后已关门",
        "开放时间调整到下午和晚上，由志愿者值守晚间时段",
        effective_on=on,
        opens=OPENS,
        closes=CLOSES,
    )
    made = adjusting.decide(decided, new, Carrying(owner, None, on))
    adjusting.take_effect(replace(work, now=start_of(on) + timedelta(hours=8)), made.id, made.version, on)


def _decide_on_children(work: Work, owner: FollowUpOwner, until: date) -> None:
    zone = next((each for each in queries.details(work) if each.name == "儿童服务区"), None)
    if zone is None:
        return
    day = until + timedelta(days=12)
    new = NewAdjustment(
        zone.id,
        AdjustmentKind.PURPOSE,
        "除课堂时段外长时间空置",
        "课堂以外的时间作亲子阅读和儿童借阅",
        effective_on=day,
        purpose="四点半课堂、亲子阅读、儿童借阅",
    )
    adjusting.decide(work, new, Carrying(owner, None, until + timedelta(days=10)))
