"""What came into the ledger and went out of it 资产变动, movement by movement: the flow of each class in a span."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement

from desk.books.assets import ledger
from desk.books.assets.classes import top_of
from desk.books.assets.ledger import AssetState
from desk.books.assets.model import MovementKind
from desk.core.work import Work
from desk.models.assets import movements


@dataclass(frozen=True)
class FlowStep:
    """One movement that changed pieces or value, for the list behind the sums. ``value`` in fen."""

    day: date
    kind: MovementKind
    number: str
    name: str
    quantity: int
    value: int
    reason: str
    paper: str


INSIDE = (MovementKind.SPLIT, MovementKind.MERGE)
"""From one card to another of the same class: neither in nor out."""
Pair = tuple[int, int]
"""Pieces, and fen."""


MOST_WALKED = 10_000
"""Cards that are asked for by their ids; for more of them everything is read."""
NOBODYS = AssetState(0)
"""In the place of the card where many are told together."""


class FlowMove(NamedTuple):
    """What a card, or a movement of it, adds to the parts of the flow of its class."""

    code: str
    card: AssetState
    start: Pair = (0, 0)
    came: Pair = (0, 0)
    went: Pair = (0, 0)
    end: Pair = (0, 0)
    movement_id: int = 0
    """0 for a card as it stood at the start or at the end."""
    day: str = ""
    """Of the movement, as the book writes it."""
    step: FlowStep | None = None
    """For the list of what came and went; a change of class is no step."""


def flow_moves(work: Work, first: date, last: date) -> Iterator[FlowMove]:
    """What changed pieces or value in a span, and what each card had before and after it.

    A card that changes its class goes out of one and comes into the other. A split moves nothing in or out of a class.
    The card is as it is after the movement, and goes on changing: whoever needs its columns reads them at once.
    """
    return moves_of(steps_until(work, last), first)


def steps_until(work: Work, last: date, only: Iterable[ColumnElement[bool]] = ()) -> Iterable[Any]:
    """The movements that ``moves_of`` walks through, card by card, the day as the third; ``only`` those that fit."""
    return ledger.steps(work, last, only, more=(movements.c.id, movements.c.reason, movements.c.paper))


def moves_of(moved: Iterable[Any], first: date) -> Iterator[FlowMove]:
    """The same from movements that were read already, none of them after the span."""
    before = (first - timedelta(days=1)).isoformat()
    state: AssetState | None = None
    starts: dict[str, list[int]] = {}
    for id, kind, day, fields, quantity, value, depreciated, lent, movement_id, *said in moved:
        if state is None or state.id != id:
            yield from _ends(state, starts)
            state, starts = AssetState(id), {}
        was = state.columns.get("class_code")
        held_ = (state.quantity, state.value)
        state.take(kind, day, json.loads(fields) if fields != "{}" else {}, (quantity, value, depreciated, lent))
        now = state.columns["class_code"]
        if day <= before:
            count(starts.setdefault(was or now, [0, 0]), (-held_[0], -held_[1]))
            count(starts.setdefault(now, [0, 0]), (state.quantity, state.value))
            continue
        if was and top_of(was) != top_of(now):
            yield FlowMove(was, state, went=held_, movement_id=movement_id, day=day)
            yield FlowMove(now, state, came=held_, movement_id=movement_id, day=day)
        if (quantity or value) and kind not in INSIDE:
            came, went = (max(quantity, 0), max(value, 0)), (max(-quantity, 0), max(-value, 0))
            label = (state.columns["number"], state.columns["name"])
            step = FlowStep(date.fromisoformat(day), MovementKind(kind), *label, quantity, value, *said)
            yield FlowMove(now, state, (0, 0), came, went, (0, 0), movement_id, day, step)
    yield from _ends(state, starts)


def _ends(state: AssetState | None, starts: Mapping[str, Sequence[int]]) -> Iterator[FlowMove]:
    """What a card had before the span, and what it has at its end."""
    if state is not None:
        for code, (pieces, value) in starts.items():
            yield FlowMove(code, state, start=(pieces, value))
        yield FlowMove(state.columns["class_code"], state, end=(state.quantity, state.value))


def moves_of_span(work: Work, first: date, last: date) -> Iterator[FlowMove]:
    """As ``flow_moves``, but for cards that nothing happened to in the span, which the database adds up by their class:
    of those only the sums are right, as of one card.
    """
    cards = list(ledger.sums_of_cards(work, first, last))
    walked = [id for id, _code, _pieces, _value, moved in cards if moved]
    if len(walked) > MOST_WALKED:
        yield from flow_moves(work, first, last)
        return
    quiet: dict[str, list[int]] = {}
    for _id, code, pieces, value, moved in cards:
        if not moved:
            count(quiet.setdefault(code, [0, 0]), (pieces, value))
    for code, (pieces, value) in quiet.items():
        had = (pieces, value)
        yield FlowMove(code, NOBODYS, start=had, end=had)
    if walked:
        yield from moves_of(steps_until(work, last, [movements.c.asset_id.in_(walked)]), first)


def count(sums: list[int], more: Sequence[int]) -> None:
    """Add pieces and fen to sums of them."""
    sums[0] += more[0]
    sums[1] += more[1]
