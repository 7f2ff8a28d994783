"""An organisation that helps with an order 协助单位, beside the team that has it."""

from __future__ import annotations

from desk.books.orders import queries
from desk.books.orders.model import OPEN, Order, OrderState
from desk.books.orders.moves import record_move, require_state
from desk.books.organisations import queries as organisations
from desk.core.permissions import May
from desk.core.words import P_, on_record
from desk.core.work import Work
from desk.models.orders import orders

HELPED_IN = (*OPEN, OrderState.DONE)
"""In which states an organisation can be named: afterwards the order has been counted."""


def ask_organisation(work: Work, id: int, organisation_id: int | None) -> Order:
    """This organisation helps with it from now on; None: nobody does. Raises ``Refused``."""
    work.require(May.DISPATCH)
    order = queries.find(work, id)
    require_state(order, *HELPED_IN)
    chosen = organisations.find(work, organisation_id) if organisation_id is not None else None
    helps = chosen.id if chosen else None
    if helps == order.organisation_id:
        return order
    work.change(orders, id, {"organisation_id": helps, "version": order.version + 1})
    with on_record():
        name = chosen.name if chosen else P_("order", "nobody")
        remark = P_("order", "helped by {organisation}", organisation=name)
    record_move(work, id, order.state, order.state, remark)
    work.audit("order.organisation", f"orders:{id}", {"organisation": order.organisation_id}, {"organisation": helps})
    return queries.find(work, id)
