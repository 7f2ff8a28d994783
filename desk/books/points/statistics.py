"""Points as the centre and the district count them: given, exchanged, expired, what is left and what it would cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desk.books.points import queries
from desk.books.points.model import EARNS, GIVES, PointAccount, PostingKind
from desk.books.postings import queries as postings
from desk.books.postings.model import AccountUnit
from desk.core.book import Span
from desk.core.figure import Number
from desk.core.words import _
from desk.core.work import Work

POINT, MEMBER = AccountUnit.POINT, PointAccount.MEMBER.value


@dataclass(frozen=True)
class Movement:
    """What changed one member's points. ``kind`` is that of what was taken back where it takes something back."""

    member_id: int
    posting_id: int
    day: date
    kind: PostingKind
    amount: int


@dataclass(frozen=True)
class PointFigures:
    """What happened to points in a span of days, and what every member had at its end."""

    movements: tuple[Movement, ...]
    balances: dict[int, int]
    cost: tuple[int, int]
    """The fen and the points of what was exchanged up to the end; until anything was, of one of each reward."""

    @property
    def earned(self) -> int:
        """Given, less what was taken back."""
        return sum(each.amount for each in self.movements if each.kind in GIVES)

    @property
    def spent(self) -> int:
        """Exchanged, less what was given back."""
        return -sum(each.amount for each in self.movements if each.kind is PostingKind.REDEEMED)

    @property
    def expired(self) -> int:
        """Taken out because the day had come."""
        return -sum(each.amount for each in self.movements if each.kind is PostingKind.EXPIRED)

    def worth(self, points: int) -> int:
        """What so many points would cost the centre, in fen, to the nearest one."""
        fen, of_points = self.cost
        return (points * fen + of_points // 2) // of_points if of_points else 0


@dataclass(frozen=True)
class _Reading:
    """Everything that the figures of several spans are counted from."""

    before: dict[int, int]
    """What every member had before the first of the days."""
    movements: list[Movement]
    costs: list[tuple[date, int, int]]
    offered: tuple[int, int]

    def of(self, first: date, last: date) -> PointFigures:
        """The figures of one span."""
        balances = Counter(self.before)
        for each in self.movements:
            if each.day <= last:
                balances[each.member_id] += each.amount
        spent = [(fen, points) for day, fen, points in self.costs if day <= last]
        cost = (sum(fen for fen, _points in spent), sum(points for _fen, points in spent)) if spent else self.offered
        return PointFigures(
            tuple(each for each in self.movements if first <= each.day <= last),
            {member: points for member, points in sorted(balances.items()) if points},
            cost,
        )


def _read(work: Work, first: date, last: date) -> _Reading:
    offered = queries.all_rewards(work, active_only=True)
    return _Reading(
        _balances(work, first - timedelta(days=1)),
        movements(work, first, last),
        queries.costs(work),
        (sum(each.cost for each in offered), sum(each.points for each in offered)),
    )


def of_days(work: Work, first: date, last: date) -> PointFigures:
    """Count what happened from the first to the last of some days."""
    return _read(work, first, last).of(first, last)


def movements(work: Work, first: date, last: date) -> list[Movement]:
    """Every change of a member's points on these days, in the order of time."""
    moved = postings.moved(work, POINT, MEMBER, first, last)
    kinds = postings.kinds_of(work, [each.reverses_id for each in moved if each.reverses_id is not None])
    return [
        Movement(
            _member(each.owner),
            each.posting_id,
            each.day,
            PostingKind(kinds.get(each.reverses_id, each.kind) if each.reverses_id else each.kind),
            each.amount,
        )
        for each in moved
    ]


def _member(owner: str) -> int:
    return int(owner.rpartition(":")[2])


def _balances(work: Work, last: date) -> dict[int, int]:
    owners = postings.owners(work, POINT, MEMBER)
    return {_member(owners[id]): sum for id, sum in postings.balances_until(work, POINT, MEMBER, last).items() if sum}


def earned_by_member(work: Work, first: date, last: date) -> dict[int, int]:
    """What everybody got for what they did, posted on these days, less what was taken back of it."""
    sums: Counter[int] = Counter()
    for each in movements(work, first, last):
        if each.kind in EARNS:
            sums[each.member_id] += each.amount
    return dict(sums)


def plain(figures: PointFigures) -> dict[str, Number]:
    """As names and numbers, for programs and for what is frozen."""
    return {
        "points_earned": figures.earned,
        "points_spent": figures.spent,
        "points_expired": figures.expired,
        "points_outstanding": sum(figures.balances.values()),
        "points_liability": sum(map(figures.worth, figures.balances.values())),
    }


def of_spans(work: Work, spans: Sequence[Span]) -> list[dict[str, Number]]:
    """What happened in several spans of days, from one reading; each has balances of its own at its end."""
    reading = _read(work, min(span[0] for span in spans), max(span[1] for span in spans))
    return [plain(reading.of(*span)) for span in spans]


def sentence(figures: PointFigures) -> str:
    """What the month's report says of points."""
    values = plain(figures)
    return _(
        "{earned} points given, {spent} exchanged, {expired} expired; {left} are left.",
        earned=values["points_earned"],
        spent=values["points_spent"],
        expired=values["points_expired"],
        left=values["points_outstanding"],
    )
