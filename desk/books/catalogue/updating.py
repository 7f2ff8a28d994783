"""The catalogue brought up to date from a new list: items by their codes, else by name and department."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from datetime import date, timedelta

from desk.books.catalogue import items
from desk.books.catalogue.columns import COLUMNS
from desk.books.catalogue.items import LABELS, ServiceItem
from desk.core import identity, money
from desk.core.permissions import May
from desk.core.sheet_columns import cells_of
from desk.core.spreadsheet import as_text
from desk.core.updating import Cells, UpdateSpec, same_named
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


NAMED = {**LABELS, "ends_on": N_("Offered until")}
SHOWN = {"fee": lambda item: money.plain(item.fee)}
FIELDS = tuple(same_named(name, NAMED[name], SHOWN.get(name)) for name in COLUMNS)


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
    filled=lambda item, given: {**cells_of(COLUMNS, item), **given},
    fields=lambda _work: FIELDS,
    title=lambda item: f"{item.code} {item.name}",
    write=write,
    in_use=ServiceItem.offered_on,
    drop=withdraw,
    dropped=N_("no longer offered from today on"),
)
