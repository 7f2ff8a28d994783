"""The columns of a list of organisations 共建单位名单, as towns and centres keep it."""

from __future__ import annotations

from collections.abc import Iterator

from desk.books.organisations import queries
from desk.books.organisations.model import Organisation, OrganisationKind
from desk.core.sheet_columns import CellKind, Columns, SheetColumn, one_of, words_of
from desk.core.words import N_
from desk.core.work import Work


def exported(work: Work) -> Iterator[Organisation]:
    """All organisations that are in use."""
    yield from (each for each in queries.everyone(work) if each.active)


def roles_written(each: Organisation) -> str:
    """The roles as a cell has them: 红色合伙人、入驻机构."""
    return "、".join(words_of(role) for role in each.roles)


COLUMNS: Columns = {
    "name": SheetColumn(
        ("单位名称", "单位", "名称", "共建单位", "合伙人", "单位全称"),
        N_("As on the seal."),
        lambda each: each.name,
        required=True,
        one_each=True,
        width=30,
    ),
    "kind": SheetColumn(
        ("单位类型", "类型", "单位性质", "性质"),
        N_("Please choose; empty counts as 其他."),
        lambda each: words_of(each.kind),
        choices=one_of(OrganisationKind),
        strict=False,
        width=12,
    ),
    "credit_code": SheetColumn(
        ("统一社会信用代码", "信用代码", "社会信用代码", "机构代码"),
        N_("18 characters, as on the licence; empty where it is not known."),
        lambda each: each.credit_code,
        kind=CellKind.CODE,
        one_each=True,
        width=24,
    ),
    "roles": SheetColumn(
        ("合作身份", "身份", "角色"),
        N_("Several with 、 between them; empty counts as 红色合伙人."),
        roles_written,
        width=24,
    ),
    "party_name": SheetColumn(
        ("党组织名称", "党组织", "党支部", "所属党组织"),
        N_("The party organisation that is paired."),
        lambda each: each.party_name,
        width=26,
    ),
    "liaison": SheetColumn(
        ("联系人", "联络员", "联络人", "负责人"),
        N_("Whom the centre rings up."),
        lambda each: each.liaison,
        width=12,
    ),
    "telephone": SheetColumn(
        ("联系电话", "电话", "手机", "手机号", "联系方式"),
        N_("A mobile number or a landline."),
        lambda each: each.telephone,
        kind=CellKind.CODE,
        width=16,
    ),
    "address": SheetColumn(("地址", "单位地址", "联系地址"), N_("Where it is."), lambda each: each.address, width=30),
    "remark": SheetColumn(("备注", "说明"), N_("Free words."), lambda each: each.remark, width=24),
}
