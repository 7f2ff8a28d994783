"""The demo centre's follow-ups: what was told, done, returned and closed in its months, and one in each state today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from desk.books import staff
from desk.books.centre import days_off
from desk.books.follow_ups import checking, doing, opening, queries
from desk.books.follow_ups.model import (
    Closing,
    FollowUp,
    FollowUpOutcome,
    FollowUpOwner,
    FollowUpState,
    NewFollowUp,
    OwnerKind,
)
from desk.core.book import SampleLife
from desk.core.calendar import WorkCalendar
from desk.core.clock import start_of
from desk.core.permissions import ALLOWED, May, Role
from desk.core.work import Actor, Work

TASKS = (
    ("服务大厅2号窗口叫号屏不显示，联系维保处理", "已更换数据线，显示正常"),
    ("多功能厅两盏应急灯不亮，更换后拍照", "已更换，照片附后"),
    ("三组路口窨井盖松动，协调镇村建办处理", "镇村建办已更换井盖"),
    ("阅览室过期报刊清理并重新上架", "已清理86册并上架"),
    ("公示栏服务电话有误，重新打印张贴", "已更换两处公示栏"),
    ("日间照料室扶手松动，排查并加固", "共查12处，加固3处"),
    ("儿童课堂插座加装保护盖", "已加装18个"),
    ("高龄津贴年审未到场人员逐户走访", "已走访9户，资料收齐"),
    ("健身步道照明损坏，报修并跟踪", "供电所已修复4盏"),
    ("长者食堂留样记录补齐", "已补齐并向员工说明"),
    ("便民药箱药品有效期核查", "已更换到期药品5种"),
    ("志愿者服务时长与签到表核对", "已核对，更正2人"),
)
OUTSIDE = ("镇村建办", "供电所", "物业公司")
DECLINE = "照片无法判断整改部位，请补拍"
HOURS = timedelta(hours=9, minutes=20)


def fill(work: Work, life: SampleLife) -> None:
    """Weekly items from the first day on, and one in each state on the last."""
    work.require(May.EDIT_CENTRE)
    people = [each for each in staff.everyone(work) if each.active]
    leaders = [Actor(each.id, each.name, each.role) for each in people if May.SUPERVISE in ALLOWED[each.role]]
    if not (leaders and life.clerks):
        return
    names = {each.id: each.name for each in people}
    clerks = [Actor(id, names.get(id, ""), Role.CLERK) for id in life.clerks if id in names]
    leader = next((each for each in leaders if each.role is Role.LEADER), leaders[0])
    story = _Story(work, Random(life.seed), leader, clerks, days_off.calendar(work))
    day = life.first
    while day < life.until - timedelta(days=24):
        story.past(day)
        day += timedelta(days=5)
    if clerks and life.until == work.today:
        story.present(life.until)


@dataclass
class _Story:
    """Tells what happened to items, each step by who does it, at its hour."""

    work: Work
    dice: Random
    leader: Actor
    clerks: Sequence[Actor]
    calendar: WorkCalendar
    steps: int = 0

    def _as(self, who: Actor, day: date) -> Work:
        self.steps += 1
        return replace(self.work, actor=who, now=start_of(day) + HOURS + timedelta(minutes=self.steps % 400))

    def open(self, day: date, task: int, owner: FollowUpOwner, due_in: int = 5, *, urgent: bool = False) -> FollowUp:
        """Told by the leader, due some working days later."""
        due_on = self.calendar.after(day, due_in)
        new = NewFollowUp(TASKS[task % len(TASKS)][0], owner, self.leader.id, due_on, urgent=urgent)
        return opening.open_item(self._as(self.leader, day), new)

    def owner(self) -> FollowUpOwner:
        """Mostly one of the clerks, now and then somebody outside."""
        if self.dice.random() < 0.25:
            return FollowUpOwner(OwnerKind.OUTSIDE, self.dice.choice(OUTSIDE))
        clerk = self.dice.choice(self.clerks)
        return FollowUpOwner(OwnerKind.STAFF, clerk.name, clerk.id)

    def doer(self, item: FollowUp) -> Actor:
        """The owner; of what is done outside, the clerk who looks after it."""
        return next((each for each in self.clerks if each.id == item.owner_id), self.clerks[0])

    def begin(self, item: FollowUp, day: date) -> FollowUp:
        """Taken on."""
        return doing.begin(self._as(self.doer(item), day), item.id, item.version)

    def finish(self, item: FollowUp, day: date) -> FollowUp:
        """Done, as its task says."""
        result = next(done for task, done in TASKS if task == item.description)
        return doing.finish(self._as(self.doer(item), day), item.id, item.version, result)

    def send_back(self, item: FollowUp, day: date) -> FollowUp:
        """Returned by the leader."""
        return checking.send_back(self._as(self.leader, day), item.id, item.version, DECLINE)

    def close(self, item: FollowUp, day: date, closing: Closing) -> FollowUp:
        """Closed by the leader."""
        return checking.close(self._as(self.leader, day), item.id, item.version, closing)

    def ask(self, item: FollowUp, day: date, until: date) -> FollowUp:
        """A later day, asked for by who does it."""
        who = self._as(self.doer(item), day)
        return doing.ask_extension(who, item.id, item.version, until, "配件未到货，厂家答复下周发货")

    def grant(self, item: FollowUp, day: date) -> FollowUp:
        """What was asked for last is granted."""
        asked = queries.extensions_of(self.work, item.id)[-1]
        return doing.decide_extension(self._as(self.leader, day), asked.id, True, "同意，请盯紧")

    def past(self, day: date) -> None:
        """One that is over: most in time, some late, returned or extended, a few unsolved or withdrawn."""
        opened = self.calendar.after(day, 1)
        item = self.open(opened, self.dice.randrange(len(TASKS)), self.owner(), urgent=self.dice.random() < 0.15)
        chance, step = self.dice.random(), self.calendar.after
        if chance < 0.07:
            self.close(item, step(opened, 2), Closing(FollowUpOutcome.WITHDRAWN, "已由镇里统一安排"))
            return
        if chance < 0.14:
            closing = Closing(FollowUpOutcome.UNFIXED, "资金未落实，列入下季度计划", step(opened, 14))
            closed = self.close(self.begin(item, step(opened, 1)), step(opened, 6), closing)
            who = self._as(self.leader, step(opened, 14))
            checking.look_again(who, closed.id, closed.version, "资金已列入，由村委会统一实施")
            return
        item = self.begin(item, step(opened, 1))
        if chance > 0.88:
            item = self.grant(self.ask(item, step(opened, 3), step(opened, 8)), step(opened, 4))
        days = self.dice.choice((2, 3, 3, 4, 5, 5, 7))
        item = self.finish(item, step(opened, max(days, 4)))
        if chance > 0.8:
            item = self.finish(self.send_back(item, step(opened, 6)), step(opened, 8))
        self.close(item, step(opened, 9), Closing(FollowUpOutcome.FIXED, "现场查看属实"))

    def present(self, today: date) -> None:
        """One in each state, and what the leader in charge has on the list."""
        ago = self._workday_before
        mine = FollowUpOwner(OwnerKind.STAFF, self.clerks[0].name, self.clerks[0].id)
        self.open(ago(today, 1), 0, self.owner(), urgent=True, due_in=2)
        self.begin(self.open(ago(today, 3), 1, self.owner()), ago(today, 2))
        self.open(ago(today, 12), 2, FollowUpOwner(OwnerKind.OUTSIDE, OUTSIDE[0]))
        self.open(ago(today, 7), 3, mine)
        self.finish(self.begin(self.open(ago(today, 5), 4, mine), ago(today, 4)), ago(today, 1))
        returned = self.finish(self.begin(self.open(ago(today, 6), 5, mine, due_in=9), ago(today, 5)), ago(today, 3))
        self.send_back(returned, ago(today, 2))
        extended = self.open(ago(today, 6), 6, self.owner(), due_in=7)
        extended = self.grant(self.ask(extended, ago(today, 3), self.calendar.after(today, 6)), ago(today, 2))
        asking = self.begin(self.open(ago(today, 3), 8, mine, due_in=6), ago(today, 2))
        self.ask(asking, ago(today, 1), self.calendar.after(today, 8))
        unsolved = self.begin(self.open(ago(today, 15), 9, self.owner()), ago(today, 14))
        closing = Closing(FollowUpOutcome.UNFIXED, "待上级配发设备", ago(today, 0))
        self.close(unsolved, ago(today, 10), closing)
        double = self.open(ago(today, 2), 6, self.owner())
        self.close(double, ago(today, 1), Closing(FollowUpOutcome.SAME_AS, same_as=extended.number))
        again = self.finish(self.begin(self.open(ago(today, 12), 10, mine), ago(today, 11)), ago(today, 9))
        again = self.close(again, ago(today, 8), Closing(FollowUpOutcome.FIXED))
        assert again.state is FollowUpState.CLOSED
        who = self._as(self.leader, ago(today, 1))
        checking.reopen(who, again.id, again.version, "又有两种药品到期", self.calendar.after(today, 3))

    def _workday_before(self, day: date, workdays: int) -> date:
        while workdays > 0:
            day -= timedelta(days=1)
            workdays -= self.calendar.is_workday(day)
        return day
