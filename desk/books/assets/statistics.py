"""The ledger in figures: lists with subtotals on any day, what came and went in a span, values and ages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from desk.books.assets import flows, ledger, queries
from desk.books.assets.classes import top_of
from desk.books.assets.flows import FlowStep
from desk.books.assets.ledger import AssetState
from desk.books.assets.model import AssetCondition, AssetOwner
from desk.core.calendar import date_words
from desk.core.errors import refuse_wrong
from desk.core.money import yuan
from desk.core.words import N_, P_, Worded, _
from desk.core.work import Work
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


def changes(work: Work, first: date, last: date) -> AssetChanges:
    """What came and went by top-level class: start + in - out = end, for pieces and value."""
    names = _Names.read(work).classes
    by_top: dict[str, AssetFlow] = {}
    steps: list[FlowStep] = []
    for move in flows.moves_of_span(work, first, last):
        top = top_of(move.code)
        flow = by_top.get(top) or by_top.setdefault(top, AssetFlow(names.get(top, top)))
        if not move.movement_id:
            flows.count(flow.start, move.start)
            flows.count(flow.end, move.end)
            continue
        flows.count(flow.came, move.came)
        flows.count(flow.went, move.went)
        if move.step:
            steps.append(move.step)
    each = [by_top[top] for top in sorted(by_top)]
    there = [flow for flow in each if any(map(any, (flow.start, flow.came, flow.went)))]
    return AssetChanges(
        first, last, tuple(there), tuple(sorted(steps, key=lambda step: (step.day, in_order(step.number))))
    )


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
