"""What a stocktake came to: line by line, room by room, where two people differ, and what is to be booked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import bindparam, select, update

from desk.books.assets import approvals, queries, stocktake
from desk.books.assets.count_marks import CountMark, room_of
from desk.books.assets.model import AssetCondition, MovementKind, ProposalState
from desk.books.assets.stocktake import Stocktake, StocktakeState
from desk.books.assets.transfers import AssetPlace
from desk.core.calendar import full_date_words
from desk.core.errors import Refused
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import N_, NP_, P_, Worded, _, listed, named
from desk.core.work import Work
from desk.models.assets import expected, stocktakes
from desk.storage import numbering

SIGNERS = 2
"""Different people who sign before a stocktake is closed."""


class CountOutcome(Worded):
    """盘点结果 of one thing, which may have several."""

    FOUND = "found", NP_("result of a stocktake", "Found"), Tone.DONE
    MISSING = "missing", NP_("result of a stocktake", "Missing"), Tone.QUIET
    ELSEWHERE = "elsewhere", NP_("result of a stocktake", "Wrong place"), Tone.DANGER
    FEWER = "fewer", NP_("result of a stocktake", "Fewer than recorded"), Tone.DANGER
    MORE = "more", NP_("result of a stocktake", "More than recorded"), Tone.DANGER
    DAMAGED = "damaged", NP_("result of a stocktake", "Damaged"), Tone.DANGER
    OUTSIDE = "outside", NP_("mark of a stocktake", "Not on the list"), Tone.DANGER
    UNKNOWN = "unknown", N_("Found, not in the ledger"), Tone.DANGER


@dataclass(frozen=True)
class CountLine:
    """One thing: what the book said (0 and empty for what was not on the list) and what was counted. Values in fen."""

    asset_id: int | None
    number: str
    name: str
    room: str
    custodian: str
    quantity: int
    value: int
    net: int
    marks: tuple[CountMark, ...]
    outcomes: tuple[CountOutcome, ...]

    @property
    def outcome(self) -> CountOutcome:
        """The one that matters most."""
        return self.outcomes[0]

    @property
    def counted(self) -> int:
        """Pieces by the last mark; 0 where nobody has been."""
        return self.marks[-1].quantity if self.marks else 0

    @property
    def seen_in(self) -> str:
        """The room of the last mark; empty where nobody has been."""
        return self.marks[-1].room if self.marks else ""

    @property
    def surplus(self) -> int:
        """Pieces that the book does not have 盘盈."""
        if self.outcome is CountOutcome.UNKNOWN:
            return self.counted
        return max(self.counted - self.quantity, 0) if CountOutcome.MORE in self.outcomes else 0

    @property
    def shortage(self) -> int:
        """Pieces that the book has and nobody found 盘亏."""
        missing = {CountOutcome.MISSING: self.quantity, CountOutcome.FEWER: self.quantity - self.counted}
        return sum(missing.get(outcome, 0) for outcome in self.outcomes)

    @property
    def short_value(self) -> int:
        """The original value of what is missing."""
        return self.value * self.shortage // self.quantity if self.quantity else 0

    @property
    def short_net(self) -> int:
        """Net value of what is missing, in fen, rounded down."""
        return self.net * self.shortage // self.quantity if self.quantity else 0


EXPECTED = (
    select(*(expected.c[field.name] for field in fields(CountLine) if field.name in expected.c))
    .where(expected.c.stocktake_id == bindparam("take"))
    .order_by(expected.c.room, *numbering.order_of(expected.c.number))
)
"""What the book said when the stocktake began, by the names of ``CountLine``."""


def lines(work: Work, take: Stocktake) -> list[CountLine]:
    """The list as frozen, then what was found besides. In an open blind stocktake only one's own marks count."""
    by_label: dict[str, list[CountMark]] = {}
    for mark in stocktake.marks(work, take):
        by_label.setdefault(mark.label, []).append(mark)
    lines = []
    for row in work.connection.execute(EXPECTED, {"take": take.id}):
        seen = tuple(by_label.pop(row.number, ()))
        outcomes = tuple(_outcomes(row.room, row.quantity, seen))
        lines.append(CountLine(**row._mapping, marks=seen, outcomes=outcomes))
    return lines + [_beside(work, label, seen) for label, seen in by_label.items()]


def _outcomes(room: str, quantity: int, seen: Sequence[CountMark]) -> Iterable[CountOutcome]:
    """Worst first; the last mark counts where there are several."""
    if not seen:
        yield CountOutcome.MISSING
        return
    last = seen[-1]
    several = (
        (last.quantity == 0, CountOutcome.MISSING),
        (0 < last.quantity < quantity, CountOutcome.FEWER),
        (last.quantity > quantity, CountOutcome.MORE),
        (last.room != room, CountOutcome.ELSEWHERE),
        (last.damaged, CountOutcome.DAMAGED),
    )
    wrong = [outcome for is_so, outcome in several if is_so]
    yield from wrong or [CountOutcome.FOUND]


def _beside(work: Work, label: str, seen: Sequence[CountMark]) -> CountLine:
    asset = queries.find(work, seen[-1].asset_id) if seen[-1].asset_id else None
    outcome = CountOutcome.OUTSIDE if asset else CountOutcome.UNKNOWN
    room, keeper = (room_of(asset), asset.custodian) if asset else ("", "")
    return CountLine(
        asset.id if asset else None,
        label,
        asset.name if asset else seen[-1].note,
        room,
        keeper,
        0,
        0,
        0,
        tuple(seen),
        (outcome,),
    )


@dataclass(frozen=True)
class RoomResult:
    """How far a room is: things expected in it, of them seen, and seen here that belong elsewhere or nowhere."""

    name: str
    expected: int
    seen: int
    strangers: int


def rooms(lines: Sequence[CountLine]) -> list[RoomResult]:
    """Progress room by room, rooms with the most left first."""
    names = dict.fromkeys(
        [line.room for line in lines if line.quantity] + [line.seen_in for line in lines if line.marks]
    )
    result = []
    for name in names:
        here = [line for line in lines if line.room == name and line.quantity]
        seen = sum(bool(line.marks) for line in here)
        strangers = sum(line.seen_in == name and line.room != name for line in lines if line.marks)
        result.append(RoomResult(name, len(here), seen, strangers))
    return sorted(result, key=lambda room: room.seen - room.expected)


@dataclass(frozen=True)
class CountDifference:
    """One thing on which two people who counted the same room do not agree."""

    number: str
    name: str
    said: tuple[tuple[str, str], ...]
    """Each person's name, and what they say."""


def differences(work: Work, take: Stocktake) -> list[CountDifference]:
    """Where the counts of two people differ; somebody who has no mark in a room did not count it."""
    marks = stocktake.every_mark(work, take.id)
    people = dict.fromkeys((mark.staff_id, mark.who) for mark in marks)
    counted = {(mark.staff_id, mark.room) for mark in marks}
    names = {row.number: (row.name, row.room) for row in work.connection.execute(EXPECTED, {"take": take.id})}
    by_label: dict[str, dict[int, CountMark]] = {}
    for mark in marks:
        by_label.setdefault(mark.label, {})[mark.staff_id] = mark
    differences = []
    for label, seen in by_label.items():
        name, room = names.get(label, ("", next(iter(seen.values())).room))
        said = {
            who: _said(seen.get(id))
            for id, who in people
            if id in seen or (id, room) in counted or any((id, mark.room) in counted for mark in seen.values())
        }
        if len(set(said.values())) > 1:
            differences.append(CountDifference(label, name, tuple(said.items())))
    return differences


def _said(mark: CountMark | None) -> str:
    if mark is None:
        return _("not seen")
    return " ".join(
        [mark.room, f"×{mark.quantity}", *([P_("result of a stocktake", "damaged")] if mark.damaged else [])]
    )


@dataclass(frozen=True)
class StocktakeResult:
    """A stocktake in numbers; values in fen."""

    expected: int
    expected_value: int
    seen: int
    missing: int
    short_value: int
    short_net: int
    surplus: int
    elsewhere: int
    damaged: int


def summed(lines: Sequence[CountLine]) -> StocktakeResult:
    """The stocktake in numbers. While it is open, what nobody has reached yet counts as missing."""
    booked = [line for line in lines if line.quantity]
    return StocktakeResult(
        expected=len(booked),
        expected_value=sum(line.value for line in booked),
        seen=sum(line.outcome is not CountOutcome.MISSING for line in booked),
        missing=sum(line.shortage > 0 for line in lines),
        short_value=sum(line.short_value for line in lines),
        short_net=sum(line.short_net for line in lines),
        surplus=sum(line.surplus > 0 for line in lines),
        elsewhere=sum(bool({CountOutcome.ELSEWHERE, CountOutcome.OUTSIDE} & {*line.outcomes}) for line in lines),
        damaged=sum(CountOutcome.DAMAGED in line.outcomes for line in lines),
    )


def close(work: Work, take_id: int, note: str = "") -> int:
    """End the count: differences become proposals for the manager. How many there are.

    Raises ``Refused`` until two people have signed.
    """
    work.require(May.KEEP_ASSETS)
    take = stocktake.open_take(work, take_id)
    if len(take.signed) < SIGNERS:
        raise Refused(_("Two people sign a stocktake before it is closed; {n} have.", n=len(take.signed)))
    values = {"state": StocktakeState.CLOSED.value, "closed_on": work.today, "note": note.strip()[:500]}
    work.connection.execute(update(stocktakes).where(stocktakes.c.id == take_id).values(values))
    work.audit("stocktake.close", f"stocktakes:{take_id}")
    closed = stocktake.find(work, take_id)
    return sum(_propose(work, closed, line) for line in lines(work, closed))


def _propose(work: Work, take: Stocktake, line: CountLine) -> int:
    """Proposals for one line; how many. What was put right meanwhile needs none."""
    if line.asset_id is None:
        return 0
    asset = queries.find(work, line.asset_id)
    if asset.is_gone or any(proposal.state is ProposalState.ASKED for proposal in approvals.of_asset(work, asset.id)):
        return 0
    reason = _("Stocktake “{title}”", title=take.title)
    made = 0
    if line.shortage and line.shortage == asset.quantity and not asset.lent:
        approvals.propose_disposal(work, asset.id, MovementKind.LOSE, asset.quantity, reason, stocktake_id=take.id)
        return 1
    if change := line.surplus - line.shortage:
        approvals.propose_change(work, asset.id, MovementKind.STOCKTAKE, {"quantity": change}, reason, take.id)
        made += 1
    moved = {CountOutcome.ELSEWHERE, CountOutcome.OUTSIDE} & {*line.outcomes}
    if moved and room_of(asset) != line.seen_in:
        approvals.propose_change(
            work, asset.id, MovementKind.MOVE, _to(line.marks[-1].place, line.seen_in), reason, take.id
        )
        made += 1
    if CountOutcome.DAMAGED in line.outcomes and asset.condition in (AssetCondition.IN_USE, AssetCondition.IDLE):
        fields = {"fields": {"condition": AssetCondition.REPAIR.value}}
        sentence = " ".join(filter(None, (reason, line.marks[-1].note)))
        approvals.propose_change(work, asset.id, MovementKind.REPAIR, fields, sentence, take.id)
        made += 1
    return made


def _to(place: AssetPlace, room: str) -> dict[str, object]:
    return {"fields": {"zone_id": place.zone_id, "venue_id": place.venue_id, "spot": ""}, "room": room}


def covered_words(work: Work, take: Stocktake) -> str:
    """What was counted, in words: 按功能区：便民服务区、助老服务区."""
    wanted = [str(value) for value in take.wanted]
    if take.by is stocktake.CountedBy.ZONE:
        zones = queries.places(work).zones
        wanted = [zones.get(value, "") for value in take.wanted]
    if take.by is stocktake.CountedBy.CLASS:
        classes = queries.class_names(work)
        wanted = [classes.get(value, value) for value in take.wanted]
    return named(take.by.label, listed(wanted)) if wanted else take.by.label


def span_words(take: Stocktake, today: date) -> str:
    """2026年11月24日至2026年11月26日."""
    first, last = full_date_words(take.began_on), full_date_words(take.closed_on or today)
    return _("{first} to {last}", first=first, last=last)
