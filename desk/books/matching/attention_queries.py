"""What the bar 顶栏 asks of needs and offerings: how many, and by when the first of them; and which they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, or_, select

from desk.books import centre
from desk.books.matching import delivery_queries
from desk.books.matching.model import MatchState, NeedState, OfferingState
from desk.core.clock import start_of
from desk.core.work import Work
from desk.models.matching import deliveries, match_moves, matches, needs, offerings


@dataclass(frozen=True)
class CountedMatters:
    """How many, and the day of the first; None for none."""

    many: int
    first: date | datetime | None


def _counted(work: Work, by: ColumnElement[Any], *conditions: ColumnElement[bool]) -> CountedMatters:
    query = select(func.count().label("many"), func.min(by).label("first")).where(*conditions)
    row: Row[Any] = work.connection.execute(query).one()
    return CountedMatters(int(row._mapping["many"]), row._mapping["first"])


def _over(work: Work) -> tuple[ColumnElement[bool], ...]:
    return needs.c.state == NeedState.NEW.value, needs.c.list_until < work.today


def needs_over(work: Work) -> CountedMatters:
    """Needs that stood on the list to their end, with nobody to meet them 到期未满足."""
    return _counted(work, needs.c.list_until, *_over(work))


_CLAIMED_AT = (
    select(func.max(match_moves.c.at))
    .where(match_moves.c.match_id == matches.c.id, match_moves.c.state == MatchState.CLAIMED.value)
    .scalar_subquery()
)


def _silent(work: Work) -> tuple[ColumnElement[bool], ...]:
    before = start_of(work.today - timedelta(days=centre.rule(work, "match_silent_days")))
    under_way = [state.value for state in (MatchState.CLAIMED, MatchState.UNDER_WAY)]
    long_claimed = and_(matches.c.state.in_(under_way), before > _CLAIMED_AT)
    return (
        or_(long_claimed, matches.c.state == MatchState.ACCEPTED.value),
        delivery_queries.times_of(deliveries.c.match_id == matches.c.id) == 0,
    )


def silent_matches(work: Work) -> CountedMatters:
    """Matches whose partner said yes long ago, and nothing has been delivered yet 久未落实; also what was accepted for
    something that counts no more, as nobody was there after all.
    """
    return _counted(work, matches.c.made_at, *_silent(work))


def silent_ids(work: Work) -> frozenset[int]:
    """Which matches these are."""
    return frozenset(work.connection.scalars(select(matches.c.id).where(*_silent(work))))


def _ending(work: Work) -> tuple[ColumnElement[bool], ...]:
    until = work.today + timedelta(days=centre.rule(work, "offering_end_days"))
    delivered = delivery_queries.times_of(deliveries.c.offering_id == offerings.c.id)
    return (
        offerings.c.state == OfferingState.AVAILABLE.value,
        offerings.c.last.between(work.today, until),
        offerings.c.promised > delivered,
    )


def ending_offerings(work: Work) -> CountedMatters:
    """Offerings whose term ends soon and of which not all was delivered that was promised 承诺未完成."""
    return _counted(work, offerings.c.last, *_ending(work))


def ending_ids(work: Work) -> frozenset[int]:
    """Which offerings these are."""
    return frozenset(work.connection.scalars(select(offerings.c.id).where(*_ending(work))))
