"""Whom to send 派单建议: every member who is there, the best first, each with the reasons in words.

By skill and what they can do, then village group, times, what they have in hand, and who was asked longest ago: always
in this order, so that two desks see the same list. Whoever was asked about this order before comes after the others,
whoever lives with the person who asks comes last: that takes the leader in charge.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, cached_property

from desk.books.orders import households, member_queries, queries
from desk.books.orders.households import HouseholdSigns
from desk.books.orders.member_queries import MemberToSend
from desk.books.orders.model import DispatchAnswer, Order
from desk.books.teams.model import HalfDay
from desk.core.calendar import date_words
from desk.core.clock import local
from desk.core.words import _
from desk.core.work import Work

SEPARATORS = re.compile(r"[\s、,，;；/]+")
SIGNS: Mapping[str, tuple[str, ...]] = {
    "水电": ("水管", "水龙头", "漏水", "停水", "下水", "马桶", "电灯", "灯泡", "插座", "跳闸", "电路", "没电"),
    "电工": ("电灯", "灯泡", "插座", "跳闸", "电路", "没电"),
    "家电": ("电视", "冰箱", "洗衣机", "空调", "风扇", "电饭"),
    "理发": ("剪头", "剃头", "剪发", "头发"),
    "木工": ("门", "窗", "桌", "椅", "床", "柜"),
    "泥瓦": ("墙", "瓦", "漏雨", "屋顶", "地砖"),
    "锁": ("锁", "钥匙"),
    "陪诊": ("看病", "医院", "复查", "挂号"),
    "代办": ("代买", "代缴", "帮买", "买菜", "买药", "取药", "跑腿", "寄快递", "取快递"),
    "手机": ("微信", "智能机", "充值", "视频通话"),
    "电脑": ("网络", "打印", "路由"),
    "驾驶": ("接送", "送医院", "去医院", "开车"),
    "护理": ("量血压", "血压", "换药", "翻身", "擦身"),
    "调解": ("吵架", "纠纷", "矛盾"),
    "辅导": ("作业", "功课", "学习"),
    "法律": ("合同", "欠条", "赔偿", "工资"),
}
"""By what people say, which ability is wanted; an ability that is named itself needs no line here."""
NOON, EVENING = time(12), time(18)
NEVER = datetime(1, 1, 1, tzinfo=UTC)
MOST_DAYS = 7
"""After so many days every weekday has come."""
REFUSED = {
    DispatchAnswer.DECLINED: 2,
    DispatchAnswer.TIMED_OUT: 1,
}


@dataclass(frozen=True)
class _Wish:
    """What of an order and of the centre's day everybody is held against."""

    order: Order
    skill: str
    today: date
    wanted: frozenset[tuple[int, str]]
    refused: Mapping[int | None, DispatchAnswer]
    asker: HouseholdSigns


@dataclass(frozen=True)
class Candidate:
    """Somebody who can be sent, and what speaks for and against them. ``needs_leader`` where they live with whoever
    asks.
    """

    member: MemberToSend
    needs_leader: bool
    refused: DispatchAnswer | None
    is_skilled: bool
    abilities: tuple[str, ...]
    nearness: int
    """2 for the same village group, 1 where the team's area has it, else 0."""
    fits: bool | None
    """Can they come at a time that is wanted? None where it does not matter."""
    wish: _Wish

    @property
    def member_id(self) -> int:
        """Of the member."""
        return self.member.id

    @property
    def team_id(self) -> int:
        """Of the member's team."""
        return self.member.team_id

    @property
    def place(self) -> tuple[object, ...]:
        """Where they stand among the others, the smallest first."""
        member = self.member
        return (
            self.needs_leader,
            REFUSED[self.refused] if self.refused else 0,
            not self.is_skilled,
            -len(self.abilities),
            -self.nearness,
            self.fits is False,
            member.in_hand,
            member.asked_at or NEVER,
            member.name,
            member.number,
        )

    @cached_property
    def reasons(self) -> tuple[str, ...]:
        """What is said of them; made when it is shown."""
        member, kind = self.member, self.wish.order.kind
        said = (
            _("Lives with whoever asks: the leader in charge agrees") if self.needs_leader else "",
            _answered_before(self.refused),
            _("Good at {kind}", kind=kind.label) if self.is_skilled else "",
            *(_("Can do {ability}", ability=ability) for ability in self.abilities),
            ("", _("In the team's area"), _("Same village group"))[self.nearness],
            _time_reason(self.fits),
            _("{n} in hand", n=member.in_hand) if member.in_hand else "",
            _asked_reason(member.asked_at, self.wish.today),
        )
        return tuple(filter(None, said))


def candidates(work: Work, order: Order) -> list[Candidate]:
    """Everybody who is in a team that is sent, the best first."""
    refused = {each.member_id: each.answer for each in queries.dispatches_of(work, order.id) if each.answer in REFUSED}
    wish = _Wish(
        order,
        f'"{order.kind.value}"',
        work.today,
        frozenset((weekday, half.value) for weekday, half in wanted_times(order, work.now)),
        refused,
        households.of_asker(work, order),
    )
    return sorted((_judged(wish, each) for each in member_queries.to_send(work)), key=lambda each: each.place)


def _judged(wish: _Wish, member: MemberToSend) -> Candidate:
    order = wish.order
    return Candidate(
        member,
        wish.asker.has(member.resident_id, (member.telephone, member.resident_telephone), member.address, member.name),
        wish.refused.get(member.id),
        wish.skill in member.skills,
        abilities_for(order.description, member.abilities) if member.abilities else (),
        _nearness(order.village_group, member.village_group, member.area),
        _fits(wish.wanted, member.times),
        wish,
    )


def _fits(wanted: frozenset[tuple[int, str]], times: str) -> bool | None:
    if not wanted or times == "[]":
        return None
    return any((weekday, half) in wanted for weekday, half in json.loads(times))


def _answered_before(answer: DispatchAnswer | None) -> str:
    if answer is DispatchAnswer.DECLINED:
        return _("Declined this one")
    return _("Did not answer this one") if answer else ""


def _time_reason(fits: bool | None) -> str:
    if fits is None:
        return ""
    return _("Free at that time") if fits else _("Other times than wanted")


def _asked_reason(asked_at: datetime | None, today: date) -> str:
    if asked_at is None:
        return _("Never asked yet")
    day = local(asked_at).date()
    if (day.year, day.month) != (today.year, today.month):
        return _("Not asked this month")
    return _("Asked last on {day}", day=date_words(day, today))


def abilities_for(description: str, abilities: str) -> tuple[str, ...]:
    """Which of somebody's abilities a wish names, or speaks of."""
    return tuple(
        each
        for each in SEPARATORS.split(abilities)
        if each and (each in description or any(sign in description for sign in _signs(each)))
    )


@cache
def _signs(ability: str) -> tuple[str, ...]:
    return next((signs for name, signs in SIGNS.items() if name in ability), ())


def _nearness(wanted: str, own: str, area: str) -> int:
    if not wanted:
        return 0
    if wanted == own:
        return 2
    return int(wanted in SEPARATORS.split(area))


def wanted_times(order: Order, now: datetime) -> frozenset[tuple[int, HalfDay]]:
    """The half days of the week at which somebody may come, by when the asker wants it; none for any time."""
    if order.wanted_from is None and order.wanted_by is None:
        return frozenset()
    begins = local(order.wanted_from or now)
    ends = local(order.wanted_by) if order.wanted_by else _end_of_half_day(begins)
    halves = set()
    at = begins
    while at < ends and at - begins < timedelta(days=MOST_DAYS):
        halves.add((at.weekday(), half_day_of(at)))
        at = _end_of_half_day(at)
    return frozenset(halves)


def half_day_of(at: datetime) -> HalfDay:
    """Which half day a moment of the centre's clock is in; the evening is one too."""
    if at.time() < NOON:
        return HalfDay.MORNING
    return HalfDay.AFTERNOON if at.time() < EVENING else HalfDay.EVENING


def _end_of_half_day(at: datetime) -> datetime:
    half = half_day_of(at)
    if half is HalfDay.EVENING:
        return datetime.combine(at.date() + timedelta(days=1), time(0), at.tzinfo)
    return datetime.combine(at.date(), NOON if half is HalfDay.MORNING else EVENING, at.tzinfo)
