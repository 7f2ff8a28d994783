"""The service catalogue 服务事项: what can be handled here, how, and how fast.

One item by number is read in plain SQL: every registration asks it, and a statement of SQLAlchemy costs 27 µs, not 7.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Any

from sqlalchemy import BigInteger, Integer, Select, bindparam, case, func, select, type_coerce

from desk.core import edit_conflicts, identity, money, name_search
from desk.core.clock import local
from desk.core.errors import Invalid, Problem, refuse_wrong
from desk.core.permissions import May
from desk.core.records import records, records_of
from desk.core.words import N_, NP_, Worded, _
from desk.core.work import Work, changes
from desk.models.cases import cases
from desk.models.catalogue import service_versions, services


class ServiceMode(Worded):
    """Handling mode 办理方式, in the order in which the seed counts them."""

    ON_THE_SPOT = "on_the_spot", NP_("way of service", "At once")
    NEARBY = "nearby", NP_("way of service", "Nearby")
    BY_PHONE = "by_phone", NP_("way of service", "Phone")


@dataclass(frozen=True)
class ServiceItem:
    """One line of the catalogue. ``promised_days`` are working days, ``fee`` is in fen."""

    code: str
    name: str
    department: str
    mode: ServiceMode
    promised_days: int = 0
    materials: tuple[str, ...] = ()
    fee: int = 0
    on_behalf: bool = True
    ends_on: date | None = None
    sample: bool = False
    id: int = 0

    def offered_on(self, day: date) -> bool:
        """``ends_on`` is the last day on which it is."""
        return self.ends_on is None or day <= self.ends_on


def all_items(work: Work, *, retired: bool = True) -> list[ServiceItem]:
    """The catalogue by code; without ``retired`` only what is offered today."""
    items = records(work.connection.execute(BY_CODE), ServiceItem, **MADE)
    return [item for item in items if retired or item.offered_on(work.today)]


def find(work: Work, id: int) -> ServiceItem:
    """One item, whether it is offered or not."""
    (item,) = records_of(COLUMNS, work.rows(BY_ID, id), ServiceItem, **FROM_TEXT)
    return item


COLUMNS = tuple(field.name for field in fields(ServiceItem))
BY_ID = f"SELECT {', '.join(COLUMNS)} FROM services WHERE id = ?"
FROM_TEXT: dict[str, Callable[[Any], Any]] = {
    "mode": ServiceMode,
    "materials": lambda content: tuple(json.loads(content)),
    "on_behalf": bool,
    "ends_on": lambda day: date.fromisoformat(day) if day else None,
    "sample": bool,
}
MADE: dict[str, Callable[[Any], Any]] = {"mode": ServiceMode, "materials": tuple}
ITEMS: Select[Any] = select(*(services.c[name] for name in COLUMNS))
"""The columns of ``ServiceItem``, each by its name."""
BY_CODE = ITEMS.order_by(services.c.code)


def checked(item: ServiceItem) -> ServiceItem:
    """Tidied; raises ``Invalid`` naming every field that is wrong."""
    tidied = replace(
        item,
        code=identity.tidy_number(item.code),
        name=identity.one_line(item.name),
        department=identity.one_line(item.department),
        materials=tuple(filter(None, map(identity.one_line, item.materials))),
    )
    days, is_at_once = tidied.promised_days, tidied.mode is ServiceMode.ON_THE_SPOT
    refuse_wrong(
        [
            ("code", not 0 < len(tidied.code) <= 30, _("The code has 1 to 30 letters and digits.")),
            ("name", not 0 < len(tidied.name) <= 60, _("The item's name has 1 to 60 characters.")),
            ("department", not 0 < len(tidied.department) <= 30, _("The department has 1 to 30 characters.")),
            ("promised_days", not 0 <= days <= 365, _("Promised working days are 0 to 365.")),
            ("promised_days", is_at_once and days != 0, _("What is settled on the spot has 0 promised days.")),
            ("fee", not 0 <= tidied.fee <= 100_000_000, _("The fee is 0 or more.")),
        ]
    )
    return tidied


def add(work: Work, item: ServiceItem) -> ServiceItem:
    """A new item. Raises ``Invalid``, also for a code that is taken."""
    work.require(May.EDIT_CATALOGUE)
    values = values_of(checked(item))
    if work.connection.execute(select(services.c.id).where(services.c.code == values["code"])).first():
        raise Invalid(Problem("code", _("The code {code} is already in the catalogue.", code=values["code"])))
    id = work.add(services, values)
    work.audit("service.add", f"services:{id}", after=values)
    return find(work, id)


LABELS = {
    "code": N_("Code"),
    "name": N_("Item"),
    "department": N_("Department"),
    "mode": NP_("service", "Mode"),
    "promised_days": NP_("service", "Working days"),
    "materials": N_("Documents needed"),
    "fee": N_("Fee, yuan"),
    "on_behalf": N_("Assistance"),
    "ends_on": NP_("service", "Offered"),
}


def edit(work: Work, id: int, item: ServiceItem, read: ServiceItem | None = None) -> ServiceItem:
    """Change an item as it was ``read``; cases already taken keep what was told when they were taken in.

    Raises ``Invalid``, and ``EditConflict`` as every edit does.
    """
    work.require(May.EDIT_CATALOGUE)
    thing = edit_conflicts.EditedRecord(f"services:{id}", edit_conflicts.labels_of(ServiceItem, LABELS), _shown)
    values = values_of(checked(edit_conflicts.settled(work, thing, read, find(work, id), item)))
    taken = select(services.c.id).where(services.c.code == values["code"], services.c.id != id)
    if work.connection.execute(taken).first():
        raise Invalid(Problem("code", _("The code {code} is already in the catalogue.", code=values["code"])))
    present = find(work, id)
    before, after = changes(values_of(present), values)
    if not TOLD.isdisjoint(after):
        was = {name: value for name, value in values_of(present).items() if name in TOLD}
        work.add(service_versions, {"service_id": id, "until": work.now, **was})
    work.change(services, id, values)
    work.audit("service.edit", f"services:{id}", before, after)
    return find(work, id)


TOLD = frozenset({"code", "name", "department", "mode", "promised_days", "materials", "fee", "on_behalf"})
"""What a person at the counter is told of an item: cases keep it as it was (``versions``)."""


def retire(work: Work, id: int, ends_on: date | None) -> ServiceItem:
    """Take an item out of the catalogue after ``ends_on``, or bring it back with None. It is never deleted."""
    work.require(May.EDIT_CATALOGUE)
    return edit(work, id, replace(find(work, id), ends_on=ends_on))


def count_by_mode(items: Sequence[ServiceItem]) -> dict[ServiceMode, int]:
    """How many items each mode has, all modes named (seed: 马上办22项、就近办99项、掌上办80项)."""
    counted = Counter(item.mode for item in items)
    return {mode: counted[mode] for mode in ServiceMode}


def frequent(work: Work, limit: int = 9) -> list[int]:
    """Item ids by how often this clerk took them in the last 30 days; this hour's weigh three times."""
    since, hour = work.today - timedelta(days=30), local(work.now).hour
    given = {"staff": work.actor.id, "day": since, "hour": hour, "limit": limit}
    return list(work.connection.execute(FREQUENT, given).scalars())


HOUR = (type_coerce(cases.c.accepted_at, BigInteger) // 3_600_000 + 8) % 24
WEIGHT = case((func.abs(HOUR - bindparam("hour", type_=Integer)) <= 1, 3), else_=1)
FREQUENT = (
    select(cases.c.service_id)
    .where(cases.c.staff_id == bindparam("staff"), cases.c.day >= bindparam("day"))
    .group_by(cases.c.service_id)
    .order_by(func.sum(WEIGHT).desc(), cases.c.service_id)
    .limit(bindparam("limit", type_=Integer))
)


@dataclass(frozen=True)
class SearchableService:
    """An item ready for finding: built once per catalogue, asked at every key press; read aloud at the first one."""

    item: ServiceItem

    @cached_property
    def initials(self) -> frozenset[str]:
        """The name's first letters, in every reading."""
        return frozenset(name_search.initials(self.item.name))

    @cached_property
    def spelt(self) -> str:
        """The name in pinyin, in its most usual reading."""
        return name_search.spelt(self.item.name)

    def rank(self, query: str) -> int | None:
        """0 for the best fit, more for worse, None for no fit. ``query`` is squeezed."""
        name, code = name_search.squeezed(self.item.name), self.item.code.lower()
        if name.startswith(query) or code == query:
            return 0
        if any(letters.startswith(query) for letters in self.initials):
            return 1
        if query in name or code.startswith(query):
            return 2
        if any(query in letters for letters in self.initials):
            return 3
        if len(query) > 1 and query in self.spelt:
            return 4
        return 5 if query in name_search.squeezed(self.item.department) else None


@lru_cache(maxsize=2000)
def _sought(item: ServiceItem) -> SearchableService:
    return SearchableService(item)


def sought(items: Sequence[ServiceItem]) -> list[SearchableService]:
    """Items made ready for finding; one that has not changed is made ready once."""
    return [_sought(item) for item in items]


def matching(catalogue: Sequence[SearchableService], query: str, first: Sequence[int] = ()) -> list[ServiceItem]:
    """Items that fit what was typed, best first; of equal fits the clerk's frequent ones (``first``) lead."""
    typed = name_search.squeezed(identity.tidy(query))
    often = {id: place for place, id in enumerate(first)}
    if not typed:
        known = {service.item.id: service.item for service in catalogue}
        chosen = [known[id] for id in first if id in known]
        return chosen + [service.item for service in catalogue if service.item.id not in often]
    ranked = [
        (rank, often.get(service.item.id, len(often)), service.item)
        for service in catalogue
        if (rank := service.rank(typed)) is not None
    ]
    return [item for _rank, _place, item in sorted(ranked, key=lambda r: r[:2])]


def _shown(field: str, value: Any) -> str:
    return money.plain(value) if field == "fee" else edit_conflicts.plain(value)


def values_of(item: ServiceItem) -> dict[str, Any]:
    """An item as its table has it, without the id."""
    values = asdict(item) | {"mode": item.mode.value, "materials": list(item.materials)}
    values.pop("id")
    return values
