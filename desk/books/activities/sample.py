"""The demo centre's calendar: last months held with results, this month and the next one on their way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from desk.books import centre
from desk.books.activities import ideas, planning, publishing, queries, results, signups, transitions
from desk.books.activities.ideas import Idea
from desk.books.activities.model import ActivityDraft, ActivityKind, ActivityState, OrganiserKind, SignUpState
from desk.books.activities.results import ActivityResult
from desk.core.clock import start_of
from desk.core.errors import Invalid
from desk.core.month import Month
from desk.core.permissions import May, Role
from desk.core.work import Actor, Work

PER_MONTH = 22
ORGANISERS = {
    ActivityKind.POLICY: (OrganiserKind.DEPARTMENT, "镇党建办"),
    ActivityKind.HEALTH: (OrganiserKind.PARTNER, "镇卫生院"),
    ActivityKind.LAW: (OrganiserKind.DEPARTMENT, "司法所"),
    ActivityKind.VOLUNTEERING: (OrganiserKind.TEAM, "邻里志愿队"),
    ActivityKind.SKILLS: (OrganiserKind.PARTNER, "职业技术学校"),
}
TIMES = (9 * 60, 9 * 60 + 30, 14 * 60 + 30, 15 * 60, 15 * 60 + 30)
SAID = (
    "居民参与踊跃，现场气氛很好。",
    "讲解通俗易懂，大家希望再办一次。",
    "志愿者协助有序，秩序良好。",
    "部分居民建议增加互动环节。",
)
OUTDOORS = {
    "露天电影放映": "村口广场",
    "广场舞教学": "村口广场",
    "八段锦晨练": "村口广场",
    "少儿篮球训练": "村口篮球场",
    "社区跳蚤市场": "村口广场",
    "邻里清洁日": "村口广场",
    "海滩清洁行动（净滩）": "村东海滩",
}
"""What needs no room, and where it is held."""
SEASONS = {
    "新春写春联送福": (1, 2),
    "元宵猜灯谜": (2, 3),
    "端午包粽子": (5, 6),
    "中秋博饼": (9, 10),
    "重阳敬老茶话会": (10,),
    "冬至搓汤圆": (12,),
    "六一游园会": (5, 6),
    "七一主题党课": (6, 7),
    "暑期托管班": (7, 8),
    "伏季休渔宣讲": (4, 5),
    "防溺水安全教育": (5, 6, 7),
}
"""Ideas that belong to certain months only."""


def fill(work: Work, dice: Random, first: date, until: date, staff: Sequence[int], people: Sequence[int]) -> None:
    """Months from ``first`` to the one after ``until``: planned, published, held, and the next one still a draft."""
    work.require(May.EDIT_CENTRE)
    if not (staff and people and centre.all_venues(work)):
        return
    centre.save_setting(work, "calendar_account", "https://example.cn/fengting/calendar")
    for month in Month.of(first).until(Month.of(until)):
        _month(work, dice, month, until, staff, people)
    coming = Month.of(until).next
    _plan(work, dice, coming, staff, PER_MONTH)
    drafts = [activity.id for activity in queries.of_month(work, coming)]
    transitions.approve(_at(work, until), drafts[: len(drafts) * 2 // 3])


def _month(work: Work, dice: Random, month: Month, until: date, staff: Sequence[int], people: Sequence[int]) -> None:
    _plan(work, dice, month, staff, PER_MONTH)
    out = publishing.due_day(month) - timedelta(days=dice.choice((0, 1, 1, 2, -1)))
    then = _at(work, out)
    transitions.approve(then, [activity.id for activity in queries.of_month(work, month)])
    for n, channel in enumerate(centre.setting(work, "calendar_channels")):
        day = out + timedelta(days=n // 2)
        publishing.record(_at(work, day), month, channel, day)
    there = [activity.id for activity in queries.of_month(work, month)]
    _change(then, dice, there)
    for id in there:
        activity = queries.find(work, id)
        if activity.sign_up and activity.state is not ActivityState.CANCELLED:
            _sign_up(_at(work, out + timedelta(days=3)), dice, id, people)
        if activity.day < until and activity.state is not ActivityState.CANCELLED:
            _live_through(_at(work, activity.day), dice, id, lacking=activity.day > until - timedelta(days=4))


def _plan(work: Work, dice: Random, month: Month, staff: Sequence[int], many: int) -> None:
    then = _at(work, month.first - timedelta(days=20))
    venues = centre.all_venues(work)
    days = month.days
    fitting = [idea for idea in ideas.all_ideas() if month.number in SEASONS.get(idea.title, (month.number,))]
    chosen = dice.sample(fitting, min(many, len(fitting)))
    for n, idea in enumerate(chosen):
        for _attempt in range(8):
            venue = (
                None
                if idea.title in OUTDOORS
                else dice.choice([v for v in venues if v.capacity >= (idea.capacity or 0)]).id
            )
            try:
                planning.add(then, _planned(idea, dice.choice(days), dice.choice(TIMES), venue, staff[n % len(staff)]))
                break
            except Invalid:
                continue


def _planned(idea: Idea, day: date, begins: int, venue: int | None, responsible: int) -> ActivityDraft:
    kind, organiser = ORGANISERS.get(idea.kind, (OrganiserKind.CENTRE, ""))
    evening = 18 * 60 + 30 if idea.title == "露天电影放映" else begins
    return ActivityDraft(
        idea.title,
        idea.kind,
        day,
        evening,
        evening + idea.minutes,
        venue,
        "" if venue else OUTDOORS[idea.title],
        kind,
        organiser,
        idea.audience,
        idea.capacity,
        idea.capacity is not None,
        responsible,
        "0595-87000000",
        0,
        idea.materials,
    )


def _change(then: Work, dice: Random, ids: Sequence[int]) -> None:
    """One is called off and one moves after publishing; both were announced."""
    off, moved = dice.sample(list(ids), 2)
    transitions.cancel(then, off, "讲师临时有公务")
    activity = queries.find(then, moved)
    try:
        planning.edit(
            then, moved, replace(activity.plan, begins=activity.begins + 30, ends=activity.ends + 30), activity
        )
    except Invalid:
        return
    publishing.announced(then, Month.of(activity.day))


def _sign_up(then: Work, dice: Random, id: int, people: Sequence[int]) -> None:
    activity = queries.find(then, id)
    if activity.day <= then.today:
        return
    many = min(dice.randint(4, (activity.capacity or 20) + 3), len(people))
    for person in dice.sample(list(people), many):
        signups.sign_up(then, id, person)


def _live_through(then: Work, dice: Random, id: int, *, lacking: bool) -> None:
    transitions.hold(then, id)
    there = [sign_up for sign_up in signups.all_of(then, id) if sign_up.standing is SignUpState.CONFIRMED]
    for sign_up in there:
        if dice.random() < 0.86:
            signups.attend(then, id, sign_up.id, True)
    if lacking and dice.random() < 0.6:
        return
    people = signups.counts(then, id).attended or dice.randint(18, 70)
    asked = people // 2
    good = asked * 3 // 4
    levels = (good, max(asked - good - 1, 0), min(1, asked), 0, 0)
    results.save(then, id, ActivityResult(people, dice.choice(SAID), 100 * dice.choice((0, 0, 80, 150, 320)), levels))


def _at(work: Work, day: date) -> Work:
    """As the manager, at ten on that day, but never later than now."""
    then = min(start_of(day) + timedelta(hours=10), work.now)
    return replace(work, now=then, actor=Actor(work.actor.id, work.actor.name, Role.MANAGER))
