"""The columns of an old list of points 积分结存表, as a centre kept it before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desk.books.points import expiring, queries
from desk.books.points.model import Holder
from desk.core.sheet_columns import CellKind, Columns, ReadColumn, SheetColumn
from desk.core.words import N_
from desk.core.work import Work


@dataclass(frozen=True)
class ListedPoints:
    """A member with what they have, for the complete export."""

    holder: Holder
    last_day: date | None


def exported(work: Work) -> Iterator[ListedPoints]:
    """Everybody who has points, with the first day on which some of them are the last to be had."""
    for each in queries.holders(work):
        if each.balance:
            coming = expiring.coming_of(work, each.id)
            yield ListedPoints(each, coming[0].last_day if coming else None)


COLUMNS: Columns = {
    "number": SheetColumn(
        ("队员号", "队员编号", "编号", "积分卡号", "卡号"),
        N_("As on the point card; tells people of one name apart."),
        lambda each: each.holder.number,
        kind=CellKind.CODE,
        one_each=True,
    ),
    "name": SheetColumn(
        ("姓名", "队员姓名", "志愿者姓名", "党员姓名", "志愿者"),
        N_("A member of a team; empty where the number is given."),
        lambda each: each.holder.name,
        width=12,
    ),
    "team": SheetColumn(
        ("队伍", "所属队伍", "突击队", "队伍名称"),
        N_("Tells people of one name in several teams apart."),
        lambda each: each.holder.team,
        width=18,
    ),
    "points": SheetColumn(
        ("结存积分", "积分", "现有积分", "剩余积分", "可用积分", "积分余额"),
        N_("What is left, in whole points."),
        lambda each: each.holder.balance,
        kind=CellKind.NUMBER,
        required=True,
        width=10,
    ),
    "until": SheetColumn(
        ("有效期至", "有效期", "到期日期", "截止日期"),
        N_("The last day on which they can be exchanged; empty: by the rules."),
        lambda each: each.last_day,
        kind=CellKind.DAY,
    ),
    "remark": ReadColumn(("备注", "说明")),
}
