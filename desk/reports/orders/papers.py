"""The papers of orders 点单: the sheet of one, which is handed out or pasted into a group, and the list of a span."""

from __future__ import annotations

from desk.books.orders import queries
from desk.books.orders.model import OWNED, Order, OrderState
from desk.core.errors import Refused
from desk.core.paper_kinds import PaperKind
from desk.core.permissions import May
from desk.core.words import N_, NP_, _
from desk.core.work import Work
from desk.reports.kit.declaration import Format, Input, InputKind, Maker, Paper


def order_of(work: Work, number: str) -> Order:
    """The order with this number. Raises ``Refused``."""
    order = queries.by_number(work, number.strip().upper())
    if order is None:
        raise Refused(_("There is no order with the number {number}.", number=number))
    return order


def under_way(work: Work) -> str:
    """The number of one that somebody has, for the demo."""
    sent = [each for each in queries.board(work) if each.state in OWNED]
    return max(sent, key=lambda each: (each.state is OrderState.OFFERED, each.id)).number


PAPERS = (
    Paper(
        "order",
        NP_("paper", "Order sheet"),
        "What whoever is sent takes along, with a strip for the rating; as text for the team's group.",
        {
            Format.PDF: Maker("desk.reports.orders.order_pdf:pdf"),
            Format.TXT: Maker("desk.reports.orders.order_txt:text"),
        },
        takes=(Input("number", InputKind.TEXT, "The order's number.", resolve=order_of, sample=under_way),),
        permission=May.SERVE,
        kind=PaperKind.RECEIPT,
    ),
    Paper(
        "orders",
        N_("List of orders"),
        "The orders of a span of days, masked: who did each, in which time, how it was rated.",
        {
            Format.PDF: Maker("desk.reports.orders.list_pdf:pdf"),
            Format.XLSX: Maker("desk.reports.orders.list_workbook:xlsx"),
        },
        takes=(Input("span", InputKind.SPAN),),
        permission=May.SEE_FIGURES,
    ),
)
