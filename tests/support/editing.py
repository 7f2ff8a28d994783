"""Two people at one record."""

from __future__ import annotations

from collections.abc import Callable

from desk.core.work import Work
from desk.demo.tour import Hands
from tests.support.tabs import desk_of


def meanwhile(hands: Hands, act: Callable[[Work], object]) -> None:
    """Another program changes the book."""
    with desk_of(hands).write() as work:
        act(work)
