"""Things from the spreadsheet that a centre keeps, or from another program's export.

Strictly, what a row does not say is a problem of that row. With ``clean`` what can be mended without guessing at money
is mended, and every mend is told with its row.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace

from sqlalchemy import select

from desk.books.assets import cards, ledger, queries
from desk.books.assets.columns import COLUMNS, exported
from desk.books.assets.import_rows import AssetRowReader, ListedCard
from desk.books.assets.model import (
    AssetCard,
    Movement,
    MovementKind,
    plain,
)
from desk.books.assets.updating import UPDATE
from desk.core.column_guess import Content
from desk.core.errors import Refused
from desk.core.importing import ImportSpec
from desk.core.permissions import May
from desk.core.spreadsheet import Progress
from desk.core.words import N_, _
from desk.core.work import Work
from desk.models.assets import assets


def key(card: AssetCard) -> tuple[str, str]:
    """What must not stand in the file twice."""
    return "number", card.number


def store(work: Work, records: list[ListedCard], progress: Progress | None) -> None:
    """All cards at once; those without a number get the next ones, after the numbers of the file. What is a part of
    something comes after it.
    """
    work.require(May.KEEP_ASSETS)
    numbers = cards.next_numbers(work, [card.number for card in records])
    waiting = [card if card.number else replace(card, number=next(numbers)) for card in records]
    while waiting:
        if progress:
            progress(len(records) - len(waiting), len(records))
        known = queries.ids_of(work, {card.parent for card in waiting if card.parent})
        ready = [card for card in waiting if not card.parent or card.parent in known]
        if not ready:
            raise Refused(_("{number} is not in the ledger. Nothing was stored.", number=waiting[0].parent))
        ledger.open_many(work, [_first(card, known) for card in ready])
        waiting = [card for card in waiting if card.parent and card.parent not in known]


def _first(card: ListedCard, known: Mapping[str, int]) -> Movement:
    if card.parent:
        card = replace(card, parent_id=known[card.parent])
    return Movement(MovementKind.ACQUIRE, card.acquired_on, plain(card), card.quantity, card.value)


def likeness(card: AssetCard) -> Hashable:
    """A thing without a number of its own is known by its serial number, else by what was bought when for how much."""
    return card.serial or (card.name, card.model, card.acquired_on, card.value, card.quantity)


def _stored_alike(work: Work) -> set[Hashable]:
    columns = (assets.c.serial, assets.c.name, assets.c.model, assets.c.acquired_on, assets.c.value, assets.c.quantity)
    return {row.serial or tuple(row[1:]) for row in work.connection.execute(select(*columns))}


def _stored_numbers(work: Work) -> set[str]:
    return set(work.connection.execute(select(assets.c.number)).scalars())


SPEC = ImportSpec(
    kind="assets",
    title=N_("Asset ledger"),
    columns=COLUMNS,
    required=("name",),
    permission=May.IMPORT,
    reader=AssetRowReader,
    key=key,
    store=store,
    exported=exported,
    left_out=N_("Loans, movements and what was disposed of are not in it; what is lent stands there as in use."),
    stored_keys=_stored_numbers,
    guessed={Content.DAY: ("acquired_on",)},
    stored_alike=_stored_alike,
    likeness=lambda card: None if card.number else likeness(card),
    repeats=True,
    mends=True,
    update=UPDATE,
)
