"""The columns of the list of centres 区内中心名单."""

from __future__ import annotations

from collections.abc import Iterator

from desk.books.district import listing, queries
from desk.books.district.model import NewCentre
from desk.core.sheet_columns import CellKind, Columns, SheetColumn, said, yes_or_no
from desk.core.words import N_
from desk.core.work import Work


def exported(work: Work) -> Iterator[NewCentre]:
    """Every centre, in the order of the codes."""
    for each in queries.centres(work):
        yield listing.entered_of(each)


COLUMNS: Columns = {
    "code": SheetColumn(
        ("中心编码", "编码", "代码", "编号", "中心代码"),
        N_("The code by which the district knows the centre, as in the centre's settings."),
        lambda each: each.code,
        kind=CellKind.CODE,
        required=True,
        width=16,
    ),
    "name": SheetColumn(
        ("中心名称", "名称", "邻里中心", "中心"),
        N_("The centre's name."),
        lambda each: each.name,
        required=True,
        width=28,
    ),
    "likeness": SheetColumn(
        ("分组", "类别", "同类分组", "组别"),
        N_("Centres of one group are compared with each other, such as town and village."),
        lambda each: each.likeness,
        width=12,
    ),
    "population": SheetColumn(
        ("服务人口", "人口", "常住人口", "服务人数"),
        N_("How many people it serves; empty: as the centre says."),
        lambda each: each.population,
        kind=CellKind.NUMBER,
        width=12,
    ),
    "public_key": SheetColumn(
        ("公钥", "签名公钥"),
        N_("The public key on its report; empty where it is not known yet."),
        lambda each: each.public_key,
        kind=CellKind.CODE,
        width=46,
    ),
    "active": SheetColumn(
        ("是否上报", "上报", "启用", "在用"),
        N_("是 or 否; empty means 是."),
        lambda each: said(each.active),
        choices=yes_or_no,
        width=10,
    ),
}
