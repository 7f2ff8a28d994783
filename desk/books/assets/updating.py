"""The ledger brought up to date from a file: cards by their numbers, else by serial number.

What is typed on a card may be corrected by a file, as by hand. Where a thing is, who keeps it, its condition, how many
there are and what they are worth follow from movements and decisions: a file that says something else is told only.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from typing import Any

from desk.books.assets import cards, queries
from desk.books.assets.columns import COLUMNS
from desk.books.assets.import_rows import AssetRowReader, ListedCard
from desk.books.assets.import_vocabulary import CONDITIONS, GONE, LENT
from desk.books.assets.model import FREE_TEXTS, LABELS, Asset, AssetCard, AssetCondition, AssetOwner
from desk.core import days, money, numbers
from desk.core.days import NoDay, NotToTheDay
from desk.core.errors import Refused
from desk.core.permissions import May
from desk.core.sheet_columns import cells_of
from desk.core.spreadsheet import as_text
from desk.core.updating import Cells, UpdateField, UpdateSpec, plainly, same_named
from desk.core.words import N_, _, phrases
from desk.core.work import Work

BY_MOVING = N_("please use “Move” in the asset ledger")
BY_HANDING_OVER = N_("please use “Hand over” in the asset ledger")
ON_THE_CARD = N_("please change it on the card")
BY_STEPS = N_("the condition follows from lending, repair and disposal")
BY_DECISION = N_("quantity and value change by handing out, restocking, stocktake or an approved proposal")


def _keys(asset: Asset) -> Iterator[Hashable]:
    yield "number", asset.number
    if asset.serial:
        yield "serial", cards.tidy_serial(asset.serial)


def _row_keys(cells: Cells, _today: date) -> Sequence[Hashable]:
    number = queries.tidy_label(as_text(cells.get("number", "")))
    serial = cards.tidy_serial(as_text(cells.get("serial", "")))
    return [key for key in (("number", number), ("serial", serial)) if key[1]]


NEEDED = (
    *("number", "name", "class", "serial", "unit", "acquired_on", "useful_life"),
    *("owner", "inspect_every", "inspect_on", "low_mark"),
)


def _filled(asset: Asset, given: Cells) -> Cells:
    """What has run out counts as one; a condition that the file knows is looked at by ``_state`` alone."""
    is_worth = not asset.is_gone and "unit_price" not in given
    stored = cells_of(COLUMNS, asset, *NEEDED, *(("original_value",) if is_worth else ()))
    many = {"quantity": max(asset.quantity, 1)}
    known = {"condition": ""} if _condition(given) else {}
    return {**stored, **many, **given, **known, **(many if _is_as_many(asset, given) else {})}


def _condition(given: Cells) -> AssetCondition | None:
    """What the file says; None where that is not known, which the reader tells."""
    word = as_text(given.get("condition", "")).lower()
    if word in LENT:
        return AssetCondition.LENT
    return AssetCondition.DISPOSED if word in GONE else CONDITIONS.get(word)


def _is_as_many(asset: Asset, given: Cells) -> bool:
    """A consumable may have run out, which no new card may."""
    cell_text = as_text(given.get("quantity", ""))
    return numbers.is_whole(cell_text) and cell_text.lstrip("0") == str(asset.quantity or "")


def _as_many(asset: Asset, read: AssetCard, given: Cells) -> Mapping[str, Any]:
    return {"quantity": asset.quantity if _is_as_many(asset, given) else read.quantity}


def _worth(asset: Asset, read: AssetCard, given: Cells) -> Mapping[str, Any]:
    """A price of one says nothing of a card that has none left."""
    says_nothing = not asset.quantity and not as_text(given.get("original_value", ""))
    return {"value": asset.value if says_nothing else read.value}


def _class(asset: Asset, read: AssetCard, _given: Cells) -> Mapping[str, Any]:
    """A class above the stored one says no more than is known."""
    return {"class_code": asset.class_code if asset.class_code.startswith(read.class_code) else read.class_code}


def _acquired(asset: Asset, read: AssetCard, given: Cells) -> Mapping[str, Any]:
    """So does the month in which it was."""
    try:
        days.day_of(given.get("acquired_on"))
    except NotToTheDay as month:
        day = asset.acquired_on
        if (day.year, day.month) == (month.first.year, month.first.month if month.has_month else day.month):
            return {"acquired_on": day}
    except NoDay:
        pass
    return {"acquired_on": read.acquired_on}


def _owner(asset: Asset, read: AssetCard, given: Cells) -> Mapping[str, Any]:
    """A name alone does not say whether it is a department's or a partner's, and a kind alone leaves the name unless it
    is another kind, of those that have none.
    """
    if not as_text(given.get("owner", "")):
        named = (asset.owner_kind, AssetOwner.DEPARTMENT, AssetOwner.PARTNER)
        return {"owner_kind": read.owner_kind, "owner": asset.owner if read.owner_kind in named else ""}
    is_name_alone = read.owner == asset.owner and not as_text(given.get("owner_kind", ""))
    kind = asset.owner_kind if read.owner and is_name_alone else read.owner_kind
    return {"owner_kind": kind, "owner": read.owner}


APART = {"zone": "zone_id", "venue": "venue_id", "spot": "spot"}


def _place(asset: Asset, read: AssetCard, given: Cells) -> Mapping[str, Any]:
    """All of it by one cell that says another place than the card; else what has cells of its own."""
    location = "".join(as_text(given.get("location", "")).split())
    is_other = location and location != "".join(asset.where.split())
    names = [name for column, name in APART.items() if is_other or as_text(given.get(column, ""))]
    return {name: getattr(read, name) for name in names}


def _part(_asset: Asset, read: ListedCard, _given: Cells) -> Mapping[str, Any]:
    return {"parent": read.parent}


def _state(asset: Asset, read: AssetCard, given: Cells) -> Mapping[str, Any]:
    """Who lends a thing uses it: the complete export says so, too."""
    said = _condition(given) or read.condition
    is_lent = said is AssetCondition.IN_USE and asset.condition is AssetCondition.LENT
    return {"condition": asset.condition if is_lent else said}


def _text(name: str) -> UpdateField:
    return same_named(name, LABELS[name])


def _fields(work: Work) -> Sequence[UpdateField]:
    places, classes = queries.places(work), queries.class_names(work)

    def where(card: AssetCard) -> str:
        return places.name_of({"zone_id": card.zone_id, "venue_id": card.venue_id, "spot": card.spot})

    def owner(card: AssetCard) -> str:
        return phrases(filter(None, (AssetOwner(card.owner_kind).label, card.owner)))

    return (
        _text("number"),
        _text("name"),
        UpdateField(
            LABELS["class_code"],
            ("class",),
            ("class_code",),
            lambda card: f"{card.class_code} {classes.get(card.class_code, '')}",
            taken=_class,
        ),
        *map(_text, ("model", "serial", "unit")),
        UpdateField(LABELS["acquired_on"], ("acquired_on",), ("acquired_on",), plainly("acquired_on"), taken=_acquired),
        *map(_text, ("source", *FREE_TEXTS)),
        UpdateField(LABELS["owner"], ("owner_kind", "owner"), ("owner_kind", "owner"), owner, taken=_owner),
        UpdateField(LABELS["life_months"], ("useful_life",), ("life_months",), plainly("life_months")),
        same_named("residual", LABELS["residual"], lambda card: f"{card.residual / 100:g}%"),
        *map(_text, ("warranty_until", "inspect_every", "inspect_on", "low_mark", "note")),
        UpdateField(N_("Where it is"), ("location", *APART), tuple(APART.values()), where, BY_MOVING, _place),
        UpdateField(LABELS["parent_id"], ("parent",), ("parent",), plainly("parent"), ON_THE_CARD, _part),
        same_named("custodian", LABELS["custodian"], refused=BY_HANDING_OVER),
        UpdateField(LABELS["condition"], ("condition",), ("condition",), plainly("condition"), BY_STEPS, _state),
        UpdateField(LABELS["quantity"], ("quantity",), ("quantity",), plainly("quantity"), BY_DECISION, _as_many),
        UpdateField(
            LABELS["value"],
            ("original_value", "unit_price"),
            ("value",),
            lambda card: money.yuan(card.value),
            BY_DECISION,
            _worth,
        ),
    )


def check(work: Work, stored: Asset, wanted: Asset) -> None:
    """What the correction would refuse. Raises ``Invalid`` and ``Refused``. Numbers that are another's, and classes,
    the reader and the key have been asked about; of the rest that a card refers to a file changes nothing.
    """
    if stored.is_gone:
        cards.there(work, stored.id)
    if stored.name != wanted.name and stored.class_code[:3] != wanted.class_code[:3]:
        named = {"number": stored.number, "name": stored.name, "other": wanted.name}
        raise Refused(_("{number} is {name} here, a thing of another class than {other}; please look at it.", **named))
    cards.ruled(work, replace(wanted, condition=AssetCondition.IN_USE))


def write(work: Work, stored: Asset, wanted: Asset, file: str) -> None:
    """Correct a card as by hand; the reason that stays with it is the file. Raises ``DeskError``."""
    work.require(May.KEEP_ASSETS)
    cards.correct(work, stored.id, wanted, _("Updated from the file {name}", name=file), stored)


def _released(reader: AssetRowReader, stored: Asset) -> AbstractContextManager[None]:
    return reader.without(stored.number, stored.serial)


UPDATE = UpdateSpec(
    required=("number",),
    stored=lambda work: queries.page(work, queries.AssetFilter(gone=True)),
    keys=_keys,
    row_keys=_row_keys,
    filled=_filled,
    fields=_fields,
    title=lambda card: f"{card.number} {card.name}",
    write=write,
    check=check,
    in_use=lambda asset, _today: not asset.is_gone,
    dropped=N_("told only; a thing leaves the ledger by an approved disposal"),
    released=_released,
)
