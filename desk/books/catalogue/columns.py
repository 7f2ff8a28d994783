"""The columns of a table of services 服务事项表."""

from __future__ import annotations

from operator import attrgetter

from desk.books.catalogue.items import ServiceItem, ServiceMode
from desk.core import money
from desk.core.sheet_columns import CellKind, Columns, SheetColumn, one_of, said, words_of, yes_or_no
from desk.core.words import N_

SEPARATORS = "；;、"
"""What stands between the materials of a cell without line ends."""


def materials_in(cell: str) -> tuple[str, ...]:
    """The materials that a cell names: one a line where it has lines, else between the usual signs."""
    if "\n" not in cell:
        for separator in SEPARATORS:
            cell = cell.replace(separator, "\n")
    return tuple(part.strip() for part in cell.split("\n") if part.strip())


def _materials(item: ServiceItem) -> str:
    """One a line. The only one gets a line end where it has a sign in it that would part it."""
    alone = len(item.materials) == 1 and any(sign in item.materials[0] for sign in SEPARATORS)
    return "\n".join(item.materials) + "\n" * alone


COLUMNS: Columns = {
    "code": SheetColumn(
        ("事项编码", "编码", "事项代码", "编号"),
        N_("1 to 30 letters and digits, each code once. For a list without codes please delete this column."),
        attrgetter("code"),
        kind=CellKind.CODE,
        required=True,
        one_each=True,
    ),
    "name": SheetColumn(
        ("事项名称", "服务事项", "名称", "事项"),
        N_("What is handled, 1 to 60 characters."),
        attrgetter("name"),
        required=True,
        width=36,
    ),
    "department": SheetColumn(
        ("主管部门", "部门", "责任部门"),
        N_("The department in charge, 1 to 30 characters."),
        attrgetter("department"),
        required=True,
        width=18,
    ),
    "mode": SheetColumn(
        ("办理方式", "方式", "办理类型"),
        N_("How it is handled; please choose."),
        lambda item: words_of(item.mode),
        required=True,
        choices=one_of(ServiceMode),
    ),
    "promised_days": SheetColumn(
        ("承诺工作日", "承诺时限", "承诺天数", "承诺期限", "办理时限", "时限"),
        N_("Working days, 0 to 365; 0 for what is settled at once."),
        attrgetter("promised_days"),
        kind=CellKind.NUMBER,
    ),
    "materials": SheetColumn(
        ("所需材料", "材料清单", "申请材料", "材料"),
        N_("One a line, or with ； or 、 between them."),
        _materials,
        width=40,
    ),
    "fee": SheetColumn(
        ("收费", "费用", "收费标准"),
        N_("Yuan; empty or 0 where it is free."),
        lambda item: money.in_cell(item.fee),
        kind=CellKind.AMOUNT,
    ),
    "on_behalf": SheetColumn(
        ("可代办", "是否可代办", "代办"),
        N_("Can a clerk hand it in for somebody? Empty counts as 是."),
        lambda item: said(item.on_behalf),
        choices=yes_or_no,
        width=10,
    ),
    "ends_on": SheetColumn(
        ("停办日期", "截止日期"),
        N_("The last day on which it is offered, as 2026-01-31; empty while it goes on."),
        attrgetter("ends_on"),
        kind=CellKind.DAY,
    ),
}
