"""Every page for every role at the sizes and scales that screens leave: nothing cut, nothing outside its parent.

Fields of three settings and of the papers of the ledger were squeezed to eight pixels in a low window, as long as only
buttons were looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.demo.tour import Hands
from desk.services.preferences import TEXT_SIZES, Preferences
from desk.ui.shell import theme
from desk.ui.shell.window import LEAST
from tests.support import screens
from tests.support.extent import LONG
from tests.support.room_for_words import outside, settle, squeezed
from tests.support.tabs import every_page
from tests.ui.conftest import signed_in

_USUAL, LARGE, LARGEST = TEXT_SIZES


EVERY = list(screens.SCALES)
SEEN = dict.fromkeys(("林小芳", "陈主任", "管理员"), EVERY) if LONG else {"林小芳": EVERY[1::2], "管理员": EVERY[::2]}
"""Who looks at which screens: by default each screen once, whoever has more pages at the largest and the least."""


@pytest.mark.parametrize("name", SEEN)
def test_every_page_has_room_for_its_words_at_every_size_and_scale(hands: Hands, name: str) -> None:
    window = signed_in(hands, name).window
    window.setUpdatesEnabled(False)  # where things are is asked, not what they look like
    wrong = []
    for screen in SEEN[name]:
        screens.fill(window, screen)
        for where, page in every_page(hands):
            settle(page)
            assert window.size() == screens.screen(screen).availableSize(), f"{where} keeps the window larger: {screen}"
            wrong += [f"{screen}, {where}: {what}" for what in (*squeezed(page), *outside(page))]
        assert window.work is not None
        bar = (window.work.bar, window.work.tabs.captions)
        wrong += [f"{screen}, bar: {what}" for part in bar for what in (*squeezed(part), *outside(part))]
    assert not wrong, "\n".join(wrong)


@pytest.fixture
def letters(dressed: QApplication, request: pytest.FixtureRequest) -> Iterator[None]:
    """Words of this size, from before the window is made; one of an earlier test would be dressed too."""
    QTest.qWait(0)
    theme.dress(dressed, Preferences(appearance="light", text_size=request.param))
    yield
    QTest.qWait(0)
    theme.dress(dressed, Preferences(appearance="light"))


@pytest.mark.parametrize(("letters", "screen"), [(LARGEST, "at-100"), (LARGE, "at-150")], indirect=["letters"])
@pytest.mark.usefixtures("letters")
def test_every_page_has_its_buttons_in_sight_in_larger_letters(manager: Hands, screen: str) -> None:
    window = manager.window
    window.setUpdatesEnabled(False)
    screens.fill(window, screen)
    wrong = []
    for where, page in every_page(manager):
        settle(page)
        assert window.size() == screens.screen(screen).availableSize(), where
        wrong += [f"{where}: {what}" for what in (*squeezed(page), *outside(page))]
    assert not wrong, "\n".join(wrong)


def test_the_least_window_fits_a_screen_of_1600_at_twice_the_size() -> None:
    assert LEAST[0] <= 800 and LEAST[1] <= 430
    assert screens.screen("at-200").availableSize().toTuple() == LEAST
