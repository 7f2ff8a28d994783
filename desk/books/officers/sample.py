"""The demo centre's experience officers: eight of them, one whose term ends soon, and their visits in every way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from desk.books import staff
from desk.books.findings.model import FindingKind, NewFinding
from desk.books.officers import appointing, nominating, visiting
from desk.books.officers.model import (
    NewOfficer,
    NewOfficerVisit,
    NewTerm,
    Officer,
    OfficerIdentity,
    ScoreItem,
    VisitWay,
    ZoneScore,
)
from desk.books.zones import queries as zones
from desk.books.zones.queries import ZoneName
from desk.core.book import SampleLife
from desk.core.clock import start_of
from desk.core.permissions import ALLOWED, May, Role
from desk.core.work import Actor, Work

OFFICERS = (
    (NewOfficer("洪志鹏", OfficerIdentity.DEPUTY, "区人大代表、凤亭小学校长", "13900005501"), 210),
    (NewOfficer("肖丽芬", OfficerIdentity.DEPUTY, "区政协委员、凤亭卫生院医师", "13900005502"), 210),
    (NewOfficer("曾国栋", OfficerIdentity.LAWYER, "闽海律师事务所", "13900005503"), 210),
    (NewOfficer("苏晓岚", OfficerIdentity.JOURNALIST, "区融媒体中心", "13900005504"), 120),
    (NewOfficer("卢志勇", OfficerIdentity.COURIER, "顺达快递凤亭网点", "13900005505"), 120),
    (NewOfficer("施美珍", OfficerIdentity.RESIDENT, "三组居民", "13900005506"), 345),
    (NewOfficer("蒋文海", OfficerIdentity.RESIDENT, "六组居民", "13900005507"), 120),
)
"""Each with how many days ago the term began; the one of nearly a year ago ends soon."""
NOMINATED = NewOfficer("庄思颖", OfficerIdentity.OTHER, "福海幼儿园", "13900005508", "园长推荐，待征求本人意见")
ITEM_LEVEL = {
    ScoreItem.SURROUNDINGS: 4.5,
    ScoreItem.FACILITIES: 4.1,
    ScoreItem.SERVICE: 4.6,
    ScoreItem.PROCEDURE: 3.9,
    ScoreItem.GUIDANCE: 3.4,
}
"""What an item is given on average: signs to the rooms are the weak point."""
REMARKS = ("", "", "", "高峰时段大厅人多，秩序尚好", "周末志愿者较多，服务热情", "")
SPAN = timedelta(days=88)
PLAN = (
    (0, VisitWay.TOGETHER, (0, 1, 2)),
    (17, VisitWay.RANDOM, (3,)),
    (31, VisitWay.COVERT, (4,)),
    (44, VisitWay.ACCOMPANIED, (0,)),
    (58, VisitWay.TOGETHER, (2, 3, 5)),
    (71, VisitWay.RANDOM, (4,)),
    (80, VisitWay.COVERT, (3,)),
    (86, VisitWay.ACCOMPANIED, (1,)),
)
"""The visits of the last three months: after how many days, how, and who."""


FINDINGS = {
    71: (0, FindingKind.BLOCKED, "入口到取号机没有指引，老人找不到取号的地方"),
    86: (2, FindingKind.SORE, "活动区音响声音偏小，后排听不清"),
}
"""What was found on visits: after how many days, in which of the zones, and what."""


def fill(work: Work, life: SampleLife) -> None:
    """Officers with their terms, and the visits of the last three months."""
    work.require(May.EDIT_CENTRE)
    people = [each for each in staff.everyone(work) if each.active]
    leaders = [Actor(each.id, each.name, each.role) for each in people if May.KEEP_OFFICERS in ALLOWED[each.role]]
    seen = zones.names(work)
    if not (leaders and seen and life.clerks):
        return
    leader = next((each for each in leaders if each.role is Role.LEADER), leaders[0])
    names = {each.id: each.name for each in people}
    clerks = [Actor(id, names[id], Role.CLERK) for id in life.clerks if id in names]
    story = _Story(work, Random(life.seed + 23), leader, clerks or [leader], seen, life.until)
    story.appoint_all()
    story.visit_all()


@dataclass
class _Story:
    """Tells who was appointed and what was entered, each at its hour."""

    work: Work
    dice: Random
    leader: Actor
    clerks: Sequence[Actor]
    zones: Sequence[ZoneName]
    until: date

    def _as(self, who: Actor, day: date, hour: int) -> Work:
        return replace(self.work, actor=who, now=start_of(day) + timedelta(hours=hour, minutes=self.dice.randrange(50)))

    def appoint_all(self) -> None:
        """Seven are appointed, one is nominated."""
        self.officers: list[Officer] = []
        for new, days in OFFICERS:
            first = self.until - timedelta(days=days)
            then = self._as(self.leader, first, 9)
            officer = nominating.nominate(then, new)
            term = replace(appointing.proposed(then, officer), first=first)
            letter = appointing.next_letter(then, first)
            self.officers.append(
                appointing.appoint(then, officer.id, officer.version, NewTerm(letter, term.first, term.last))
            )
        nominating.nominate(self._as(self.leader, self.until - timedelta(days=6), 10), NOMINATED)

    def visit_all(self) -> None:
        """By the plan; who comes together comes at one hour and has a sheet each."""
        for after, way, who in PLAN:
            day = self.until - SPAN + timedelta(days=after)
            begins = 60 * self.dice.randint(9, 16)
            for at in who:
                self._visit(self.officers[at], day, way, begins)

    def _visit(self, officer: Officer, day: date, way: VisitWay, begins: int) -> None:
        clerk = self.dice.choice(self.clerks)
        companion = self.leader.id if way is VisitWay.ACCOMPANIED else None
        remark = self.dice.choice(REMARKS)
        new = NewOfficerVisit(officer.id, day, way, begins, companion, remark, tuple(self._scores()))
        visiting.register(self._as(clerk, day, 17), new, self._findings((day - self.until + SPAN).days))

    def _findings(self, after: int) -> list[NewFinding]:
        if after not in FINDINGS:
            return []
        at, kind, description = FINDINGS[after]
        return [NewFinding(description, kind, zone_id=self.zones[at % len(self.zones)].id)]

    def _scores(self) -> list[ZoneScore]:
        """Most zones and items; the last zones of the list are liked less."""
        scores = []
        for at, zone in enumerate(self.zones):
            if self.dice.random() < 0.15:
                continue
            for item, level in ITEM_LEVEL.items():
                if self.dice.random() < 0.07:
                    continue
                given = self.dice.gauss(level - 0.5 * at / len(self.zones), 0.6)
                scores.append(ZoneScore(zone.id, item, min(5, max(1, round(given)))))
        return scores or [ZoneScore(self.zones[0].id, ScoreItem.SERVICE, 5)]
