"""Writing movements, and what they add up to. A card changes here and nowhere else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import Column, ColumnElement, Text, bindparam, func, insert, or_, select, type_coerce

from desk.books import clock_ahead
from desk.books.assets.depreciation import BookValue, ValueChange, worth
from desk.books.assets.model import (
    COUNTED,
    DECIDED,
    DISPOSALS,
    FREE_TEXTS,
    AssetCondition,
    Movement,
    MovementKind,
    ProposalState,
    as_column,
)
from desk.core import name_search
from desk.core.calendar import date_words
from desk.core.errors import Invalid, NotAllowed, Problem, Refused
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.assets import assets, movements, proposals
from desk.models.base import Day

WORTH_FIELDS = frozenset({"life_months", "residual", "acquired_on"})
FOUND_BY = (
    *("number", "name", "model", "serial", "custodian", "spot"),
    *(name for name, text in FREE_TEXTS.items() if text.searched),
)


@dataclass
class AssetState:
    """A card as its movements made it: columns that were set, and the four that were added up."""

    id: int
    columns: dict[str, Any] = field(default_factory=dict)
    quantity: int = 0
    value: int = 0
    depreciated: int = 0
    lent: int = 0
    last_day: str = ""
    steps: list[ValueChange] = field(default_factory=list)

    def take(self, kind: str, day: str, fields: dict[str, Any], added: tuple[int, int, int, int]) -> None:
        """One more movement."""
        self.columns.update(fields)
        quantity, value, depreciated, lent = added
        self.quantity += quantity
        self.value += value
        self.depreciated += depreciated
        self.lent += lent
        self.last_day = max(self.last_day, day)
        if value or depreciated or not WORTH_FIELDS.isdisjoint(fields):
            life, residual = self.columns["life_months"], self.columns["residual"]
            opens = kind == MovementKind.ACQUIRE
            self.steps.append(ValueChange(date.fromisoformat(day), self.value, life, residual, depreciated, opens))

    def worth(self, at: date) -> BookValue:
        """Value and depreciation on a day, in fen."""
        return worth(date.fromisoformat(self.columns["acquired_on"]), self.steps, at)


def states(work: Work, at: date, asset_id: int | None = None) -> Iterator[AssetState]:
    """Every card that was in the book on a day, as it was then; also those disposed of by then."""
    return states_of(work, at, [] if asset_id is None else [movements.c.asset_id == asset_id])


def states_of(work: Work, at: date, only: Iterable[ColumnElement[bool]]) -> Iterator[AssetState]:
    """The cards that fit conditions on their movements, card by card."""
    state: AssetState | None = None
    for id, kind, day, fields, *added in steps(work, at, only):
        if state is None or state.id != id:
            if state is not None:
                yield state
            state = AssetState(id)
        state.take(kind, day, json.loads(fields) if fields != "{}" else {}, tuple(added))
    if state is not None:
        yield state


def steps(
    work: Work, at: date, only: Iterable[ColumnElement[bool]] = (), more: Iterable[Column[Any]] = ()
) -> Iterable[Any]:
    """Every movement until a day, card by card: its card, kind, day, fields, the four that are added up, and ``more``.

    The day (put right where a wrong clock wrote it) and the fields come as text: hundreds of thousands of rows are read
    at once, and most need neither parsed.
    """
    columns, day = movements.c, type_coerce(clock_ahead.day_column(work, movements.c.day), Text)
    counted = (columns.quantity, columns.value, columns.depreciated, columns.lent)
    fields = type_coerce(columns.fields, Text)
    query = select(columns.asset_id, columns.kind, day, fields, *counted, *more).where(day <= at.isoformat(), *only)
    return work.connection.execute(query.order_by(columns.asset_id, columns.id))


def sums_of_cards(work: Work, first: date, last: date) -> Iterable[Any]:
    """Of every card its id, the class that it has now, the pieces and fen that it had on the day ``last``, and whether
    it has to be walked through step by step for the days from ``first`` on: something happened to it in them, or it has
    ever changed its class. A card that was not there on ``last`` comes to nothing.
    """
    columns, day = movements.c, type_coerce(clock_ahead.day_column(work, movements.c.day), Text)
    until = day <= last.isoformat()
    classes = func.count().filter(type_coerce(columns.fields, Text).contains('"class_code"', autoescape=True))
    happened = func.count().filter(until, day >= first.isoformat())
    query = select(
        columns.asset_id,
        assets.c.class_code,
        func.coalesce(func.sum(columns.quantity).filter(until), 0),
        func.coalesce(func.sum(columns.value).filter(until), 0),
        or_(happened > 0, classes > 1),
    ).join_from(movements, assets, assets.c.id == columns.asset_id)
    return work.connection.execute(query.group_by(columns.asset_id, assets.c.class_code)).all()


def added_by_day(work: Work, at: date) -> Iterable[Any]:
    """Day, pieces and fen: what the movements of each day until one added to the whole ledger, the day as text."""
    columns, day = movements.c, type_coerce(clock_ahead.day_column(work, movements.c.day), Text)
    query = select(day.label("day"), func.sum(columns.quantity).label("pieces"), func.sum(columns.value).label("fen"))
    return work.connection.execute(query.where(day <= at.isoformat()).group_by("day"))


def state_of(work: Work, asset_id: int, at: date | None = None) -> AssetState:
    """One card on a day, today when none is given."""
    return next(states(work, at or date.max, asset_id))


def record(work: Work, asset_id: int, movement: Movement, *, proposal_id: int | None = None) -> int:
    """Write one movement and bring the card up to date. Raises ``Invalid`` for a day that cannot be.

    ``proposal_id`` is what a manager decides with it. What needs a decision is booked with a proposal that waits in the
    book for just this, and the approver is whoever is signed in: what the movement itself says of an approval is not
    believed. Raises ``NotAllowed`` and ``Refused``.
    """
    work.require(May.KEEP_ASSETS if proposal_id is None else May.APPROVE_ASSETS)
    _check_decided(work, asset_id, movement, proposal_id)
    movement = replace(movement, approved_by=None if proposal_id is None else work.actor.id)
    was = work.connection.execute(STANDING, {"id": asset_id}).one()._mapping
    check_day(work, movement.day, date.min if movement.kind in ADDED_LATER else was["last_day"])
    id = work.add(movements, as_row(work, asset_id, movement))
    values = {name: as_column(name, value) for name, value in movement.fields.items()}
    values |= {name: was[name] + getattr(movement, name) for name in COUNTED}
    values["last_day"] = max(movement.day, was["last_day"])
    work.change(assets, asset_id, values)
    if not FOUND_SET.isdisjoint(movement.fields):
        refresh_find(work, asset_id)
    _audit(work, asset_id, movement)
    return id


ADDED_LATER = frozenset({MovementKind.RETURN})
"""What may be of a day before the card's last movement: it makes nothing wrong that was written since, because what
comes back was out until now whatever else happened to the card.
"""
STANDING = select(assets.c.last_day, *(assets.c[name] for name in COUNTED)).where(assets.c.id == bindparam("id"))


def _check_decided(work: Work, asset_id: int, movement: Movement, proposal_id: int | None) -> None:
    """Raises ``NotAllowed`` for what only a decision allows, ``Refused`` when the book has no such proposal waiting."""
    if proposal_id is None:
        leaves = movement.fields.get("condition") == AssetCondition.DISPOSED and movement.kind is not MovementKind.MERGE
        if movement.kind in DECIDED or leaves:
            raise NotAllowed(_("This needs a manager's decision. Please propose it."))
        return
    columns = proposals.c
    asked = (columns.id == proposal_id, columns.asset_id == asset_id, columns.state == ProposalState.ASKED.value)
    proposal = work.connection.execute(select(columns.kind, columns.content).where(*asked)).first()
    if proposal and _is_proposed(work, asset_id, movement, MovementKind(proposal.kind), proposal.content):
        return
    raise Refused(_("Nothing of this kind waits to be decided for this card."))


def _is_proposed(work: Work, asset_id: int, movement: Movement, kind: MovementKind, content: dict[str, Any]) -> bool:
    """Is the movement what the proposal asked for, or what a thing was before a disposal that is declined?"""
    if movement.kind is MovementKind.CONDITION and kind in DISPOSALS:
        return movement.fields == {"condition": content["was"]}
    if movement.kind is not kind:
        return False
    if kind is MovementKind.REVALUE:
        value = work.connection.execute(select(assets.c.value).where(assets.c.id == asset_id)).scalar_one()
        return bool(value + movement.value == content["value"])
    if kind is MovementKind.STOCKTAKE:
        return bool(movement.quantity == content["quantity"])
    if kind in DISPOSALS:
        return bool(0 < -movement.quantity <= content["quantity"])
    return bool(movement.fields == content["fields"])


def open_card(work: Work, movement: Movement) -> int:
    """A new card from its first movement, whose ``fields`` are all columns. The card's id."""
    work.require(May.KEEP_ASSETS)
    columns = {name: as_column(name, value) for name, value in movement.fields.items()}
    counted = {"quantity": movement.quantity, "value": movement.value, "depreciated": movement.depreciated}
    columns |= counted | {"lent": 0, "last_day": movement.day, "find": found_by(movement.fields)}
    id = work.add(assets, columns)
    work.add(movements, as_row(work, id, movement))
    _audit(work, id, movement)
    return id


def open_many(work: Work, first: Sequence[Movement]) -> None:
    """Many new cards in one go, as from a table; one audit line for all of them."""
    work.require(May.KEEP_ASSETS)
    rows = []
    for movement in first:
        columns = {name: as_column(name, value) for name, value in movement.fields.items()}
        counted = {"quantity": movement.quantity, "value": movement.value, "depreciated": 0, "lent": 0}
        rows.append(columns | counted | {"last_day": movement.day, "find": found_by(movement.fields)})
    if rows:
        stored = work.connection.execute(insert(assets).returning(assets.c.number, assets.c.id), rows)
        ids = {row.number: row.id for row in stored}
        moved = [as_row(work, ids[movement.fields["number"]], movement) for movement in first]
        work.add_all(movements, moved)


def _audit(work: Work, asset_id: int, movement: Movement) -> None:
    said = {name: movement.fields[name] for name in ("number", "class_code", "condition") if name in movement.fields}
    added = {name: getattr(movement, name) for name in ("quantity", "value") if getattr(movement, name)}
    work.audit(f"asset.{movement.kind}", f"assets:{asset_id}", after=said | added)


def check_day(work: Work, day: date, last_day: date = date.min) -> None:
    """Raises ``Invalid``: a movement is not in the future and not before the card's last one."""
    if day > work.today:
        raise Invalid(
            Problem(
                "day",
                _(
                    "{day} is still to come. Please enter the day on which it happened.",
                    day=date_words(day, work.today),
                ),
            )
        )
    if day < last_day:
        sentence = _(
            "The card's last change was on {last}; please enter that day or a later one.",
            last=date_words(last_day, work.today),
        )
        raise Invalid(Problem("day", sentence))


def as_row(work: Work, asset_id: int, movement: Movement) -> dict[str, Any]:
    """A movement as its table has it, by the signed-in person and of now."""
    names_ = (
        "day",
        "fields",
        "quantity",
        "value",
        "depreciated",
        "lent",
        "cost",
        "people",
        "reason",
        "paper",
        "other_id",
        "loan_id",
        "approved_by",
    )
    row = {name: getattr(movement, name) for name in names_}
    return row | {"asset_id": asset_id, "kind": movement.kind.value, "staff_id": work.actor.id, "at": work.now}


def found_by(columns: dict[str, Any]) -> str:
    """What a card is searched by: its words without spaces, and the initials of its name and keeper."""
    parts = [name_search.squeezed(str(columns.get(name) or "")) for name in FOUND_BY]
    parts += [min(name_search.initials(str(columns.get(name) or "")), default="") for name in ("name", "custodian")]
    return " ".join(filter(None, parts))


FOUND_SET = frozenset(FOUND_BY)


def refresh_find(work: Work, asset_id: int) -> None:
    """Write anew what a card is searched by, after its text has changed."""
    work.require(May.KEEP_ASSETS)
    row = work.connection.execute(SEARCHED, {"id": asset_id}).one()
    work.change(assets, asset_id, {"find": found_by(row._asdict())})


SEARCHED = select(*(assets.c[name] for name in FOUND_BY)).where(assets.c.id == bindparam("id"))


def problems(work: Work) -> list[str]:
    """A sentence for every card whose present state is not what its movements add up to."""
    stored = {row.id: row._asdict() for row in work.connection.execute(AS_WRITTEN)}
    sentences = []
    for state in states(work, date.max):
        card = stored.pop(state.id, None)
        if card is None or _differs(card, state):
            number = state.columns.get("number", state.id)
            sentences.append(_("Asset {number}: its card is not what its movements add up to.", number=number))
    return sentences + [_("Asset {number}: it has no movements.", number=card["number"]) for card in stored.values()]


AS_WRITTEN = select(
    *(type_coerce(column, Text).label(column.name) if isinstance(column.type, Day) else column for column in assets.c)
).order_by(assets.c.id)
"""Every card with its days as movements have them in their JSON."""


def _differs(card: dict[str, Any], state: AssetState) -> bool:
    summed: Iterable[tuple[str, Any]] = (
        *state.columns.items(),
        *((name, getattr(state, name)) for name in COUNTED),
        ("last_day", state.last_day),
    )
    return any(card[name] != value for name, value in summed)
