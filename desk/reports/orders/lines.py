"""The list of orders of a span of days 点单一览表: who it was for (masked), who did it, how long, how it was rated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desk.books.orders import queries
from desk.books.orders.model import Complaint, Order
from desk.core.words import N_, NP_, P_
from desk.core.work import Work
from desk.reports.orders import about

COLUMNS = (
    (NP_("order", "Number"), 26),
    (NP_("order", "Placed at"), 22),
    (NP_("order", "Kind"), 16),
    (NP_("order", "Who asks"), 14),
    (NP_("order", "What is wished for"), 48),
    (NP_("order", "Who has it"), 30),
    (N_("State"), 18),
    (NP_("order", "Due"), 22),
    (NP_("order", "Done at"), 22),
    (NP_("order", "Minutes"), 12),
    (NP_("order", "Rating"), 16),
)
"""(heading, share of the width)."""
NUMBERS = (9,)


@dataclass(frozen=True)
class OrderLine:
    """One order with what its asker said last; empty where nothing was."""

    order: Order
    rating: str

    @property
    def state(self) -> str:
        """Where it stands; a complaint is told with it."""
        order = self.order
        if order.complaint is Complaint.MADE:
            return P_("order", "{state}, complaint", state=order.state.label)
        return order.state.label

    @property
    def owner(self) -> str:
        """Which team and member has it, or did it."""
        return about.sent_to(self.order)

    @property
    def wish(self) -> str:
        """What is wished for, whoever is named in it masked."""
        return self.order.masked(self.order.description)


def read(work: Work, first: date, last: date) -> list[OrderLine]:
    """The orders that were placed on these days, in their order."""
    orders = queries.between(work, first, last)
    rated = queries.last_ratings(work, (each.id for each in orders))
    return [OrderLine(each, rated[each.id].label if each.id in rated else "") for each in orders]
