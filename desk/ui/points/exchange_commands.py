"""What becomes of a reward that is reserved, as keys of the page of points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.books.points.model import RedemptionState
from desk.core.words import N_, NP_
from desk.ui.shell.commands import Command, Commands

if TYPE_CHECKING:
    from desk.ui.points.points_page import PointsPage


def exchange_commands(page: PointsPage) -> Commands:
    """Handed out, or given back."""
    exchanged = page.exchanges.table
    return (
        Command(
            "D",
            N_("The reward is handed out"),
            page.hand_out,
            label=NP_("exchange", "Handed out"),
            of=exchanged,
            inside=page.lists,
            enabled=lambda: page.may_become(RedemptionState.GIVEN),
        ),
        Command(
            "B",
            N_("Give back: the points come back"),
            page.give_back,
            label=NP_("exchange", "Give back…"),
            of=exchanged,
            inside=page.lists,
            enabled=lambda: page.may_become(RedemptionState.RETURNED),
        ),
    )
