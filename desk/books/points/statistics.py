"""Points as the centre and the district count them: given, exchanged, expired, what is left and what it would cost, and
who was active.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desk.books.points import order_queries, queries
from desk.books.points.model import EARNS, GIVES, PointAccount, PostingKind
from desk.books.postings import queries as postings
from desk.books.postings.model import AccountUnit
from desk.core.book import Span
from desk.core.figure import Number
from desk.core.words import _, whole_sentences
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
    """The fen and the points of what was exchanged up to the end."""
    active: frozenset[int]
    """Who served in the span."""
    members: frozenset[int]
    """Who was in a team at its end."""

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


def of_days(work: Work, first: date, last: date) -> PointFigures:
    """Count what happened from the first to the last of some days."""
    served = order_queries.service_times(work, first, last)
    return PointFigures(
        tuple(movements(work, first, last)),
        _balances(work, last),
        queries.cost_of_points(work, last),
        frozenset(served),
        frozenset(queries.members_on(work, last)) | frozenset(served),
    )


def movements(work: Work, first: date, last: date) -> list[Movement]:
    """Every change of a member's points on these days, in the order of time."""
    owners = postings.owners(work, POINT, MEMBER)
    rows = postings.moved(work, POINT, MEMBER, first, last)
    kinds = postings.kinds_of(work, [row[4] for row in rows if row[4] is not None])
    return [
        Movement(_member(owners[account]), posting, day, PostingKind(kinds.get(reverses, kind)), amount)
        for account, posting, day, kind, reverses, amount in rows
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
    active, members = len(figures.active), len(figures.members)
    return {
        "points_earned": figures.earned,
        "points_spent": figures.spent,
        "points_expired": figures.expired,
        "points_outstanding": sum(figures.balances.values()),
        "points_liability": sum(map(figures.worth, figures.balances.values())),
        "points_active_members": active,
        "points_members": members,
        "points_active_percent": round(100 * active / members, 1) if members else None,
    }


def of_spans(work: Work, spans: Sequence[Span]) -> list[dict[str, Number]]:
    """What happened in several spans of days, one after the other: each has a balance of its own at its end."""
    return [plain(of_days(work, *span)) for span in spans]


def sentence(figures: PointFigures) -> str:
    """What the month's report says of points."""
    values = plain(figures)
    counted = _(
        "{earned} points given, {spent} exchanged, {expired} expired; {left} are left.",
        earned=values["points_earned"],
        spent=values["points_spent"],
        expired=values["points_expired"],
        left=values["points_outstanding"],
    )
    active = _("{n} of {all} members served.", n=len(figures.active), all=len(figures.members))
    return whole_sentences((counted, active))
