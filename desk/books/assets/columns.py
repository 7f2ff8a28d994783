"""The columns of a table of assets 资产表."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter

from desk.books import centre
from desk.books.assets import classes, queries
from desk.books.assets.model import FREE_TEXTS, Asset, AssetCondition, AssetOwner, AssetSource
from desk.books.assets.queries import AssetFilter
from desk.core import money
from desk.core.numbers import hundredths
from desk.core.sheet_columns import CellKind, Columns, SheetColumn, one_of, words_of
from desk.core.words import N_
from desk.core.work import Work

ON_A_NEW_CARD = (AssetCondition.IN_USE, AssetCondition.IDLE, AssetCondition.REPAIR, AssetCondition.TO_DISPOSE)


def kept(work: Work) -> Iterator[Asset]:
    """Every card that was not disposed of by its number, what is a part of something after it."""
    cards = queries.page(work, AssetFilter())
    known = {card.number for card in cards}
    done = set[str]()
    while cards:
        ready = [card for card in cards if card.parent in done or card.parent not in known]
        yield from ready
        done |= {card.number for card in ready}
        cards = [card for card in cards if card.number not in done]


def _classes(work: Work) -> Sequence[str]:
    return [each.words for each in classes.every(work)]


def _zones(work: Work) -> Sequence[str]:
    return list(queries.zone_ids(work))


def _venues(work: Work) -> Sequence[str]:
    return [venue.name for venue in centre.all_venues(work)]


def _condition(card: Asset) -> str:
    lent = card.condition is AssetCondition.LENT
    return words_of(AssetCondition.IN_USE if lent else card.condition)


def _life(card: Asset) -> int | str:
    return f"{card.life_months}个月" if card.life_months % 12 else card.life_months // 12


COLUMNS: Columns = {
    "number": SheetColumn(
        N_("Each number once. For things without numbers please delete this column; the ledger then numbers them."),
        attrgetter("number"),
        CellKind.CODE,
        required=True,
    ),
    "name": SheetColumn(N_("1 to 60 characters."), attrgetter("name"), required=True, width=24),
    "class": SheetColumn(
        N_("Code or name of the class; empty where the name of the thing tells it."),
        lambda card: f"{card.class_code} {card.class_name}",
        CellKind.CODE,
        choices=_classes,
        strict=False,
        width=26,
    ),
    "model": SheetColumn(N_("Make and model, at most 80 characters."), attrgetter("model"), CellKind.CODE, width=20),
    "serial": SheetColumn(
        N_("The serial number of one piece; no two things have the same."),
        attrgetter("serial"),
        CellKind.CODE,
        width=20,
    ),
    "unit": SheetColumn(N_("Such as 台, 张, 把; empty counts as 件."), attrgetter("unit"), width=8),
    "quantity": SheetColumn(N_("A whole number; empty counts as 1."), attrgetter("quantity"), CellKind.NUMBER, width=8),
    "original_value": SheetColumn(
        N_("Yuan, of all pieces together."), lambda card: money.in_cell(card.value), CellKind.AMOUNT
    ),
    "acquired_on": SheetColumn(
        N_("As 2026-01-31, not before 1950 and not after today."),
        attrgetter("acquired_on"),
        CellKind.DAY,
        required=True,
    ),
    "source": SheetColumn(
        N_("Please choose; empty counts as 购置."), lambda card: words_of(card.source), choices=one_of(AssetSource)
    ),
    **{
        name: SheetColumn(N_("Anything, as it is to stand on the card."), attrgetter(name), width=20)
        for name in FREE_TEXTS
    },
    "zone": SheetColumn(
        N_("A zone of the centre; with a room it follows from that."), attrgetter("zone"), choices=_zones, width=18
    ),
    "venue": SheetColumn(N_("A room of the centre."), attrgetter("venue"), choices=_venues, width=18),
    "spot": SheetColumn(N_("Shelf, wall or cupboard, at most 40 characters."), attrgetter("spot"), width=18),
    "custodian": SheetColumn(N_("Who keeps it, at most 20 characters."), attrgetter("custodian")),
    "condition": SheetColumn(
        N_("Please choose; empty counts as 在用. What is gone is not entered."),
        _condition,
        choices=one_of(ON_A_NEW_CARD),
    ),
    "owner_kind": SheetColumn(
        N_("Please choose; empty counts as 本中心, or follows from the name of the owner."),
        lambda card: words_of(card.owner_kind),
        choices=one_of(AssetOwner),
    ),
    "owner": SheetColumn(N_("Its name, where it is a department or a partner."), attrgetter("owner"), width=20),
    "useful_life": SheetColumn(
        N_("Years, or months such as 18个月; 0: nothing is depreciated; empty: as its class has it."),
        _life,
        CellKind.NUMBER,
    ),
    "residual": SheetColumn(
        N_("Per cent that is never depreciated, such as 5%; empty counts as 5%."),
        lambda card: f"{hundredths(card.residual)}%",
        CellKind.CODE,
    ),
    "warranty_until": SheetColumn(
        N_("As 2026-01-31; empty where there is none."), attrgetter("warranty_until"), CellKind.DAY
    ),
    "inspect_every": SheetColumn(
        N_("Every how many months, 1 to 120; empty where it is not inspected."),
        attrgetter("inspect_every"),
        CellKind.NUMBER,
        width=16,
    ),
    "inspect_on": SheetColumn(
        N_("As 2026-01-31; empty: so many months from today."), attrgetter("inspect_on"), CellKind.DAY
    ),
    "low_mark": SheetColumn(
        N_("Only for consumables: at how many it is restocked."), attrgetter("low_mark"), CellKind.NUMBER
    ),
    "parent": SheetColumn(
        N_("What it is a part of: a number in the ledger, or of a row above."), attrgetter("parent"), CellKind.CODE
    ),
    "note": SheetColumn(N_("Anything else, at most 500 characters."), attrgetter("note"), width=30),
}
