"""Hands on a tab of the window."""

from __future__ import annotations

from typing import TypeVar

from desk.demo.tour import Hands
from desk.services.session import Desk
from desk.ui.shell.page import Page

AnyTab = TypeVar("AnyTab", bound=Page)


def reach(hands: Hands, place: int, kind: type[AnyTab]) -> AnyTab:
    """Go to the tab at a place, which is of this kind."""
    hands.window.go_to(place)
    assert hands.window.work is not None
    tab = hands.window.work.page(place)
    assert isinstance(tab, kind)
    return tab


def desk_of(hands: Hands) -> Desk:
    assert hands.window.work is not None
    return hands.window.work.desk


def strip(hands: Hands) -> str:
    """What the strip at the bottom says."""
    assert hands.window.work is not None
    return hands.window.work.strip.words.text()
