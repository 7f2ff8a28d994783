"""An order as a message 派单文字 for the group of the team that is asked: nobody's name and number in full."""

from __future__ import annotations

from desk.books.orders.model import Order
from desk.core.calendar import full_moment_words
from desk.core.words import P_, _, marked, named, on_record
from desk.core.work import Work
from desk.reports.bookings.about import telephone
from desk.reports.orders import about


@on_record()
def text(work: Work, order: Order) -> str:
    """Ready to paste, with how to answer. Raises ``Refused`` for an order that nobody has been asked about."""
    about.require_owner(order)
    ending = order.number.rpartition("-")[2]
    lines = [
        f"{marked(P_('title of a message', 'Order'))}{order.number}　{order.kind.label}",
        named(P_("order", "What is wished for"), order.masked(order.description)),
        named(P_("order", "Who asks"), order.who),
        named(P_("order", "Place"), order.whereabouts),
        named(P_("order", "Wanted"), about.wanted(order)) if about.wanted(order) else "",
        named(P_("order", "Sent to"), about.sent_to(order)),
        named(P_("order", "Due"), about.due(order)) if order.due_at else "",
        _asks_for_answer(order, ending),
        _("The exact place and the telephone are told by the centre: {number}.", number=telephone(work)),
    ]
    return "\n".join(filter(None, lines))


def _asks_for_answer(order: Order, ending: str) -> str:
    """How to say yes or no, while nobody has."""
    if order.accept_by is None:
        return ""
    return _(
        "Please answer by {moment}: “{number} name yes”, or “{number} no” and why.",
        moment=full_moment_words(order.accept_by),
        number=ending,
    )
