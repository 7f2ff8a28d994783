"""Orders that members of teams took and did, straight into the tables."""

from __future__ import annotations

from datetime import date, timedelta

from desk.books.orders.model import DispatchAnswer, OrderChannel, OrderKind, OrderState, OrderUrgency
from desk.core.clock import start_of
from desk.core.work import Work
from desk.models.orders import dispatches, order_people, orders

DAY = timedelta(days=1)


def did_order(work: Work, team: int, member: int, day: date, minutes: int = 60, late: bool = False) -> None:
    """An order that was taken and done on a day."""
    at = start_of(day) + timedelta(hours=9)
    n = 1 + work.rows("SELECT count(*) FROM orders")[0][0]
    id = work.add(
        orders,
        {
            "number": f"D{day:%Y%m%d}-{n:03d}",
            "kind": OrderKind.REPAIR.value,
            "description": "修水管",
            "asker": "某某",
            "channel": OrderChannel.COUNTER.value,
            "urgency": OrderUrgency.ORDINARY.value,
            "state": OrderState.DONE.value,
            "team_id": team,
            "member_id": member,
            "review_by": at,
            "due_at": at - DAY if late else at + DAY,
            "placed_by": work.actor.id,
            "placed_at": at,
            "done_at": at,
        },
    )
    sent = {"order_id": id, "n": 1, "team_id": team, "member_id": member, "offered_at": at, "accept_by": at}
    answer = {"staff_id": work.actor.id, "answer": DispatchAnswer.TAKEN.value, "answered_at": at}
    work.add(dispatches, {**sent, **answer})
    work.add(order_people, {"order_id": id, "member_id": member, "minutes": minutes})
