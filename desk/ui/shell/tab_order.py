"""Which tabs are shown and in what order 标签页与顺序, as the manager has set it for the centre."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from desk.books import centre
from desk.services.session import Desk
from desk.ui.shell.tab import TabDeclaration

SETTINGS = ORDER, HIDDEN = "tab_order", "hidden_tabs"


def ordered(declared: Sequence[TabDeclaration], wanted: Mapping[str, Any]) -> list[TabDeclaration]:
    """All of them as the setting has them, also those that are hidden. One that is newer than the setting stands where
    the program has it: after the tab that it comes after there.
    """
    by_name = {each.name: each for each in declared}
    order = [by_name[name] for name in wanted.get(ORDER, ()) if name in by_name]
    for at, each in enumerate(declared):
        if each not in order:
            order.insert(order.index(declared[at - 1]) + 1 if at else 0, each)
    return order


def is_hidden(tab: TabDeclaration, wanted: Mapping[str, Any]) -> bool:
    """Has the manager taken it out of the window?"""
    return tab.can_hide and tab.name in wanted.get(HIDDEN, ())


def shown(declared: Sequence[TabDeclaration], desk: Desk) -> list[TabDeclaration]:
    """What whoever is signed in has, from left to right."""
    with desk.read() as work:
        wanted = centre.settings_now(work, SETTINGS)
    allowed = [each for each in ordered(declared, wanted) if each.may is None or desk.actor.may(each.may)]
    return [each for each in allowed if not is_hidden(each, wanted)]
