"""What must always hold of the way of an order 点单: its moves, its dispatches, and its clocks."""

from __future__ import annotations

from sqlalchemy import and_, exists, func, or_, select

from desk.books.orders.model import MOVES, OPEN, OWNED, Complaint, DispatchAnswer, OrderState
from desk.core import histories
from desk.core.invariants import Invariant
from desk.core.words import N_
from desk.models.orders import dispatches, order_moves, orders

_STATES = [state.value for state in OrderState]
UNREADABLE = (
    Invariant(
        N_("Order {0}: a state in its history is not known."),
        select(orders.c.number)
        .join(order_moves, order_moves.c.order_id == orders.c.id)
        .where(or_(order_moves.c.state.not_in(_STATES), order_moves.c.was.not_in(_STATES)))
        .distinct(),
    ),
)
"""With one of these broken the card of the order cannot be filled."""
_BROKEN = histories.broken(order_moves, "order_id", (OrderState.PLACED,), MOVES)
_REPORTED = orders.c.state.in_([state.value for state in (OrderState.DONE, OrderState.RATED, OrderState.UNRATED)])
_SETTLED = orders.c.state.in_([OrderState.RATED.value, OrderState.UNRATED.value])
_UNDER_WAY = orders.c.state.in_([state.value for state in OPEN if state is not OrderState.PLACED])
_OWNED, _OFFERED = [state.value for state in OWNED], OrderState.OFFERED.value
_sent = dispatches.alias("sent")
_LAST_SENT = select(func.max(dispatches.c.n)).where(dispatches.c.order_id == orders.c.id).scalar_subquery()
_TIMES_SENT = select(func.count()).where(dispatches.c.order_id == orders.c.id).scalar_subquery()
_CAME_BACK = (
    select(func.count())
    .where(
        dispatches.c.order_id == orders.c.id,
        dispatches.c.answer.in_([DispatchAnswer.DECLINED.value, DispatchAnswer.TIMED_OUT.value]),
    )
    .scalar_subquery()
)
_SENT_BACK = exists().where(order_moves.c.order_id == orders.c.id, order_moves.c.state == OrderState.REDO.value)

INVARIANTS = (
    Invariant(
        N_("Order {0}: a move is missing from its history, or one is there that cannot be."),
        select(orders.c.number).where(orders.c.id.in_(_BROKEN)),
    ),
    Invariant(
        N_("Order {0}: a dispatch is missing, or it came back more or less often than it says."),
        select(orders.c.number).where(
            or_(func.coalesce(_LAST_SENT, 0) != _TIMES_SENT, orders.c.refused_times != _CAME_BACK)
        ),
    ),
    Invariant(
        N_("Order {0}: who has it, or until when it is to be answered, is not what its last dispatch says."),
        select(orders.c.number)
        .select_from(orders)
        .join(_sent, _sent.c.order_id == orders.c.id)
        .where(
            _sent.c.n == _LAST_SENT,
            or_(
                and_(orders.c.state.in_(_OWNED), orders.c.team_id != _sent.c.team_id),
                and_(orders.c.state.in_(_OWNED), orders.c.member_id.is_distinct_from(_sent.c.member_id)),
                and_(orders.c.state == _OFFERED, orders.c.accept_by.is_distinct_from(_sent.c.accept_by)),
            ),
        ),
    ),
    Invariant(
        N_("Order {0}: it is under way and has no day by which it is due."),
        select(orders.c.number).where(_UNDER_WAY, or_(orders.c.due_at.is_(None), orders.c.first_due_at.is_(None))),
    ),
    Invariant(
        N_("Order {0}: it is done and does not say when, or until when it may be rated."),
        select(orders.c.number).where(
            _REPORTED,
            or_(*(orders.c[name].is_(None) for name in ("first_done_at", "done_at", "call_back_on", "rate_by"))),
        ),
    ),
    Invariant(
        N_("Order {0}: it is over and was never settled, so nobody got points for it."),
        select(orders.c.number).where(
            _SETTLED, orders.c.settled_at.is_(None), orders.c.complaint != Complaint.MADE.value
        ),
    ),
    Invariant(
        N_("Order {0}: it was to be done again and does not say so, or says so and was not."),
        select(orders.c.number).where(orders.c.redone != _SENT_BACK),
    ),
)
