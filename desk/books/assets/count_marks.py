"""A mark of a stocktake 盘点记录, and what the scan that made it meant 扫描结果."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desk.books.assets.model import Asset
from desk.books.assets.transfers import AssetPlace
from desk.core.clock import local
from desk.core.tone import Tone
from desk.core.words import N_, NP_, Worded, _


class ScanOutcome(Worded):
    """What a scan meant."""

    FOUND = "found", NP_("mark of a stocktake", "Found here"), Tone.DONE
    ELSEWHERE = "elsewhere", NP_("mark of a stocktake", "Wrong place"), Tone.DANGER
    OUTSIDE = "outside", N_("Not on this list"), Tone.DANGER
    UNKNOWN = "unknown", N_("Found, not in the ledger"), Tone.DANGER
    TWICE = "twice", NP_("mark of a stocktake", "Already counted"), Tone.WAITING


@dataclass(frozen=True)
class CountMark:
    """One person's mark. ``asset_id`` None for a label that no card has; ``booked_id`` the card it became later."""

    id: int
    asset_id: int | None
    label: str
    room: str
    place: AssetPlace
    quantity: int
    damaged: bool
    note: str
    booked_id: int | None
    staff_id: int
    who: str
    at: datetime


@dataclass(frozen=True)
class Scan:
    """What came of one scan. ``sentence`` is for the person who scanned."""

    seen: ScanOutcome
    sentence: str
    mark: CountMark
    asset: Asset | None


def room_of(asset: Asset) -> str:
    """The room by name, or the zone; the spot inside it does not matter for a count."""
    return asset.venue or asset.zone or _("No place given")


def counted_twice(before: CountMark, asset: Asset | None) -> Scan:
    """A label that was marked ``before``: who counted it, when and where."""
    sentence = _(
        "{label} was counted already: {who}, {at}, {room}.",
        label=before.label,
        who=before.who,
        at=f"{local(before.at):%m-%d %H:%M}",
        room=before.room,
    )
    return Scan(ScanOutcome.TWICE, sentence, before, asset)


def scan_of(mark: CountMark, asset: Asset | None, listed_in: str | None) -> Scan:
    """What a fresh mark means. ``listed_in`` is the room that the stocktake's list has for it, None where it is not on
    the list."""
    if asset is None:
        sentence = _("{label} is not in the ledger. It is kept as “found, not booked”.", label=mark.label)
        return Scan(ScanOutcome.UNKNOWN, sentence, mark, None)
    names = {"number": mark.label, "name": asset.name}
    if asset.is_gone:
        sentence = _("{number} {name} was disposed of in the book, but it is here.", **names)
        return Scan(ScanOutcome.OUTSIDE, sentence, mark, asset)
    if listed_in is None:
        sentence = _("{number} {name} is not on this list; the book has it in {room}.", **names, room=room_of(asset))
        return Scan(ScanOutcome.OUTSIDE, sentence, mark, asset)
    if listed_in != mark.room:
        sentence = _("{number} {name} belongs in {right}, not here.", **names, right=listed_in)
        return Scan(ScanOutcome.ELSEWHERE, sentence, mark, asset)
    return Scan(ScanOutcome.FOUND, _("{number} {name}: found.", **names), mark, asset)
