"""The columns of a table of activities 活动表."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from operator import attrgetter

from desk.books import centre, staff
from desk.books.activities import queries
from desk.books.activities.model import Activity, ActivityKind, ActivityState, OrganiserKind
from desk.core import money
from desk.core.clock_times import clock_span
from desk.core.sheet_columns import CellKind, Columns, ReadColumn, SheetColumn, one_of, said, words_of, yes_or_no
from desk.core.words import N_
from desk.core.work import Work


def exported(work: Work) -> Sequence[Activity]:
    """All activities, in the order in which they begin."""
    return queries.between(work, date.min, date.max)


def _venues(work: Work) -> Sequence[str]:
    return [venue.name for venue in centre.all_venues(work)]


def _people(work: Work) -> Sequence[str]:
    return [person.name for person in staff.everyone(work) if person.active]


COLUMNS: Columns = {
    "title": SheetColumn(
        ("活动名称", "活动主题", "名称", "主题", "活动内容"),
        N_("What residents read, at most 40 characters."),
        attrgetter("title"),
        required=True,
        width=30,
    ),
    "kind": SheetColumn(
        ("活动类型", "类型", "类别", "活动类别"),
        N_("Please choose; empty counts as 其他."),
        lambda activity: words_of(activity.kind),
        choices=one_of(ActivityKind),
    ),
    "day": SheetColumn(
        ("活动日期", "日期", "活动时间"),
        N_("As 2026-01-31; each day of several takes a row."),
        attrgetter("day"),
        kind=CellKind.DAY,
        required=True,
    ),
    "times": SheetColumn(
        ("时间", "时段", "起止时间", "活动时段", "开始时间"),
        N_("From when to when, as 14:30-16:00."),
        lambda activity: clock_span(activity.begins, activity.ends),
        kind=CellKind.CODE,
        required=True,
    ),
    "ends": ReadColumn(("结束时间", "截止时间")),
    "venue_id": SheetColumn(
        ("活动地点", "地点", "场地", "活动场地"),
        N_("Please choose a venue of the centre, or write the place outside."),
        attrgetter("where"),
        required=True,
        choices=_venues,
        strict=False,
        width=20,
    ),
    "organiser": SheetColumn(
        ("主办单位", "组织单位", "承办单位", "主办方", "责任单位"),
        N_("Who organises it, at most 40 characters."),
        attrgetter("organiser"),
        width=20,
    ),
    "organiser_kind": SheetColumn(
        ("主办类型", "单位类型"),
        N_("Please choose; empty counts as 本中心."),
        lambda activity: words_of(activity.organiser_kind),
        choices=one_of(OrganiserKind),
    ),
    "audience": SheetColumn(
        ("面向对象", "参与对象", "活动对象", "对象"),
        N_("Whom it is for, at most 40 characters."),
        attrgetter("audience"),
        width=20,
    ),
    "capacity": SheetColumn(
        ("名额", "人数", "计划人数", "预计人数"),
        N_("How many people have a place; empty where everybody may come."),
        attrgetter("capacity"),
        kind=CellKind.NUMBER,
    ),
    "sign_up": SheetColumn(
        ("是否报名", "需报名", "报名"),
        N_("Do people have to sign up? Empty counts as 否."),
        lambda activity: said(activity.sign_up),
        choices=yes_or_no,
        width=10,
    ),
    "responsible_id": SheetColumn(
        ("负责人", "责任人"),
        N_("A name from the list of staff; empty: whoever takes the table in."),
        attrgetter("responsible"),
        choices=_people,
        strict=False,
    ),
    "contact": SheetColumn(
        ("联系方式", "联系电话", "联系人"),
        N_("Whom to ask, at most 60 characters."),
        attrgetter("contact"),
        kind=CellKind.CODE,
        width=18,
    ),
    "budget": SheetColumn(
        ("预算", "经费", "活动经费"), N_("Yuan."), lambda activity: money.in_cell(activity.budget), kind=CellKind.AMOUNT
    ),
    "materials": SheetColumn(
        ("物资", "所需物资"), N_("What is needed for it, at most 500 characters."), attrgetter("materials"), width=30
    ),
    "state": SheetColumn(
        ("状态", "活动状态"),
        N_("已举办 for what took place; 已取消 is not taken in. Empty: a day that is over counts as held."),
        lambda activity: words_of(activity.state),
        choices=one_of(ActivityState),
    ),
    "note": SheetColumn(("备注", "说明"), N_("Anything else, at most 500 characters."), attrgetter("note"), width=30),
}
