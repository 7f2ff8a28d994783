"""The look at the data file once a day, a second after the sign-in."""

from __future__ import annotations

from collections.abc import Iterable

from desk.services import daily_look
from desk.services.session import Desk


class Ear:
    """Hears which books are said to have changed."""

    def __init__(self) -> None:
        self.heard: list[set[str]] = []

    def hear(self, nouns: Iterable[str], /) -> None:
        self.heard.append(set(nouns))


def test_that_it_was_made_is_remembered_and_makes_no_page_read_again(desk: Desk) -> None:
    """Every page that shows the centre was read twice when it was opened in that second."""
    ear = Ear()
    desk.listeners.append(ear)
    assert daily_look.is_due(desk)
    daily_look.look_after(desk)
    assert not daily_look.is_due(desk) and ear.heard == []
