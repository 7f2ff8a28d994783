"""An order on its way: every state through one table, each with who and when."""

from __future__ import annotations

from typing import Any

from desk.books.orders import queries
from desk.books.orders.model import MOVES, Order, OrderState
from desk.core.errors import Refused
from desk.core.moves import move_line, require_move
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.orders import order_moves, orders


def record_move(work: Work, id: int, was: OrderState | None, state: OrderState, remark: str = "") -> None:
    """Write into its history that an order came to a state, by the signed-in person, now."""
    work.require(May.SERVE)
    work.add(order_moves, {"order_id": id, **move_line(work, was, state, remark)})


def change_state(work: Work, order: Order, to: OrderState, remark: str = "", **values: Any) -> Order:
    """Bring an order into another state, with columns that follow from it. Raises ``Refused``, ``NotAllowed``."""
    work.require(May.SERVE)
    require_move(work, MOVES, order.number, order.state, to)
    work.change(orders, order.id, {"state": to.value, "version": order.version + 1, **values})
    record_move(work, order.id, order.state, to, remark)
    work.audit(f"order.{to.value}", f"orders:{order.id}", {"state": order.state.value}, {"state": to.value})
    return queries.find(work, order.id)


def require_state(order: Order, *states: OrderState) -> None:
    """Raises ``Refused`` unless the order is in one of these states."""
    if order.state not in states:
        raise Refused(_("{number} is “{was}” by now.", number=order.number, was=order.state.label))
