"""What must always hold of orders 点单."""

from __future__ import annotations

from sqlalchemy import Column, ColumnElement, and_, exists, func, or_, select

from desk.books.cases import LEVELS
from desk.books.orders.model import (
    OWNED,
    QUEUED,
    Complaint,
    DispatchAnswer,
    OrderChannel,
    OrderKind,
    OrderState,
    OrderUrgency,
    RatingMeans,
)
from desk.core import histories
from desk.core.invariants import Invariant
from desk.core.words import N_, Worded
from desk.models.orders import dispatches, order_moves, order_people, orders, ratings

_LAST_STATE = histories.last_state(order_moves, "order_id", orders.c.id)
_OPEN_DISPATCH = exists().where(dispatches.c.order_id == orders.c.id, dispatches.c.answered_at.is_(None))
_MINUTES = (
    select(func.coalesce(func.sum(order_people.c.minutes), 0))
    .where(order_people.c.order_id == orders.c.id)
    .scalar_subquery()
)
_WAS_DONE = or_(
    orders.c.state.in_([state.value for state in (OrderState.DONE, OrderState.RATED, OrderState.UNRATED)]),
    orders.c.redone,
)
_OFFERED, _RATED = OrderState.OFFERED.value, OrderState.RATED.value
_OWNED, _QUEUED = [state.value for state in OWNED], [state.value for state in QUEUED]


def _not_in(*lists: tuple[Column[str], type[Worded]]) -> ColumnElement[bool]:
    return or_(*(column.not_in([each.value for each in known]) for column, known in lists))


UNREADABLE = (
    Invariant(
        N_("Order {0}: its state, kind, urgency, channel or complaint is not known."),
        select(orders.c.number).where(
            _not_in(
                (orders.c.state, OrderState),
                (orders.c.kind, OrderKind),
                (orders.c.urgency, OrderUrgency),
                (orders.c.channel, OrderChannel),
                (orders.c.complaint, Complaint),
            )
        ),
    ),
    Invariant(
        N_("Order {0}: an answer to its dispatches is not known."),
        select(orders.c.number)
        .join(dispatches, dispatches.c.order_id == orders.c.id)
        .where(_not_in((dispatches.c.answer, DispatchAnswer))),
    ),
    Invariant(
        N_("Order {0}: its rating is not known."),
        select(orders.c.number)
        .join(ratings, ratings.c.order_id == orders.c.id)
        .where(or_(_not_in((ratings.c.means, RatingMeans)), ratings.c.level.not_in([each.value for each in LEVELS]))),
    ),
)
"""With one of these broken the pages cannot be filled."""
INVARIANTS = (
    Invariant(
        N_("Order {0}: its state is not the state of its last recorded move."),
        select(orders.c.number).where(orders.c.state.is_distinct_from(_LAST_STATE)),
    ),
    Invariant(
        N_("Order {0}: it is in the queue and somebody has it, or it is sent and nobody has it."),
        select(orders.c.number).where(
            or_(
                and_(orders.c.state.in_(_QUEUED), orders.c.team_id.is_not(None)),
                and_(orders.c.state.in_(_OWNED), orders.c.team_id.is_(None)),
                and_(orders.c.state.in_(_OWNED), orders.c.state != _OFFERED, orders.c.member_id.is_(None)),
            )
        ),
    ),
    Invariant(
        N_("Order {0}: it waits for an answer and no dispatch does, or one does and it does not."),
        select(orders.c.number).where((orders.c.state == _OFFERED) != _OPEN_DISPATCH),
    ),
    Invariant(
        N_("Order {0}: a dispatch has an answer without a time, or a time without an answer."),
        select(orders.c.number)
        .join(dispatches, dispatches.c.order_id == orders.c.id)
        .where((dispatches.c.answer == "") != dispatches.c.answered_at.is_(None)),
    ),
    Invariant(
        N_("Order {0}: its minutes are not those of who did it, or nobody did it."),
        select(orders.c.number).where(
            or_(func.coalesce(orders.c.minutes, 0) != _MINUTES, and_(_WAS_DONE, _MINUTES == 0))
        ),
    ),
    Invariant(
        N_("Order {0}: it counts as rated and nobody rated it."),
        select(orders.c.number).where(orders.c.state == _RATED, ~exists().where(ratings.c.order_id == orders.c.id)),
    ),
    Invariant(
        N_("Order {0}: it is settled and was never done."),
        select(orders.c.number).where(orders.c.settled_at.is_not(None), orders.c.first_done_at.is_(None)),
    ),
)
