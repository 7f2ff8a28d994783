"""Reading the ledger: one card, its history, lists by anything, and what a scanned label means."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from desk.books import centre, clock_ahead
from desk.books.assets import ledger
from desk.books.assets.depreciation import BookValue
from desk.books.assets.model import Asset, AssetCondition, AssetOwner, AssetSource, Movement, MovementKind
from desk.core import name_search
from desk.core.errors import Refused
from desk.core.words import _
from desk.core.work import Work
from desk.storage import numbering

COLUMNS = (
    "a.name, a.class_code, a.acquired_on, a.number, a.model, a.serial, a.unit, a.source, a.funding, a.supplier,"
    " a.owner_kind, a.owner, a.zone_id, a.venue_id, a.spot, a.custodian, a.condition, a.life_months, a.residual,"
    " a.parent_id, a.low_mark, a.warranty_until, a.inspect_every, a.inspect_on, a.note, a.quantity, a.value, a.id,"
    " a.depreciated, a.lent, a.last_day, c.name, coalesce(z.name, ''), coalesce(v.name, ''), coalesce(p.number, '')"
)
JOINS = (
    "FROM assets a JOIN asset_classes c ON c.code = a.class_code LEFT JOIN zones z ON z.id = a.zone_id"
    " LEFT JOIN venues v ON v.id = a.venue_id LEFT JOIN assets p ON p.id = a.parent_id"
)
FROM = f"SELECT {COLUMNS} {JOINS}"
ORDERS = {
    "number": (),
    "name": ("a.name",),
    "class": ("a.class_code",),
    "zone": ("z.name", "v.name"),
    "custodian": ("a.custodian",),
    "condition": ("a.condition",),
    "acquired_on": ("a.acquired_on",),
    "value": ("a.value",),
}
"""What a list is ordered by, before the number."""
DIGITS = 6
"""As many has an asset number like ZC000123 at least."""


def day_or_none(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def asset_of_row(row: tuple[Any, ...]) -> Asset:
    (
        name,
        class_code,
        acquired_on,
        number,
        model,
        serial,
        unit,
        source,
        funding,
        supplier,
        owner_kind,
        owner,
        zone_id,
        venue_id,
        spot,
        custodian,
        condition,
        life,
        residual,
        parent_id,
        low_mark,
        warranty,
        every,
        inspect_on,
        note,
        quantity,
        value,
        id,
        depreciated,
        lent,
        last_day,
        class_name,
        zone,
        venue,
        parent,
    ) = row
    return Asset(
        name,
        class_code,
        date.fromisoformat(acquired_on),
        number,
        model,
        serial,
        unit,
        AssetSource(source),
        funding,
        supplier,
        AssetOwner(owner_kind),
        owner,
        zone_id,
        venue_id,
        spot,
        custodian,
        AssetCondition(condition),
        life,
        residual,
        parent_id,
        low_mark,
        day_or_none(warranty),
        every,
        day_or_none(inspect_on),
        note,
        quantity,
        value,
        id,
        depreciated,
        lent,
        date.fromisoformat(last_day),
        class_name,
        zone,
        venue,
        parent,
    )


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
    cards: int
    pieces: int
    value: int


def _where(wanted: AssetFilter) -> tuple[str, list[Any]]:
    exact = {
        "a.zone_id": wanted.zone_id,
        "a.venue_id": wanted.venue_id,
        "a.custodian": wanted.custodian,
        "a.condition": wanted.condition and wanted.condition.value,
        "a.parent_id": wanted.parent_id,
        "a.owner_kind": wanted.owner_kind and wanted.owner_kind.value,
    }
    parts = [(f"{column} = ?", [value]) for column, value in exact.items() if value is not None]
    parts += [("instr(a.find, ?)", [word]) for word in map(name_search.squeezed, wanted.text.split()) if word]
    if wanted.class_code:
        parts.append(("a.class_code GLOB ?", [f"{wanted.class_code}*"]))
    if wanted.low_stock:
        parts.append(("a.quantity <= a.low_mark", []))
    if not wanted.gone and wanted.condition is not AssetCondition.DISPOSED:
        parts.append(("a.condition <> 'disposed'", []))
    if wanted.consumable is not None:
        parts.append((f"a.low_mark IS {'NOT ' if wanted.consumable else ''}NULL", []))
    if wanted.labelled is not None:
        there = "EXISTS (SELECT 1 FROM asset_labels l WHERE l.asset_id = a.id AND l.number = a.number)"
        parts.append((there if wanted.labelled else f"NOT {there}", []))
    values = [value for _part, given in parts for value in given]
    return (f" WHERE {' AND '.join(part for part, _given in parts)}" if parts else ""), values


def page(
    work: Work,
    wanted: AssetFilter,
    order: str = "number",
    offset: int = 0,
    limit: int = -1,
    *,
    descending: bool = False,
) -> list[Asset]:
    """Some rows of a list; all of them without a ``limit``."""
    where, values = _where(wanted)
    columns = (*ORDERS[order], *_by_number(work))
    by = ", ".join(f"{each} DESC" if descending else each for each in columns)
    query = f"{FROM}{where} ORDER BY {by} LIMIT ? OFFSET ?"
    return [asset_of_row(row) for row in work.rows(query, *values, limit, offset)]


def _by_number(work: Work) -> tuple[str, ...]:
    """An index serves the plain text, which is right until the numbers outgrow their six digits."""
    outgrown = numbering.last_of_typed(work, "assets", str(centre.setting(work, "asset_prefix")), DIGITS) >= 10**DIGITS
    return tuple(part.format("a.number") for part in numbering.PARTS) if outgrown else ("a.number",)


def sums(work: Work, wanted: AssetFilter) -> LedgerSums:
    where, values = _where(wanted)
    return LedgerSums(
        *work.rows(
            f"SELECT count(*), coalesce(sum(a.quantity), 0), coalesce(sum(a.value), 0) FROM assets a{where}", *values
        )[0]
    )


def find(work: Work, id: int) -> Asset:
    rows = work.rows(f"{FROM} WHERE a.id = ?", id)
    if not rows:
        raise Refused(_("This card is not in the book."))
    return asset_of_row(rows[0])


def by_number(work: Work, number: str) -> Asset | None:
    """The card with this number, as typed or scanned: case and outer space do not matter."""
    rows = work.rows(f"{FROM} WHERE a.number = ?", tidy_label(number))
    return asset_of_row(rows[0]) if rows else None


def tidy_label(label: str) -> str:
    """As numbers are kept: narrow letters, upper case, no space."""
    from desk.core import identity

    return "".join(identity.tidy(label).split()).upper()


def custodians(work: Work) -> list[str]:
    """Everybody who keeps something, and the staff."""
    query = (
        "SELECT custodian FROM assets WHERE custodian <> '' AND condition <> 'disposed'"
        " UNION SELECT name FROM staff WHERE active ORDER BY 1"
    )
    return [name for (name,) in work.rows(query)]


def worths(work: Work, ids: Sequence[int], at: date) -> dict[int, BookValue]:
    """Value and depreciation of some cards on a day."""
    query = ledger.READ.format(
        only="AND asset_id IN (SELECT value FROM json_each(?2))", day=clock_ahead.day_column(work)
    )
    return {state.id: state.worth(at) for state in ledger.fold(work.rows(query, at.isoformat(), json.dumps(list(ids))))}


HISTORY = (
    "SELECT m.kind, m.day, m.fields, m.quantity, m.value, m.depreciated, m.lent, m.cost, m.people, m.reason, m.paper,"
    " m.other_id, m.loan_id, m.approved_by, m.id, m.asset_id, m.staff_id, m.at, s.name, coalesce(b.name, '')"
    " FROM asset_movements m JOIN staff s ON s.id = m.staff_id LEFT JOIN staff b ON b.id = m.approved_by"
    " WHERE {where} ORDER BY m.id"
)


def history(work: Work, asset_id: int) -> list[Movement]:
    """Everything that happened to a card, oldest first."""
    return [_movement(row) for row in work.rows(HISTORY.format(where="m.asset_id = ?"), asset_id)]


def between(work: Work, first: date, last: date, kind: MovementKind | None = None) -> list[Movement]:
    """All movements of a span of days."""
    where = f"{clock_ahead.day_column(work, 'm.day')} BETWEEN ? AND ?" + (" AND m.kind = ?" if kind else "")
    return [
        _movement(row)
        for row in work.rows(
            HISTORY.format(where=where), first.isoformat(), last.isoformat(), *([kind.value] if kind else [])
        )
    ]


def _movement(row: tuple[Any, ...]) -> Movement:
    kind, day, fields, *rest, at, who, approver = row
    told = (*rest, datetime.fromtimestamp(at / 1000, UTC), who, approver)
    return Movement(MovementKind(kind), date.fromisoformat(day), json.loads(fields), *told)


@dataclass(frozen=True)
class LedgerPlaces:
    """Names of zones and rooms by id, also of those no longer in use."""

    zones: dict[int, str]
    venues: dict[int, str]

    def words(self, columns: Mapping[str, Any]) -> str:
        """The place that a movement set: 图书阅览室 西墙."""
        room = self.venues.get(columns.get("venue_id") or 0) or self.zones.get(columns.get("zone_id") or 0, "")
        return " ".join(filter(None, (room, columns.get("spot", "")))) or _("No place given")


def places(work: Work) -> LedgerPlaces:
    return LedgerPlaces(dict(work.rows("SELECT id, name FROM zones")), dict(work.rows("SELECT id, name FROM venues")))
