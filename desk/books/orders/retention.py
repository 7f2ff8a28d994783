"""What is not kept for ever 匿名化: who asked without being a resident of this data file, and what was written."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Table, select, update

from desk.books.orders.model import OVER
from desk.core.permissions import May
from desk.core.work import Work
from desk.models.orders import dispatches, order_moves, orders, ratings

PARTS = (order_moves, dispatches, ratings)
"""What is written beside an order and goes with it."""


def forget(work: Work, before: datetime) -> None:
    """Empty names, telephones, places and whatever staff typed of orders that were over and placed before a moment;
    kind, times, minutes and ratings stay, as they are counted.
    """
    work.require(May.EDIT_CENTRE)
    old = (orders.c.placed_at < before, orders.c.state.in_([state.value for state in OVER]))
    for part in PARTS:
        of_old = part.c.order_id.in_(select(orders.c.id).where(*old))
        work.connection.execute(update(part).where(of_old).values(_emptied(part)))
    work.connection.execute(update(orders).where(*old).values(_emptied(orders)))


def _emptied(table: Table) -> dict[str, str]:
    return dict.fromkeys((column.name for column in table.c if column.info.get("personal")), "")
