"""Placing an order 点单: what somebody wishes for, taken down at the counter, on the telephone or on the rounds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desk.books.orders import clocks, queries, rules
from desk.books.orders.model import FIELDS, NewOrder, Order, OrderState
from desk.books.orders.moves import record_move
from desk.core.permissions import May
from desk.core.work import Work
from desk.models.orders import orders
from desk.storage import numbering

PERSONAL = frozenset(column.name for column in orders.c if column.info.get("personal"))
"""What names or describes people, so the audit, which is kept for ever, does not hold it."""


def place(work: Work, asked: NewOrder) -> Order:
    """Take an order down, with its number; it waits to be reviewed. Raises ``Invalid`` naming fields."""
    work.require(May.SERVE)
    new = rules.checked(work, asked).new
    values = {
        **row_of(new),
        "number": next_number(work),
        "state": OrderState.PLACED.value,
        "review_by": clocks.review_by(work),
        "placed_by": work.actor.id,
        "placed_at": work.now,
    }
    id = work.add(orders, values)
    record_move(work, id, None, OrderState.PLACED)
    work.audit("order.place", f"orders:{id}", after=_for_the_audit(values))
    return queries.find(work, id)


def row_of(new: NewOrder) -> dict[str, Any]:
    """The columns of a new order."""
    values = {name: getattr(new, name) for name in FIELDS}
    return values | {"kind": new.kind.value, "channel": new.channel.value, "urgency": new.urgency.value}


def _for_the_audit(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in PERSONAL}


def next_number(work: Work) -> str:
    """D20261130-001: the day on which it is placed, and a number that begins again each day."""
    prefix = f"D{work.today:%Y%m%d}-"
    return f"{prefix}{numbering.last(work, 'orders', prefix) + 1:03d}"
