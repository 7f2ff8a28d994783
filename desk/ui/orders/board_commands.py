"""What can be done on the board of orders: with all of it, and with the chosen one, a key for each step of its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.core.permissions import May
from desk.core.words import N_, NP_
from desk.ui.orders import acts
from desk.ui.shell.commands import Command, Commands

if TYPE_CHECKING:
    from desk.ui.orders.board_page import OrderBoardPage


def of_board(page: OrderBoardPage) -> Commands:
    """What is about a new order, an answer and the way around."""
    answer, views = N_("Type an answer from the group in one line"), tuple(page.view.lists.values())
    return (
        Command("F2", N_("Take a new order"), page.new, NP_("order", "New order"), "primary", may=May.SERVE),
        Command("F3", N_("Go to the board"), page.view.take_keys, repeats=True),
        Command("F6", answer, page.go_to_answer, NP_("order", "Answer line"), may=May.SERVE, repeats=True),
        Command("Enter", N_("Open the order"), page.open_chosen, on_label=False, of=views),
        Command("←/→", N_("The next column"), inside=page.view.first),
    )


def of_order(page: OrderBoardPage) -> Commands:
    """The way of the chosen order, each as far as its state allows it. The letters are the initials of the words."""
    serve, dispatch, label = May.SERVE, May.DISPATCH, {each.act: each.label for each in acts.ACTS}
    steps = (
        ("S", N_("Take the order on"), page.review, dispatch, acts.review),
        ("P", N_("Send it: who is proposed, and why"), page.send, dispatch, acts.send),
        ("D", N_("Note the answer of whoever was asked"), page.answer, serve, acts.answer),
        ("K", N_("Whoever took it has begun"), page.begin, serve, acts.begin),
        ("B", N_("It is done: result and minutes"), page.finish, serve, acts.finish),
        ("J", N_("What the asker says of it"), page.rate, serve, acts.rate),
        ("F4", N_("Copy it for the team's group"), page.copy, serve, acts.copy),
        ("F8", N_("Take it back from whoever has it"), page.withdraw, dispatch, acts.withdraw),
        ("Delete", N_("The asker does not want it any more"), page.cancel, serve, acts.cancel),
    )
    return tuple(
        Command(
            key,
            purpose,
            act,
            label[wanted],
            may=may,
            inside=None if key[0] == "F" else page.view,
            enabled=page.can(wanted),
        )
        for key, purpose, act, may, wanted in steps
    )
