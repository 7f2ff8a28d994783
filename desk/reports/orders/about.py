"""What the papers of an order say of it in the same words: where, when, by when, and who is sent."""

from __future__ import annotations

from desk.books.orders.model import OWNED, Order
from desk.core.calendar import full_moment_words
from desk.core.clock import local
from desk.core.errors import Refused
from desk.core.words import P_, _


def require_owner(order: Order) -> None:
    """Raises ``Refused``: there is nothing to hand to anybody before an order was sent, or once it is done."""
    if order.state not in OWNED:
        raise Refused(
            _("Order {number} is “{state}”; this paper is not for it.", number=order.number, state=order.state.label)
        )


def wanted(order: Order) -> str:
    """When somebody is wanted; empty for any time."""
    begins, ends = order.wanted_from, order.wanted_by
    if begins is None and ends is None:
        return ""
    if begins is None or ends is None:
        at = begins or ends
        assert at is not None
        moment = full_moment_words(at)
        return (
            P_("order", "from {moment}", moment=moment)
            if ends is None
            else P_("order", "until {moment}", moment=moment)
        )
    same_day = local(begins).date() == local(ends).date()
    return f"{full_moment_words(begins)}—{f'{local(ends):%H:%M}' if same_day else full_moment_words(ends)}"


def due(order: Order) -> str:
    """By when it is to be done."""
    return full_moment_words(order.due_at) if order.due_at else ""


def sent_to(order: Order) -> str:
    """Which team, which of its members, and which organisation helps."""
    return order.owners
