"""What orders ask for now 待办, and the call-backs that are owed."""

from __future__ import annotations

from collections.abc import Iterable

from desk.books import centre
from desk.books.orders import attention_queries, queries
from desk.books.orders.attention_queries import DueOrders
from desk.core.book import Attention, Concern, OwedMatter
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import P_, _
from desk.core.work import Work


def due(work: Work) -> Iterable[Attention]:
    """What is to be reviewed and sent, who says nothing, what is overdue, whom to call back; for the leader in charge
    also what came back and what is complained of.
    """
    may_decide = work.actor.may(May.DECIDE_ORDERS)
    refusals = centre.rule(work, "order_refusals")
    yield from _queue(work)
    yield from _underway(work)
    if may_decide:
        yield from _for_the_leader(work, refusals)


def _queue(work: Work) -> Iterable[Attention]:
    to_review = attention_queries.count(work, attention_queries.TO_REVIEW)
    yield _entry(
        "orders_to_review",
        to_review,
        _("Orders to review {n}", n=to_review.count),
        P_("narrow", "review {n}", n=to_review.count),
        "orders.to_review",
        _tone(work, to_review),
    )
    to_dispatch = attention_queries.count(work, attention_queries.TO_DISPATCH)
    yield _entry(
        "orders_to_dispatch",
        to_dispatch,
        _("Orders to dispatch {n}", n=to_dispatch.count),
        P_("narrow", "dispatch {n}", n=to_dispatch.count),
        "orders.to_dispatch",
        Tone.WAITING,
    )


def _underway(work: Work) -> Iterable[Attention]:
    silent = attention_queries.count(work, attention_queries.SILENT, now=work.now)
    yield _entry(
        "orders_silent",
        silent,
        _("Orders not answered {n}", n=silent.count),
        P_("narrow", "no answer {n}", n=silent.count),
        "orders.silent",
        Tone.DUE_SOON,
    )
    overdue = attention_queries.count(work, attention_queries.OVERDUE, now=work.now)
    yield _entry(
        "orders_overdue",
        overdue,
        _("Orders overdue {n}", n=overdue.count),
        P_("narrow", "orders late {n}", n=overdue.count),
        "orders.overdue",
        Tone.DANGER,
    )
    to_call = attention_queries.count(work, attention_queries.TO_CALL, today=work.today)
    yield _entry(
        "orders_to_call",
        to_call,
        _("Orders to call back about {n}", n=to_call.count),
        P_("narrow", "call back {n}", n=to_call.count),
        "orders.to_call",
        Tone.DUE_SOON,
    )


def _for_the_leader(work: Work, refusals: int) -> Iterable[Attention]:
    returned = attention_queries.count(work, attention_queries.BEFORE_LEADER, refusals=refusals)
    yield _entry(
        "orders_before_leader",
        returned,
        _("Orders for you to send {n}", n=returned.count),
        P_("narrow", "send {n}", n=returned.count),
        "orders.before_leader",
        Tone.DUE_SOON,
    )
    complaints = attention_queries.count(work, attention_queries.COMPLAINTS)
    yield _entry(
        "orders_complaints",
        complaints,
        _("Complaints to judge {n}", n=complaints.count),
        P_("narrow", "complaints {n}", n=complaints.count),
        "orders.complaints",
        Tone.DANGER,
        dated=False,
    )


def _entry(
    key: str, counted: DueOrders, text: str, short: str, leads_to: str, tone: Tone, *, dated: bool = True
) -> Attention:
    first = counted.first if dated else None
    return Attention(key, Concern.RESIDENTS, counted.count, text, short, leads_to, tone, due=first)


def _tone(work: Work, counted: DueOrders) -> Tone:
    """Too late for the first of them already?"""
    late = counted.first is not None and counted.first < work.now
    return Tone.DANGER if late else Tone.WAITING


def owed(work: Work) -> Iterable[OwedMatter]:
    """Call-backs that are owed 待回访: by anybody who had no part in the order."""
    for order in queries.to_call(work):
        assert order.done_at is not None
        yield OwedMatter(
            _("Call-back about an order"),
            P_("owed", "{number} {kind}: {who}", number=order.number, kind=order.kind.label, who=order.who),
            "",
            order.call_back_on,
            order.done_at,
            "orders.order",
            order.id,
        )
