"""The columns of a table of staff 工作人员表."""

from __future__ import annotations

from operator import attrgetter

from desk.core.permissions import Role
from desk.core.sheet_columns import CellKind, Columns, SheetColumn, one_of, said, words_of, yes_or_no
from desk.core.words import N_

COLUMNS: Columns = {
    "name": SheetColumn(
        ("姓名", "工作人员"), N_("1 to 30 characters; each name once."), attrgetter("name"), required=True
    ),
    "role": SheetColumn(
        ("角色", "岗位", "职务"),
        N_("What somebody may do here; empty counts as 值班人员."),
        lambda person: words_of(person.role),
        choices=one_of(Role),
    ),
    "telephone": SheetColumn(
        ("联系电话", "手机号", "电话", "手机"),
        N_("A mobile number or a landline."),
        attrgetter("telephone"),
        kind=CellKind.CODE,
        width=18,
    ),
    "disabled": SheetColumn(
        ("停用", "是否停用"),
        N_("是 for somebody who no longer works here and whose name stands in the book."),
        lambda person: "" if person.active else said(True),
        choices=yes_or_no,
        width=8,
    ),
    "password": SheetColumn(
        ("初始密码", "密码"),
        N_("A first password of at least 8 characters; empty: the manager gives one later."),
        lambda _person: "",
        kind=CellKind.CODE,
        width=18,
    ),
}
