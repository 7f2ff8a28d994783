"""The columns in which lists of orders show them; everybody masked."""

from __future__ import annotations

from collections.abc import Sequence

from desk.books.orders.model import Complaint, Order
from desk.core.clock import local
from desk.core.identity import mask_telephone
from desk.core.tone import Tone
from desk.core.words import P_, _
from desk.ui.widgets.columns import Column


def number(rank: int = 0) -> Column[Order]:
    """点单编号."""
    return Column(P_("order", "Number"), 122, lambda each: each.number, rank=rank)


def kind() -> Column[Order]:
    """点单类别."""
    return Column(P_("order", "Kind"), 86, lambda each: each.kind.label)


def who() -> Column[Order]:
    """Who asks."""
    return Column(P_("order", "Who asks"), 84, lambda each: each.who)


def tail() -> Column[Order]:
    """The telephone, masked."""
    return Column(_("Telephone"), 110, lambda each: mask_telephone(each.telephone), rank=2)


def wish() -> Column[Order]:
    """What is wished for."""
    return Column(P_("order", "What is wished for"), 180, lambda each: each.masked(each.description), flex=5)


def owner() -> Column[Order]:
    """Which team and which member has it, or did it."""
    return Column(P_("order", "Who has it"), 130, lambda each: each.owners, flex=3, rank=1)


def state() -> Column[Order]:
    """点单状态; a complaint is told with it."""
    return Column(_("State"), 110, _state_words, _tone)


def placed(rank: int = 3) -> Column[Order]:
    """When it was placed."""
    return Column(
        P_("order", "Placed at"),
        130,
        lambda each: f"{local(each.placed_at):%Y-%m-%d %H:%M}",
        rank=rank,
        sorts_by=lambda each: each.placed_at,
    )


def of_ledger() -> Sequence[Column[Order]]:
    """Those of all orders of a month."""
    return (number(), kind(), who(), wish(), owner(), state(), placed())


def _state_words(order: Order) -> str:
    if order.complaint is Complaint.MADE:
        return P_("order", "{state}, complaint", state=order.state.label)
    return order.state.label


def _tone(order: Order) -> Tone | None:
    return order.complaint.tone if order.complaint is Complaint.MADE else order.state.tone
