"""When a member leaves their team 退队: what they had goes back to the queue, and the leader in charge sees it."""

from __future__ import annotations

from desk.books.orders import queries
from desk.books.orders.dispatching import take_back
from desk.core.permissions import May
from desk.core.words import _, listed, on_record
from desk.core.work import Work


def free_orders(work: Work, member_id: int) -> None:
    """Take back whatever a member has or is asked about, done again included; it stands before the leader in charge
    until somebody else is sent.
    """
    work.require(May.SERVE)
    with on_record():
        remark = _("Whoever had it left the team.")
    freed = [take_back(work, order, remark, freed=True) for order in queries.open_of_member(work, member_id)]
    if freed:
        numbers = listed(order.number for order in freed)
        work.remarks.append(_("Back in the queue, to be sent to somebody else: {numbers}.", numbers=numbers))
