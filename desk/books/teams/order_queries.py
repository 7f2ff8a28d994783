"""Reading what teams and members did for residents: orders taken, done and in time, and the minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import bindparam, case, func, select

from desk.books.orders.model import DispatchAnswer, OrderState
from desk.core.clock import local, start_of
from desk.core.work import Work
from desk.models.orders import dispatches, order_people, orders

DAY = timedelta(days=1)
OVER = (OrderState.DONE, OrderState.RATED, OrderState.UNRATED)
"""Done, and not to be done again."""
SINCE, UNTIL = (bindparam(name, type_=orders.c.done_at.type) for name in ("since", "until"))
_TAKEN = (
    dispatches.c.answer == DispatchAnswer.TAKEN.value,
    dispatches.c.member_id.is_not(None),
    dispatches.c.answered_at >= SINCE,
    dispatches.c.answered_at < UNTIL,
)
TAKEN = select(dispatches.c.member_id, dispatches.c.answered_at).where(*_TAKEN)
TAKEN_BY_TEAM = (
    select(dispatches.c.team_id, dispatches.c.member_id, func.count())
    .where(*_TAKEN)
    .group_by(dispatches.c.team_id, dispatches.c.member_id)
)
_IN_TIME = case((orders.c.due_at.is_(None) | (orders.c.done_at <= orders.c.due_at), 1), else_=0)
_DONE = (
    orders.c.state.in_([state.value for state in OVER]),
    orders.c.done_at >= SINCE,
    orders.c.done_at < UNTIL,
)
DONE_BY_TEAM = (
    select(
        orders.c.team_id,
        order_people.c.member_id,
        func.count(),
        func.sum(_IN_TIME),
        func.sum(order_people.c.minutes),
    )
    .join(orders, orders.c.id == order_people.c.order_id)
    .where(orders.c.team_id.is_not(None), *_DONE)
    .group_by(orders.c.team_id, order_people.c.member_id)
)
ORDERS_OF_TEAMS = (
    select(orders.c.team_id, func.count(), func.sum(_IN_TIME))
    .where(orders.c.team_id.is_not(None), *_DONE)
    .group_by(orders.c.team_id)
)


def _span(first: date, last: date) -> dict[str, Any]:
    return {"since": start_of(first), "until": start_of(last) + DAY}


def orders_taken(work: Work, first: date, last: date) -> list[tuple[int, date]]:
    """Which member took an order on which of these days, each order once."""
    rows = work.connection.execute(TAKEN, _span(first, last))
    return [(member, local(at).date()) for member, at in rows]


@dataclass(frozen=True)
class MemberOrders:
    """What somebody did for a team in some days."""

    taken: int = 0
    done: int = 0
    in_time: int = 0
    minutes: int = 0


def by_member(work: Work, first: date, last: date) -> dict[tuple[int, int], MemberOrders]:
    """By team and member, both by their ids; who took or did nothing is not among them."""
    span = _span(first, last)
    taken = {(team, member): n for team, member, n in work.connection.execute(TAKEN_BY_TEAM, span)}
    done = {(row[0], row[1]): tuple(row[2:]) for row in work.connection.execute(DONE_BY_TEAM, span)}
    return {key: MemberOrders(taken.get(key, 0), *done.get(key, (0, 0, 0))) for key in taken.keys() | done.keys()}


def done_by_team(work: Work, first: date, last: date) -> dict[int, tuple[int, int]]:
    """Orders that each team did in these days, and those of them in time; several people at one order count once."""
    rows = work.connection.execute(ORDERS_OF_TEAMS, _span(first, last))
    return {team: (done, in_time) for team, done, in_time in rows}
