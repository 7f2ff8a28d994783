"""The demo centre's joint meetings: those of past quarters with what became of it, and this quarter's, announced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from desk.books import staff
from desk.books.centre import days_off
from desk.books.follow_ups import checking, doing
from desk.books.follow_ups import queries as follow_ups
from desk.books.follow_ups.model import Closing, FollowUpOutcome
from desk.books.matching import queries as matching
from desk.books.meetings import agenda, agenda_queries, holding, people, planning, queries, resolutions, rules
from desk.books.meetings.model import (
    AgendaKind,
    Meeting,
    MeetingKind,
    NewItem,
    NewMeeting,
    NewPerson,
    Presence,
    Resolution,
)
from desk.books.organisations import queries as organisations
from desk.books.organisations.model import OrganisationRole
from desk.core.book import SampleLife
from desk.core.calendar import WorkCalendar
from desk.core.clock import start_of
from desk.core.month import Month
from desk.core.permissions import ALLOWED, May, Role
from desk.core.work import Actor, Work

PLACE = "中心二楼党群会议室"
GUESTS = (("李干事", "镇党建办"), ("郑书记", "凤亭村党支部"))
TOPICS = (
    (
        ("独居老人居家安全改造", "各单位一致同意分两批实施，首批12户，优先安排80岁以上独居老人。"),
        ("暑期儿童托管场地与师资", "由中心提供场地，志愿教师每周到岗三次，课表提前一周公示。"),
    ),
    (
        ("便民义诊进村组安排", "每月第二个周六上午开展，轮流到各村组，由中心提前三天通知。"),
        ("老旧电线排查", "先查一至四组，隐患清单报中心汇总后统一整改。"),
        ("中秋国庆文艺演出", "节目单于演出前两周报中心审核。"),
    ),
)
LINES = (
    (
        ("为首批12户独居老人安装扶手和感应灯", 22),
        ("整理暑期托管课表并公示", 8),
    ),
    (
        ("排定义诊轮次表并发各村组", 10),
        ("完成一至四组老旧电线排查，形成隐患清单", 25),
        ("协调舞台音响并报节目单", 6),
        ("为义诊点添置血压计两台", 30),
    ),
)
OUTSIDE = ("镇卫生院", "供电所", "镇文化站", "爱心企业联盟")


def fill(work: Work, life: SampleLife) -> None:
    """A meeting in each past quarter, one of its resolutions overdue, and the next with its agenda."""
    work.require(May.EDIT_CENTRE)
    staff_here = [each for each in staff.everyone(work) if each.active]
    leaders = [each for each in staff_here if May.HOLD_MEETINGS in ALLOWED[each.role]]
    clerks = [each for each in staff_here if each.id in set(life.clerks)]
    if not leaders or not clerks:
        return
    chosen = next((each for each in leaders if each.role is Role.LEADER), leaders[0])
    leader = Actor(chosen.id, chosen.name, chosen.role)
    story = _Story(work, leader, [Actor(each.id, each.name, each.role) for each in clerks], days_off.calendar(work))
    for n, day in enumerate(story.past_days(life)):
        story.hold(n, day, life)
    if life.until == work.today:
        story.minute_lately(life.until)
        story.announce(life.until)


@dataclass
class _Story:
    """Tells what happened to meetings, each step by who does it, at its hour."""

    work: Work
    leader: Actor
    clerks: Sequence[Actor]
    calendar: WorkCalendar
    steps: int = 0

    def _on(self, day: date, who: Actor | None = None, hour: int = 9) -> Work:
        self.steps += 1
        now = start_of(day) + timedelta(hours=hour, minutes=self.steps % 50)
        return replace(self.work, actor=who or self.leader, now=now)

    def past_days(self, life: SampleLife) -> list[date]:
        """A workday about two weeks before the end of each quarter that is over."""
        days, quarter_end = [], rules.last_day_of(life.first.year, Month.of(life.first).quarter)
        while quarter_end < life.until:
            day = self.calendar.after(quarter_end - timedelta(days=17), 1)
            if day - timedelta(days=12) >= life.first:
                days.append(day)
            following = quarter_end + timedelta(days=1)
            quarter_end = rules.last_day_of(following.year, Month.of(following).quarter)
        return days

    def _call(self, day: date, called: date) -> Meeting:
        return self._people(planning.call(self._on(called), self._new(day)), called)

    def _new(self, day: date) -> NewMeeting:
        return NewMeeting(
            rules.usual_title(MeetingKind.QUARTERLY, day),
            MeetingKind.QUARTERLY,
            day,
            15 * 60,
            16 * 60 + 30,
            self.leader.name,
            self.clerks[0].id,
            place=PLACE,
        )

    def _people(self, meeting: Meeting, called: date) -> Meeting:
        people.ask_partners(self._on(called), meeting.id)
        for name, position in GUESTS:
            people.ask(self._on(called), meeting.id, NewPerson(name, position=position))
        for who in (self.leader, *self.clerks[:2]):
            people.ask(self._on(called), meeting.id, NewPerson(staff_id=who.id))
        return meeting

    def hold(self, n: int, day: date, life: SampleLife) -> None:
        """One that is over: called, announced, held, minuted; and what became of its resolutions."""
        until, called = life.until, max(day - timedelta(days=20), life.first)
        meeting = self._call(day, called)
        for topic, _said in TOPICS[n % len(TOPICS)]:
            agenda.add(self._on(day - timedelta(days=12)), meeting.id, NewItem(topic))
        meeting = planning.give_notice(self._on(day - timedelta(days=10)), meeting.id, meeting.version)
        meeting = planning.report_agenda(self._on(day - timedelta(days=3)), meeting.id, meeting.version)
        there = self._on(day, hour=15)
        meeting = holding.begin(there, meeting.id, meeting.version)
        self._sign(there, meeting)
        made = self._minute(there, meeting, n)
        issued_on = min(self.calendar.after(day, 3), until)
        meeting = queries.find(there, meeting.id)
        holding.issue(self._on(issued_on, hour=16), meeting.id, meeting.version)
        for place, each in enumerate(made):
            self._carry_out(each, day, until, place)

    def _sign(self, there: Work, meeting: Meeting) -> None:
        for place, person in enumerate(queries.people_of(there, meeting.id)):
            if place % 7 == 3:
                people.sign(there, person.id, Presence.EXCUSED)
            elif place % 7 == 5:
                people.sign(there, person.id, Presence.PROXY, "郑文斌")
            else:
                people.sign(there, person.id, Presence.PRESENT)

    def _minute(self, there: Work, meeting: Meeting, n: int) -> list[Resolution]:
        items = [each for each in agenda_queries.items_of(there, meeting) if each.kind is not AgendaKind.CARRIED]
        for item, (_topic, said) in zip(items, TOPICS[n % len(TOPICS)], strict=True):
            agenda.write_down(there, item.id, said)
        made = []
        for place, (what, days) in enumerate(LINES[n % len(LINES)]):
            item = items[min(place, len(items) - 1)]
            line = f"{what}｜{self._owner(place)}｜+{days}工作日"
            made.append(resolutions.decide(there, meeting.id, line, item.id, outside=True))
        return made

    def _owner(self, place: int) -> str:
        partners = [each.name for each in organisations.names(self.work, OrganisationRole.PARTNER)]
        names = [*partners[:2], self.clerks[1 % len(self.clerks)].name, *OUTSIDE]
        return names[place % len(names)]

    def _carry_out(self, made: Resolution, day: date, until: date, place: int) -> None:
        """The first ones are done in time, one is being done, and the last is overdue."""
        doer = self.clerks[place % len(self.clerks)]
        owner = next((each for each in self.clerks if each.name == made.owner_name), doer)
        begun = self.calendar.after(day, 4)
        if place % 4 == 3 or begun >= until:
            return
        item = follow_ups.find(self.work, made.follow_up_id)
        item = doing.begin(self._on(begun, owner), item.id, item.version)
        done_on = min(made.due_on, until) - timedelta(days=1)
        if place % 4 == 2 or done_on <= begun:
            return
        item = doing.finish(self._on(done_on, owner), item.id, item.version, "已按会议要求完成，资料齐全")
        closed_on = self.calendar.after(done_on, 1)
        if closed_on <= until:
            checking.close(self._on(closed_on), item.id, item.version, Closing(FollowUpOutcome.FIXED, "现场查看属实"))

    def minute_lately(self, today: date) -> None:
        """A special one of these days, held and not minuted to its end."""
        day = today
        while not self.calendar.is_workday(day) or day == today:
            day -= timedelta(days=1)
        new = replace(self._new(day), kind=MeetingKind.SPECIAL, title="冬季消防安全专题联席会议")
        called = day - timedelta(days=8)
        meeting = self._people(planning.call(self._on(called), new), called)
        topics = ("邻里中心消防设施检修", "独居老人家庭用电安全排查")
        items = [agenda.add(self._on(called), meeting.id, NewItem(each)) for each in topics]
        self._offer(self._on(called), meeting)
        meeting = planning.give_notice(self._on(called), meeting.id, meeting.version)
        meeting = planning.report_agenda(self._on(day - timedelta(days=3)), meeting.id, meeting.version)
        there = self._on(day, hour=15)
        meeting = holding.begin(there, meeting.id, meeting.version)
        self._sign(there, meeting)
        agenda.write_down(there, items[0].id, "食堂和照料室灭火器月底前全部年检，费用由中心承担。")
        line = f"完成食堂、照料室灭火器年检｜{self.clerks[0].name}｜+8工作日"
        resolutions.decide(there, meeting.id, line, items[0].id, outside=True)

    def _offer(self, there: Work, meeting: Meeting) -> None:
        """A need of the lists on its agenda, where there is one."""
        for need in matching.open_needs(there)[:1]:
            agenda.add(there, meeting.id, NewItem(need_id=need.id))

    def announce(self, today: date) -> None:
        """This quarter's: announced, with its agenda, to be held in a week or so."""
        if queries.of_quarter(self.work, today.year, Month.of(today).quarter) is not None:
            return
        day = min(self.calendar.after(today, 7), rules.last_day_of(today.year, Month.of(today).quarter))
        meeting = self._call(day, today - timedelta(days=4))
        for topic in ("冬季困难群众走访慰问", "邻里食堂志愿者排班"):
            agenda.add(self._on(today - timedelta(days=3)), meeting.id, NewItem(topic))
        planning.give_notice(self._on(today - timedelta(days=2)), meeting.id, meeting.version)
