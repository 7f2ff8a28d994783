"""What the lists of the page of points say in their columns; names masked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from desk.books.points.card import CardLine
from desk.books.points.model import Holder, Redemption, RedemptionState
from desk.core import identity
from desk.core.clock import local
from desk.core.tone import Tone
from desk.core.words import P_, _
from desk.ui.widgets.columns import Column

LastDay = Callable[[Holder], date | None]


def of_members(last_day: LastDay) -> list[Column[Holder]]:
    """Members; ``last_day`` says until when the first points count, where that is soon."""
    return [
        Column(P_("list of points", "Number"), 80, lambda each: each.number),
        Column(P_("list of points", "Name"), 70, lambda each: identity.mask_name(each.name), flex=2),
        Column(P_("list of points", "Team"), 90, lambda each: each.team, flex=3, rank=1),
        Column(_("Points left"), 70, lambda each: f"{each.balance:,}", number=True, sorts_by=lambda each: each.balance),
        Column(
            P_("points", "Expire"),
            90,
            lambda each: day.isoformat() if (day := last_day(each)) else "",
            lambda each: Tone.DUE_SOON if last_day(each) else None,
            rank=2,
        ),
    ]


def of_history() -> list[Column[CardLine]]:
    """Changes of one member's points, the newest first."""
    return [
        Column(P_("list of points", "Day"), 90, lambda each: each.day.isoformat()),
        Column(P_("list of points", "Change"), 80, _kind_words, muted=lambda each: each.is_taken_back),
        Column(P_("list of points", "Points"), 60, lambda each: f"{each.amount:+,}", number=True),
        Column(P_("points", "Balance"), 60, lambda each: f"{each.balance:,}", number=True),
        Column(P_("points", "For"), 160, lambda each: each.details, flex=5),
        Column(P_("rule of points", "Paper"), 100, lambda each: each.paper, flex=2, rank=1),
    ]


def _kind_words(line: CardLine) -> str:
    return _("{kind}, taken back", kind=line.kind.label) if line.is_taken_back else line.kind.label


def of_exchanges() -> list[Column[Redemption]]:
    """What one member exchanged, the newest first."""
    return [
        Column(_("Exchange number"), 120, lambda each: each.number),
        Column(P_("exchange", "Reward"), 110, lambda each: each.reward, flex=4),
        Column(P_("exchange", "Pieces"), 50, lambda each: str(each.quantity), number=True),
        Column(P_("list of points", "Points"), 60, lambda each: f"{each.points:,}", number=True),
        Column(_("State"), 80, lambda each: each.state.label, lambda each: each.state.tone),
        Column(P_("exchange", "Reserved at"), 130, lambda each: f"{local(each.reserved_at):%Y-%m-%d %H:%M}", rank=1),
        Column(P_("exchange", "Ended at"), 130, _ended_words, rank=2),
    ]


def _ended_words(each: Redemption) -> str:
    at = each.ended_at if each.state is not RedemptionState.RESERVED else None
    return f"{local(at):%Y-%m-%d %H:%M}" if at else ""
