"""A new order as far as it is typed: whoever leaves the form to see to something else finds it as it was."""

from __future__ import annotations

from dataclasses import dataclass

from desk.books.orders.model import OrderChannel, OrderKind, OrderUrgency


@dataclass(frozen=True)
class OrderDraft:
    """What stands in the fields; from elsewhere only who asks, and at which visit."""

    kind: OrderKind | None = None
    resident_id: int | None = None
    asker: str = ""
    description: str = ""
    place: str = ""
    village_group: str = ""
    telephone: str = ""
    told_by: str = ""
    urgency: OrderUrgency = OrderUrgency.ORDINARY
    channel: OrderChannel = OrderChannel.TELEPHONE
    day: str = ""
    times: str = ""
    people: int = 1
    visit_id: int | None = None

    @classmethod
    def at_visit(cls, resident_id: int | None, visit_id: int | None = None) -> OrderDraft:
        """Of somebody who stands at the counter."""
        return cls(resident_id=resident_id, channel=OrderChannel.COUNTER, visit_id=visit_id)

    @property
    def is_begun(self) -> bool:
        """Is there anything in it that would be missed?"""
        return bool(self.description.strip() or self.asker.strip() or self.place.strip())
