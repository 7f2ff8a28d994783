"""Settling an order 结清: it was rated, or the time for that is over. What follows from it, such as points, is given by
the books that say so, in the same transaction.
"""

from __future__ import annotations

from desk.books.orders import queries
from desk.books.orders.model import Order
from desk.books.registry import books
from desk.core.permissions import May
from desk.core.work import Work
from desk.models.orders import orders


def settle(work: Work, order: Order) -> Order:
    """Settle an order, also once more: when it is rated late, or a complaint was judged."""
    work.require(May.SERVE)
    if order.settled_at is None:
        work.change(orders, order.id, {"settled_at": work.now})
    for book in books():
        book.order_settled(work, order.id)
    return queries.find(work, order.id)
