"""The service catalogue 服务事项 from the spreadsheet that a centre keeps, one row an item."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from itertools import count

from sqlalchemy import select

from desk.books.catalogue import items
from desk.books.catalogue.columns import COLUMNS, materials_in
from desk.books.catalogue.items import ServiceItem, ServiceMode
from desk.books.catalogue.updating import UPDATE
from desk.core import identity, importing
from desk.core.errors import Invalid, Problem
from desk.core.importing import ImportSpec
from desk.core.permissions import May
from desk.core.spreadsheet import Cell, Progress, as_text, unwrapped
from desk.core.words import N_, _
from desk.core.work import Work
from desk.models.catalogue import services

CODE_STEM = 24
"""Characters of a department's name that begin the codes made for its items."""
MODES = {
    "马上办": ServiceMode.ON_THE_SPOT,
    "就近办": ServiceMode.NEARBY,
    "掌上办": ServiceMode.BY_PHONE,
    **{mode.value: mode for mode in ServiceMode},
}


class ServiceRowReader:
    """Reads one row after another. Where the table has no column of codes, each item gets one from its department and
    its place among that department's items, and ``mends`` says which.
    """

    def __init__(self, work: Work, _clean: bool) -> None:
        self.mends: list[Problem] = []
        self._work = work
        self._taken = _stored_codes(work)

    def __call__(self, cells: Mapping[str, Cell]) -> ServiceItem:
        """The item of a row. Raises ``Invalid`` naming every field that is wrong."""
        self.mends = []
        if "code" in cells:
            return read(cells, self._work)
        code = self._code(as_text(cells.get("department", "")))
        item = read({**cells, "code": code}, self._work)
        self._taken.add(code)
        self.mends.append(Problem("code", _("{code}, made from department and order", code=code)))
        return item

    def _code(self, department: str) -> str:
        stem = identity.tidy_number(department)[:CODE_STEM]
        return next(code for n in count(1) if (code := f"{stem}{n:02d}") not in self._taken)


def read(cells: Mapping[str, Cell], work: Work) -> ServiceItem:
    """One row; a promise or fee that is not given is none. Raises ``Invalid``."""
    problems: list[Problem] = []
    mode = importing.chosen(cells, "mode", MODES, problems, needed=True)
    item = ServiceItem(
        code=as_text(cells.get("code", "")),
        name=as_text(cells.get("name", "")),
        department=as_text(cells.get("department", "")),
        mode=mode or ServiceMode.NEARBY,
        promised_days=importing.whole_days(cells, "promised_days", problems),
        materials=materials_in(unwrapped(str(cells.get("materials") or ""))),
        fee=importing.fen(cells, "fee", problems),
        on_behalf=importing.yes_or_no(cells, "on_behalf", problems, usual=True),
        ends_on=importing.day(cells, "ends_on", problems, work.today),
    )
    if problems:
        raise Invalid(*problems)
    return items.checked(item)


def _key(item: ServiceItem) -> tuple[str, str]:
    return "code", item.code


def _stored_codes(work: Work) -> set[str]:
    return set(work.connection.execute(select(services.c.code)).scalars())


def _stored_alike(work: Work) -> set[Hashable]:
    return {tuple(row) for row in work.connection.execute(select(services.c.name, services.c.department))}


def store(work: Work, records: list[ServiceItem], progress: Progress | None) -> None:
    """Store checked items."""
    work.require(May.EDIT_CATALOGUE)
    if records:
        work.add_all(services, [items.values_of(item) for item in records])


SPEC = ImportSpec(
    kind="services",
    title=N_("Service catalogue"),
    columns=COLUMNS,
    required=("name", "department", "mode"),
    permission=May.EDIT_CATALOGUE,
    reader=ServiceRowReader,
    key=_key,
    store=store,
    exported=items.all_items,
    personal=False,
    stored_keys=_stored_codes,
    likeness=lambda item: (item.name, item.department),
    stored_alike=_stored_alike,
    repeats=True,
    update=UPDATE,
)
