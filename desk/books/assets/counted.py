"""What a stocktake came to: line by line, room by room, where two people differ, and what is to be booked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import update

from desk.books import numbering
from desk.books.assets import deciding, kept, stocktake
from desk.books.assets.moving import Place
from desk.books.assets.stocktake import Mark, State, Take
from desk.books.assets.terms import Condition, Kind
from desk.books.roles import May
from desk.books.work import Work
from desk.errors import Refused
from desk.models.assets import stocktakes
from desk.words import N_, Worded, _

SIGNERS = 2
"""Different people who sign before a stocktake is closed."""


class Outcome(Worded):
    FOUND = "found", N_("Found")
    MISSING = "missing", N_("Not found")
    ELSEWHERE = "elsewhere", N_("In another place")
    FEWER = "fewer", N_("Fewer than booked")
    MORE = "more", N_("More than booked")
    DAMAGED = "damaged", N_("Damaged")
    OUTSIDE = "outside", N_("Not on the list")
    UNKNOWN = "unknown", N_("Found, not booked")


@dataclass(frozen=True)
class Line:
    """One thing: what the book said (0 and empty for what was not on the list) and what was counted. Values in fen."""

    asset_id: int | None
    number: str
    name: str
    room: str
    custodian: str
    quantity: int
    value: int
    net: int
    marks: tuple[Mark, ...]
    outcomes: tuple[Outcome, ...]

    @property
    def outcome(self) -> Outcome:
        """The one that matters most."""
        return self.outcomes[0]

    @property
    def counted(self) -> int:
        return self.marks[-1].quantity if self.marks else 0

    @property
    def seen_in(self) -> str:
        return self.marks[-1].room if self.marks else ""

    @property
    def surplus(self) -> int:
        """Pieces that the book does not have 盘盈."""
        if self.outcome is Outcome.UNKNOWN:
            return self.counted
        return max(self.counted - self.quantity, 0) if Outcome.MORE in self.outcomes else 0

    @property
    def shortage(self) -> int:
        """Pieces that the book has and nobody found 盘亏."""
        missing = {Outcome.MISSING: self.quantity, Outcome.FEWER: self.quantity - self.counted}
        return sum(missing.get(outcome, 0) for outcome in self.outcomes)

    @property
    def short_value(self) -> int:
        """The original value of what is missing."""
        return self.value * self.shortage // self.quantity if self.quantity else 0

    @property
    def short_net(self) -> int:
        return self.net * self.shortage // self.quantity if self.quantity else 0


EXPECTED = (
    "SELECT asset_id, number, name, room, custodian, quantity, value, net FROM stocktake_expected"
    " WHERE stocktake_id = ? ORDER BY room, " + numbering.IN_ORDER.format("number")
)


def lines(work: Work, take: Take) -> list[Line]:
    """The list as frozen, then what was found besides. In an open blind stocktake only one's own marks count."""
    by_label: dict[str, list[Mark]] = {}
    for mark in stocktake.marks(work, take):
        by_label.setdefault(mark.label, []).append(mark)
    found = []
    for asset_id, number, name, room, custodian, quantity, value, net in work.rows(EXPECTED, take.id):
        seen = tuple(by_label.pop(number, ()))
        outcomes = tuple(_outcomes(room, quantity, seen))
        found.append(Line(asset_id, number, name, room, custodian, quantity, value, net, seen, outcomes))
    return found + [_beside(work, label, seen) for label, seen in by_label.items()]


def _outcomes(room: str, quantity: int, seen: Sequence[Mark]) -> Iterable[Outcome]:
    """Worst first; the last mark counts where there are several."""
    if not seen:
        yield Outcome.MISSING
        return
    last = seen[-1]
    several = (
        (last.quantity == 0, Outcome.MISSING), (0 < last.quantity < quantity, Outcome.FEWER),
        (last.quantity > quantity, Outcome.MORE), (last.room != room, Outcome.ELSEWHERE), (last.damaged, Outcome.DAMAGED),
    )  # fmt: skip
    wrong = [outcome for is_so, outcome in several if is_so]
    yield from wrong or [Outcome.FOUND]


def _beside(work: Work, label: str, seen: Sequence[Mark]) -> Line:
    asset = kept.find(work, seen[-1].asset_id) if seen[-1].asset_id else None
    outcome = Outcome.OUTSIDE if asset else Outcome.UNKNOWN
    room, keeper = (stocktake.room_of(asset), asset.custodian) if asset else ("", "")
    return Line(asset.id if asset else None, label, asset.name if asset else seen[-1].note, room, keeper, 0, 0, 0, tuple(seen), (outcome,))  # fmt: skip


@dataclass(frozen=True)
class Room:
    """How far a room is: things expected in it, of them seen, and seen here that belong elsewhere or nowhere."""

    name: str
    expected: int
    seen: int
    strangers: int


def rooms(found: Sequence[Line]) -> list[Room]:
    """Progress room by room, rooms with the most left first."""
    names = dict.fromkeys(
        [line.room for line in found if line.quantity] + [line.seen_in for line in found if line.marks]
    )
    result = []
    for name in names:
        here = [line for line in found if line.room == name and line.quantity]
        seen = sum(bool(line.marks) for line in here)
        strangers = sum(line.seen_in == name and line.room != name for line in found if line.marks)
        result.append(Room(name, len(here), seen, strangers))
    return sorted(result, key=lambda room: room.seen - room.expected)


@dataclass(frozen=True)
class Difference:
    """One thing on which two people who counted the same room do not agree."""

    number: str
    name: str
    said: tuple[tuple[str, str], ...]
    """Each person's name, and what they say."""


def differences(work: Work, take: Take) -> list[Difference]:
    """Where the counts of two people differ; somebody who has no mark in a room did not count it."""
    marks = stocktake.every_mark(work, take.id, "1")
    people = dict.fromkeys((mark.staff_id, mark.who) for mark in marks)
    counted = {(mark.staff_id, mark.room) for mark in marks}
    names = {number: (name, room) for _id, number, name, room, *_rest in work.rows(EXPECTED, take.id)}
    by_label: dict[str, dict[int, Mark]] = {}
    for mark in marks:
        by_label.setdefault(mark.label, {})[mark.staff_id] = mark
    found = []
    for label, seen in by_label.items():
        name, room = names.get(label, ("", next(iter(seen.values())).room))
        said = {
            who: _said(seen.get(id)) for id, who in people
            if id in seen or (id, room) in counted or any((id, mark.room) in counted for mark in seen.values())
        }  # fmt: skip
        if len(set(said.values())) > 1:
            found.append(Difference(label, name, tuple(said.items())))
    return found


def _said(mark: Mark | None) -> str:
    if mark is None:
        return _("not seen")
    return " ".join([mark.room, f"×{mark.quantity}", *([_("damaged")] if mark.damaged else [])])


@dataclass(frozen=True)
class Result:
    """A stocktake in numbers; values in fen."""

    expected: int
    expected_value: int
    found: int
    missing: int
    short_value: int
    short_net: int
    surplus: int
    elsewhere: int
    damaged: int


def summed(found: Sequence[Line]) -> Result:
    booked = [line for line in found if line.quantity]
    return Result(
        expected=len(booked), expected_value=sum(line.value for line in booked),
        found=sum(line.outcome is not Outcome.MISSING for line in booked),
        missing=sum(line.shortage > 0 for line in found), short_value=sum(line.short_value for line in found),
        short_net=sum(line.short_net for line in found), surplus=sum(line.surplus > 0 for line in found),
        elsewhere=sum(bool({Outcome.ELSEWHERE, Outcome.OUTSIDE} & {*line.outcomes}) for line in found),
        damaged=sum(Outcome.DAMAGED in line.outcomes for line in found),
    )  # fmt: skip


def close(work: Work, take_id: int, note: str = "") -> int:
    """End the count: differences become proposals for the manager. How many there are.

    Raises ``Refused`` until two people have signed.
    """
    work.require(May.KEEP_ASSETS)
    take = stocktake.open_take(work, take_id)
    if len(take.signed) < SIGNERS:
        raise Refused(_("Two people sign a stocktake before it is closed; {n} have.", n=len(take.signed)))
    values = {"state": State.CLOSED.value, "closed_on": work.today, "note": note.strip()[:500]}
    work.connection.execute(update(stocktakes).where(stocktakes.c.id == take_id).values(values))
    work.audit("stocktake.close", f"stocktakes:{take_id}")
    closed = stocktake.find(work, take_id)
    return sum(_propose(work, closed, line) for line in lines(work, closed))


def _propose(work: Work, take: Take, line: Line) -> int:
    """Proposals for one line; how many. What was put right meanwhile needs none."""
    if line.asset_id is None:
        return 0
    asset = kept.find(work, line.asset_id)
    if asset.is_gone or any(one.state is deciding.State.ASKED for one in deciding.of_asset(work, asset.id)):
        return 0
    reason = _("Stocktake “{title}”", title=take.title)
    made = 0
    if line.shortage and line.shortage == asset.quantity and not asset.lent:
        deciding.propose_disposal(work, asset.id, Kind.LOSE, asset.quantity, reason, stocktake_id=take.id)
        return 1
    if change := line.surplus - line.shortage:
        deciding.propose_change(work, asset.id, Kind.STOCKTAKE, {"quantity": change}, reason, take.id)
        made += 1
    moved = {Outcome.ELSEWHERE, Outcome.OUTSIDE} & {*line.outcomes}
    if moved and stocktake.room_of(asset) != line.seen_in:
        deciding.propose_change(work, asset.id, Kind.MOVE, _to(line.marks[-1].place, line.seen_in), reason, take.id)
        made += 1
    if Outcome.DAMAGED in line.outcomes and asset.condition in (Condition.IN_USE, Condition.IDLE):
        fields = {"fields": {"condition": Condition.REPAIR.value}}
        words = " ".join(filter(None, (reason, line.marks[-1].note)))
        deciding.propose_change(work, asset.id, Kind.REPAIR, fields, words, take.id)
        made += 1
    return made


def _to(place: Place, room: str) -> dict[str, object]:
    return {"fields": {"zone_id": place.zone_id, "venue_id": place.venue_id, "spot": ""}, "room": room}


def covered_words(work: Work, take: Take) -> str:
    """What was counted, in words: 按功能区：便民服务区、助老服务区."""
    named = [str(value) for value in take.wanted]
    if take.by is stocktake.By.ZONE:
        zones = dict(work.rows("SELECT id, name FROM zones"))
        named = [zones.get(value, "") for value in take.wanted]
    if take.by is stocktake.By.CLASS:
        classes = dict(work.rows("SELECT code, name FROM asset_classes"))
        named = [classes.get(value, value) for value in take.wanted]
    return f"{take.by.label}：{'、'.join(named)}" if named else take.by.label


def span_words(take: Take, today: date) -> str:
    """2026-11-24 至 2026-11-26."""
    return _("{first} to {last}", first=take.began_on, last=take.closed_on or today)
