"""The demo centre's orders: two months of them, and some in every state today; all by the book's own rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum, auto
from random import Random

from desk.books.cases import Evaluation
from desk.books.centre import days_off
from desk.books.orders import answering, dispatching, doing, placing, proposals, queries, rating
from desk.books.orders.model import NewOrder, OrderChannel, OrderKind, OrderUrgency, RatingMeans
from desk.books.teams import queries as teams
from desk.core.book import SampleLife
from desk.core.clock import start_of
from desk.core.permissions import May, Role
from desk.core.work import Actor, Work


class _Fate(Enum):
    """What becomes of an order."""

    RATED = auto()
    DECLINED_FIRST = auto()
    LATE = auto()
    UNRATED = auto()
    REDONE = auto()
    POOR_TWICE = auto()
    COMPLAINED = auto()
    REFUSED = auto()
    TURNED = auto()
    CANCELLED = auto()
    PLACED = auto()
    REVIEWED = auto()
    OFFERED = auto()
    TAKEN = auto()
    DOING = auto()
    DONE = auto()
    REDO = auto()
    RETURNED = auto()


LONG_AGO = (
    *(_Fate.RATED,) * 15,
    *(_Fate.LATE,) * 2,
    *(_Fate.DECLINED_FIRST,) * 3,
    *(_Fate.UNRATED,) * 4,
    _Fate.REDONE,
    *(_Fate.POOR_TWICE,) * 2,
    _Fate.COMPLAINED,
    _Fate.REFUSED,
    _Fate.TURNED,
    *(_Fate.CANCELLED,) * 2,
)
LATELY = (
    (_Fate.RETURNED, 76),
    (_Fate.REDO, 74),
    (_Fate.DONE, 52),
    (_Fate.DONE, 51),
    (_Fate.DOING, 49),
    (_Fate.TAKEN, 28),
    (_Fate.REVIEWED, 26),
    (_Fate.OFFERED, 25),
    (_Fate.OFFERED, 4),
    (_Fate.PLACED, 3),
    (_Fate.PLACED, 1),
)
"""Each with how many hours ago it was placed."""
SETTLED_BY_NOW = timedelta(days=16)
LONGEST_LATE = timedelta(days=28)
"""Somebody who is late was placed so long ago at least, and is done by now."""
WISHES = (
    (OrderKind.REPAIR, "厨房水管漏水，想请人修一下", "更换水管接头，已不漏水"),
    (OrderKind.REPAIR, "楼道电灯不亮", "更换灯泡和开关"),
    (OrderKind.REPAIR, "老人家的门锁坏了", "更换锁芯，交钥匙三把"),
    (OrderKind.COMPANY, "陪老人去医院复查", "陪同挂号、检查并取药，送回家中"),
    (OrderKind.COMPANY, "行动不便，帮忙买米和油", "代买大米、食用油，送到家中"),
    (OrderKind.COMPANY, "教老人用手机缴费", "教会缴费和视频通话"),
    (OrderKind.CLEANING, "屋后水沟堵塞，气味大", "清理水沟约20米"),
    (OrderKind.CLEANING, "巷口堆了旧家具", "清运旧家具两车"),
    (OrderKind.HARDSHIP, "独居老人想有人帮忙打扫", "打扫房间，更换被褥"),
    (OrderKind.HARDSHIP, "家庭困难，孩子功课没人辅导", "辅导作业，约好每周六上午"),
    (OrderKind.MEDIATION, "两家为晒谷场地起争执，请人调解", "双方同意轮流使用"),
    (OrderKind.CIVILITY, "红事简办，想请人来讲讲村规民约", "上门讲解，约定酒席不超过标准"),
    (OrderKind.URGENT_HELP, "台风后屋顶瓦片松动", "加固屋顶，清理碎瓦"),
    (OrderKind.OTHER, "想给老人理发", "上门理发"),
)
CHANNELS = (*(OrderChannel.TELEPHONE,) * 4, *(OrderChannel.COUNTER,) * 4, OrderChannel.WECHAT, OrderChannel.ROUNDS)
URGENCIES = (*(OrderUrgency.ORDINARY,) * 7, OrderUrgency.URGENT, *(OrderUrgency.COMPLEX,) * 2)
LEVELS = (*(Evaluation.VERY_SATISFIED,) * 6, *(Evaluation.SATISFIED,) * 3, Evaluation.FAIRLY_SATISFIED)
TELEPHONE = "1370000{n:04d}"


def fill(work: Work, life: SampleLife) -> None:
    """Orders that are long over, and what is underway today; none without teams."""
    work.require(May.EDIT_CENTRE)
    if not (life.clerks and life.adults and teams.active_members(work)):
        return
    dice = Random(life.seed + 22)
    end = work.now if life.until == work.today else start_of(life.until) + timedelta(hours=16)
    for placed_at, fate in sorted(_plan(work, dice, life, end), key=lambda each: each[0]):
        _Story(work, dice, life, placed_at).live(fate)


def _plan(work: Work, dice: Random, life: SampleLife, end: datetime) -> Iterator[tuple[datetime, _Fate]]:
    """When each order is placed, in the hours of the counter, and what becomes of it."""
    calendar = days_off.calendar(work)
    ordinals = range(life.first.toordinal(), (life.until - SETTLED_BY_NOW).toordinal())
    days = [day for day in map(date.fromordinal, ordinals) if calendar.is_workday(day)]
    early = [day for day in days if day < life.until - LONGEST_LATE]
    for fate in LONG_AGO:
        choice = early if fate is _Fate.LATE else days
        if choice:
            minutes = dice.choice((500, 530, 575, 610, 640, 900, 960))
            yield start_of(dice.choice(choice)) + timedelta(minutes=minutes), fate
    for fate, hours in LATELY:
        yield end - timedelta(hours=hours), fate


@dataclass
class _Story:
    """One order, step by step; the clock goes on with it."""

    work: Work
    dice: Random
    life: SampleLife
    at: datetime
    id: int = 0

    def live(self, fate: _Fate) -> None:
        """From placing it to what becomes of it."""
        kind, description, result = self.dice.choice(WISHES)
        group = f"{self.dice.choice('一二三四五六')}组"
        self.id = placing.place(
            self._clerk(),
            NewOrder(
                kind,
                description,
                place=f"凤亭村{group}{self.dice.randint(1, 90)}号",
                village_group=group,
                resident_id=self.dice.choice(list(self.life.adults)),
                telephone=TELEPHONE.format(n=self.dice.randrange(10_000)),
                channel=self.dice.choice(CHANNELS),
                urgency=self.dice.choice(URGENCIES),
            ),
        ).id
        if fate is not _Fate.PLACED:
            self._pass(minutes=20)
            self._go_on(fate, result)

    def _go_on(self, fate: _Fate, result: str) -> None:
        if fate is _Fate.TURNED:
            dispatching.turn(self._manager(), self.id, "12345", "涉及道路维修，转12345办理")
            return
        dispatching.review(self._clerk(), self.id)
        if fate is _Fate.REFUSED:
            dispatching.refuse(self._manager(), self.id, "属于经营性服务，已告知可找的店家")
        elif fate is _Fate.CANCELLED:
            doing.cancel(self._clerk(), self.id, "家人已自行解决")
        elif fate is not _Fate.REVIEWED:
            self._send(fate, result)

    def _send(self, fate: _Fate, result: str) -> None:
        sent = 0
        if fate in (_Fate.DECLINED_FIRST, _Fate.RETURNED):
            self._offer(sent)
            answering.decline(self._clerk(), self.id, "近日在外地")
            sent += 1
        if fate is _Fate.RETURNED:
            self._offer(sent)
            answering.decline(self._clerk(), self.id, "没有合适的工具")
            return
        member = self._offer(sent)
        if fate is _Fate.OFFERED:
            return
        self._pass(minutes=self.dice.randint(5, 90))
        answering.take(self._manager(), self.id, member)
        if fate is not _Fate.TAKEN:
            self._do(fate, member, result)

    def _offer(self, place: int) -> int:
        manager = self._manager()
        candidates = proposals.candidates(manager, queries.find(manager, self.id))
        chosen = candidates[min(place, len(candidates) - 1)]
        dispatching.offer(manager, self.id, chosen.team_id, chosen.member_id)
        self._pass(minutes=10)
        return chosen.member_id

    def _do(self, fate: _Fate, member: int, result: str) -> None:
        doing.begin(self._clerk(), self.id)
        if fate is _Fate.DOING:
            return
        lasted = self.dice.choice((60, 60, 90, 120, 150))
        self._pass(minutes=lasted + self.dice.choice((0, 30, 20 * 60)))
        if fate is _Fate.LATE:
            self._pass(days=24)
        doing.finish(self._clerk(1), self.id, result, {member: lasted})
        if fate is _Fate.DONE:
            return
        self._pass(hours=24)
        if fate is _Fate.UNRATED:
            self._pass(days=8)
            self._settle()
        elif fate in (_Fate.REDO, _Fate.REDONE, _Fate.POOR_TWICE):
            self._rate(Evaluation.DISSATISFIED, "没有处理彻底")
            self._redo(fate, member, result)
        else:
            self._rate(self.dice.choice(LEVELS))
        if fate is _Fate.COMPLAINED:
            self._pass(hours=24)
            doing.complain(self._clerk(), self.id, "来电反映只登记未上门")
            doing.judge(self._manager(), self.id, True, "经核实情况属实")

    def _redo(self, fate: _Fate, member: int, result: str) -> None:
        """Done again, for better or not; then the leader looks at it."""
        if fate is _Fate.REDO:
            return
        self._pass(hours=26)
        doing.finish(self._clerk(1), self.id, f"再次上门：{result}", {member: 60})
        self._pass(hours=24)
        if fate is _Fate.REDONE:
            self._rate(Evaluation.SATISFIED)
            return
        self._rate(Evaluation.DISSATISFIED, "过两天又坏了")
        self._pass(hours=24)
        doing.judge(self._manager(), self.id, False, "上门核实，配件老化，非队员原因，已建议更换")

    def _rate(self, level: Evaluation, reason: str = "") -> None:
        rating.rate(self._clerk(), self.id, level, RatingMeans.TELEPHONE, reason)

    def _settle(self) -> None:
        """Only this order: the others have a clock of their own."""
        work = self._clerk()
        rating.settle_as_unrated(work, queries.find(work, self.id))

    def _pass(self, **step: float) -> None:
        self.at += timedelta(**step)

    def _clerk(self, n: int = 0) -> Work:
        """Another clerk rings up the asker than wrote down that it was done, or the manager where there is none."""
        clerks: Sequence[int] = (*self.life.clerks[:2], self.work.actor.id)[:2]
        return replace(self.work, now=self.at, actor=Actor(clerks[n], "", Role.CLERK))

    def _manager(self) -> Work:
        return replace(self.work, now=self.at)
