"""What can be done on the board of orders: with all of it, and with the chosen one, a key for each step of its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.core.permissions import May
from desk.core.words import N_, NP_
from desk.ui.orders import acts
from desk.ui.shell.commands import Command, Commands

if TYPE_CHECKING:
    from desk.ui.orders.board_page import OrderBoardPage

COPY = "F4"
"""Not on the card, where it shows the person in full."""


def of_board(page: OrderBoardPage) -> Commands:
    """What is about a new order, an answer and the way around."""
    answer, views = N_("Type an answer from the group in one line"), page.view.columns
    return (
        Command("F2", N_("Take a new order"), page.new, NP_("order", "New order"), "primary", may=May.SERVE),
        Command("F3", N_("Go to the board"), page.view.take_keys, repeats=True),
        Command("F6", answer, page.go_to_answer, NP_("order", "Answer line"), may=May.SERVE, repeats=True),
        Command("Enter", N_("Open the order"), page.open_chosen, on_label=False, of=views),
        Command("←/→", N_("The next column"), inside=page.view.first),
    )


def of_order(page: OrderBoardPage) -> Commands:
    """The way of the chosen order, each as far as its state allows it. The letters are the initials of the words."""
    known = {each.act: each for each in acts.ACTS}
    steps = (
        (N_("Take the order on"), page.review, acts.review),
        (N_("Send it: who is proposed, and why"), page.send, acts.send),
        (N_("Note the answer of whoever was asked"), page.answer, acts.answer),
        (N_("Whoever took it has begun"), page.begin, acts.begin),
        (N_("It is done: result and minutes"), page.finish, acts.finish),
        (N_("What the asker says of it"), page.rate, acts.rate),
        (N_("Copy it for the team's group"), page.copy, acts.copy),
        (N_("Take it back from whoever has it"), page.withdraw, acts.withdraw),
        (N_("The asker does not want it any more"), page.cancel, acts.cancel),
    )
    return tuple(
        Command(
            key := known[wanted].key or COPY,
            purpose,
            act,
            known[wanted].label,
            may=known[wanted].may,
            inside=None if key[0] == "F" else page.view,
            enabled=page.can(wanted),
        )
        for purpose, act, wanted in steps
    )
