"""An order found from anywhere in the window: by its number, by what was wished for or came of it, and on the card of
the resident who asks.
"""

from __future__ import annotations

from collections.abc import Iterable

from desk.books.orders import queries
from desk.core.book import HistoryLine, RecordHit
from desk.core.clock import local
from desk.core.plain_text import excerpt
from desk.core.words import P_, bracketed
from desk.core.work import Work

SHORTEST = 2
"""Characters of a number that are looked for at least."""
MOST_OF_ONE = 30
"""Orders of one person that their card lists."""


def find_records(work: Work, typed: str, most: int) -> Iterable[RecordHit]:
    """Orders whose number begins with what was typed, the newest first."""
    if len(typed.strip()) < SHORTEST:
        return
    for order in queries.search(work, typed, most):
        text = f"{order.number}　{order.kind.label}"
        yield RecordHit(text, f"{order.who}　{order.state.label}", "orders.order", order.id)


def find_texts(work: Work, typed: str, most: int) -> Iterable[RecordHit]:
    """Orders in whose wish or result this stands, the newest first; whoever is named in it masked."""
    for order in queries.with_text(work, typed, most):
        written = order.description if typed in order.description.lower() else order.result
        text = excerpt(order.masked(written), typed)
        yield RecordHit(text, order.number + bracketed(order.who), "orders.order", order.id)


def of_resident(work: Work, resident_id: int) -> Iterable[HistoryLine]:
    """What somebody wished for, whatever became of it, the newest first; no name, place or wording is in it."""
    for order in queries.of_resident(work, resident_id, MOST_OF_ONE):
        text = P_("history of a resident", "Order {kind}　{state}", kind=order.kind.label, state=order.state.label)
        yield HistoryLine(local(order.placed_at).date(), text, "orders.order", order.id)
