"""The catalogue brought up to date from a new list: items by their codes, else by name and department."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from desk.books.catalogue import items
from desk.books.catalogue.items import LABELS, ServiceItem
from desk.core import identity, money
from desk.core.permissions import May
from desk.core.spreadsheet import Cell, as_text
from desk.core.updating import Cells, UpdateField, UpdateSpec, plainly
from desk.core.words import N_
from desk.core.work import Work


def _keys(item: ServiceItem) -> Iterator[Hashable]:
    yield "code", item.code
    yield "name", item.name, item.department
    yield "name", item.name


def _row_keys(cells: Cells, _today: date) -> Sequence[Hashable]:
    code = as_text(cells.get("code", ""))
    return (("code", identity.tidy_number(code)),) if code else _named(cells)


def _named(cells: Cells) -> Sequence[Hashable]:
    name, department = (identity.one_line(as_text(cells.get(field, ""))) for field in ("name", "department"))
    return (("name", name, department) if department else ("name", name),)


def _row_of(_work: Work) -> Callable[[Any, Cells], Cells]:
    def row(item: ServiceItem, given: Cells) -> Cells:
        stored: dict[str, Cell] = {
            "code": item.code,
            "name": item.name,
            "department": item.department,
            "mode": item.mode.value,
            "promised_days": str(item.promised_days),
            "materials": "；".join(item.materials),
            "fee": money.plain(item.fee),
            "on_behalf": "是" if item.on_behalf else "否",
            "ends_on": item.ends_on or "",
        }
        return {**stored, **given}

    return row


def _shown(name: str) -> Callable[[Any], str]:
    return (lambda item: money.plain(item.fee)) if name == "fee" else plainly(name)


NAMED = {**LABELS, "ends_on": N_("Offered until")}
FIELDS = tuple(
    UpdateField(NAMED[name], (name,), (name,), _shown(name))
    for name in ("code", "name", "department", "mode", "promised_days", "materials", "fee", "on_behalf", "ends_on")
)


def write(work: Work, stored: ServiceItem, wanted: ServiceItem, _file: str) -> None:
    """Change an item as the window does, so that cases keep what was told. Raises ``DeskError``."""
    work.require(May.EDIT_CATALOGUE)
    items.edit(work, stored.id, wanted, stored)


def withdraw(work: Work, item: ServiceItem) -> None:
    """Yesterday was the last day on which it was offered."""
    work.require(May.EDIT_CATALOGUE)
    items.retire(work, item.id, work.today - timedelta(days=1))


UPDATE = UpdateSpec(
    required=("name",),
    stored=items.all_items,
    keys=_keys,
    row_keys=_row_keys,
    rival_keys=_named,
    row_of=_row_of,
    fields=lambda _work: FIELDS,
    title=lambda item: f"{item.code} {item.name}",
    write=write,
    in_use=ServiceItem.offered_on,
    drop=withdraw,
    dropped=N_("no longer offered from today on"),
)
