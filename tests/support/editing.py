"""What several tests use."""

from __future__ import annotations

from collections.abc import Callable

from desk.core.work import Work
from desk.demo.tour import Hands
from desk.services.session import Desk


def desk_of(hands: Hands) -> Desk:
    assert hands.window.desk is not None
    return hands.window.desk


def meanwhile(hands: Hands, act: Callable[[Work], object]) -> None:
    """Another program changes the book."""
    with desk_of(hands).write() as work:
        act(work)
