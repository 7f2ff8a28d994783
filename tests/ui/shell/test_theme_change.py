"""Light and dark of twelve screens: what was painted in one theme is painted in the other when it is put on at work.

The grounds of pages, tables, charts and of what lies over them: whatever keeps one shows a colour of the theme that was
taken off. Icons and letters are drawn in the inks of the moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from desk.demo.tour import Hands
from desk.services.preferences import Preferences
from desk.ui.shell import theme
from desk.ui.shell.tokens import DARK, LIGHT, Tokens
from desk.ui.shell.window import Window
from tests.support.pictures import how_often
from tests.support.room_for_words import settle
from tests.support.walk import pages_of

SCREENS = 12
STRAY = 600
"""Pixels of one colour that may come about where ink and ground are blended; a part of a page has more."""
OPENED: dict[str, Callable[[Window], object]] = {
    "palette": lambda window: window.work.command_palette.toggle(()),  # type: ignore[union-attr]
    "drawer": lambda window: window.work.drawer.toggle(),  # type: ignore[union-attr]
    "toast": lambda window: window.work.toasts.tell("没有打印：打印机不在。", "bad"),  # type: ignore[union-attr]
}


@pytest.fixture
def dress(dressed: QApplication) -> Iterator[Callable[[str], None]]:
    """Puts on a theme; the light one again afterwards."""
    yield lambda appearance: theme.dress(dressed, Preferences(appearance=appearance))
    theme.dress(dressed, Preferences(appearance="light"))


def colours(tokens: Tokens) -> dict[int, str]:
    """The names of a theme's colours by what is painted."""
    values = {each.name: getattr(tokens, each.name) for each in fields(tokens)}
    return {QColor(value).rgb(): name for name, value in values.items() if isinstance(value, str)}


def strays(window: Window, worn: Tokens, other: Tokens) -> dict[str, int]:
    """How many pixels have a colour that only the other theme knows."""
    settle(window)
    painted = how_often(window.grab().toImage())
    only_there = {rgb: name for rgb, name in colours(other).items() if rgb not in colours(worn)}
    return {name: painted[rgb] for rgb, name in only_there.items() if painted[rgb] > STRAY}


def screens_of(window: Window) -> Iterator[str]:
    """The first two pages of every tab, each in sight while it is named, then what lies over a page."""
    assert window.work is not None
    for place in range(window.work.tabs.count()):
        window.go_to(place)
        for at, page in zip(range(2), pages_of(window.work.page(place)), strict=False):
            yield f"{type(page).__name__} {at}"
    for name, open_it in OPENED.items():
        open_it(window)
        yield name


def test_a_theme_put_on_at_work_leaves_nothing_of_the_other(manager: Hands, dress: Callable[[str], None]) -> None:
    window = manager.window
    light = {name: strays(window, LIGHT, DARK) for name in screens_of(window)}
    assert strays(window, DARK, LIGHT), "in the light theme nothing is dark"
    dress("dark")
    dark = {name: strays(window, DARK, LIGHT) for name in screens_of(window)}
    assert len(light) >= SCREENS
    assert light == dark == {name: {} for name in light}
