"""The columns of a list of members 队员名单, as branches and villages keep it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desk.books import residents
from desk.books.orders.model import OrderKind
from desk.books.teams import queries, sheet_times
from desk.books.teams.model import Member, MemberKind
from desk.core.sheet_columns import CellKind, Columns, ReadColumn, SheetColumn, one_of, said, words_of, yes_or_no
from desk.core.words import N_
from desk.core.work import Work


@dataclass(frozen=True)
class ListedMember:
    """A member with the ID number by which their record is known, for the complete export."""

    member: Member
    id_number: str


def exported(work: Work) -> Iterator[ListedMember]:
    """Everybody who is in a team now, team by team."""
    for member in queries.active_members(work):
        record = residents.find(work, member.resident_id) if member.resident_id is not None else None
        yield ListedMember(member, record.id_number if record else "")


def _teams(work: Work) -> Sequence[str]:
    return [each.name for each in queries.all_teams(work)]


def skills_written(skills: Sequence[str]) -> str:
    """The kinds of orders as a cell has them: 环境整治、维修."""
    return "、".join(words_of(kind) for kind in OrderKind if kind.value in skills)


COLUMNS: Columns = {
    "team_id": SheetColumn(
        ("所属队伍", "队伍", "突击队", "队伍名称", "队名", "所属突击队"),
        N_("The team as it is called here."),
        lambda each: each.member.team,
        required=True,
        choices=_teams,
        width=20,
    ),
    "name": SheetColumn(
        ("姓名", "队员", "队员姓名", "名字"),
        N_("Whoever has a record among the residents is called as there."),
        lambda each: each.member.name,
        required=True,
        width=12,
    ),
    "number": SheetColumn(
        ("队员号", "积分卡号", "队员编号"),
        N_("As T0001; empty: the next number."),
        lambda each: each.member.number,
        kind=CellKind.CODE,
        one_each=True,
        width=10,
    ),
    "kind": SheetColumn(
        ("人员类别", "身份", "政治面貌", "类别"),
        N_("Please choose; empty counts as 志愿者."),
        lambda each: words_of(each.member.kind),
        choices=one_of(MemberKind),
        strict=False,
        width=10,
    ),
    "is_party": ReadColumn(("是否党员", "党员")),
    "leads": SheetColumn(
        ("队长", "是否队长", "负责人"),
        N_("是 for who answers for the team."),
        lambda each: said(each.member.leads),
        choices=yes_or_no,
        width=8,
    ),
    "telephone": SheetColumn(
        ("联系电话", "手机号码", "手机号", "电话", "手机"),
        N_("A mobile number or a landline."),
        lambda each: each.member.telephone,
        kind=CellKind.CODE,
        width=16,
    ),
    "id_number": SheetColumn(
        ("证件号码", "身份证号", "身份证号码", "身份证", "证件号"),
        N_("Leads to the record among the residents; empty: only the name is kept."),
        lambda each: each.id_number,
        kind=CellKind.CODE,
        one_each=True,
        width=22,
    ),
    "skills": SheetColumn(
        ("擅长类别", "服务类别", "擅长", "可接类别"),
        N_("Kinds of orders, several with 、 between them."),
        lambda each: skills_written(each.member.skills),
        width=24,
    ),
    "abilities": SheetColumn(
        ("特长", "技能", "技能特长", "专长"),
        N_("In free words, as 水电、理发."),
        lambda each: each.member.abilities,
        width=20,
    ),
    "village_group": SheetColumn(
        ("村组", "村民小组", "小组", "组别", "网格"),
        N_("Where the member lives or serves."),
        lambda each: each.member.village_group,
    ),
    "times": SheetColumn(
        ("服务时段", "可服务时间", "服务时间", "时段"),
        N_("As 周一上午、周六全天; empty: any time."),
        lambda each: sheet_times.written(each.member.times),
        width=24,
    ),
    "joined_on": SheetColumn(
        ("入队日期", "加入日期", "加入时间", "入队时间"),
        N_("As 2026-01-31; empty counts as today."),
        lambda each: each.member.joined_on,
        kind=CellKind.DAY,
    ),
}
