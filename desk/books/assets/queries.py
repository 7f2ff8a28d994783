"""Reading the ledger: one card, its history, lists by anything, and what a scanned label means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import Column, ColumnElement, CursorResult, Select, and_, bindparam, exists, func, or_, select

from desk.books import centre, clock_ahead
from desk.books.assets import ledger
from desk.books.assets.depreciation import BookValue
from desk.books.assets.model import KINDS, Asset, AssetCondition, AssetOwner, Movement, MovementKind
from desk.core import name_search, plain_text
from desk.core.errors import Refused
from desk.core.records import records
from desk.core.words import _
from desk.core.work import Work
from desk.models.assets import assets, classes, labels, movements
from desk.models.centre import venues, zones
from desk.models.staff import staff
from desk.storage import numbering
from desk.storage.matching import begins_with, holds

K = TypeVar("K", int, str)
whole = assets.alias("whole")
CARDS: Select[Any] = (
    select(
        *(column for column in assets.c if column is not assets.c.find),
        classes.c.name.label("class_name"),
        func.coalesce(zones.c.name, "").label("zone"),
        func.coalesce(venues.c.name, "").label("venue"),
        func.coalesce(whole.c.number, "").label("parent"),
    )
    .join(classes, classes.c.code == assets.c.class_code)
    .outerjoin(zones, zones.c.id == assets.c.zone_id)
    .outerjoin(venues, venues.c.id == assets.c.venue_id)
    .outerjoin(whole, whole.c.id == assets.c.parent_id)
)
"""The columns of ``Asset``, each by its name."""
ORDERS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "number": (),
    "name": (assets.c.name,),
    "class": (assets.c.class_code,),
    "zone": (zones.c.name, venues.c.name),
    "custodian": (assets.c.custodian,),
    "condition": (assets.c.condition,),
    "acquired_on": (assets.c.acquired_on,),
    "value": (assets.c.value,),
}
"""What a list is ordered by, before the number."""
DIGITS = 6
"""As many has an asset number like ZC000123 at least."""


def assets_of(rows: CursorResult[Any]) -> list[Asset]:
    """The cards that ``CARDS`` found."""
    return records(rows, Asset, **KINDS)


@dataclass(frozen=True)
class AssetFilter:
    """What a list shows. ``class_code`` with all classes below it; ``gone`` also what was disposed of; ``labelled``
    False for what has no label with its present number yet.
    """

    text: str = ""
    class_code: str = ""
    zone_id: int | None = None
    venue_id: int | None = None
    custodian: str | None = None
    condition: AssetCondition | None = None
    owner_kind: AssetOwner | None = None
    parent_id: int | None = None
    low_stock: bool = False
    gone: bool = False
    labelled: bool | None = None
    consumable: bool | None = None


@dataclass(frozen=True)
class LedgerSums:
    """Cards, pieces and original value in fen."""

    cards: int
    pieces: int
    value: int


def _conditions(wanted: AssetFilter) -> list[ColumnElement[bool]]:
    exact = {
        assets.c.zone_id: wanted.zone_id,
        assets.c.venue_id: wanted.venue_id,
        assets.c.custodian: wanted.custodian,
        assets.c.condition: wanted.condition and wanted.condition.value,
        assets.c.parent_id: wanted.parent_id,
        assets.c.owner_kind: wanted.owner_kind and wanted.owner_kind.value,
    }
    parts: list[ColumnElement[bool]] = [column == value for column, value in exact.items() if value is not None]
    parts += [holds(assets.c.find, word) for word in map(name_search.squeezed, wanted.text.split()) if word]
    if wanted.class_code:
        parts.append(begins_with(assets.c.class_code, wanted.class_code))
    if wanted.low_stock:
        parts.append(assets.c.quantity <= assets.c.low_mark)
    if not wanted.gone and wanted.condition is not AssetCondition.DISPOSED:
        parts.append(KEPT)
    if wanted.consumable is not None:
        parts.append(assets.c.low_mark.is_not(None) if wanted.consumable else assets.c.low_mark.is_(None))
    if wanted.labelled is not None:
        printed = exists().where(labels.c.asset_id == assets.c.id, labels.c.number == assets.c.number)
        parts.append(printed if wanted.labelled else ~printed)
    return parts


KEPT = assets.c.condition != AssetCondition.DISPOSED.value
"""What was not disposed of."""


def page(
    work: Work,
    wanted: AssetFilter,
    order: str = "number",
    offset: int = 0,
    limit: int | None = None,
    *,
    descending: bool = False,
) -> list[Asset]:
    """Some rows of a list; all of them without a ``limit``."""
    query = _page(wanted, order, descending, has_outgrown_numbers(work), offset, limit)
    return assets_of(work.connection.execute(query))


@lru_cache(maxsize=64)
def _page(
    wanted: AssetFilter, order: str, descending: bool, outgrown: bool, offset: int, limit: int | None
) -> Select[Any]:
    """The statement of a page; the same one for the same page, so that SQLAlchemy need not look at it again."""
    by = (*ORDERS[order], *(numbering.order_of(assets.c.number) if outgrown else (assets.c.number,)))
    query = CARDS.where(*_conditions(wanted)).order_by(*(each.desc() if descending else each for each in by))
    return query.limit(limit).offset(offset)


def has_outgrown_numbers(work: Work) -> bool:
    """An index serves the plain text of a number, which is the right order until they outgrow their six digits."""
    prefix = str(centre.setting(work, "asset_prefix"))
    most: int = 10**DIGITS
    return numbering.last_of_typed(work, "assets", prefix, DIGITS) >= most


def sums(work: Work, wanted: AssetFilter) -> LedgerSums:
    """Of all cards that a filter lets through, not of one page."""
    row = work.connection.execute(_sums(wanted)).one()
    return LedgerSums(**{name: int(total) for name, total in row._mapping.items()})


@lru_cache(maxsize=64)
def _sums(wanted: AssetFilter) -> Select[Any]:
    return SUMS.where(*_conditions(wanted))


SUMS = select(
    func.count().label("cards"),
    func.coalesce(func.sum(assets.c.quantity), 0).label("pieces"),
    func.coalesce(func.sum(assets.c.value), 0).label("value"),
).select_from(assets)


def find(work: Work, id: int) -> Asset:
    """One card. Raises ``Refused`` when there is none."""
    cards = assets_of(work.connection.execute(BY_ID, {"id": id}))
    if not cards:
        raise Refused(_("This card is not in the book."))
    return cards[0]


BY_ID = CARDS.where(assets.c.id == bindparam("id"))
BY_NUMBER = CARDS.where(assets.c.number == bindparam("number"))


def by_number(work: Work, number: str) -> Asset | None:
    """The card with this number, as typed or scanned: case and outer space do not matter.

    A Chinese input method that was on turns a scanner's first letters into a character (zc000007 into 在c000007): where
    no card has such a number, the letters that the characters begin with are tried, and count if they mean one card.
    """
    label = tidy_label(number)
    if (exact := _numbered(work, label)) or label.isascii():
        return exact
    read = filter(None, (_numbered(work, each.upper()) for each in sorted(name_search.initials(label))))
    cards = {card.id: card for card in read}
    return next(iter(cards.values())) if len(cards) == 1 else None


def _numbered(work: Work, label: str) -> Asset | None:
    return next(iter(assets_of(work.connection.execute(BY_NUMBER, {"number": label}))), None)


def tidy_label(label: str) -> str:
    """As numbers are kept: narrow letters, upper case, no space."""
    return "".join((label if label.isascii() else plain_text.tidy(label)).split()).upper()


def custodians(work: Work) -> list[str]:
    """Everybody who keeps something, and the staff."""
    keepers = select(assets.c.custodian.label("name")).where(assets.c.custodian != "", KEPT)
    query = keepers.union(select(staff.c.name).where(staff.c.active)).order_by("name")
    return list(work.connection.execute(query).scalars())


def worths(work: Work, ids: Sequence[int], at: date) -> dict[int, BookValue]:
    """Value and depreciation of some cards on a day."""
    wanted = set(ids)
    only = [movements.c.asset_id.in_(wanted)] if len(wanted) <= MOST_IN_A_LIST else []
    return {state.id: state.worth(at) for state in ledger.states_of(work, at, only) if state.id in wanted}


MOST_IN_A_LIST = 500
"""Values that a query names one by one; for more, every row is read."""

approvers = staff.alias("approvers")
HISTORY: Select[Any] = (
    select(movements, staff.c.name.label("who"), func.coalesce(approvers.c.name, "").label("approver"))
    .join(staff, staff.c.id == movements.c.staff_id)
    .outerjoin(approvers, approvers.c.id == movements.c.approved_by)
    .order_by(movements.c.id)
)
OF_CARD = HISTORY.where(movements.c.asset_id == bindparam("asset_id"))


def history(work: Work, asset_id: int) -> list[Movement]:
    """Everything that happened to a card, oldest first."""
    return records(work.connection.execute(OF_CARD, {"asset_id": asset_id}), Movement, kind=MovementKind)


def between(work: Work, first: date, last: date, kind: MovementKind | None = None) -> list[Movement]:
    """All movements of a span of days."""
    query = HISTORY.where(clock_ahead.day_column(work, movements.c.day).between(first, last))
    if kind:
        query = query.where(movements.c.kind == kind.value)
    return records(work.connection.execute(query), Movement, kind=MovementKind)


@dataclass(frozen=True)
class LedgerPlaces:
    """Names of zones and rooms by id, also of those no longer in use."""

    zones: dict[int, str]
    venues: dict[int, str]

    def name_of(self, columns: Mapping[str, Any]) -> str:
        """The place that a movement set: 图书阅览室 西墙."""
        room = self.venues.get(columns.get("venue_id") or 0) or self.zones.get(columns.get("zone_id") or 0, "")
        return " ".join(filter(None, (room, columns.get("spot", "")))) or _("No place given")


def places(work: Work) -> LedgerPlaces:
    """The names of all zones and rooms."""
    return LedgerPlaces(names_of(work, zones.c.id, zones.c.name), names_of(work, venues.c.id, venues.c.name))


def class_names(work: Work) -> dict[str, str]:
    """The names of all classes by code, also of those no longer in use."""
    return names_of(work, classes.c.code, classes.c.name)


def names_of(work: Work, key: Column[K], name: Column[str]) -> dict[K, str]:
    """What the rows of a table are called, by their key."""
    return {row[0]: row[1] for row in work.connection.execute(select(key, name))}


def numbers(work: Work) -> set[str]:
    """Every number that a card has, also of what was disposed of."""
    return set(work.connection.scalars(select(assets.c.number)))


def ids_of(work: Work, wanted: set[str]) -> dict[str, int]:
    """The cards that have these numbers, by number."""
    return {row.number: row.id for row in work.connection.execute(NUMBERED) if row.number in wanted} if wanted else {}


NUMBERED = select(assets.c.number, assets.c.id)


def serials(work: Work) -> list[str]:
    """Every serial number 序列号 on a card."""
    return list(work.connection.scalars(select(assets.c.serial).where(assets.c.serial != "")))


def zone_ids(work: Work) -> dict[str, int]:
    """The zones 功能区 by their names."""
    return {zone.name: zone.id for zone in work.connection.execute(select(zones.c.name, zones.c.id))}


others = venues.alias("others")
ONLY_IN_ITS_ZONE = ~exists().where(others.c.zone_id == venues.c.zone_id, others.c.active, others.c.id != venues.c.id)
ITS_ZONE = select(venues.c.zone_id).where(venues.c.id == bindparam("venue"), ONLY_IN_ITS_ZONE).scalar_subquery()
HOLDS = select(func.count()).where(
    assets.c.condition != AssetCondition.DISPOSED.value,
    or_(assets.c.venue_id == bindparam("venue"), and_(assets.c.venue_id.is_(None), assets.c.zone_id == ITS_ZONE)),
)
"""Things in the venue, and those that are only in its zone when it is the zone's last venue in use."""


def reasons_for_venue(work: Work, venue: int) -> Iterator[str]:
    """Why a venue cannot be taken out of use: what stands in it."""
    if many := work.connection.execute(HOLDS, {"venue": venue}).scalar_one():
        yield _("{n} things of the asset ledger stand in this venue. Please move them first.", n=many)
