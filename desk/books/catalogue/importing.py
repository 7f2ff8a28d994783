"""The service catalogue 服务事项 from the spreadsheet that a centre keeps, one row an item."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from desk.books.catalogue import items
from desk.books.catalogue.items import ServiceItem, ServiceMode
from desk.core import importing
from desk.core.errors import Invalid, Problem
from desk.core.importing import ImportSpec, strictly
from desk.core.permissions import May
from desk.core.spreadsheet import Cell, Names, Progress, as_text
from desk.core.words import N_
from desk.core.work import Work
from desk.models.catalogue import services

HEADERS: Names = {
    "code": ("事项编码", "编码", "事项代码", "编号", "code"),
    "name": ("事项名称", "服务事项", "名称", "事项", "name"),
    "department": ("主管部门", "部门", "责任部门", "department"),
    "mode": ("办理方式", "方式", "办理类型", "mode"),
    "promised_days": ("承诺工作日", "承诺时限", "办理时限", "时限", "promised_days"),
    "materials": ("所需材料", "材料清单", "申请材料", "材料", "materials"),
    "fee": ("收费", "费用", "收费标准", "fee"),
    "on_behalf": ("可代办", "是否可代办", "代办", "on_behalf"),
    "ends_on": ("停办日期", "截止日期", "ends_on"),
}
MODES = {
    "马上办": ServiceMode.ON_THE_SPOT,
    "就近办": ServiceMode.NEARBY,
    "掌上办": ServiceMode.BY_PHONE,
    **{mode.value: mode for mode in ServiceMode},
}


def read(cells: Mapping[str, Cell], work: Work) -> ServiceItem:
    """One row; a promise or fee that is not given is none. Raises ``Invalid``."""
    problems: list[Problem] = []
    materials = as_text(cells.get("materials", ""))
    for separator in "；;、\n":
        materials = materials.replace(separator, "；")
    mode = importing.chosen(cells, "mode", MODES, problems, needed=True)
    item = ServiceItem(
        code=as_text(cells.get("code", "")),
        name=as_text(cells.get("name", "")),
        department=as_text(cells.get("department", "")),
        mode=mode or ServiceMode.NEARBY,
        promised_days=importing.whole_days(cells, "promised_days", problems),
        materials=tuple(part.strip() for part in materials.split("；") if part.strip()),
        fee=importing.fen(cells, "fee", problems),
        on_behalf=as_text(cells.get("on_behalf", "是")) not in ("否", "不可", "no", "0"),
        ends_on=importing.day(cells, "ends_on", problems, work.today),
    )
    if problems:
        raise Invalid(*problems)
    return items.checked(item)


def _key(item: ServiceItem) -> tuple[str, str]:
    return "code", item.code


def _stored_codes(work: Work) -> set[str]:
    return set(work.connection.execute(select(services.c.code)).scalars())


def store(work: Work, records: list[ServiceItem], progress: Progress | None) -> None:
    """Store checked items."""
    work.require(May.EDIT_CATALOGUE)
    if records:
        work.add_all(services, [items.values_of(item) for item in records])


SPEC = ImportSpec(
    kind="services",
    title=N_("Service catalogue"),
    headers=HEADERS,
    required=("code", "name", "department", "mode"),
    permission=May.EDIT_CATALOGUE,
    reader=strictly(read),
    key=_key,
    store=store,
    stored_keys=_stored_codes,
    days=("ends_on",),
)
