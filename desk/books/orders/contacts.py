"""Who is behind an order, in the clear 查看完整信息: every look is logged, as with a resident's card."""

from __future__ import annotations

from dataclasses import dataclass

from desk.books import residents
from desk.books.orders import queries
from desk.core.permissions import May
from desk.core.work import Work
from desk.models.audit import lookups


@dataclass(frozen=True)
class OrderContact:
    """Whom to speak to about an order, and who said it for them."""

    name: str
    telephone: str
    told_by: str = ""


def look_up(work: Work, id: int, purpose: str) -> OrderContact:
    """Names and telephone of an order, with a line that says who looked, when and what for.

    Raises ``Refused`` when the order is gone.
    """
    work.require(May.SERVE)
    order = queries.find(work, id)
    name = order.asker
    if order.resident_id is not None:
        name = residents.look_up(work, residents.kept(work, order.resident_id), purpose).name
    else:
        work.add(lookups, {"at": work.now, "staff_id": work.actor.id, "resident_id": None, "purpose": purpose})
    return OrderContact(name, order.telephone, order.told_by)
