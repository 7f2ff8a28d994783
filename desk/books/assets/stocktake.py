"""Counting what is there: a frozen list of what should be, and one mark for every label that was seen.

Each mark is stored at once, so a stocktake goes on over days and after a crash where it stood.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, delete, select, update

from desk.books.assets import cards, queries
from desk.books.assets.count_marks import CountMark, Scan, counted_twice, room_of, scan_of
from desk.books.assets.model import Asset, AssetCard, AssetSource
from desk.books.assets.queries import AssetFilter
from desk.books.assets.transfers import AssetPlace
from desk.books.signatures import Signature, signer
from desk.core import identity
from desk.core.errors import Refused, refuse_wrong
from desk.core.permissions import May
from desk.core.words import N_, Worded, _
from desk.core.work import Work
from desk.models.assets import counts, expected, signatures, stocktakes
from desk.models.centre import venues, zones
from desk.models.staff import staff
from desk.storage.numbering import in_order


class CountedBy(Worded):
    """What a stocktake covers."""

    ALL = "all", N_("Everything")
    ZONE = "zone", N_("By zone")
    CLASS = "class", N_("By class")
    CUSTODIAN = "custodian", N_("By keeper")


class StocktakeState(Worded):
    """盘点状态. What was closed is never opened again."""

    OPEN = "open", N_("Being counted")
    CLOSED = "closed", N_("Closed and signed")


@dataclass(frozen=True)
class Stocktake:
    """``wanted`` are zone ids, class codes or keepers, by ``by``."""

    id: int
    title: str
    by: CountedBy
    wanted: tuple[Any, ...]
    blind: bool
    state: StocktakeState
    began_on: date
    closed_on: date | None
    note: str
    began_by: str
    signed: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Can marks still be made?"""
        return self.state is StocktakeState.OPEN


def begin(work: Work, title: str, by: CountedBy, wanted: Sequence[Any] = (), *, blind: bool = False) -> int:
    """Freeze the list of what should be there. The stocktake's id. Raises ``Invalid``."""
    work.require(May.KEEP_ASSETS)
    title = identity.one_line(title)
    covered = _covered(work, by, wanted)
    refuse_wrong(
        [
            ("title", not title, _("Please enter a name for the stocktake, like “Year-end count 2026”.")),
            ("title", len(title) > 40, _("At most {n} characters, please.", n=40)),
            ("wanted", by is not CountedBy.ALL and not wanted, _("Please choose what is to be counted.")),
            ("wanted", not covered, _("There is nothing in the ledger to be counted there.")),
        ]
    )
    id = work.add(
        stocktakes,
        {
            "title": title,
            "by": by.value,
            "wanted": list(wanted),
            "blind": blind,
            "state": StocktakeState.OPEN.value,
            "began_on": work.today,
            "staff_id": work.actor.id,
            "at": work.now,
        },
    )
    worths = queries.worths(work, [asset.id for asset in covered], work.today)
    rows = [{"stocktake_id": id, **_frozen(asset, worths[asset.id].net)} for asset in covered]
    work.add_all(expected, rows)
    work.audit("stocktake.begin", f"stocktakes:{id}", after={"by": by.value, "expected": len(rows)})
    return id


def _frozen(asset: Asset, net: int) -> dict[str, Any]:
    """A thing as the ledger has it when the count begins; ``net`` fen for all of it, shared by what is here."""
    return {
        "asset_id": asset.id,
        "number": asset.number,
        "name": asset.name,
        "room": room_of(asset),
        "zone_id": asset.zone_id,
        "venue_id": asset.venue_id,
        "custodian": asset.custodian,
        "quantity": asset.here,
        "value": cards.share(asset.value, asset.here, asset.quantity),
        "net": cards.share(net, asset.here, asset.quantity),
    }


def _covered(work: Work, by: CountedBy, wanted: Sequence[Any]) -> list[Asset]:
    """What should be there: nothing that is gone, and of what is lent only what stayed."""
    filters: dict[CountedBy, Callable[[Any], AssetFilter]] = {
        CountedBy.ALL: lambda _value: AssetFilter(),
        CountedBy.ZONE: lambda value: AssetFilter(zone_id=value),
        CountedBy.CLASS: lambda value: AssetFilter(class_code=value),
        CountedBy.CUSTODIAN: lambda value: AssetFilter(custodian=value),
    }
    covered = {
        asset.id: asset
        for value in (wanted if by is not CountedBy.ALL else [None])
        for asset in queries.page(work, filters[by](value))
        if asset.here > 0
    }
    return sorted(covered.values(), key=lambda asset: (room_of(asset), in_order(asset.number)))


def room_name(work: Work, place: AssetPlace) -> str:
    """The room of a place by name, or its zone."""
    table, id = (venues, place.venue_id) if place.venue_id is not None else (zones, place.zone_id)
    if id is None:
        return _("No place given")
    return str(work.connection.execute(select(table.c.name).where(table.c.id == id)).scalar_one())


TAKES: Select[Any] = (
    select(stocktakes, staff.c.name.label("began_by"))
    .join(staff, staff.c.id == stocktakes.c.staff_id)
    .order_by(stocktakes.c.id.desc())
)
SIGNED = (
    select(signatures.c.stocktake_id, staff.c.name)
    .join(staff, staff.c.id == signatures.c.staff_id)
    .order_by(signatures.c.id)
)


def every(work: Work) -> list[Stocktake]:
    """All stocktakes, the newest first."""
    return _takes(work)


def find(work: Work, id: int) -> Stocktake:
    """Raises ``Refused`` when there is none."""
    takes = _takes(work, id)
    if not takes:
        raise Refused(_("There is no stocktake {id}.", id=id))
    return takes[0]


def _takes(work: Work, id: int | None = None) -> list[Stocktake]:
    takes, signed = (TAKES, SIGNED)
    if id is not None:
        takes, signed = takes.where(stocktakes.c.id == id), signed.where(signatures.c.stocktake_id == id)
    signers: dict[int, list[str]] = {}
    for row in work.connection.execute(signed):
        signers.setdefault(row.stocktake_id, []).append(row.name)
    return [_take(row, signers.get(row.id, ())) for row in work.connection.execute(takes)]


def _take(row: Row[Any], signed: Sequence[str]) -> Stocktake:
    return Stocktake(
        row.id,
        row.title,
        CountedBy(row.by),
        tuple(row.wanted),
        row.blind,
        StocktakeState(row.state),
        row.began_on,
        row.closed_on,
        row.note,
        row.began_by,
        tuple(signed),
    )


MARKS: Select[Any] = (
    select(counts, staff.c.name.label("who")).join(staff, staff.c.id == counts.c.staff_id).order_by(counts.c.id)
)


def marks(work: Work, take: Stocktake) -> list[CountMark]:
    """All marks that the signed-in person may see: in an open blind stocktake only their own."""
    own = take.blind and take.is_open
    return every_mark(work, take.id, *([counts.c.staff_id == work.actor.id] if own else []))


def every_mark(work: Work, take_id: int, *conditions: ColumnElement[bool]) -> list[CountMark]:
    """Marks by conditions on the counts, whoever may see them in the window."""
    return [_mark(row) for row in work.connection.execute(MARKS.where(counts.c.stocktake_id == take_id, *conditions))]


def _mark(row: Row[Any]) -> CountMark:
    columns = {name: value for name, value in row._mapping.items() if name in MARK_FIELDS}
    return CountMark(place=AssetPlace(row.zone_id, row.venue_id), **columns)


MARK_FIELDS = frozenset(field.name for field in fields(CountMark))


def scan(work: Work, take_id: int, label: str, place: AssetPlace) -> Scan:
    """Mark the thing with this label as seen in this place. A second scan changes nothing and says so.

    Raises ``Invalid`` for an empty label, ``Refused`` for a closed stocktake.
    """
    work.require(May.KEEP_ASSETS)
    take = _changing(work, take_id)
    asset = queries.by_number(work, label)
    number = asset.number if asset else queries.tidy_label(label)
    refuse_wrong([("label", not number, _("Please scan a label, or type its number."))])
    refuse_wrong([("label", len(number) > 60, _("At most {n} characters, please.", n=60))])
    before = next((mark for mark in marks(work, take) if mark.label == number), None)
    if before:
        return counted_twice(before, asset)
    frozen = select(expected.c.room, expected.c.quantity)
    on_list = (expected.c.stocktake_id == take_id, expected.c.number == number)
    listed = work.connection.execute(frozen.where(*on_list)).first()
    values = {
        "stocktake_id": take_id,
        "asset_id": asset.id if asset else None,
        "label": number,
        "room": room_name(work, place),
        "zone_id": place.zone_id,
        "venue_id": place.venue_id,
        "quantity": listed.quantity if listed else max(asset.here, 1) if asset else 1,
        "staff_id": work.actor.id,
        "at": work.now,
    }
    mark = every_mark(work, take_id, counts.c.id == work.add(counts, values))[0]
    return scan_of(mark, asset, listed.room if listed else None)


def open_take(work: Work, take_id: int) -> Stocktake:
    """Raises ``Refused`` for one that is closed."""
    take = find(work, take_id)
    if not take.is_open:
        raise Refused(_("This stocktake is closed and signed; nothing in it can change."))
    return take


def _changing(work: Work, take_id: int) -> Stocktake:
    """A stocktake that is about to change: who signed it already signed another result, and has to sign again."""
    take = open_take(work, take_id)
    if take.signed:
        work.connection.execute(delete(signatures).where(signatures.c.stocktake_id == take_id))
        work.audit("stocktake.unsign", f"stocktakes:{take_id}", before={"signed": list(take.signed)})
    return take


def note(
    work: Work,
    take_id: int,
    mark: CountMark,
    *,
    quantity: int | None = None,
    damaged: bool | None = None,
    remark: str | None = None,
) -> None:
    """How many were there, whether it is damaged, and a remark. Raises ``Invalid``."""
    work.require(May.KEEP_ASSETS)
    _changing(work, take_id)
    many = mark.quantity if quantity is None else quantity
    refuse_wrong([("quantity", not 0 <= many <= 10**6, _("The number counted is 0 or more."))])
    values = {
        "quantity": many,
        "damaged": mark.damaged if damaged is None else damaged,
        "note": mark.note if remark is None else identity.one_line(remark)[:200],
    }
    work.connection.execute(update(counts).where(counts.c.id == mark.id).values(values))


def unmark(work: Work, take_id: int, mark: CountMark) -> None:
    """Take one's own mark back: the wrong label was scanned. Raises ``Refused`` for somebody else's."""
    work.require(May.KEEP_ASSETS)
    _changing(work, take_id)
    if mark.staff_id != work.actor.id:
        raise Refused(_("This was counted by {who}; only they can take it back.", who=mark.who))
    work.connection.execute(delete(counts).where(counts.c.id == mark.id))


def book(work: Work, take_id: int, mark: CountMark, card: AssetCard) -> int:
    """Enter a card for a label that was found and not booked, now or after the stocktake; the source is 盘盈.

    Raises ``Invalid`` and ``Refused``.
    """
    work.require(May.KEEP_ASSETS)
    if mark.asset_id is not None or mark.booked_id is not None:
        raise Refused(_("{label} is in the ledger already.", label=mark.label))
    take = find(work, take_id)
    fresh = replace(card, number=card.number or mark.label, source=AssetSource.SURPLUS)
    id = cards.add(work, fresh, reason=_("Found in the stocktake “{title}”", title=take.title))
    work.connection.execute(update(counts).where(counts.c.id == mark.id).values(booked_id=id))
    return id


def sign(work: Work, take_id: int, by: Signature) -> None:
    """Who has just given their password signs. Raises ``Refused`` for somebody who signed already."""
    work.require(May.KEEP_ASSETS)
    person = signer(work, by)
    take = open_take(work, take_id)
    mine = (signatures.c.stocktake_id == take_id, signatures.c.staff_id == person.id)
    if work.connection.execute(select(signatures.c.id).where(*mine)).first():
        raise Refused(_("This person has signed already; somebody else has to sign as well."))
    work.add(signatures, {"stocktake_id": take.id, "staff_id": person.id, "at": work.now})
    work.audit("stocktake.sign", f"stocktakes:{take_id}", after={"staff": person.id})
