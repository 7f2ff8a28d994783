"""The demo centre's findings: what officers and staff found in its months, and one in each state today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from desk.books import staff
from desk.books.centre import days_off
from desk.books.findings import deciding, queries, reporting
from desk.books.findings.model import (
    Acceptance,
    Finding,
    FindingKind,
    FindingSeverity,
    FindingSource,
    FindingView,
    NewFinding,
)
from desk.books.follow_ups import checking, doing
from desk.books.follow_ups import queries as follow_ups
from desk.books.follow_ups.model import Closing, FollowUp, FollowUpOutcome, FollowUpOwner, OfficerMeans, OwnerKind
from desk.books.officers import queries as officers
from desk.books.zones import queries as zones
from desk.core.book import SampleLife
from desk.core.calendar import WorkCalendar
from desk.core.clock import start_of
from desk.core.permissions import ALLOWED, May, Role
from desk.core.work import Actor, Work

HOURS = timedelta(hours=10)
FIXED = Closing(FollowUpOutcome.FIXED, "现场查看，已整改到位", means=OfficerMeans.IN_PERSON)


@dataclass(frozen=True)
class _Story:
    """What somebody found, where, and what was done about it."""

    text: str
    zone: int
    kind: FindingKind
    severity: FindingSeverity
    result: str


STORIES = (
    _Story("电梯口指示牌字太小，老人看不清", 0, FindingKind.SORE, FindingSeverity.URGENT, "已更换大字指示牌"),
    _Story("3号窗口排队没有座椅，久站不便", 0, FindingKind.SORE, FindingSeverity.ORDINARY, "已加设座椅8张"),
    _Story("母婴室门锁损坏，无法反锁", 1, FindingKind.BLOCKED, FindingSeverity.URGENT, "已更换门锁"),
    _Story("无障碍坡道堆放杂物，轮椅过不去", 0, FindingKind.BLOCKED, FindingSeverity.URGENT, "已清理并划线"),
    _Story("饮水机热水没有防烫提示", 2, FindingKind.SORE, FindingSeverity.ORDINARY, "已张贴提示"),
    _Story("阅览室晚间灯光偏暗", 2, FindingKind.SUGGESTION, FindingSeverity.LONG, "已更换灯管12支"),
    _Story("活动报名只能现场，上班族不便", 1, FindingKind.SUGGESTION, FindingSeverity.LONG, "已开通电话报名"),
    _Story("卫生间洗手液常缺", 3, FindingKind.SORE, FindingSeverity.ORDINARY, "已列入每日巡查"),
    _Story("办事指南与窗口要求的材料不一致", 0, FindingKind.BLOCKED, FindingSeverity.ORDINARY, "已核对更换12份"),
    _Story("健身器材螺丝松动", 3, FindingKind.SORE, FindingSeverity.URGENT, "已紧固并登记"),
    _Story("办事大厅门牌字小，进门看不清", 0, FindingKind.SORE, FindingSeverity.URGENT, "已更换大字门牌"),
    _Story("消防通道堆放纸箱", 2, FindingKind.BLOCKED, FindingSeverity.URGENT, "已清空并划出禁放区"),
)
PHOTOGRAPHED = tuple(each.text for each in STORIES[-2:])
"""What the demo shows photos of, before and after: a sign, and a way with boxes in it."""


def fill(work: Work, life: SampleLife) -> None:
    """What was found and mended in the months, then one in each state on the last day."""
    work.require(May.EDIT_CENTRE)
    people = [each for each in staff.everyone(work) if each.active]
    leaders = [Actor(each.id, each.name, each.role) for each in people if May.KEEP_OFFICERS in ALLOWED[each.role]]
    names = {each.id: each.name for each in people}
    clerks = [Actor(id, names[id], Role.CLERK) for id in life.clerks if id in names]
    if not (leaders and clerks):
        return
    leader = next((each for each in leaders if each.role is Role.LEADER), leaders[0])
    teller = _Teller(
        work,
        Random(life.seed),
        leader,
        clerks,
        days_off.calendar(work),
        [each.id for each in zones.names(work)],
    )
    day = life.first + timedelta(days=5)
    while day < life.until - timedelta(days=45):
        teller.past(day)
        day += timedelta(days=16)
    if life.until == work.today:
        teller.present(life.until)


@dataclass
class _Teller:
    """Tells what happened to findings, each step by who does it, at its hour."""

    work: Work
    dice: Random
    leader: Actor
    clerks: Sequence[Actor]
    calendar: WorkCalendar
    zones: Sequence[int]
    steps: int = 0

    def _as(self, who: Actor, day: date) -> Work:
        self.steps += 1
        return replace(self.work, actor=who, now=start_of(day) + HOURS + timedelta(minutes=self.steps % 300))

    def report(self, day: date, story: int) -> Finding:
        """Found by an officer, where there are any, else by a clerk."""
        scene = STORIES[story % len(STORIES)]
        serving = [each.id for each in officers.serving(replace(self.work, now=start_of(day) + HOURS))]
        officer = serving[story % len(serving)] if serving and story % 3 != 1 else None
        new = NewFinding(
            scene.text,
            scene.kind,
            scene.severity,
            FindingSource.OFFICER if officer else FindingSource.STAFF,
            officer_id=officer,
            zone_id=self.zones[scene.zone % len(self.zones)] if self.zones else None,
            found_on=day,
        )
        return reporting.report(self._as(self.clerks[0], day), new)

    def accept(self, finding: Finding, day: date) -> FollowUp:
        """A clerk mends it; the leader accepts it, and asks the officer or checks it."""
        clerk = self.clerks[finding.id % len(self.clerks)]
        owner = FollowUpOwner(OwnerKind.STAFF, clerk.name, clerk.id)
        work = self._as(self.leader, day)
        accepted = deciding.accept(work, finding.id, finding.version, Acceptance(owner, finding.severity))
        assert accepted.follow_up_id is not None
        return follow_ups.find(work, accepted.follow_up_id)

    def _owner(self, item: FollowUp) -> Actor:
        return next(each for each in self.clerks if each.id == item.owner_id)

    def begin(self, item: FollowUp, day: date) -> FollowUp:
        """Taken on."""
        return doing.begin(self._as(self._owner(item), day), item.id, item.version)

    def finish(self, item: FollowUp, day: date) -> FollowUp:
        """Mended, as its story says."""
        result = next(each.result for each in STORIES if each.text == item.description)
        return doing.finish(self._as(self._owner(item), day), item.id, item.version, result)

    def send_back(self, item: FollowUp, day: date, reason: str) -> FollowUp:
        """Returned by the officer, or by the leader."""
        means = OfficerMeans.TELEPHONE if item.officer_id else OfficerMeans.NONE
        return checking.send_back(self._as(self.leader, day), item.id, item.version, reason, means)

    def close(self, item: FollowUp, day: date, closing: Closing = FIXED) -> FollowUp:
        """Closed by the officer's word, or by the leader."""
        said = closing if item.officer_id else replace(closing, means=OfficerMeans.NONE)
        return checking.close(self._as(self.leader, day), item.id, item.version, said)

    def past(self, day: date) -> None:
        """One that is over: most mended in time, one in five returned, now and then not mended or dismissed."""
        step, chance = self.calendar.after, self.dice.random()
        found_on = step(day, 1)
        finding = self.report(found_on, self.dice.randrange(len(STORIES) - len(PHOTOGRAPHED)))
        if chance < 0.08:
            work = self._as(self.leader, step(found_on, 1))
            deciding.dismiss(work, finding.id, finding.version, "不在本中心服务范围，已转告物业公司")
            return
        item = self.begin(self.accept(finding, step(found_on, 1)), step(found_on, 2))
        if chance < 0.15:
            reason = "需上级列入改造计划"
            until = step(found_on, 40)
            closing = Closing(FollowUpOutcome.UNFIXED, reason, until, means=OfficerMeans.TELEPHONE)
            self.close(item, step(found_on, 8), closing)
            return
        item = self.finish(item, step(found_on, 4))
        if chance > 0.8:
            item = self.finish(self.send_back(item, step(found_on, 5), "提示牌位置仍被遮挡"), step(found_on, 7))
        late = item.officer_id is not None and chance > 0.7 and chance <= 0.8
        means = OfficerMeans.STEAD if late else OfficerMeans.IN_PERSON
        self.close(item, step(found_on, 13 if late else 9), replace(FIXED, means=means))

    def present(self, today: date) -> None:
        """One in each state."""
        ago = self._workday_before
        self.report(ago(today, 1), 8)
        self.report(ago(today, 2), 6)
        dismissed = self.report(ago(today, 6), 5)
        work = self._as(self.leader, ago(today, 5))
        deciding.dismiss(work, dismissed.id, dismissed.version, "已列入今年照明改造，不另行督办")
        self.accept(self.report(ago(today, 2), 7), ago(today, 1))
        self.begin(self.accept(self.report(ago(today, 5), 2), ago(today, 4)), ago(today, 3))
        self.accept(self.report(ago(today, 12), 3), ago(today, 11))
        waiting = self.begin(self.accept(self.report(ago(today, 6), 0), ago(today, 5)), ago(today, 4))
        self.finish(waiting, ago(today, 2))
        long = self.begin(self.accept(self.report(ago(today, 14), 9), ago(today, 13)), ago(today, 12))
        self.finish(long, ago(today, 9))
        again = self.finish(
            self.begin(self.accept(self.report(ago(today, 16), 4), ago(today, 15)), ago(today, 14)), ago(today, 12)
        )
        again = self.finish(self.send_back(again, ago(today, 10), "提示贴得太高，仍看不见"), ago(today, 8))
        again = self.send_back(again, ago(today, 6), "字迹已脱落，请用防水材料")
        self.close(self.finish(again, ago(today, 3)), ago(today, 1))
        for story in (10, 11):
            self.begin(self.accept(self.report(ago(today, 6), story), ago(today, 5)), ago(today, 4))

    def _workday_before(self, day: date, workdays: int) -> date:
        while workdays > 0:
            day -= timedelta(days=1)
            workdays -= self.calendar.is_workday(day)
        return day


def photographed(work: Work) -> list[tuple[Finding, FollowUp]]:
    """The findings of the sample of which there are photos, the sign first; each is being mended."""
    read = queries.of_view(work, FindingView.MENDING)
    shown = [(each.finding, each.item) for each in read if each.finding.description in PHOTOGRAPHED and each.item]
    return sorted(shown, key=lambda pair: PHOTOGRAPHED.index(pair[0].description))


def mend(work: Work, item: FollowUp) -> None:
    """Its photos are there: whoever mends it says so, and the first of them is closed by the officer's word."""
    work.require(May.EDIT_CENTRE)
    people = {each.id: Actor(each.id, each.name, each.role) for each in staff.everyone(work)}
    owner, leader = people[item.owner_id or 0], people[item.checker_id]
    result = next(each.result for each in STORIES if each.text == item.description)
    item = doing.finish(replace(work, actor=owner), item.id, item.version, result)
    if item.description == PHOTOGRAPHED[0]:
        means = OfficerMeans.IN_PERSON if item.officer_id else OfficerMeans.NONE
        checking.close(replace(work, actor=leader), item.id, item.version, replace(FIXED, means=means))
