"""The demo centre's needs and offerings: what its partners promise, what residents want, something in each state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum, auto

from desk.books.activities import queries as activities
from desk.books.activities.model import ActivityKind, ActivityState
from desk.books.matching import deliveries, delivery_queries, matches, needs, offerings, queries
from desk.books.matching.model import Match, MatchWay, NeedSource, NewNeed, NewOffering, ServiceKind
from desk.books.orders.model import OrderKind
from desk.books.organisations import queries as organisations
from desk.books.organisations.model import OrganisationRole
from desk.books.teams.model import HalfDay
from desk.core.book import SampleLife
from desk.core.clock import start_of
from desk.core.permissions import May, Role
from desk.core.work import Actor, Work

DAY = timedelta(days=1)
A_YEAR = 365 * DAY
HOSPITAL, LAWYERS, COLLEGE = "示例镇卫生院", "示例镇司法所", "泉岸市职业技术学校"
SCHOOL, HOUSES, BUILDERS = "凤亭中心小学", "泉岸市海湾物业管理有限公司", "示例镇城建开发有限公司"
AM, PM = HalfDay.MORNING, HalfDay.AFTERNOON
SATURDAY = ((5, AM), (5, PM))

TIMES = 3
"""So often at most is something delivered that is long met."""


@dataclass(frozen=True)
class _Promise:
    """What a partner, or some other organisation where that is not there, brings."""

    partner: str
    title: str
    kind: ServiceKind
    people_each: int
    promised: int
    audience: str = ""
    times: tuple[tuple[int, HalfDay], ...] = ()
    requires: str = ""
    ends_in: int = 200
    """Days after the demo's last one."""


PROMISES = (
    _Promise(HOSPITAL, "免费测血压、血糖", ActivityKind.HEALTH, 40, 12, "老年人", SATURDAY, "桌子六张、电源"),
    _Promise(HOSPITAL, "慢病用药咨询", ActivityKind.HEALTH, 20, 4, "老年人", ((2, AM),), "安静房间一间", 21),
    _Promise(LAWYERS, "法律咨询进村", ActivityKind.LAW, 15, 6, "居民", ((3, AM), (3, PM))),
    _Promise(COLLEGE, "家电维修教学", ActivityKind.SKILLS, 25, 6, "青年", SATURDAY, "多功能厅"),
    _Promise(COLLEGE, "家电上门维修", OrderKind.REPAIR, 1, 20, "独居老人、残疾人"),
    _Promise(SCHOOL, "周末书法课", ActivityKind.CHILDREN, 30, 8, "儿童", ((6, AM),), "图书阅览室", 90),
    _Promise(HOUSES, "楼道照明检修", OrderKind.REPAIR, 1, 10, "居民"),
    _Promise(BUILDERS, "露天电影放映", ActivityKind.CULTURE, 150, 4, "居民", ((4, HalfDay.EVENING),), "村口广场", 40),
    _Promise(HOSPITAL, "长者健康讲座", ActivityKind.ELDERLY, 50, 2, "老年人"),
    _Promise(SCHOOL, "节日文艺演出", ActivityKind.FESTIVAL, 80, 2, "居民"),
)


class _Fate(Enum):
    """What becomes of a need."""

    MET = auto()
    UNDER_WAY = auto()
    CLAIMED = auto()
    SILENT = auto()
    PROPOSED = auto()
    FAILED = auto()
    UNMET = auto()
    WITHDRAWN = auto()
    OVER = auto()
    NEW = auto()


@dataclass(frozen=True)
class _Wish:
    """What somebody wants, so many days before the demo's last one; ``promise`` is what it is matched with."""

    description: str
    kind: ServiceKind
    fate: _Fate
    ago: int
    audience: str = ""
    people: int = 1
    promise: int = 0
    source: NeedSource = NeedSource.COUNTER


WISHES = (
    _Wish("周六能不能有人给老人量血压", ActivityKind.HEALTH, _Fate.MET, 55, "老年人", 30),
    _Wish("外出务工的想学家电维修", ActivityKind.SKILLS, _Fate.MET, 50, "青年", 15, 3, NeedSource.SURVEY),
    _Wish("宅基地纠纷想找律师问问", ActivityKind.LAW, _Fate.UNDER_WAY, 40, "居民", 8, 2),
    _Wish("孩子周末没人带，想上书法课", ActivityKind.CHILDREN, _Fate.CLAIMED, 9, "儿童", 20, 5),
    _Wish("广场多放几场电影", ActivityKind.CULTURE, _Fate.SILENT, 48, "居民", 120, 7, NeedSource.MEETING),
    _Wish("高血压的药怎么吃，想听医生讲讲", ActivityKind.HEALTH, _Fate.PROPOSED, 3, "老年人", 15, 1),
    _Wish("三组楼道灯坏了好几盏", OrderKind.REPAIR, _Fate.FAILED, 30, "居民", 6, 6, NeedSource.FINDING),
    _Wish("想请人教拉二胡", ActivityKind.CULTURE, _Fate.UNMET, 58, "老年人", 5),
    _Wish("暑假游泳班", ActivityKind.CHILDREN, _Fate.WITHDRAWN, 52, "儿童", 12),
    _Wish("八十岁以上老人想有人上门理发", OrderKind.COMPANY, _Fate.OVER, 57, "高龄老人", 10, 0, NeedSource.ORDER),
    _Wish("独居老人家里插座老化，想请人检查", OrderKind.REPAIR, _Fate.NEW, 6, "独居老人", 4),
    _Wish("每周三上午想有医生坐诊", ActivityKind.HEALTH, _Fate.NEW, 2, "老年人", 20),
    _Wish("冬至想一起搓汤圆看演出", ActivityKind.FESTIVAL, _Fate.NEW, 1, "居民", 60, 0, NeedSource.SURVEY),
)


def _begins(life: SampleLife) -> date:
    """When the promises begin: with the demo, or this year where that has lived longer than a term may be."""
    return max(life.first, life.until - A_YEAR)


def fill(work: Work, life: SampleLife) -> None:
    """Promises from the first day on, needs of the last two months; none without partners and clerks."""
    work.require(May.EDIT_CENTRE)
    partners = organisations.names(work, OrganisationRole.PARTNER)
    if not (partners and life.clerks):
        return
    story = _Story(work, life, [])
    ids = {each.name: each.id for each in partners}
    begins = _begins(life)
    for each in PROMISES:
        new = NewOffering(
            ids.get(each.partner, partners[0].id),
            each.title,
            each.kind,
            each.people_each,
            each.promised,
            begins,
            max(life.until + each.ends_in * DAY, begins),
            each.audience,
            each.times,
            each.requires,
        )
        story.offered.append(offerings.offer(story.manager(begins), new).id)
    for wish in WISHES:
        story.live(wish)


@dataclass
class _Story:
    """Tells what became of each need, step by step, each by who does it."""

    work: Work
    life: SampleLife
    offered: list[int]

    def _at(self, day: date) -> Work:
        then = start_of(max(day, self.life.first)) + timedelta(hours=10)
        return replace(self.work, now=min(then, self.work.now))

    def manager(self, day: date) -> Work:
        """The manager, at ten on a day."""
        return self._at(day)

    def _clerk(self, day: date) -> Work:
        return replace(self._at(day), actor=Actor(self.life.clerks[0], "", Role.CLERK))

    def live(self, wish: _Wish) -> None:
        """From the counter to what became of it."""
        raised = self.life.until - wish.ago * DAY
        over = self.life.until - 2 * DAY
        until = max(over, raised) if wish.fate is _Fate.OVER else None
        new = NewNeed(wish.description, wish.kind, wish.audience, None, wish.people, None, until, wish.source)
        need = needs.raise_need(self._clerk(raised), new)
        later = min(raised + 10 * DAY, self.life.until)
        if wish.fate is _Fate.UNMET:
            needs.give_up(self.manager(later), need.id, need.version, "辖区暂无可教二胡的单位")
        elif wish.fate is _Fate.WITHDRAWN:
            needs.withdraw(self._clerk(later), need.id, need.version, "居民已报名区游泳馆")
        elif wish.fate not in (_Fate.NEW, _Fate.OVER):
            then = self.manager(min(raised + DAY, self.life.until))
            self._carry_out(matches.match(then, need.id, self.offered[wish.promise], MatchWay.LIST), wish.fate, later)

    def _carry_out(self, match: Match, fate: _Fate, later: date) -> None:
        if fate is _Fate.PROPOSED:
            return
        if fate is _Fate.FAILED:
            matches.fail(self.manager(later), match.id, match.version, "物业项目经理调整，暂不能安排")
            return
        claimed = matches.claim(
            self._clerk(later if fate is not _Fate.SILENT else later - 8 * DAY), match.id, match.version
        )
        if fate in (_Fate.CLAIMED, _Fate.SILENT):
            return
        linked = self._link(claimed, later, held=fate is _Fate.MET)
        if fate is _Fate.MET and linked.delivered:
            last = max(each.day for each in delivery_queries.of_match(self.work, linked.id))
            matches.accept(self.manager(min(max(last + DAY, later), self.life.until)), linked.id, linked.version)

    def _link(self, match: Match, later: date, *, held: bool) -> Match:
        """With what is on the calendar anyway: what was held with people counted, or what is still to come."""
        for id in self._activities(match, held=held):
            match = deliveries.link_activity(self._clerk(later), match.id, match.version, id)
            if match.delivered >= TIMES or not held:
                break
        return queries.find_match(self.work, match.id)

    def _activities(self, match: Match, *, held: bool) -> Sequence[int]:
        kind = queries.find_offering(self.work, match.offering_id).kind
        span = (_begins(self.life), self.life.until) if held else (self.life.until, self.life.until + 60 * DAY)
        wanted = (
            (ActivityState.HELD,) if held else (ActivityState.PUBLISHED, ActivityState.APPROVED, ActivityState.DRAFT)
        )
        there = activities.between(self.work, *span)
        return [each.id for each in there if each.kind is kind and each.state in wanted][:6]
