"""What the bar 顶栏 asks of orders: how many, and by when the first of them; nobody is named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, bindparam, func, or_, select

from desk.books.orders import queries
from desk.books.orders.model import OPEN, Complaint, OrderState
from desk.core.work import Work
from desk.models.orders import orders

NOW = bindparam("now", type_=orders.c.due_at.type)


@dataclass(frozen=True)
class DueOrders:
    """How many, and by when the first of them is wanted or was; None for none."""

    count: int
    first: date | datetime | None


def _counted(by: ColumnElement[Any], *conditions: ColumnElement[bool]) -> Any:
    return select(func.count().label("many"), func.min(by).label("first")).where(*conditions)


_QUEUED = orders.c.state == OrderState.REVIEWED.value
BEFORE_LEADER_IF = and_(_QUEUED, or_(orders.c.refused_times >= bindparam("refusals"), orders.c.freed))
"""What the leader in charge has to send: it came back too often, or whoever had it left their team."""
TO_REVIEW = _counted(orders.c.review_by, orders.c.state == OrderState.PLACED.value)
TO_DISPATCH = _counted(orders.c.due_at, _QUEUED)
SILENT = _counted(orders.c.accept_by, queries.SILENT_IF)
BEFORE_LEADER = _counted(orders.c.due_at, BEFORE_LEADER_IF)
OVERDUE = _counted(
    orders.c.due_at,
    orders.c.state.in_([state.value for state in OPEN if state is not OrderState.PLACED]),
    orders.c.due_at < NOW,
)
TO_CALL = _counted(orders.c.call_back_on, queries.TO_CALL_IF)
COMPLAINTS = _counted(orders.c.due_at, orders.c.complaint == Complaint.MADE.value)


def count(work: Work, query: Any, **given: Any) -> DueOrders:
    """How many orders one of these questions counts."""
    row: Row[Any] = work.connection.execute(query, given).one()
    return DueOrders(int(row._mapping["many"]), row._mapping["first"])
