"""The ledger in figures: lists with subtotals on any day, what came and went in a span, values and ages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from desk.books.assets import ledger, queries
from desk.books.assets.classes import top_of
from desk.books.assets.ledger import AssetState
from desk.books.assets.model import AssetCondition, AssetOwner, MovementKind
from desk.core.calendar import date_words
from desk.core.errors import refuse_wrong
from desk.core.money import yuan
from desk.core.words import N_, P_, Worded, _
from desk.core.work import Work
from desk.models.assets import movements
from desk.storage.numbering import in_order


class GroupBy(Worded):
    """What a list is grouped by."""

    CLASS = "class", N_("By class")
    ZONE = "zone", N_("By zone")
    KEEPER = "keeper", N_("By keeper")
    CONDITION = "condition", N_("By condition")
    OWNER = "owner", N_("By owner")


@dataclass(frozen=True)
class HeldAsset:
    """One card as it stood on a day; money in fen."""

    id: int
    number: str
    name: str
    class_code: str
    class_name: str
    model: str
    unit: str
    quantity: int
    value: int
    depreciated: int
    acquired_on: date
    zone: str
    where: str
    custodian: str
    condition: AssetCondition
    owner: str

    @property
    def net(self) -> int:
        """Net value 净值, in fen."""
        return self.value - self.depreciated


@dataclass(frozen=True)
class AssetSum:
    """Cards, pieces, and money in fen."""

    cards: int = 0
    pieces: int = 0
    value: int = 0
    depreciated: int = 0

    @property
    def net(self) -> int:
        """Net value 净值, in fen."""
        return self.value - self.depreciated


@dataclass(frozen=True)
class AssetGroup:
    """Cards under one heading, such as a zone or a class."""

    name: str
    lines: tuple[HeldAsset, ...]

    @property
    def sum(self) -> AssetSum:
        return summed(self.lines)


@dataclass(frozen=True)
class AssetListing:
    """The ledger of a day, put together by something 资产清单."""

    by: GroupBy
    at: date
    groups: tuple[AssetGroup, ...]

    @property
    def total(self) -> AssetSum:
        return summed(line for group in self.groups for line in group.lines)


def summed(lines: Iterable[HeldAsset]) -> AssetSum:
    """What some cards come to, in cards, pieces and fen."""
    cards = pieces = value = depreciated = 0
    for line in lines:
        cards, pieces, value, depreciated = (
            cards + 1,
            pieces + line.quantity,
            value + line.value,
            depreciated + line.depreciated,
        )
    return AssetSum(cards, pieces, value, depreciated)


@dataclass(frozen=True)
class _Names:
    classes: Mapping[str, str]
    zones: Mapping[int, str]
    venues: Mapping[int, str]

    @classmethod
    def read(cls, work: Work) -> _Names:
        named = queries.places(work)
        return cls(queries.class_names(work), named.zones, named.venues)


def held(work: Work, at: date) -> list[HeldAsset]:
    """Every card that was there on a day, by number; things that had gone by then are left out."""
    names = _Names.read(work)
    assets = [
        _held(state, names, at)
        for state in ledger.states(work, at)
        if state.columns["condition"] != AssetCondition.DISPOSED
    ]
    return sorted(assets, key=lambda line: in_order(line.number))


def _held(state: AssetState, names: _Names, at: date) -> HeldAsset:
    columns = state.columns
    zone = names.zones.get(columns["zone_id"], "")
    room = names.venues.get(columns["venue_id"], "") or zone
    owner = " ".join(filter(None, (AssetOwner(columns["owner_kind"]).label, columns["owner"])))
    return HeldAsset(
        state.id,
        columns["number"],
        columns["name"],
        columns["class_code"],
        names.classes.get(columns["class_code"], ""),
        columns["model"],
        columns["unit"],
        state.quantity,
        state.value,
        state.worth(at).depreciated,
        date.fromisoformat(columns["acquired_on"]),
        zone,
        " ".join(filter(None, (room, columns["spot"]))),
        columns["custodian"],
        AssetCondition(columns["condition"]),
        owner,
    )


GROUPED: dict[GroupBy, Callable[[HeldAsset], str]] = {
    GroupBy.CLASS: lambda line: line.class_code,
    GroupBy.ZONE: lambda line: line.zone,
    GroupBy.KEEPER: lambda line: line.custodian,
    GroupBy.CONDITION: lambda line: line.condition.label,
    GroupBy.OWNER: lambda line: line.owner,
}


def listing(work: Work, by: GroupBy, at: date) -> AssetListing:
    """The ledger on a day, grouped; what has no zone or keeper comes last. Raises ``Invalid`` for a day to come."""
    sentence = _("{day} is still to come. Please enter today or an earlier day.", day=date_words(at, work.today))
    refuse_wrong([("at", at > work.today, sentence)])
    lines = held(work, at)
    grouped: dict[str, list[HeldAsset]] = {}
    for line in lines:
        grouped.setdefault(GROUPED[by](line), []).append(line)
    named = {key: _group_name(by, key, assets) for key, assets in grouped.items()}
    order = sorted(grouped, key=lambda key: (not key, key))
    return AssetListing(by, at, tuple(AssetGroup(named[key], tuple(grouped[key])) for key in order))


def _group_name(by: GroupBy, key: str, assets: Sequence[HeldAsset]) -> str:
    if by is GroupBy.CLASS:
        return f"{key} {assets[0].class_name}"
    return key or {GroupBy.ZONE: _("No place given"), GroupBy.KEEPER: _("No keeper")}.get(by, "")


def tops(work: Work, lines: Sequence[HeldAsset]) -> list[tuple[str, AssetSum]]:
    """By top-level class, in the order of the codes."""
    names = _Names.read(work).classes
    grouped: dict[str, list[HeldAsset]] = {}
    for line in lines:
        grouped.setdefault(top_of(line.class_code), []).append(line)
    return [(names.get(code, code), summed(grouped[code])) for code in sorted(grouped)]


AGES = (
    (1, N_("Under 1 year")),
    (3, N_("1 to 3 years")),
    (5, N_("3 to 5 years")),
    (8, N_("5 to 8 years")),
    (999, N_("Over 8 years")),
)


def ages(lines: Sequence[HeldAsset], at: date) -> list[tuple[str, int]]:
    """How many pieces are how old."""
    counted = [0] * len(AGES)
    for line in lines:
        years = (at - line.acquired_on).days / 365.25
        counted[next(n for n, (below, _name) in enumerate(AGES) if years < below)] += line.quantity
    return [(_(name), many) for (_below, name), many in zip(AGES, counted, strict=True)]


@dataclass
class AssetFlow:
    """One class over a span: pieces and fen at the start, in, out and at the end."""

    name: str
    start: list[int] = field(default_factory=lambda: [0, 0])
    came: list[int] = field(default_factory=lambda: [0, 0])
    went: list[int] = field(default_factory=lambda: [0, 0])
    end: list[int] = field(default_factory=lambda: [0, 0])


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


@dataclass(frozen=True)
class AssetChanges:
    """What came and went in a span, both days counted, by class and step by step 资产变动."""

    first: date
    last: date
    flows: tuple[AssetFlow, ...]
    steps: tuple[FlowStep, ...]

    @property
    def total(self) -> AssetFlow:
        """All classes in one line."""
        total = AssetFlow(P_("sum", "All classes"))
        for flow in self.flows:
            for name in ("start", "came", "went", "end"):
                sums, more = getattr(total, name), getattr(flow, name)
                sums[:] = [sums[0] + more[0], sums[1] + more[1]]
        return total


INSIDE = (MovementKind.SPLIT, MovementKind.MERGE)
"""From one card to another of the same class: neither in nor out."""
Pair = tuple[int, int]
"""Pieces, and fen."""


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


def steps_until(work: Work, last: date) -> Iterable[Any]:
    """The movements that ``moves_of`` walks through, card by card, the day as the third."""
    return ledger.steps(work, last, more=(movements.c.id, movements.c.reason, movements.c.paper))


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
            _count(starts.setdefault(was or now, [0, 0]), (-held_[0], -held_[1]))
            _count(starts.setdefault(now, [0, 0]), (state.quantity, state.value))
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


def changes(work: Work, first: date, last: date) -> AssetChanges:
    """What came and went by top-level class: start + in - out = end, for pieces and value."""
    names = _Names.read(work).classes
    flows: dict[str, AssetFlow] = {}
    steps: list[FlowStep] = []
    for move in flow_moves(work, first, last):
        top = top_of(move.code)
        flow = flows.get(top) or flows.setdefault(top, AssetFlow(names.get(top, top)))
        if not move.movement_id:
            _count(flow.start, move.start)
            _count(flow.end, move.end)
            continue
        _count(flow.came, move.came)
        _count(flow.went, move.went)
        if move.step:
            steps.append(move.step)
    there = [flows[top] for top in sorted(flows) if any(map(any, (flows[top].start, flows[top].came, flows[top].went)))]
    return AssetChanges(
        first, last, tuple(there), tuple(sorted(steps, key=lambda step: (step.day, in_order(step.number))))
    )


def _count(sums: list[int], more: Sequence[int]) -> None:
    sums[0] += more[0]
    sums[1] += more[1]


def plain(listing_: AssetListing) -> dict[str, Any]:
    """For programs: sums by stable English names."""
    total = listing_.total
    return {
        "assets.cards": total.cards,
        "assets.pieces": total.pieces,
        "assets.value_fen": total.value,
        "assets.depreciated_fen": total.depreciated,
        "assets.net_fen": total.net,
    }


def sentence(changes: AssetChanges) -> str:
    """What the month's report says of the ledger."""
    flow = changes.total
    parts = {name: getattr(flow, name)[0] for name in ("start", "came", "went", "end")}
    return _(
        "{start} pieces at the start, {came} in, {went} out, {end} at the end, worth {value} yuan.",
        **parts,
        value=yuan(flow.end[1]),
    )
